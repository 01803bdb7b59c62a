"""Rows of a counterparty file as counterparties; every row is either loaded or rejected with a reason."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from screening.counterparties.mapping import Mapping
from screening.counterparties.tables import Table, read_table
from screening.errors import InputError
from screening.frames import COUNTERPARTIES, REJECTED
from screening.names.countries import country_code

_FURTHER_NAME = re.compile(r"(?:further_|other_)?names?_?\w*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s+\|\s+")
_BETWEEN_IDENTIFIERS = re.compile(r"\s*[;|]\s*")
_MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Loaded:
    """A counterparty file.

    Attributes:
        counterparties: Schema `COUNTERPARTIES`, in the order of the file.
        rejected: Schema `REJECTED`.
        rows_in: Rows below the header; equals the rows of both frames.
        encoding: How the file was read.
        ignored_columns: Headings that were not used.
    """

    counterparties: pl.DataFrame
    rejected: pl.DataFrame
    rows_in: int
    encoding: str
    ignored_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Position of each of our columns in the file."""

    counterparty_id: int
    names: tuple[int, ...]
    country: int | None
    address: tuple[int, ...]
    role: int | None
    identifiers: int | None
    identifier_columns: tuple[tuple[str, int], ...]
    width: int

    def used(self) -> set[int]:
        single = {self.counterparty_id, self.country, self.role, self.identifiers}
        several = {*self.names, *self.address, *(position for _, position in self.identifier_columns)}
        return {position for position in single | several if position is not None}


def load_counterparties(path: Path, mapping: Mapping) -> Loaded:
    """Counterparties of a file.

    Args:
        path: CSV, Parquet or Excel.
        mapping: Headings and what else can't be told by looking.

    Raises:
        InputError: The file can't be read, or lacks the column of ids or names.
    """
    table = read_table(path, mapping)
    layout = _layout(table, mapping, path)
    good: list[tuple[object, ...]] = []
    bad: list[tuple[object, ...]] = []
    first_rows: dict[str, int] = {}
    for number, cells in table.rows:
        problem = _problem(cells, layout, table.header, first_rows)
        if problem is None:
            first_rows[cells[layout.counterparty_id].strip()] = number
            good.append(_counterparty(number, cells, layout))
        else:
            counterparty_id = cells[layout.counterparty_id].strip() if layout.counterparty_id < len(cells) else ""
            bad.append((number, counterparty_id, *problem, " | ".join(cells)[:_MAX_SHOWN]))
    if not good and not bad:
        raise InputError(f"{path}: no rows below the header; export the counterparties again")
    used = layout.used()
    return Loaded(
        counterparties=pl.DataFrame(good, schema=COUNTERPARTIES, orient="row"),
        rejected=pl.DataFrame(bad, schema=REJECTED, orient="row"),
        rows_in=len(good) + len(bad),
        encoding=table.encoding,
        ignored_columns=tuple(heading for position, heading in enumerate(table.header) if position not in used),
    )


def _layout(table: Table, mapping: Mapping, path: Path) -> _Layout:
    columns = mapping.columns
    positions = {heading.casefold(): position for position, heading in enumerate(table.header)}
    headings = Counter(heading.casefold() for heading in table.header if heading)
    twice = sorted(heading for heading, count in headings.items() if count > 1)
    if twice:
        raise InputError(f"{path}: the columns {', '.join(twice)} stand twice in the header; rename one of each")

    def required(heading: str, what: str) -> int:
        if heading.casefold() not in positions:
            raise InputError(
                f"{path}: there is no column {heading!r} for the {what} (columns: {', '.join(table.header)}); "
                "rename the column or give a mapping with --mapping"
            )
        return positions[heading.casefold()]

    defaults = Mapping().columns

    def optional(heading: str, default: str, what: str) -> int | None:
        return positions.get(heading.casefold()) if heading == default else required(heading, what)

    id_position = required(columns.counterparty_id, "counterparty_id")
    first_name = required(columns.name, "name")
    further = (
        [required(heading, "further names") for heading in columns.names]
        if columns.names
        else [p for h, p in positions.items() if _FURTHER_NAME.fullmatch(h) and p not in {first_name, id_position}]
    )
    addresses = [optional(heading, defaults.address[0], "address") for heading in columns.address]
    return _Layout(
        counterparty_id=id_position,
        names=(first_name, *further),
        country=optional(columns.country, defaults.country, "country"),
        address=tuple(position for position in addresses if position is not None),
        role=optional(columns.role, defaults.role, "role"),
        identifiers=optional(columns.identifiers, defaults.identifiers, "identifiers"),
        identifier_columns=tuple(
            (kind, required(heading, f"identifier {kind}")) for kind, heading in columns.identifier_columns.items()
        ),
        width=len(table.header),
    )


def _problem(
    cells: Sequence[str], layout: _Layout, header: Sequence[str], first_rows: dict[str, int]
) -> tuple[str, str] | None:
    """Column and reason for rejecting a row, or None."""
    if len(cells) != layout.width:
        return "", (f"the row has {len(cells)} cells, the header {layout.width}; look for a missing or stray delimiter")
    counterparty_id = cells[layout.counterparty_id].strip()
    if not counterparty_id:
        return header[layout.counterparty_id], "the counterparty has no id; give it one"
    if counterparty_id in first_rows:
        return header[layout.counterparty_id], (
            f"the id {counterparty_id!r} is already on row {first_rows[counterparty_id]}; give each row its own id"
        )
    if not any(_names(cells[position]) for position in layout.names):
        return header[layout.names[0]], "the counterparty has no name; fill it in"
    return None


def _counterparty(number: int, cells: Sequence[str], layout: _Layout) -> tuple[object, ...]:
    names = [name for position in layout.names for name in _names(cells[position])]
    country = cells[layout.country] if layout.country is not None else ""
    return (
        number,
        cells[layout.counterparty_id].strip(),
        names[0],
        list(dict.fromkeys(names)),
        country_code(country),
        ", ".join(text for position in layout.address if (text := cells[position].strip())),
        cells[layout.role].strip() if layout.role is not None else "",
        _identifiers(cells, layout),
    )


def _names(cell: str) -> list[str]:
    """Names of a cell, which may stand between ` | `; line breaks inside a name are spaces."""
    return [name for part in _BETWEEN_NAMES.split(cell) if (name := " ".join(part.split()))]


def _identifiers(cells: Sequence[str], layout: _Layout) -> list[dict[str, str]]:
    found = [(kind, cells[position].strip()) for kind, position in layout.identifier_columns]
    if layout.identifiers is not None:
        for part in _BETWEEN_IDENTIFIERS.split(cells[layout.identifiers].strip()):
            kind, colon, value = part.partition(":")
            found.append((kind.strip(), value.strip()) if colon else ("", part.strip()))
    return [{"kind": kind.upper(), "value": value} for kind, value in found if value]
