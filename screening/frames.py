"""Declared schemas of the frames that pass between stages; `conform` is the check at every door.

Times in frames are naive UTC; lists of structs keep what belongs to a row in that row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from screening.models import ListEntry, ListStatus

NAME = pl.Struct({"name": pl.String, "type": pl.String, "script": pl.String, "language": pl.String})
IDENTIFIER = pl.Struct({"kind": pl.String, "value": pl.String})
PERIOD = pl.Struct(
    {
        "state": pl.String,
        "from_at": pl.Datetime("us"),
        "until_at": pl.Datetime("us"),
        "basis": pl.String,
    }
)
MEASURE = pl.Struct({"code": pl.String, "text": pl.String, "periods": pl.List(PERIOD)})

ENTRIES: dict[str, pl.DataType] = {
    "entry_id": pl.String(),
    "list_id": pl.String(),
    "kind": pl.String(),
    "primary_name": pl.String(),
    "names": pl.List(NAME),
    "country": pl.String(),
    "addresses": pl.List(pl.String),
    "identifiers": pl.List(IDENTIFIER),
    "listed_on": pl.Date(),
    "citation": pl.String(),
    "licence_requirement": pl.String(),
    "licence_policy": pl.String(),
    "footnotes": pl.List(pl.String),
    "measures": pl.List(MEASURE),
    "part_of": pl.String(),
    "programmes": pl.List(pl.String),
    "birth_dates": pl.List(pl.String),
    "nationalities": pl.List(pl.String),
    "remarks": pl.String(),
    "copied_from": pl.String(),
}
"""One row a list entry of a snapshot."""

COUNTERPARTIES: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "counterparty_id": pl.String(),
    "name": pl.String(),
    "names": pl.List(pl.String),
    "country": pl.String(),
    "address": pl.String(),
    "role": pl.String(),
    "identifiers": pl.List(IDENTIFIER),
}
"""One row a counterparty; `row` is its line in the file, `names` all its names, the first one as given."""

REJECTED: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "counterparty_id": pl.String(),
    "column": pl.String(),
    "reason": pl.String(),
    "content": pl.String(),
}
"""One row a line of the counterparty file that could not be screened, and what to do about it."""

UNDETERMINED: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "counterparty_id": pl.String(),
    "name": pl.String(),
    "reason": pl.String(),
}
"""One row a counterparty whose comparable form is empty: neither a hit nor cleared."""


@dataclass(frozen=True, slots=True)
class ListsInForce:
    """The lists of a run as they were known on its date.

    Attributes:
        entries: Schema `ENTRIES`, ordered by list and publisher.
        statuses: How each list stands.
        canaries: List id and name of what every run must flag.
        native_names_sha256: Hash of the table of native names that the entries carry.
    """

    entries: pl.DataFrame
    statuses: tuple[ListStatus, ...]
    canaries: tuple[tuple[str, str], ...]
    native_names_sha256: str


def entries_frame(entries: Iterable[ListEntry]) -> pl.DataFrame:
    """Entries as a frame of schema `ENTRIES`, ordered as given."""
    return pl.DataFrame([entry.model_dump(mode="python") for entry in entries], schema=ENTRIES, orient="row")


def naive_utc(instant: datetime) -> datetime:
    """An aware instant as frames and the warehouse keep it."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def conform(frame: pl.DataFrame, schema: dict[str, Any]) -> pl.DataFrame:
    """The frame with exactly the columns and types of `schema`.

    Raises:
        ValueError: A column is missing or has another type; that is a fault of ours, not of the input.
    """
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise ValueError(f"a frame between stages lacks the columns {missing}")
    wrong = {name: frame.schema[name] for name, dtype in schema.items() if frame.schema[name] != dtype}
    if wrong:
        raise ValueError(f"a frame between stages has other column types than declared: {wrong}")
    return frame.select(list(schema))
