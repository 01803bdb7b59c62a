"""The lists of a run: refreshed where that is possible, read as they stood, and honest about what is wrong."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from lists.declaration import ListDeclaration, declared, is_required
from lists.delivery import Delivery, bundled_delivery, fetch_delivery, fetch_edition, fetch_editions
from lists.intake import take_in
from lists.native_names import table_content, with_native_names
from lists.parsing import unpacked
from lists.raw import sha256
from screening.errors import InputError, ListError
from screening.frames import ENTRIES, ListsInForce, naive_utc
from screening.models import Completeness, ListStatus, Origin
from screening.settings import Settings
from screening.warehouse.store import Warehouse, open_warehouse

logger = logging.getLogger(__name__)


def refresh(list_id: str, *, settings: Settings, now: datetime, offline: bool = False) -> str | None:
    """Bring a list up to date: live if the publisher answers, else leave the last good one, else the bundled data.

    Args:
        list_id: Which list.
        settings: Of this installation.
        now: Aware.
        offline: Do not ask the publisher.

    Returns:
        Why the publisher's newest edition is not in use, or None if it is.

    Raises:
        ListError: There is no usable snapshot at all.
    """
    declaration = declared(list_id)
    instant = naive_utc(now)
    problem = "not refreshed: the run was told to stay offline" if offline and declaration.is_fetched else None
    if declaration.is_fetched and not offline:
        try:
            delivery = fetch_delivery(declaration, settings=settings, now=now)
            take_in(declaration, delivery, settings=settings, now=instant)
        except ListError as error:
            problem = f"not refreshed: {error}"
            logger.warning("%s: %s", list_id, problem)
        else:
            return None
    return _bundled_problem(declaration, settings, instant) or problem


def import_files(
    list_id: str,
    named: Mapping[str, bytes],
    *,
    settings: Settings,
    now: datetime,
    edition_on: date | None = None,
    accept_because: str | None = None,
    is_history: bool = False,
) -> ListStatus:
    """Take in a list's files that a person brings, as air-gapped desks do.

    Args:
        list_id: Which list.
        named: Contents by file name.
        settings: Of this installation.
        now: Aware.
        edition_on: Date of the edition; today if it is not given.
        accept_because: Reason for accepting a set much smaller than the last.
        is_history: Keep an edition of the past to look back at, without putting it in force.

    Raises:
        InputError: The files are not those that the list needs.
        ListError: They were refused.
    """
    declaration = declared(list_id)
    files = _by_role(declaration, named)
    today = settings.today(now)
    if edition_on is not None and edition_on > today:
        raise InputError(f"{list_id}: the edition {edition_on} is after today, {today}; check the year")
    if is_history and edition_on is None:
        raise InputError(f"{list_id}: an edition of the past needs its date: --edition 2025-03-25")
    edition_on = edition_on or today
    try:
        take_in(
            declaration,
            Delivery(files, Origin.FILE, edition_on),
            settings=settings,
            now=naive_utc(now),
            accept_because=accept_because,
            is_history=is_history,
        )
    except ListError as error:
        raise ListError(f"{', '.join(named)}: {error}") from error
    as_of = edition_on if is_history else today
    return gather([list_id], settings=settings, as_of=as_of, problems={}).statuses[0]


@dataclass(frozen=True, slots=True)
class Backfilled:
    """What became of one edition of the past: the number of its entries, or why it is not there."""

    edition_on: date
    entries: int | None
    problem: str | None


def backfill(
    list_id: str, *, settings: Settings, now: datetime, since: date, until: date | None = None
) -> Iterator[Backfilled]:
    """Fetch the editions of the past that a publisher serves, oldest first, and keep them to look back at.

    An edition that is kept already is not fetched again; one that is refused does not stop the others.

    Args:
        list_id: Which list.
        settings: Of this installation.
        now: Aware.
        since: The edition in force on this date is the first one.
        until: Last date; default: today.

    Raises:
        ListError: The publisher serves no dated editions, or does not say which.
    """
    declaration = declared(list_id)
    last = until or settings.today(now)
    served = [day for day in fetch_editions(declaration, settings=settings, now=now) if day <= last]
    in_force_then = max((day for day in served if day <= since), default=since)
    for edition_on in (day for day in served if day >= in_force_then):
        try:
            yield Backfilled(edition_on, _kept_edition(declaration, edition_on, settings=settings, now=now), None)
        except ListError as error:
            logger.warning("%s: the edition of %s is not kept: %s", list_id, edition_on, error)
            yield Backfilled(edition_on, None, str(error))


def _kept_edition(declaration: ListDeclaration, edition_on: date, *, settings: Settings, now: datetime) -> int:
    """Number of entries of an edition, fetched unless it is kept already."""
    with open_warehouse(settings) as warehouse:
        kept = warehouse.edition_in_force(declaration.id, edition_on)
    if kept is None or kept["edition_on"] != edition_on:
        delivery = fetch_edition(declaration, edition_on, settings=settings, now=now)
        take_in(declaration, delivery, settings=settings, now=naive_utc(now), is_history=True)
        with open_warehouse(settings) as warehouse:
            kept = warehouse.edition_in_force(declaration.id, edition_on)
    return int(kept["entries"]) if kept else 0


def gather(list_ids: Sequence[str], *, settings: Settings, as_of: date, problems: Mapping[str, str]) -> ListsInForce:
    """Entries and statuses of the lists as they were known on a date.

    Args:
        list_ids: Which lists, in any order.
        settings: Of this installation.
        as_of: Each list is used as this installation knew it at the end of this date; see `_snapshot_for`.
        problems: Why a list was not refreshed, by id.

    Raises:
        ListError: A required list has no accepted snapshot.
    """
    frames, statuses = [], []
    with open_warehouse(settings) as warehouse:
        for list_id in sorted(set(list_ids)):
            declaration = declared(list_id)
            used, doubt = _snapshot_for(declaration, as_of, settings=settings, warehouse=warehouse)
            reasons = [reason for reason in (problems.get(list_id), doubt) if reason]
            if used is None and is_required(declaration, settings):
                raise ListError(
                    f"{list_id} is required and has no accepted snapshot; run 'screening lists refresh {list_id}' or "
                    f"'screening lists import {list_id} FILE'"
                )
            statuses.append(_status(declaration, used, reasons, settings=settings, as_of=as_of))
            if used is not None:
                frames.append(warehouse.entries(used["snapshot_id"]))
    entries = without_copies(pl.concat(frames) if frames else pl.DataFrame(schema=ENTRIES), statuses)
    canaries = tuple((status.list_id, name) for status in statuses for name in declared(status.list_id).canaries)
    return ListsInForce(with_native_names(entries), tuple(statuses), canaries, sha256(table_content()))


def without_copies(entries: pl.DataFrame, statuses: Sequence[ListStatus]) -> pl.DataFrame:
    """Entries without the copies that a consolidating list has of a list that is here whole itself.

    Beside an extract, or a list that is missing, the copies stay: nothing is lost by enabling both.
    """
    whole = [status.list_id for status in statuses if status.completeness is Completeness.COMPLETE]
    return entries.filter(~pl.col("copied_from").is_in(whole).fill_null(value=False))


def entries_on(list_id: str, *, settings: Settings, day: date) -> tuple[ListStatus, pl.DataFrame]:
    """Status and entries of the snapshot of a list that was in force on a date.

    Raises:
        InputError: None of that date or before is kept.
    """
    with open_warehouse(settings) as warehouse:
        known = warehouse.snapshot_in_force(list_id, settings.end_of(day)) or warehouse.edition_in_force(list_id, day)
        if known is None:
            first = warehouse.first_snapshot_after(list_id, settings.end_of(day))
            since = f"; the first one was retrieved on {first['retrieved_at']:%Y-%m-%d}" if first else ""
            raise InputError(f"{list_id}: no snapshot or edition of {day} or before is kept{since}")
    gathered = gather([list_id], settings=settings, as_of=day, problems={})
    return gathered.statuses[0], gathered.entries


def standing(list_ids: Sequence[str], *, settings: Settings, as_of: date) -> list[ListStatus]:
    """How each list stands on a date, without reading its entries; the last refused refresh is told too."""
    statuses = []
    with open_warehouse(settings) as warehouse:
        for list_id in list_ids:
            snapshot = warehouse.snapshot_in_force(list_id, settings.end_of(as_of))
            refusal = warehouse.last_refusal(list_id)
            is_newer = refusal is not None and (snapshot is None or refusal["refused_at"] > snapshot["retrieved_at"])
            reasons = [f"last refresh refused: {refusal['reason']}"] if refusal is not None and is_newer else []
            statuses.append(_status(declared(list_id), snapshot, reasons, settings=settings, as_of=as_of))
    return statuses


def _snapshot_for(
    declaration: ListDeclaration, as_of: date, *, settings: Settings, warehouse: Warehouse
) -> tuple[dict[str, Any] | None, str | None]:
    """The snapshot of a list for a date, and what a reader must know of the choice.

    What this installation had in force on the date comes first, so that a past run can be repeated. Where it had
    nothing, or only the tables that ship, the publisher's own edition of the date serves if it was brought in since;
    failing that, the first snapshot kept after the date.
    """
    instant = settings.end_of(as_of)
    known = warehouse.snapshot_in_force(declaration.id, instant)
    if known is not None and (known["origin"] != Origin.BUNDLED.value or declaration.published is None):
        return known, None
    edition = warehouse.edition_in_force(declaration.id, as_of)
    if edition is not None:
        brought_in = settings.today(edition["retrieved_at"].replace(tzinfo=UTC))
        return (
            edition,
            f"nothing better was kept on {as_of}: its edition of {edition['edition_on']} is used, "
            f"brought in on {brought_in}",
        )
    if known is not None:
        return known, None
    later = warehouse.first_snapshot_after(declaration.id, instant)
    if later is None:
        return None, None
    return (
        later,
        f"no snapshot was kept on or before {as_of}; the first one after it is used, with the states of {as_of}",
    )


def _bundled_problem(declaration: ListDeclaration, settings: Settings, instant: datetime) -> str | None:
    """Take in the bundled tables where nothing better is in force; why they could not be, if they could not.

    Raises:
        ListError: They were refused and there is no snapshot to fall back on.
    """
    if declaration.bundled is None:
        return None
    with open_warehouse(settings) as warehouse:
        last = warehouse.snapshot_in_force(declaration.id, instant)
    if last is not None and last["origin"] != Origin.BUNDLED.value:
        return None
    try:
        take_in(declaration, bundled_delivery(declaration), settings=settings, now=instant)
    except ListError as error:
        if last is None:
            raise
        return f"the bundled tables were refused: {error}"
    return None


def _status(
    declaration: ListDeclaration,
    snapshot: Mapping[str, Any] | None,
    reasons: list[str],
    *,
    settings: Settings,
    as_of: date,
) -> ListStatus:
    base: dict[str, Any] = {
        "list_id": declaration.id,
        "title": declaration.title.en,
        "is_required": is_required(declaration, settings),
        "official_url": declaration.official_url or "",
        "titles": declaration.title.model_dump(),
        "authority": declaration.authority,
        "legal_basis": declaration.legal_basis,
        "meaning": declaration.meaning.by_role,
    }
    if snapshot is None:
        why = "no accepted snapshot" + _first_step(declaration)
        return ListStatus(**base, verdict="missing", reasons=(*reasons, why))
    origin, completeness = Origin(snapshot["origin"]), Completeness(snapshot["completeness"])
    retrieved_on = settings.today(snapshot["retrieved_at"].replace(tzinfo=UTC))
    checked_on = retrieved_on if origin is Origin.LIVE else snapshot["edition_on"]
    age_days = (as_of - checked_on).days
    note = declaration.bundled.note if declaration.bundled else ""
    if completeness is Completeness.EXTRACT:
        reasons.append(f"BUNDLED EXTRACT, NOT THE WHOLE LIST: {note}")
    elif origin is Origin.BUNDLED and declaration.published is not None:
        reasons.append(f"bundled data: {note}")
    if age_days > declaration.stale_after_days:
        reasons.append(f"stale: {age_days} days old, at most {declaration.stale_after_days} expected")
        if origin is Origin.BUNDLED and declaration.published is None:
            reasons.append(f"curated tables: {note}")
    return ListStatus(
        **base,
        verdict="degraded" if reasons else "ok",
        reasons=tuple(reasons),
        snapshot_id=snapshot["snapshot_id"],
        origin=origin,
        completeness=completeness,
        edition_on=snapshot["edition_on"],
        retrieved_on=retrieved_on,
        age_days=age_days,
        entries=snapshot["entries"],
        names=snapshot["names"],
        raw_files=tuple(f"{file['role']}:{file['sha256']}" for file in snapshot["raw_files"]),
    )


def _first_step(declaration: ListDeclaration) -> str:
    if declaration.bundled is not None:
        return "; the bundled data is taken in on first use"
    return "" if declaration.is_fetched else f"; run 'screening lists import {declaration.id} FILE'"


def _by_role(declaration: ListDeclaration, named: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by role, told by their names; a list of a single file takes any name."""
    if declaration.published is not None:
        expected = {role: file.file_names for role, file in declaration.published.files.items()}
        pages = {role for role, file in declaration.published.files.items() if file.is_page}
    else:
        pages = set()
        expected = {role: (name,) for role, name in (declaration.bundled.files if declaration.bundled else {}).items()}
    found: dict[str, bytes] = {}
    for name, content in named.items():
        plain = name.lower().removesuffix(".gz")
        role = next((role for role, names in expected.items() if "*" in names or plain in names), None)
        if role is None or role in found:
            wanted = ", ".join(names[0] for names in expected.values())
            raise InputError(f"{declaration.id}: {name!r} is not one of the files {wanted}")
        found[role] = unpacked(content, role=name, is_page=role in pages)
    missing = sorted(set(expected) - set(found))
    if missing:
        raise InputError(f"{declaration.id}: also needs {', '.join(expected[role][0] for role in missing)}")
    return found
