"""The company's own deny and watch lists, one CSV file -> entries (docs/private-list.md describes the columns).

The file is confidential: it names parties that stand on no public list, and why. What is wrong with it becomes a log
line, a reason in the warehouse and a sentence in Prefect, so messages name rows and columns and quote nothing of it.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from lists.parsing import entry_name, several, unique_names
from screening.errors import InputError, ListError
from screening.models import Identifier, Kind, ListEntry, Measure, MeasurePeriod, NameType, State
from screening.names.countries import country_code
from screening.names.forms import joined_form
from screening.text_encoding import decode

LIST_ID = "private"
_REQUIRED = ("name", "level")
COLUMNS = (
    "id",
    "name",
    "other_names",
    "country",
    "identifiers",
    "addresses",
    "kind",
    "level",
    "reason",
    "source",
    "listed_on",
    "expires_on",
    "owner",
)
"""Columns that a file may have, in any order; `name` and `level` it must have."""
KINDS = ("organisation", "person", "vessel", "aircraft")
"""What a row may be; the first one where the cell is empty."""
LEVELS = {
    "deny": "On this company's own deny list: its rules ask for the owner's decision before any dealing goes on.",
    "watch": "On this company's own watch list: its rules ask for a closer look before a dealing goes on.",
}
_DELIMITERS = ",\t;"
_DATE = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
"""Spreadsheets write 2026/11/2 when they save a CSV file that said 2026-11-02."""
_IDENTIFIER = re.compile(r"\s*([^:\s][^:]*?)\s*:\s*(\S.*?)\s*")
_SINCE_UNKNOWN = date(1970, 1, 1)
_NOON = time(12)
"""A row expires at noon UTC of its day: after the business date before it has ended, wherever on earth the site is, and
no later than its own from UTC-12 to UTC+11. Farther east it holds a day longer, which misses nothing."""
_BASIS = "the company's own decision"

Row = Mapping[str, str]


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the company's file, one a row, in its order; none if there are no rows below the header.

    Raises:
        ListError: The file or a row of it is not as described; with row and column.
    """
    rows = list(_rows(_text(files["rows"])))
    entries = [_entry(row, number) for number, row in rows]
    first: dict[str, int] = {}
    for (number, _), entry in zip(rows, entries, strict=True):
        if entry.entry_id in first:
            raise ListError(
                f"{_where(number, 'id')}: the same party as on row {first[entry.entry_id]}; give each row an id of its "
                "own, or put both names on one row"
            )
        first[entry.entry_id] = number
    return entries


def _text(content: bytes) -> str:
    if content[:2] == b"PK":
        raise ListError(f"{LIST_ID}: the file is a workbook; save it as CSV (UTF-8)")
    try:
        return decode(content, encoding=None, where=LIST_ID, remedy="save it as CSV in UTF-8")[0]
    except InputError as error:
        raise ListError(str(error)) from error


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    """Line and cells by column of each row below the header."""
    lines = _lines(text)
    _, first = next(lines, (0, []))
    header = _header(first)
    for number, cells in lines:
        if len(cells) != len(header):
            raise ListError(
                f"{LIST_ID}, row {number}: {len(cells)} cells, the header has {len(header)}; look for a missing or "
                "stray delimiter"
            )
        yield number, dict.fromkeys(COLUMNS, "") | dict(zip(header, map(_plain, cells), strict=True))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line on which each row begins, and its cells, without the blank rows that spreadsheets leave at the end."""
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ListError(
                f"{LIST_ID}, row {number}: not readable as CSV ({error}); look for a quotation mark that is not closed"
            ) from error
        if any(cell.strip() for cell in cells):
            yield number, cells


def _header(cells: Sequence[str]) -> list[str]:
    header = [cell.strip().casefold() for cell in cells]
    unknown = [str(position) for position, heading in enumerate(header, start=1) if heading not in COLUMNS]
    if unknown:
        raise ListError(
            f"{LIST_ID}, row 1: the heading of column {', '.join(unknown)} is not known; rename or delete it. There "
            f"are the columns {', '.join(COLUMNS)}"
        )
    missing = [heading for heading in _REQUIRED if heading not in header]
    if missing:
        raise ListError(f"{LIST_ID}, row 1: there is no column {' and '.join(map(repr, missing))}; add it")
    twice = sorted({heading for heading in header if header.count(heading) > 1})
    if twice:
        raise ListError(f"{LIST_ID}, row 1: the columns {', '.join(twice)} stand twice; delete one of each")
    return header


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _entry(row: Row, number: int) -> ListEntry:
    level = _choice(row, "level", tuple(LEVELS), number)
    kind = _choice(row, "kind", tuple(KINDS), number, default=KINDS[0])
    others = several(row["other_names"])
    for column, name in (("name", row["name"]), *(("other_names", other) for other in others)):
        if not joined_form(name):
            raise ListError(f"{_where(number, column)}: nothing comparable is left of the name; fill it in")
    names = [entry_name(row["name"], NameType.PRIMARY), *(entry_name(other, NameType.ALIAS) for other in others)]
    return ListEntry(
        entry_id=f"{LIST_ID}:{_key(row)}",
        list_id=LIST_ID,
        kind=Kind(kind),
        primary_name=row["name"],
        names=unique_names(names),
        country=_country(row, number),
        identifiers=_identifiers(row, number),
        addresses=several(row["addresses"]),
        listed_on=_date(row, "listed_on", number),
        citation=row["source"],
        programmes=(level,),
        measures=(_measure(row, level, number),),
    )


def _key(row: Row) -> str:
    """The company's id; failing that, a hash of the name and country, since ids are shown where names must not be."""
    named = f"{joined_form(row['name'])}|{country_code(row['country'])}"
    return row["id"] or hashlib.sha256(named.encode()).hexdigest()[:16]


def _measure(row: Row, level: str, number: int) -> Measure:
    told = (("reason", "Reason"), ("owner", "Owner"))
    text = " ".join([LEVELS[level], *(f"{label}: {row[column]}." for column, label in told if row[column])])
    begin = _naive_utc(_date(row, "listed_on", number) or _SINCE_UNKNOWN, time())
    expires_on = _date(row, "expires_on", number)
    end = None if expires_on is None else _naive_utc(expires_on, _NOON)
    if end is not None and end.date() <= begin.date():
        raise ListError(
            f"{_where(number, 'expires_on')}: the row expires before or when it is listed; mend one of the dates"
        )
    periods = [MeasurePeriod(state=State.IN_FORCE, from_at=begin, until_at=end, basis=_BASIS)]
    if end is not None:
        periods.append(MeasurePeriod(state=State.REMOVED, from_at=end, basis=f"expired on {expires_on}"))
    return Measure(code=level.upper(), text=text, periods=tuple(periods))


def _naive_utc(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, UTC).replace(tzinfo=None)


def _choice(row: Row, column: str, known: Sequence[str], number: int, *, default: str = "") -> str:
    chosen = row[column].casefold() or default
    if chosen not in known:
        raise ListError(f"{_where(number, column)}: not known; write {' or '.join(known)}")
    return chosen


def _country(row: Row, number: int) -> str | None:
    code = country_code(row["country"])
    if row["country"] and code is None:
        raise ListError(f"{_where(number, 'country')}: not known; write a code of two letters such as JP")
    return code


def _date(row: Row, column: str, number: int) -> date | None:
    if not row[column]:
        return None
    try:
        [written] = _DATE.findall(row[column])
        return date(*map(int, written))
    except ValueError as error:
        raise ListError(
            f"{_where(number, column)}: not a date like 2026-11-22; write it so, or leave it empty"
        ) from error


def _identifiers(row: Row, number: int) -> tuple[Identifier, ...]:
    found = []
    for part in several(row["identifiers"]):
        written = _IDENTIFIER.fullmatch(part)
        if written is None:
            raise ListError(
                f"{_where(number, 'identifiers')}: an identifier is not written as KIND:VALUE, such as LEI:…; several "
                "stand between ' | '"
            )
        found.append(Identifier(kind=written[1].upper(), value=written[2]))
    return tuple(found)


def _where(number: int, column: str) -> str:
    return f"{LIST_ID}, row {number}, column {column!r}"
