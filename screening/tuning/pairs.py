"""Labelled pairs of names: the file that thresholds are measured on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from screening.counterparties.mapping import Mapping
from screening.counterparties.tables import Table, read_table
from screening.errors import InputError
from screening.models import Kind
from screening.names.countries import country_code

REQUIRED = ("name1", "name2", "is_match")
OPTIONAL = ("kind", "country1", "country2")
"""Every other column is carried along, and `class` is measured on its own."""
ADDED = ("score", "band")
"""Columns that the scored file has beside those of the input."""

PAIRS: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "name1": pl.String(),
    "name2": pl.String(),
    "is_match": pl.Boolean(),
    "kind": pl.String(),
    "country1": pl.String(),
    "country2": pl.String(),
    "class": pl.String(),
}
"""One row a labelled pair; `row` is its line in the file; country null and class empty where the file has none."""

_LABELS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_KINDS = (Kind.ORGANISATION, Kind.PERSON, Kind.VESSEL)


@dataclass(frozen=True, slots=True)
class LabelledPairs:
    """A file of labelled pairs.

    Attributes:
        pairs: Schema `PAIRS`, in the order of the file.
        given: The file as text, same order.
        ignored_columns: Headings that have no bearing on the score or the measures.
    """

    pairs: pl.DataFrame
    given: pl.DataFrame
    ignored_columns: tuple[str, ...]


def read_pairs(path: Path) -> LabelledPairs:
    """Labelled pairs of a CSV, Parquet or Excel file.

    Raises:
        InputError: The file can't be read, lacks a column, or a cell is not understood.
    """
    table = read_table(path, Mapping())
    _check_header(table.header, path)
    rows = [(number, _record(number, cells, table, path)) for number, cells in table.rows]
    if not rows:
        raise InputError(f"{path}: no pair stands below the header; add rows of name1, name2, is_match")
    pairs = [_pair(number, record, path) for number, record in rows]
    known = {*REQUIRED, *OPTIONAL, "class"}
    return LabelledPairs(
        pairs=pl.DataFrame(pairs, schema=PAIRS, orient="row"),
        given=pl.DataFrame([record for _, record in rows], schema=dict.fromkeys(table.header, pl.String)),
        ignored_columns=tuple(heading for heading in table.header if heading not in known),
    )


def _check_header(header: Sequence[str], path: Path) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise InputError(f"{path}, row 1: no column {', '.join(missing)}; the file has {', '.join(header)}")
    twice = sorted({heading for heading in header if header.count(heading) > 1})
    if twice:
        raise InputError(f"{path}, row 1: more than one column {', '.join(twice)}; keep one of each")
    taken = [name for name in ADDED if name in header]
    if taken:
        raise InputError(f"{path}, row 1: the column {', '.join(taken)} is one that tune writes; remove it")


def _record(number: int, cells: list[str], table: Table, path: Path) -> dict[str, str]:
    if len(cells) != len(table.header):
        raise InputError(
            f"{path}, row {number}: {len(cells)} cells, but {len(table.header)} headings; quote cells with a comma"
        )
    return dict(zip(table.header, cells, strict=True))


def _pair(number: int, record: dict[str, str], path: Path) -> tuple[object, ...]:
    def cell(column: str, understand: Callable[[str], object]) -> object:
        try:
            return understand(record.get(column, "").strip())
        except ValueError as error:
            raise InputError(f"{path}, row {number}, column {column}: {error}") from error

    return (
        number,
        cell("name1", _name),
        cell("name2", _name),
        cell("is_match", _label),
        cell("kind", _kind),
        cell("country1", _country),
        cell("country2", _country),
        record.get("class", "").strip(),
    )


def _name(text: str) -> str:
    if not text:
        raise ValueError("there is no name; fill it in or remove the row")
    return text


def _label(text: str) -> bool:
    if text.lower() not in _LABELS:
        raise ValueError(f"{text!r} is neither true nor false; write true for the same party, else false")
    return _LABELS[text.lower()]


def _kind(text: str) -> str:
    if not text:
        return Kind.ORGANISATION
    if text not in _KINDS:
        raise ValueError(f"{text!r} is no kind of party; write {', '.join(_KINDS)}, or leave the cell empty")
    return text


def _country(text: str) -> str | None:
    code = country_code(text)
    if text and code is None:
        raise ValueError(f"the country {text!r} is not known; give a code of two letters, or leave the cell empty")
    return code
