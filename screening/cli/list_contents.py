"""`screening lists`: what lists hold, what changed on them and what will, and where they disagree."""

import csv
import io
import json as jsonlib
from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from screening.cli.options import Home, Json
from screening.cli.output import Exit, say, say_json, table, warn
from screening.errors import InputError, ListError
from screening.settings import Settings, load_settings

if TYPE_CHECKING:
    import polars as pl

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


def calendar(
    *,
    from_: Annotated[date | None, Parameter(name="--from")] = None,
    days: Annotated[int, Parameter(validator=Number(gte=1, lte=3660))] = 90,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Tell which measures begin, are suspended or end in the coming days, and which terms ran out without an answer.

    Args:
        from_: First day; default: today.
        days: How many days.
        home: Data directory.
        json: Print JSON; instants are UTC there.
    """
    import polars as pl  # noqa: PLC0415 - keeps `--help` quick

    from lists.declaration import all_lists  # noqa: PLC0415
    from lists.register import gather, standing  # noqa: PLC0415
    from screening.calendar import calendar as changes_of_state  # noqa: PLC0415
    from screening.calendar import publisher_time  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    today = settings.today(now)
    first = from_ or today
    for status in standing(list(all_lists()), settings=settings, as_of=today):
        if status.verdict == "missing" and all_lists()[status.list_id].bundled:
            _ensure(status.list_id, settings, now)
    gathered = gather(list(all_lists()), settings=settings, as_of=today, problems={})
    found = changes_of_state(
        gathered.entries,
        start=settings.end_of(first - timedelta(days=1)),
        end=settings.end_of(first + timedelta(days=days - 1)),
    )
    changes = found.with_columns(entries=pl.col("entry_ids").list.len()).drop("entry_ids").to_dicts()
    for one in gathered.statuses:
        if one.verdict == "missing":
            warn(f"Mind: {one.list_id}: no snapshot; what changes on it is not shown")
    if json:
        say_json(changes)
        return Exit.NOTHING_OPEN
    rows = [
        {
            **row,
            "at": publisher_time(row["list_id"], row["at"]).isoformat(sep=" ", timespec="minutes"),
            "before": row["before"] or "-",
            "after": row["after"] or "-",
            "examples": ", ".join(row["examples"]),
        }
        for row in changes
    ]
    say(f"{len(rows)} changes of state from {first} in {days} days, unverified ones first")
    say(table(rows, ("kind", "at", "list_id", "notice", "before", "after", "entries", "basis", "examples")))
    return Exit.NOTHING_OPEN


def orphans(*, home: Home = None, json: Json = False) -> Exit:
    """Tell which names of the table of Chinese and Japanese names no list prints any more.

    Args:
        home: Data directory.
        json: Print JSON.
    """
    from lists.orphans import native_names_standing  # noqa: PLC0415 - keeps `--help` quick

    settings, now = load_settings(home), datetime.now(UTC)
    found = native_names_standing(settings=settings, as_of=settings.today(now))
    if json:
        say_json(asdict(found))
        return Exit.NOTHING_OPEN
    for name in found.orphans:
        say(f"no entry prints it any more: {name}")
    for name in found.ambiguous:
        say(f"several entries print it, so none gets its native names: {name}")
    if found.left_open_by:
        say(f"Orphans cannot be told without the whole of {', '.join(found.left_open_by)}; refresh or import them.")
    elif not found.orphans and not found.ambiguous:
        say("Every name of the table belongs to an entry.")
    return Exit.NOTHING_OPEN


def reconcile(
    list_id: str,
    *,
    with_: Annotated[str, Parameter(name="--with")] = "us-csl",
    on: date | None = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Compare the names and aliases of a list with the copy of it in a second source.

    Args:
        list_id: Which list.
        with_: The list that copies it.
        on: Date of the snapshots; default: today.
        home: Data directory.
        json: Print JSON.
    """
    from lists.reconcile import reconcile_lists  # noqa: PLC0415 - keeps `--help` quick

    settings = load_settings(home)
    found = reconcile_lists(list_id, with_, settings=settings, day=on or settings.today(datetime.now(UTC)))
    if json:
        say_json(asdict(found))
        return Exit.NOTHING_OPEN
    say(f"{list_id} with {with_}: {found.entries} entries, {found.copies} copies, {found.in_both} in both")
    say(f"names:   {_share(found.names_agree, found.names)}")
    say(f"aliases: {_share(found.aliases_agree, found.aliases)}")
    say(
        f"left out: {len(found.amended)} amended since; only here {len(found.only_here)}, there {len(found.only_there)}"
    )
    faults = Counter(difference.at_fault or "not explained" for difference in found.differences)
    say(f"differences: {len(found.differences)}" + "".join(f"; {side} {faults[side]}" for side in sorted(faults)))
    if found.differences:
        say(table([asdict(one) for one in found.differences], ("kind", "entry", "here", "there", "at_fault")))
    return Exit.NOTHING_OPEN


def propose(list_id: str, *paths: Path, json: Json = False) -> Exit:
    """Tell what the texts of notices prove of a list's curated tables, what differs, and which rows are missing.

    Args:
        list_id: A list that is kept as notices.
        paths: Texts of its notices, plain or Markdown; the same notice from several addresses counts once.
        json: Print JSON.
    """
    import polars  # noqa: PLC0415 - keeps `--help` quick

    from lists.propose import propose as propose_rows  # noqa: PLC0415

    if not paths:
        raise InputError(f"give the text of a notice: screening lists propose {list_id} FILE")
    proposed = propose_rows(list_id, {str(path): _text_of(path) for path in paths})
    if json:
        say_json(proposed.as_dict())
        return Exit.NOTHING_OPEN
    say(f"{list_id}: {len(proposed.notices)} notices, {len(proposed.proved)} cells proved, "
        f"{len(proposed.differing)} differ, {sum(map(len, proposed.missing.values()))} rows missing, "
        f"{len(proposed.unread)} lines not understood")  # fmt: skip
    for proof in proposed.differing:
        say(f"differs: {proof.table}.csv, {proof.row}, {proof.column}: the table has {proof.kept!r}, "
            f"the text {proof.printed!r}")  # fmt: skip
    for key, line in proposed.unread:
        say(f"not understood: {key}: {line}")
    for role, rows in proposed.missing.items():
        if rows:
            say(f"rows for {role}.csv:")
            say(_as_csv(polars.DataFrame(rows)))
    return Exit.NOTHING_OPEN


def _text_of(path: Path) -> str:
    """The text of a file in UTF-8."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not text in UTF-8 ({error.reason}); save it as UTF-8") from error


def _share(agreeing: int, compared: int) -> str:
    return f"{agreeing} of {compared} agree ({agreeing / compared:.2%})" if compared else "none to compare"


def _ensure(list_id: str, settings: Settings, now: datetime) -> None:
    """Bundled data for a list that nobody has refreshed yet."""
    from lists.register import refresh as refresh_list  # noqa: PLC0415 - keeps `--help` quick

    refresh_list(list_id, settings=settings, now=now, offline=True)


def _as_csv(rows: "pl.DataFrame") -> str:
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
