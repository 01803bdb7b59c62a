"""`screening explain`: one name and one entry through every stage, for hits and for misses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from screening.cli.desk import entries_in_force, known_country, party_of
from screening.cli.output import table
from screening.errors import InputError
from screening.frames import ENTRIES
from screening.matching.inspect import Inspection, inspect_pair
from screening.models import ListStatus, State
from screening.settings import Settings

_GIVEN = "given"
"""Id and list of an entry that is only a name."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What `explain` answers.

    Attributes:
        name: Of the counterparty.
        entry_id: Of the entry; `given` for a name.
        entry_name: Primary name of the entry.
        list_id: Its list; `given` for a name.
        state: Of the entry.
        bands: Where the bands begin.
        inspection: Every stage.
        statuses: How the lists stand.
    """

    name: str
    entry_id: str
    entry_name: str
    list_id: str
    state: str
    bands: dict[str, float]
    inspection: Inspection
    statuses: tuple[ListStatus, ...]


def explain_pair(
    name: str,
    entry: str,
    *,
    country: str | None,
    entry_country: str | None,
    kind: str,
    list_ids: Sequence[str],
    settings: Settings,
    as_of: date,
    now: datetime,
) -> Explained:
    """Every stage for a name and an entry.

    Args:
        name: Of the counterparty.
        entry: Id of an entry, or a name.
        country: Of the counterparty: code or name, or None.
        entry_country: Of the entry where it is a name.
        kind: Of the entry where it is a name.
        list_ids: Lists whose entries decide how common a word is.
        settings: Of this installation.
        as_of: Lists and states of this date.
        now: Aware; bundled lists are taken in where no list was accepted before.

    Raises:
        InputError: A country is not known, or ENTRY looks like an id that no list has.
        ListError: One of the lists has no snapshot.
    """
    entries, statuses = entries_in_force(list_ids, settings=settings, as_of=as_of, now=now)
    chosen = entries.filter(pl.col("entry_id") == entry)
    if chosen.is_empty():
        _refuse_unknown_id(entry, list_ids, as_of)
        chosen = _named(entry, kind, known_country(entry_country), entries.schema)
        entries = pl.concat([entries, chosen])
    return Explained(
        name=name,
        entry_id=chosen["entry_id"].item(),
        entry_name=chosen["primary_name"].item(),
        list_id=chosen["list_id"].item(),
        state=chosen["state"].item(),
        bands=settings.bands.model_dump(),
        inspection=inspect_pair(party_of([name], country), chosen, entries, settings.bands),
        statuses=statuses,
    )


def explained_lines(explained: Explained) -> Iterator[str]:
    """The answer for a person."""
    found = explained.inspection
    yield f"{found.score:5.1f} {found.band}: {found.reason}."
    if found.unfiltered_score != found.score:
        yield f"{found.unfiltered_score:5.1f} without the limits on candidates and bands."
    yield f"Counterparty  {found.matched_counterparty_name}"
    yield f"Entry         {found.matched_entry_name} ({found.entry_name_type})"
    yield f"  of          {explained.entry_name}, {explained.entry_id}, {explained.state}"
    if found.explanation:
        yield from _stage_lines(found)
    yield from _change_lines(found)


def _stage_lines(found: Inspection) -> Iterator[str]:
    forms = found.explanation["forms"]
    yield f"Forms         {forms['counterparty']} | {forms['entry']}"
    yield f"Summary       {found.explanation['summary']}"
    yield from ("", "Candidate keys")
    yield table(
        [{"key": key.name, "value": key.value, "met": "yes" if key.is_met else "no", "detail": key.detail}
         for key in found.keys],
        ("key", "value", "met", "detail"),
    )  # fmt: skip
    yield from ("", "Features")
    yield table(
        [{"feature": one["name"], "counterparty": one["counterparty_value"], "entry": one["entry_value"],
          "detail": one["detail"]} for one in found.explanation["features"]],
        ("feature", "counterparty", "entry", "detail"),
    )  # fmt: skip


def _change_lines(found: Inspection) -> Iterator[str]:
    yield ""
    if not found.changes:
        yield "No single feature would have changed the score."
        return
    yield "What would have changed the score"
    yield from (f"  {one.score:5.1f} {one.band:<9} {one.change}" for one in found.changes)


def _refuse_unknown_id(entry: str, list_ids: Sequence[str], as_of: date) -> None:
    list_id = entry.partition(":")[0]
    if ":" in entry and list_id in list_ids:
        raise InputError(
            f"{list_id} has no entry {entry!r} on {as_of}; see 'screening lists entries {list_id}', or give a name"
        )


def _named(name: str, kind: str, country: str | None, schema: pl.Schema) -> pl.DataFrame:
    """An entry that is only a name, in force."""
    row: dict[str, Any] = {
        "entry_id": _GIVEN, "list_id": _GIVEN, "kind": kind, "primary_name": name, "country": country,
        "names": [{"name": name, "type": "primary", "script": "", "language": None}],
    }  # fmt: skip
    frame = pl.DataFrame([row], schema=ENTRIES).with_columns(pl.lit(State.IN_FORCE.value).alias("state"))
    return frame.select(list(schema))
