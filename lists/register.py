"""The lists of a run: refreshed where that is possible, read as they stood, and honest about what is wrong."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from lists.declaration import ListDeclaration, declared, is_required
from lists.intake import Delivery, bundled_delivery, fetch_delivery, take_in
from lists.native_names import table_content, with_native_names
from lists.parsing import unpacked
from lists.raw import sha256
from screening.errors import InputError, ListError
from screening.frames import ENTRIES, ListsInForce
from screening.models import Completeness, ListStatus, Origin
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

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
            delivery = fetch_delivery(
                declaration, today=settings.today(now), timeout_seconds=settings.fetch_timeout_seconds
            )
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
) -> ListStatus:
    """Take in a list's files that a person brings, as air-gapped desks do.

    Args:
        list_id: Which list.
        named: Contents by file name.
        settings: Of this installation.
        now: Aware.
        edition_on: Date of the edition; today if it is not given.
        accept_because: Reason for accepting a set much smaller than the last.

    Raises:
        InputError: The files are not those that the list needs.
        ListError: They were refused.
    """
    declaration = declared(list_id)
    files = _by_role(declaration, named)
    today = settings.today(now)
    if edition_on is not None and edition_on > today:
        raise InputError(f"{list_id}: the edition {edition_on} is after today, {today}; check the year")
    delivery = Delivery(files, Origin.FILE, edition_on or today)
    try:
        take_in(declaration, delivery, settings=settings, now=naive_utc(now), accept_because=accept_because)
    except ListError as error:
        raise ListError(f"{', '.join(named)}: {error}") from error
    return gather([list_id], settings=settings, as_of=today, problems={}).statuses[0]


def gather(list_ids: Sequence[str], *, settings: Settings, as_of: date, problems: Mapping[str, str]) -> ListsInForce:
    """Entries and statuses of the lists as they were known on a date.

    Args:
        list_ids: Which lists, in any order.
        settings: Of this installation.
        as_of: The snapshot in force at the end of this date is used, or the first one kept after it.
        problems: Why a list was not refreshed, by id.

    Raises:
        ListError: A required list has no accepted snapshot.
    """
    frames, statuses = [], []
    with open_warehouse(settings) as warehouse:
        for list_id in sorted(set(list_ids)):
            declaration = declared(list_id)
            instant = settings.end_of(as_of)
            snapshot = warehouse.snapshot_in_force(list_id, instant)
            later = None if snapshot else warehouse.first_snapshot_after(list_id, instant)
            reasons = [problems[list_id]] if list_id in problems else []
            if later is not None:
                reasons.append(
                    f"no snapshot was kept on or before {as_of}; the first one after it is used, with the states "
                    f"of {as_of}"
                )
            used = snapshot or later
            status = _status(declaration, used, reasons, settings=settings, as_of=as_of)
            if used is None and is_required(declaration, settings):
                raise ListError(
                    f"{list_id} is required and has no accepted snapshot; run 'screening lists refresh {list_id}' or "
                    f"'screening lists import {list_id} FILE'"
                )
            statuses.append(status)
            if used is not None:
                frames.append(warehouse.entries(used["snapshot_id"]))
    entries = pl.concat(frames) if frames else pl.DataFrame(schema=ENTRIES)
    canaries = tuple((status.list_id, name) for status in statuses for name in declared(status.list_id).canaries)
    return ListsInForce(with_native_names(entries), tuple(statuses), canaries, sha256(table_content()))


def entries_on(list_id: str, *, settings: Settings, day: date) -> tuple[ListStatus, pl.DataFrame]:
    """Status and entries of the snapshot of a list that was in force on a date.

    Raises:
        InputError: None was kept on or before that date.
    """
    with open_warehouse(settings) as warehouse:
        if warehouse.snapshot_in_force(list_id, settings.end_of(day)) is None:
            first = warehouse.first_snapshot_after(list_id, settings.end_of(day))
            known = f"; the first one was retrieved on {first['retrieved_at']:%Y-%m-%d}" if first else ""
            raise InputError(f"{list_id}: no snapshot was kept on or before {day}{known}")
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


def naive_utc(instant: datetime) -> datetime:
    """An aware instant as the warehouse keeps it."""
    return instant.astimezone(UTC).replace(tzinfo=None)


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
    else:
        expected = {role: (name,) for role, name in (declaration.bundled.files if declaration.bundled else {}).items()}
    found: dict[str, bytes] = {}
    for name, content in named.items():
        plain = name.lower().removesuffix(".gz")
        role = next((role for role, names in expected.items() if "*" in names or plain in names), None)
        if role is None or role in found:
            wanted = ", ".join(names[0] for names in expected.values())
            raise InputError(f"{declaration.id}: {name!r} is not one of the files {wanted}")
        found[role] = unpacked(content, role=name)
    missing = sorted(set(expected) - set(found))
    if missing:
        raise InputError(f"{declaration.id}: also needs {', '.join(expected[role][0] for role in missing)}")
    return found
