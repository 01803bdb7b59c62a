"""eCFR XML of 15 CFR Part 744, Supplement No. 7 -> entries of the Military End-User List.

Rows are of four kinds: an entity; `[Reserved]` under a country without one; a heading `The following eight
subordinate institutions of X:`; and `Subordinate institution:` (also printed `instituion`), after which the next row
is a unit of X.
"""

import re
from collections.abc import Mapping
from datetime import date

from lists.ecfr.editions import editions_of
from lists.ecfr.entity import NUMBER_WORDS
from lists.ecfr.entries import identified, named_entry
from lists.ecfr.table import read_edition, supplement_rows
from screening.errors import ListError
from screening.models import ListEntry

__all__ = ["parse_published", "read_edition", "read_editions"]

LIST_ID = "us-meu"
_SUPPLEMENT = 7
_CELLS = 3
_RESERVED = "[Reserved]"
_GROUP = re.compile(r"The following (?P<count>\w+) subordinate institutions of (?P<parent>.+):", re.IGNORECASE)
_UNIT = re.compile(r"Subordinate institu\w*on:", re.IGNORECASE)
_MEASURE = (
    "A licence of BIS is required to export, reexport or transfer in-country items of Supplement No. 2 to Part 744 to "
    "this party (15 CFR 744.21). The list is not exhaustive: other military end users need a licence too."
)


def read_editions(content: bytes) -> list[date]:
    """Dates on which the supplement changed, oldest first, from the eCFR's list of versions."""
    return editions_of(content, supplement=_SUPPLEMENT)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a named party of Supplement No. 7, in the order printed.

    Raises:
        ListError: The file is not Part 744, a row has a shape, country or citation that is not known, or a heading
            promises another number of subordinate institutions than follow.
    """
    entries: list[ListEntry] = []
    country = citation = parent = ""
    promised = 0
    is_unit = False
    for number, cells in enumerate(supplement_rows(files["part_744"], _SUPPLEMENT, list_id=LIST_ID), start=1):
        where = f"{LIST_ID}, table row {number}"
        if len(cells) != _CELLS:
            raise ListError(f"{where}: {len(cells)} cells, expected {_CELLS}")
        country, citation = cells[0].text or country, cells[2].text or citation
        text = cells[1].text
        if text == _RESERVED:
            citation = ""
        elif group := _GROUP.fullmatch(text):
            _check_promise(promised, parent, where)
            parent, promised = group["parent"], _count(group["count"], where)
        elif _UNIT.fullmatch(text):
            is_unit = True
        else:
            # one unit lacks the line before it, but like all units it has no citation of its own
            is_unit = is_unit or (promised > 0 and not cells[2].text)
            entry = named_entry(
                cells[1],
                list_id=LIST_ID,
                country=country,
                citation=citation,
                code="LICENCE",
                text=_MEASURE,
                basis="15 CFR 744.21",
                part_of=parent if is_unit else None,
                where=where,
            )
            entries.append(entry)
            promised -= is_unit
            is_unit = False
    _check_promise(promised, parent, f"{LIST_ID}, end of the table")
    return identified(entries)


def _count(word: str, where: str) -> int:
    if word.lower() not in NUMBER_WORDS:
        raise ListError(f"{where}: {word!r} is not a number word that is known")
    return NUMBER_WORDS[word.lower()]


def _check_promise(left: int, parent: str, where: str) -> None:
    if left:
        raise ListError(
            f"{where}: {abs(left)} subordinate institutions of {parent} too {'few' if left > 0 else 'many'}"
        )
