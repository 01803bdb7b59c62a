"""`screening lists`: how the lists stand, and getting them in."""

import csv
import io
import json as jsonlib
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import polars as pl
from cyclopts import App, Parameter

from screening.cli.output import Exit, say, say_json, table, warn
from screening.errors import InputError, ListError
from screening.models import ListStatus
from screening.settings import Settings, load_settings

lists_app = App(name="lists", help="Status, refresh, import, entries and differences of lists.")

Json = Annotated[bool, Parameter(name="--json", negative=(), help="Print JSON for machines.")]
Home = Annotated[Path | None, Parameter(help="Data directory; default $SCREENING_HOME, else ./data.")]

ENTRY_COLUMNS = (
    "entry_id",
    "list_id",
    "kind",
    "primary_name",
    "names",
    "country",
    "addresses",
    "identifiers",
    "listed_on",
    "citation",
    "licence_requirement",
    "licence_policy",
    "footnotes",
    "measures",
    "state",
    "part_of",
    "programmes",
    "birth_dates",
    "nationalities",
    "remarks",
    "copied_from",
)
"""Columns of `lists entries`, an interface that other programs rely on (docs/interfaces.md)."""
_NESTED = (
    "names", "addresses", "identifiers", "footnotes", "measures", "programmes", "birth_dates", "nationalities",
)  # fmt: skip


@lists_app.command
def status(*, home: Home = None, json: Json = False) -> Exit:
    """Tell per list: verdict, origin, edition, age, entries, completeness, and what is wrong.

    Args:
        home: Data directory.
        json: Print JSON.
    """
    settings, now = load_settings(home), datetime.now(UTC)
    statuses = _statuses(settings, settings.today(now))
    if json:
        say_json([status.model_dump(mode="json") for status in statuses])
        return Exit.NOTHING_OPEN
    rows = [status.model_dump(mode="json") for status in statuses]
    say(
        table(
            rows,
            ("list_id", "verdict", "origin", "completeness", "edition_on", "age_days", "entries", "names"),
        )
    )
    for one in statuses:
        for reason in one.reasons:
            say(f"{one.list_id}: {reason}")
    return Exit.NOTHING_OPEN


@lists_app.command
def refresh(*list_ids: str, home: Home = None, offline: Annotated[bool, Parameter(negative=())] = False,
            json: Json = False) -> Exit:  # fmt: skip
    """Get the newest edition of lists from their publishers; the last good one stays where that fails.

    Args:
        list_ids: Which lists; default: those of the settings.
        home: Data directory.
        offline: Do not ask publishers; only take in bundled data where nothing else is there.
        json: Print JSON.
    """
    from lists.register import gather  # noqa: PLC0415 - keeps `--help` quick
    from lists.register import refresh as refresh_list  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    chosen = list_ids or settings.lists
    problems = {
        list_id: problem
        for list_id in chosen
        if (problem := refresh_list(list_id, settings=settings, now=now, offline=offline))
    }
    statuses = gather(chosen, settings=settings, as_of=settings.today(now), problems=problems).statuses
    _say_statuses(statuses, json=json)
    return Exit.ERROR if problems and not offline else Exit.NOTHING_OPEN


@lists_app.command(name="import")
def import_(
    list_id: str,
    *paths: Path,
    edition: date | None = None,
    accept_because: str | None = None,
    as_history: Annotated[bool, Parameter(negative=())] = False,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Take in the files of a list that were brought by hand.

    Args:
        list_id: Which list.
        paths: Its files, plain or gzipped.
        edition: Date of the edition; default: today.
        accept_because: Reason for accepting a list much smaller than the last one; it is recorded.
        as_history: Keep an edition of the past to look back at, without putting it in force.
        home: Data directory.
        json: Print JSON.
    """
    from lists.register import import_files  # noqa: PLC0415 - keeps `--help` quick

    if not paths:
        raise InputError(f"give the file: screening lists import {list_id} FILE")
    missing = [path for path in paths if not path.is_file()]
    if missing:
        raise InputError(f"{missing[0]}: there is no such file")
    settings, now = load_settings(home), datetime.now(UTC)
    named = {path.name: path.read_bytes() for path in paths}
    taken = import_files(
        list_id,
        named,
        settings=settings,
        now=now,
        edition_on=edition,
        accept_because=accept_because,
        is_history=as_history,
    )
    _say_statuses((taken,), json=json)
    return Exit.NOTHING_OPEN


@lists_app.command
def backfill(
    list_id: str,
    *,
    since: Annotated[date, Parameter(name="--from")],
    until: Annotated[date | None, Parameter(name="--to")] = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Fetch the editions of the past that a publisher serves, to look back at; what is in force stays so.

    Args:
        list_id: Which list.
        since: The edition in force on this date is the first one.
        until: Last date; default: today.
        home: Data directory.
        json: Print JSON.
    """
    from lists.register import backfill as backfill_list  # noqa: PLC0415 - keeps `--help` quick

    settings, now = load_settings(home), datetime.now(UTC)
    if until is not None and until < since:
        raise InputError(f"--to {until} is before --from {since}")
    editions = []
    for edition in backfill_list(list_id, settings=settings, now=now, since=since, until=until):
        editions.append(edition)
        if not json:
            say(f"{list_id}: edition {edition.edition_on}: {edition.problem or f'{edition.entries} entries'}")
    if json:
        say_json([asdict(edition) for edition in editions])
    return Exit.ERROR if any(edition.problem for edition in editions) else Exit.NOTHING_OPEN


@lists_app.command
def entries(
    list_id: str,
    *,
    format: Literal["csv", "json"] = "csv",
    on: date | None = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Print every entry of a list, one row each, with its state on a date.

    Args:
        list_id: Which list.
        format: csv or json; structures are JSON inside CSV cells.
        on: Date of the snapshot and the states; default: today.
        home: Data directory.
        json: The same as --format json.
    """
    from lists.register import gather  # noqa: PLC0415 - keeps `--help` quick
    from screening.states import with_states  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    day = on or settings.today(now)
    _ensure(list_id, settings, now)
    gathered = gather([list_id], settings=settings, as_of=day, problems={})
    if gathered.statuses[0].verdict == "missing":
        raise ListError(f"{list_id}: no snapshot; run 'screening lists refresh {list_id}' or import its files")
    for reason in gathered.statuses[0].reasons:
        warn(f"Mind: {list_id}: {reason}")
    rows = with_states(gathered.entries, settings.end_of(day)).select(ENTRY_COLUMNS)
    if json or format == "json":
        say_json(rows.to_dicts())
    else:
        say(_as_csv(rows))
    return Exit.NOTHING_OPEN


@lists_app.command
def diff(list_id: str, before: date, after: date, *, home: Home = None, json: Json = False) -> Exit:
    """Print what changed on a list between the snapshots in force on two dates.

    Args:
        list_id: Which list.
        before: The earlier date.
        after: The later date.
        home: Data directory.
        json: Print JSON.
    """
    from lists.declaration import declared  # noqa: PLC0415 - keeps `--help` quick
    from lists.register import entries_on  # noqa: PLC0415
    from screening.differences import difference  # noqa: PLC0415

    settings = load_settings(home)
    declared(list_id)
    old, entries_before = entries_on(list_id, settings=settings, day=before)
    new, entries_after = entries_on(list_id, settings=settings, day=after)
    changes = difference(entries_before, entries_after)
    if old.completeness != new.completeness:
        warn(
            f"Mind: {list_id}: the snapshot of {before} is {old.completeness}, that of {after} {new.completeness}: "
            "most changes are not changes of the law"
        )
    if json:
        say_json(changes)
        return Exit.NOTHING_OPEN
    say(f"{list_id}: edition {old.edition_on} -> {new.edition_on}, {len(changes)} changes")
    for change in changes:
        fields = f" ({', '.join(change['fields'])})" if change["fields"] else ""
        say(f"{change['change']:<8} {change['primary_name']}{fields}  {change['entry_id']}")
    return Exit.NOTHING_OPEN


def _statuses(settings: Settings, today: date) -> list[ListStatus]:
    from lists.declaration import all_lists  # noqa: PLC0415 - keeps `--help` quick
    from lists.register import standing  # noqa: PLC0415

    return standing(list(all_lists()), settings=settings, as_of=today)


def _ensure(list_id: str, settings: Settings, now: datetime) -> None:
    """Bundled data for a list that nobody has refreshed yet."""
    from lists.register import refresh as refresh_list  # noqa: PLC0415 - keeps `--help` quick

    refresh_list(list_id, settings=settings, now=now, offline=True)


def _say_statuses(statuses: tuple[ListStatus, ...], *, json: bool) -> None:
    if json:
        say_json([status.model_dump(mode="json") for status in statuses])
        return
    for one in statuses:
        say(f"{one.list_id}: {one.verdict}, {one.origin} {one.completeness}, edition {one.edition_on}, "
            f"{one.entries} entries, {one.names} names")  # fmt: skip
        for reason in one.reasons:
            say(f"  {reason}")


def _as_csv(rows: pl.DataFrame) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    for row in rows.iter_rows(named=True):
        writer.writerow([_cell(row[column], is_nested=column in _NESTED) for column in rows.columns])
    return text.getvalue().rstrip("\n")


def _cell(value: Any, *, is_nested: bool) -> str:
    if is_nested:
        return jsonlib.dumps(value, ensure_ascii=False, default=lambda other: other.isoformat())
    return "" if value is None else str(value)
