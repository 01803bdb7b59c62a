"""`screening lists`: how the lists stand, and getting them in."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from screening.cli.list_contents import calendar, diff, entries, orphans, propose, reconcile
from screening.cli.options import Home, Json
from screening.cli.output import Exit, say, say_json, table
from screening.errors import InputError
from screening.models import ListStatus
from screening.settings import load_settings

lists_app = App(name="lists", help="Getting lists in, how they stand, what they hold, what changed and what will.")
for command in (entries, diff, calendar, orphans, reconcile, propose):
    lists_app.command(command)


@lists_app.command
def status(*, home: Home = None, json: Json = False) -> Exit:
    """Tell per list: verdict, origin, edition, age, entries, completeness, and what is wrong.

    Args:
        home: Data directory.
        json: Print JSON.
    """
    from lists.declaration import all_lists  # noqa: PLC0415 - keeps `--help` quick
    from lists.register import standing  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    statuses = standing(list(all_lists()), settings=settings, as_of=settings.today(now))
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


def _say_statuses(statuses: tuple[ListStatus, ...], *, json: bool) -> None:
    if json:
        say_json([status.model_dump(mode="json") for status in statuses])
        return
    for one in statuses:
        say(f"{one.list_id}: {one.verdict}, {one.origin} {one.completeness}, edition {one.edition_on}, "
            f"{one.entries} entries, {one.names} names")  # fmt: skip
        for reason in one.reasons:
            say(f"  {reason}")
