"""Prohibition orders (禁令) under China's Blocking Rules: they list nobody, they forbid to comply with a measure.

A hit on a foreign list for a company that such an order names is read together with the order.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from lists.parsing import curated_rows, iso_date
from screening.errors import ListError
from screening.names.forms import joined_form

_COLUMNS = ("order_no", "published_on", "name_en", "name_zh", "effect_en", "url", "checked", "note")
_CHECKED = {"notice_text", "secondary"}


@dataclass(frozen=True, slots=True)
class BlockingOrder:
    """What an order says of one company.

    Attributes:
        party: The company, as the order or the source for it names it.
        citation: Number and date of the order, and its address if that is known.
        effect: What is not to be recognised, enforced or complied with, in neutral words.
        checked: `notice_text` where the text of the order was read, else `secondary`.
    """

    party: str
    citation: str
    effect: str
    checked: str


def order_for(names: Iterable[str]) -> BlockingOrder | None:
    """The order that names a company, if any of the company's names is equal to that of the order in comparable form.

    Args:
        names: Every name of a list entry or a counterparty.
    """
    orders = _orders()
    return next((orders[form] for name in names if (form := joined_form(name)) in orders), None)


def parse_orders(content: bytes) -> dict[str, BlockingOrder]:
    """Orders of the curated table by the comparable form of the company's names.

    Raises:
        ListError: A row has no name, no date, or does not say how it was checked.
    """
    orders: dict[str, BlockingOrder] = {}
    for number, row in enumerate(curated_rows(content, role="blocking_orders.csv", columns=_COLUMNS), start=2):
        where = f"blocking_orders.csv, row {number}"
        names = [name for name in (row["name_en"], row["name_zh"]) if name]
        if not names or row["checked"] not in _CHECKED:
            raise ListError(f"{where}: it needs a name, and notice_text or secondary under checked")
        published_on = iso_date(row["published_on"], where=where)
        citation = f"{row['order_no']} {published_on} {row['url']}".strip()
        order = BlockingOrder(names[0], citation, row["effect_en"], row["checked"])
        orders |= {joined_form(name): order for name in names}
    return orders


@functools.cache
def _orders() -> dict[str, BlockingOrder]:
    return parse_orders((files("lists") / "blocking_orders.csv").read_bytes())
