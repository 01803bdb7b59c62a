"""The file of the Denied Persons List in each shape it has had -> rows by the name of their columns.

Text with tabs (to 2025), CSV and Excel; columns are told by their headings, whatever their order. Name and address
stand in columns of their own or, since the list moved to bis.gov, in one: `NAME, STREET, CITY, STATE, COUNTRY,
POSTAL CODE`, where what is not known leaves an empty place.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lists.parsing import unpacked
from screening.errors import ListError

_COLUMNS = {
    "name": ("name",),
    "name_and_address": ("name_and_address",),
    "street": ("street_address", "street", "address"),
    "city": ("city",),
    "state": ("state", "state_province"),
    "country": ("country",),
    "postal_code": ("postal_code", "zip", "zip_code"),
    "effective": ("effective_date",),
    "expiration": ("expiration_date",),
    "standard_order": ("standard_order",),
    "type_of_denial": ("type_of_denial",),
    "citation": ("fr_citation", "fr_citations", "federal_register_citations", "appropriate_federal_register_citations"),
    "last_update": ("last_update",),
    "action": ("action",),
}
"""Column -> headings it has had, as compared: lower case, everything but letters and digits as `_`."""
_IGNORED = ("last_update", "action")
"""When and how an editor last touched the row: the order itself is cited, and a publisher's date of update is not
evidence of what the file holds."""
_PARTED = ("name", "street", "city", "state", "country", "postal_code")
_ALWAYS = ("effective", "expiration", "citation")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PLACES_BEHIND_STREET = 4
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|inc|llc|ltd|limited|co|corp|company|gmbh|ag|sa|sl|sarl|srl|bv|nv|plc|pte|pvt|fzc|fze|fzco|llp|lp)",
    re.IGNORECASE,
)
"""What belongs to the name before it, though a comma parts them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, as printed; what it does not have is empty.

    Attributes:
        where: The row, for messages.
        inverted: Whether the name may go on behind its first comma (`JIN, ZHONGDA`), which the file does not tell.
    """

    where: str
    name: str
    street: str
    city: str
    state: str
    country: str
    postal_code: str
    effective: str
    expiration: str
    standard_order: str
    type_of_denial: str
    citation: str
    inverted: bool = False


def read_rows(content: bytes) -> list[Row]:
    """Rows in the order of the file.

    Raises:
        ListError: The file is no table, lacks a column that is needed, has one that is not known, or a row of another
            length than its heading.
    """
    headings, *records = _records(content)
    columns = _columns(headings)
    rows = []
    for number, record in enumerate(records, start=2):
        if not any(cell.strip() for cell in record):
            continue
        where = f"us-dpl, row {number}"
        if len(record) != len(headings):
            raise ListError(f"{where}: {len(record)} cells, expected {len(headings)}; the file may be cut off")
        cells = {column: " ".join(record[place].split()) for column, place in columns.items()}
        rows.append(_row(cells, where))
    return rows


def _records(content: bytes) -> list[list[str]]:
    content = unpacked(content, role="us-dpl")
    try:
        if content.startswith(_WORKBOOKS):
            sheet = pl.read_excel(io.BytesIO(content), infer_schema_length=0).fill_null("")
            return [list(sheet.columns), *(list(row) for row in sheet.iter_rows())]
        text = _decoded(content)
    except Exception as error:
        raise ListError(f"us-dpl: neither text nor a workbook ({error}); fetch the list again") from error
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ListError(f"us-dpl: not a table of text: {error}; the file may be cut off, fetch it again") from error


def _decoded(content: bytes) -> str:
    """UTF-8, or the Western code page in which Excel saves CSV on Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _columns(headings: Sequence[str]) -> dict[str, int]:
    known = {heading: column for column, spellings in _COLUMNS.items() for heading in spellings}
    plain = [re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_") for heading in headings]
    unknown = [heading for heading, one in zip(headings, plain, strict=True) if one not in known]
    if unknown:
        raise ListError(f"us-dpl: the columns {unknown} are not known; extend lists/us_dpl/table.py or check the file")
    found = [known[one] for one in plain]
    if len(set(found)) < len(found):
        raise ListError(f"us-dpl: two columns mean the same: {list(headings)}")
    needed = (*_ALWAYS, *(("name_and_address",) if "name_and_address" in found else _PARTED))
    missing = [column for column in needed if column not in found]
    if missing or ("name_and_address" in found and "name" in found):
        raise ListError(f"us-dpl: the columns are {list(headings)}, missing are {missing}; check that it is the list")
    return {column: place for place, column in enumerate(found) if column not in _IGNORED}


def _row(cells: Mapping[str, str], where: str) -> Row:
    given = dict(cells)
    inverted = False
    if "name_and_address" in given:
        parts, inverted = _taken_apart(given.pop("name_and_address"))
        given |= parts
    empty = dict.fromkeys(("standard_order", "type_of_denial"), "")
    return Row(where=where, inverted=inverted, **(empty | given))


def _taken_apart(text: str) -> tuple[dict[str, str], bool]:
    """Name and address of one cell, and whether the name may go on behind its first comma."""
    name, *rest = (part.strip() for part in text.split(","))
    while rest and _SUFFIX.fullmatch(rest[0].replace(".", "").replace(" ", "")):
        name = f"{name}, {rest.pop(0)}"
    places = rest[-_PLACES_BEHIND_STREET:] if len(rest) >= _PLACES_BEHIND_STREET else []
    street = [part for part in rest[: len(rest) - len(places)] if part]
    inverted = " " not in name and bool(street) and bool(re.fullmatch(r"[A-Za-z' -]+", street[0]))
    parted = dict(zip(("city", "state", "country", "postal_code"), places or [""] * 4, strict=True))
    return {"name": name, "street": ", ".join(street), **parted}, inverted
