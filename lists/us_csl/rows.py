"""Rows of `consolidated.csv` and `consolidated.json`, whatever the year, as cells by column."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lists.parsing import unpacked
from screening.errors import ListError

LIST_ID = "us-csl"
COLUMNS = (
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
    "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url",
    "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url",
    "ids",
)  # fmt: skip
IGNORED = {
    "_id": "of BIS and State rows another one in every edition; of OFAC rows the entity number",
    "source_list_url": "the same for all rows of a source; half of the addresses are dead since BIS moved",
    "source_information_url": "the same for all rows of a source",
}
"""Columns that are not read, and why."""
_HEADERS = (list(COLUMNS), list(COLUMNS[1:]))
"""Since 2020 or so, and before: without `_id`."""
_JSON_KEYS = {"id": "_id", **{column: column for column in COLUMNS[1:]}, "country": "country"}
_ADDRESS_KEYS = ("address", "city", "state", "postal_code", "country")
_ID_KEYS = ("type", "number", "country", "issue_date", "expiration_date")
"""The dates of a document are left to the raw file: numbers are compared by equality, and CSV has none."""
_SEPARATOR = "; "
_SPACES = re.compile(r"\s+")
_WHOLE = 'download it again from "Consolidated Screening List" at trade.gov'

Row = dict[str, str]


def read_rows(content: bytes) -> list[Row]:
    """Every row of the file, cells without spaces around them; columns that the file lacks are empty.

    Args:
        content: CSV of 2019 (28 columns) or later (29 columns), or JSON; plain or gzipped.

    Raises:
        ListError: It is neither, is cut off, has other columns or keys, or repeats its header.
    """
    plain = unpacked(content, role=LIST_ID)
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListError(f"{LIST_ID}: the file is not in UTF-8 ({error}); {_WHOLE}") from error
    return _json_rows(text) if text.lstrip().startswith(("{", "[")) else _csv_rows(text)


def _csv_rows(text: str) -> list[Row]:
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ListError(f"{LIST_ID}: the file breaks off in the middle of a cell ({error}); {_WHOLE}") from error
    header = table[0] if table else []
    if header not in _HEADERS:
        raise ListError(f"{LIST_ID}: the columns are {header}, expected {_HEADERS[0]}; it may be another file")
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if cells == header:
            raise ListError(
                f"{LIST_ID}, row {number}: the header is repeated, as in downloads that broke off; {_WHOLE}"
            )
        if len(cells) != len(header):
            raise ListError(
                f"{LIST_ID}, row {number}: {len(cells)} cells, expected {len(header)}; the file is cut off, {_WHOLE}"
            )
        rows.append(_row(dict(zip(header, cells, strict=True))))
    return rows


def _row(cells: Mapping[str, str]) -> Row:
    return {column: _SPACES.sub(" ", cells.get(column, "")).strip() for column in (*COLUMNS, "country")}


def _json_rows(text: str) -> list[Row]:
    try:
        file = json.loads(text)
    except ValueError as error:
        raise ListError(f"{LIST_ID}: the file is not whole JSON ({error}); {_WHOLE}") from error
    results = file.get("results") if isinstance(file, dict) else None
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise ListError(f"{LIST_ID}: the JSON holds no list `results` of objects; it may be another file")
    return [_json_row(result, f"{LIST_ID}, result {number}") for number, result in enumerate(results, start=1)]


def _json_row(result: Mapping[str, Any], where: str) -> Row:
    """A result as the CSV of the same day writes it, so that both are read by the same rules."""
    _refuse_unknown(result, _JSON_KEYS, where)
    return _row({_JSON_KEYS[key]: _cell(key, value, where) for key, value in result.items()})


def _cell(key: str, value: Any, where: str) -> str:
    if key == "addresses":
        return _SEPARATOR.join(_joined(one, _ADDRESS_KEYS, _ADDRESS_KEYS, where) for one in value or ())
    if key == "ids":
        return _SEPARATOR.join(_joined(one, _ID_KEYS, _ID_KEYS[:3], where) for one in value or ())
    if isinstance(value, list):
        return _SEPARATOR.join(str(one) for one in value)
    if isinstance(value, dict):
        raise ListError(f"{where}: {key} holds an object, expected a text or a list of texts")
    return "" if value is None else str(value)


def _joined(part: Any, known: Iterable[str], used: Iterable[str], where: str) -> str:
    if not isinstance(part, dict):
        raise ListError(f"{where}: {part!r} is not an object with the keys {', '.join(known)}")
    _refuse_unknown(part, known, where)
    return ", ".join(text for key in used if (text := str(part.get(key) or "").strip()))


def _refuse_unknown(found: Iterable[str], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise ListError(
            f"{where}: the keys {unknown} are not known; the file has a new shape, extend lists/us_csl/rows.py"
        )
