"""One name at the desk: the same chain as a run, without a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from lists.register import gather, refresh
from screening.errors import InputError, ListError
from screening.frames import COUNTERPARTIES
from screening.matching.chain import match, undetermined
from screening.matching.decide import HIT_BANDS
from screening.models import ListStatus
from screening.names.countries import country_code
from screening.report.model import HIT_COLUMNS
from screening.settings import Settings
from screening.states import with_states

_DESK = "desk"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits of the name, best first, with the columns of `hits.parquet`; and how the lists stand."""

    hits: list[dict[str, Any]]
    statuses: tuple[ListStatus, ...]


def check_names(
    names: Sequence[str],
    *,
    country: str | None,
    list_ids: Sequence[str],
    settings: Settings,
    as_of: date,
    now: datetime,
) -> Answer:
    """Hits of one party.

    Args:
        names: Its names.
        country: Code or name, or None.
        list_ids: Lists to compare with.
        settings: Of this installation.
        as_of: Lists and states of this date.
        now: Aware; bundled lists are taken in where no list was accepted before.

    Raises:
        InputError: No name has a comparable form, or the country is not known.
        ListError: One of the lists has no snapshot: an answer without it would look like a clean one.
    """
    party = party_of(names, country)
    if not undetermined(party).is_empty():
        raise InputError(f"unable to determine: nothing comparable is left of {names[0]!r}")
    entries, statuses = entries_in_force(list_ids, settings=settings, as_of=as_of, now=now)
    found = match(party, entries, settings.bands).filter(pl.col("band").is_in(HIT_BANDS))
    described = found.with_columns(
        pl.lit("").alias("run_id"), pl.lit(as_of).alias("business_date"), pl.lit("").alias("event")
    ).select(HIT_COLUMNS)
    best_first = described.sort(["score", "list_id", "entry_id"], descending=[True, False, False])
    return Answer(best_first.to_dicts(), statuses)


def party_of(names: Sequence[str], country: str | None) -> pl.DataFrame:
    """One counterparty of schema `COUNTERPARTIES`.

    Raises:
        InputError: The country is not known.
    """
    return pl.DataFrame(
        [{"row": 1, "counterparty_id": _DESK, "name": names[0], "names": list(names), "country": known_country(country),
          "address": "", "role": "", "identifiers": []}],
        schema=COUNTERPARTIES,
    )  # fmt: skip


def known_country(country: str | None) -> str | None:
    """The code of a country given as code or name; None for none.

    Raises:
        InputError: The country is not known.
    """
    code = country_code(country) if country else None
    if country and code is None:
        raise InputError(f"the country {country!r} is not known; give a code of two letters")
    return code


def entries_in_force(
    list_ids: Sequence[str], *, settings: Settings, as_of: date, now: datetime
) -> tuple[pl.DataFrame, tuple[ListStatus, ...]]:
    """Entries of the lists on a date, with `state`, and how the lists stand.

    Raises:
        ListError: One of the lists has no snapshot: an answer without it would look like a clean one.
    """
    problems = {list_id: problem for list_id in list_ids if (problem := _first_snapshot(list_id, settings, now))}
    gathered = gather(list_ids, settings=settings, as_of=as_of, problems=problems)
    missing = [status.list_id for status in gathered.statuses if status.verdict == "missing"]
    if missing:
        raise ListError(
            f"{', '.join(missing)}: no snapshot to compare with; run 'screening lists refresh {missing[0]}' or "
            f"'screening lists import {missing[0]} FILE'"
        )
    return with_states(gathered.entries, settings.end_of(as_of)), gathered.statuses


def _first_snapshot(list_id: str, settings: Settings, now: datetime) -> str | None:
    """Take in the bundled data of a list that has no snapshot yet; the desk never waits for a publisher."""
    problem = refresh(list_id, settings=settings, now=now, offline=True)
    return None if problem is None else problem.replace("the run was told to stay offline", "the desk does not fetch")


def hit_lines(answer: Answer) -> list[str]:
    """The answer for a person."""
    lines = [line for hit in answer.hits for line in _lines(hit)] or ["No entry matches; this does not clear anyone."]
    return lines


def warning_lines(statuses: Sequence[ListStatus]) -> list[str]:
    """What is wrong with the lists that an answer rests on."""
    return [f"Mind: {status.list_id}: {reason}" for status in statuses for reason in status.reasons]


def _lines(hit: Mapping[str, Any]) -> list[str]:
    name = hit["matched_entry_name"]
    of = "" if name == hit["entry_name"] else f" ({hit['entry_name_type']} of {hit['entry_name']})"
    state = "" if hit["state"] == "in_force" else f", {hit['state']}"
    return [
        f"{hit['score']:5.1f} {hit['band']:<9} {hit['list_id']}  {name}{of}{state}",
        f"      {hit['entry_id']}",
    ]
