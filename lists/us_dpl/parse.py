"""The Denied Persons List -> entries.

The list is typed by hand: some rows have a date of the year 3033 or a state where the country belongs. Such a cell
must neither drop a party nor end an order, so the order counts as in force, the cell is kept in `remarks` and the row
is named in the log; more than `_MAX_FAULTS` of the rows refuse the file. Rows of one order that differ only in the
address are one entry.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lists.ecfr.entries import identified
from lists.parsing import in_force_since, slug, unique_names
from lists.us_dpl.names import kind_of, names_of
from lists.us_dpl.table import Row, read_rows
from screening.errors import ListError
from screening.models import EntryName, ListEntry, Measure, MeasurePeriod, NameType, State
from screening.names.countries import country_code

logger = logging.getLogger(__name__)

LIST_ID = "us-dpl"
_MAX_FAULTS = 0.05
_ROWS_IN_LOG = 10
_FIRST_YEAR, _LAST_YEAR = 1970, 2120
"""The oldest orders known are of 1981, the longest run to 2056."""
_SINCE_UNKNOWN = date(1970, 1, 1)
_WASHINGTON = ZoneInfo("America/New_York")
_DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_DAY_NUMBER = re.compile(r"\d{5}(?:\.0+)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_FILE = re.compile(rb"dpl_(\d{2})(\d{2})(\d{4})\.csv", re.IGNORECASE)
_STATE_CODES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP
"""
_STATES = frozenset(_STATE_CODES.split())
_ORDERS = {"Y": True, "N": False, "STANDARD": True, "NON-STANDARD": False, "NON STANDARD": False, "": None}
"""What `Standard_Order` says, and `Type of Denial` where it says the same; its other values are kept as text."""
_TERMS = {
    True: "in the standard terms of Supplement No. 1 to Part 764",
    False: "in terms of its own, not the standard ones",
    None: "in the terms that it states",
}
_MEASURE = (
    "A denial order under part 766 of the EAR, {terms}, names this party and runs until {until}. Actions that it "
    "prohibits, as a rule taking part in a transaction in items subject to the EAR with this party, may not be taken "
    "(15 CFR 736.2(b)(4), 764.3(a)(2)); the Federal Register notice cited has its terms."
)
_CITATIONS = re.compile(r"(?<!\d)(?=\d{1,3}\.?\s*F\.?\s?R\.?\s*\d)")
_FR = re.compile(r"^(\d{1,3})\.?\s*F\.?\s?R\.?\s*")


@dataclass(frozen=True, slots=True)
class _Order:
    """A row with its cells read; `faults` are the cells that could not be."""

    row: Row
    country: str | None
    effective_on: date | None
    expires_on: date | None
    is_standard: bool | None
    faults: tuple[str, ...]


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a party, country and order, in the order of the file.

    Raises:
        ListError: The file has another shape, a row has no name, or too many rows have cells that cannot be read.
    """
    orders = [_order(row) for row in read_rows(files["list"])]
    _check_faults(orders)
    grouped: dict[tuple[object, ...], list[_Order]] = {}
    for order in orders:
        key = (slug(order.row.name), order.country, order.effective_on, order.expires_on)
        grouped.setdefault(key, []).append(order)
    return identified([_entry(same) for same in grouped.values()])


def read_edition(content: bytes) -> date:
    """Date of the newest file that the page of the list links to, which is part of the file's name.

    Raises:
        ListError: The page links to none, or to several.
    """
    found = {(int(year), int(month), int(day)) for month, day, year in _FILE.findall(content)}
    try:
        (only,) = found
        return date(*only)
    except ValueError as error:
        raise ListError(
            f"{LIST_ID}: the page links to {len(found)} files called dpl_MMDDYYYY.csv, expected one; fetch the list by "
            "hand ('Export as CSV') and import it"
        ) from error


def _order(row: Row) -> _Order:
    if not row.name.strip(" ,"):
        raise ListError(f"{row.where}: no name")
    country, effective_on, expires_on = _country(row), _date(row.effective), _date(row.expiration)
    if effective_on and expires_on and expires_on < effective_on:
        expires_on = None
    faults = {
        f"Country {row.country}": bool(row.country) and country is None,
        f"Effective date {row.effective}": effective_on is None,
        f"Expiration date {row.expiration}": bool(row.expiration) and expires_on is None,
        f"Standard order {row.standard_order}": row.standard_order.upper() not in _ORDERS,
    }
    return _Order(
        row,
        country,
        effective_on,
        expires_on,
        _ORDERS.get((row.standard_order or row.type_of_denial).upper()),
        tuple(f"{fault}: cannot be right" for fault, is_one in faults.items() if is_one),
    )


def _check_faults(orders: Sequence[_Order]) -> None:
    faulty = [order for order in orders if order.faults]
    if len(faulty) > _MAX_FAULTS * len(orders):
        first = faulty[0]
        raise ListError(
            f"{LIST_ID}: {len(faulty)} of {len(orders)} rows have cells that cannot be read, at most {_MAX_FAULTS:.0%} "
            f"expected; the first is {first.row.where}: {first.faults[0]}"
        )
    if faulty:
        logger.warning(
            "%s: %d of %d rows have cells that cannot be read; their orders count as in force: %s",
            LIST_ID,
            len(faulty),
            len(orders),
            ", ".join(order.row.where.removeprefix(f"{LIST_ID}, ") for order in faulty[:_ROWS_IN_LOG]),
        )


def _country(row: Row) -> str | None:
    """Country of the column; of the state where that is empty or holds the state."""
    if not row.country:
        return "US" if row.state.upper() in _STATES else None
    return country_code(row.country) or ("US" if row.country.upper() in _STATES else None)


def _date(text: str) -> date | None:
    """A date in the shapes of the file, Excel's number of a day among them; None for none and for a year that errs."""
    if _DAY_NUMBER.fullmatch(text):
        return _EXCEL_BEGINS + timedelta(days=int(text.split(".", maxsplit=1)[0]))
    for shape in _DATE_FORMATS:
        try:
            found = datetime.strptime(text, shape).date()  # noqa: DTZ007 - a date without a time
        except ValueError:
            continue
        return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
    return None


def _entry(orders: Sequence[_Order]) -> ListEntry:
    """The entry of rows that tell of one order against one party in one country."""
    first = orders[0]
    names = _names(orders)
    citations = tuple(dict.fromkeys(one for order in orders for one in citations_of(order.row.citation)))
    remarks = [f"Type of denial {order.row.type_of_denial}" for order in orders if order.row.type_of_denial]
    remarks += [fault for order in orders for fault in order.faults]
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=kind_of(first.row.name),
        primary_name=names[0].name,
        names=unique_names(names),
        country=first.country,
        addresses=tuple(dict.fromkeys(address for order in orders if (address := _address(order.row)))),
        listed_on=first.effective_on,
        citation="; ".join(citations),
        measures=(_measure(first, citations),),
        remarks="; ".join(dict.fromkeys(remarks)),
    )


def _names(orders: Sequence[_Order]) -> list[EntryName]:
    """Names of all rows; a row that spells the name otherwise (`AL-NASER`) adds an alias."""
    found = [
        names_of(order.row.name, more=order.row.street.split(",")[0] if order.row.inverted else "") for order in orders
    ]
    primary, *others = [name for names in found for name in names]
    as_aliases = {"type": NameType.ALIAS}
    return [
        primary,
        *(name.model_copy(update=as_aliases) if name.type is NameType.PRIMARY else name for name in others),
    ]


def citations_of(text: str) -> tuple[str, ...]:
    """Federal Register citations of a cell, which often has nothing between them: `67 FR 56530 9/4/02`."""
    parts = (part.strip(" ,;").removesuffix(" and").strip(" ,;") for part in _CITATIONS.split(text))
    return tuple(dict.fromkeys(_FR.sub(r"\1 FR ", " ".join(part.split())) for part in parts if part))


def _address(row: Row) -> str:
    parts = (row.street, row.city, row.state, row.postal_code, row.country)
    return ", ".join(part.strip(" ,") for part in parts if part.strip(" ,"))


def _measure(order: _Order, citations: Sequence[str]) -> Measure:
    """In force from the effective date to the end of the day of expiration in Washington, removed from then on."""
    until = order.expires_on.isoformat() if order.expires_on else "it is lifted; no expiration date is given"
    measure = in_force_since(
        "DENIAL_ORDER",
        _MEASURE.format(terms=_TERMS[order.is_standard], until=until),
        since=order.effective_on or _SINCE_UNKNOWN,
        basis=citations[0] if citations else "the list gives no citation",
    )
    if order.expires_on is None:
        return measure
    end = _after(order.expires_on)
    ended = MeasurePeriod(state=State.REMOVED, from_at=end, basis=f"expiration date of the order, {until}")
    begun = measure.periods[0].model_copy(update={"until_at": end})
    return measure.model_copy(update={"periods": (begun, ended)})


def _after(day: date) -> datetime:
    """First instant after a day in Washington, naive UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), _WASHINGTON)
    return midnight.astimezone(UTC).replace(tzinfo=None)
