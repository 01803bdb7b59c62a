"""The one path of a list into the warehouse: raw files kept -> parsed -> checked -> accepted."""

import functools
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from lists.check import check_snapshot
from lists.declaration import Bounds, ListDeclaration, Parser
from lists.fetch import fetch
from lists.raw import keep_raw
from screening.errors import ListError
from screening.frames import entries_frame
from screening.models import Completeness, ListEntry, Origin
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

logger = logging.getLogger(__name__)

_SHARED = ("lists.ecfr",)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an intake: the snapshot and whether its content is new."""

    snapshot_id: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files of one edition of a list, by role, and where they came from."""

    files: Mapping[str, bytes]
    origin: Origin
    edition_on: date


def fetch_delivery(declaration: ListDeclaration, *, today: date, timeout_seconds: float) -> Delivery:
    """The publisher's newest edition.

    Raises:
        ListError: The list is not published in files, or the publisher's answer is not usable.
    """
    published = declaration.published
    if published is None:
        raise ListError(f"{declaration.id}: is published in prose only; it is kept as curated tables")
    edition_on: date | None = None
    if published.edition_url is not None:
        answer = fetch(
            published.edition_url,
            media_types=published.edition_media_types,
            max_megabytes=published.edition_max_megabytes,
            timeout_seconds=timeout_seconds,
        )
        edition_on = declaration.read_edition(answer.content)
    fetched = {
        role: fetch(
            file.url.format(edition=edition_on or ""),
            media_types=file.media_types,
            max_megabytes=file.max_megabytes,
            timeout_seconds=timeout_seconds,
        )
        for role, file in published.files.items()
    }
    if edition_on is None:
        modified = [answer.modified_on for answer in fetched.values() if answer.modified_on]
        edition_on = date.fromisoformat(max(modified)) if modified else today
    return Delivery({role: answer.content for role, answer in fetched.items()}, Origin.LIVE, edition_on)


def bundled_delivery(declaration: ListDeclaration) -> Delivery:
    """The curated tables that ship with the project.

    Raises:
        ListError: The project ships none for this list.
    """
    if declaration.bundled is None:
        raise ListError(f"{declaration.id}: no data ships with the project; fetch the list or import its files")
    return Delivery(declaration.bundled_files(), Origin.BUNDLED, declaration.bundled.edition_on)


def take_in(
    declaration: ListDeclaration,
    delivery: Delivery,
    *,
    settings: Settings,
    now: datetime,
    accept_because: str | None = None,
) -> Taken:
    """Keep the raw files, parse and check them, and accept the snapshot; the last good one stays if that fails.

    Args:
        declaration: The list's declaration.
        delivery: Its files.
        settings: Where to keep them.
        now: Instant of the retrieval, naive UTC.
        accept_because: Reason of a person for accepting a set much smaller than the last.

    Raises:
        ListError: The delivery was refused; the refusal is recorded with its reason.
    """
    raw = [
        {"role": role, "sha256": keep_raw(settings.home, content), "bytes": len(content)}
        for role, content in sorted(delivery.files.items())
    ]
    snapshot_id = _snapshot_id(declaration, raw)
    retrieval = {
        "list_id": declaration.id,
        "snapshot_id": snapshot_id,
        "origin": delivery.origin.value,
        "edition_on": delivery.edition_on,
        "retrieved_at": now,
    }
    with open_warehouse(settings) as warehouse:
        last = warehouse.snapshot_in_force(declaration.id, now)
        if warehouse.has_snapshot(snapshot_id) and not _steps_back(
            declaration, delivery, last, accept_because=accept_because
        ):
            warehouse.retrieve_again(retrieval)
            return Taken(snapshot_id, is_new=False)
        last_ids = frozenset(warehouse.entries(last["snapshot_id"])["entry_id"]) if last else frozenset()
    try:
        _refuse_step_back(declaration, delivery, last, accept_because=accept_because)
        reading = _reading(declaration, delivery.origin)
        entries = _parsed(declaration, reading, delivery.files)
        check_snapshot(declaration, entries, bounds=reading.bounds, last_ids=last_ids, accept_because=accept_because)
    except ListError as error:
        logger.warning("refused %s from %s: %s", declaration.id, delivery.origin, error)
        with open_warehouse(settings) as warehouse:
            warehouse.refuse(declaration.id, at=now, origin=delivery.origin.value, reason=str(error))
        raise
    snapshot = {
        "snapshot_id": snapshot_id,
        "list_id": declaration.id,
        "completeness": reading.completeness.value,
        "accepted_at": now,
        "entries": len(entries),
        "names": sum(len(entry.names) for entry in entries),
        "accepted_because": accept_because,
        "raw_files": raw,
    }
    with open_warehouse(settings) as warehouse:
        warehouse.accept(snapshot, entries_frame(entries), retrieval)
    logger.info("accepted %s: %d entries, edition %s", declaration.id, len(entries), delivery.edition_on)
    return Taken(snapshot_id, is_new=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a delivery is read and what a believable one looks like."""

    parse: Parser
    bounds: Bounds
    completeness: Completeness


def _reading(declaration: ListDeclaration, origin: Origin) -> _Reading:
    """The publisher's files are read as such; bundled ones, and lists that exist in prose only, as curated tables."""
    if declaration.published is not None and origin is not Origin.BUNDLED:
        return _Reading(declaration.parse_published, declaration.published.bounds, Completeness.COMPLETE)
    if declaration.bundled is None:
        raise ListError(f"{declaration.id}: no curated tables are declared for this list")
    return _Reading(declaration.parse_bundled, declaration.bundled.bounds, declaration.bundled.completeness)


def _parsed(declaration: ListDeclaration, reading: _Reading, files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the files; a shape that the parser has not foreseen refuses the file like one that it has."""
    try:
        return reading.parse(files)
    except (ValueError, LookupError, TypeError) as error:
        raise ListError(
            f"{declaration.id}: the file has a shape that is not known ({type(error).__name__}: {error}); "
            "check that it is the right file, else the parser must be extended"
        ) from error


def _refuse_step_back(
    declaration: ListDeclaration, delivery: Delivery, last: dict[str, Any] | None, *, accept_because: str | None
) -> None:
    if last is None:
        return
    if _is_substitute(declaration, delivery) and last["origin"] != Origin.BUNDLED.value:
        raise ListError(f"{declaration.id}: the bundled data must not replace a snapshot of the publisher's own")
    if _is_older(delivery, last) and accept_because is None:
        raise ListError(
            f"{declaration.id}: this edition of {delivery.edition_on} is older than the one in use, of "
            f"{last['edition_on']}; if it is meant to replace it, import it with --accept-because REASON"
        )


def _steps_back(
    declaration: ListDeclaration, delivery: Delivery, last: dict[str, Any] | None, *, accept_because: str | None
) -> bool:
    """Whether this delivery, though its content is known, must not come into force again just so."""
    if last is None:
        return False
    is_substitute = _is_substitute(declaration, delivery) and last["origin"] != Origin.BUNDLED.value
    return is_substitute or (_is_older(delivery, last) and accept_because is None)


def _is_substitute(declaration: ListDeclaration, delivery: Delivery) -> bool:
    """Bundled data of a list that its publisher gives out in files."""
    return delivery.origin is Origin.BUNDLED and declaration.published is not None


def _is_older(delivery: Delivery, last: dict[str, Any]) -> bool:
    """An edition before the one in use; bundled data may be younger than the first file that is brought by hand."""
    are_files = delivery.origin is not Origin.BUNDLED and last["origin"] != Origin.BUNDLED.value
    return bool(are_files and delivery.edition_on < last["edition_on"])


def _snapshot_id(declaration: ListDeclaration, raw: list[dict[str, object]]) -> str:
    """Hash of the raw files and of the code that reads them: a mended parser makes a new snapshot."""
    digest = hashlib.sha256(declaration.id.encode())
    for file in raw:
        digest.update(f"{file['role']}:{file['sha256']}".encode())
    digest.update(_code_hash(declaration.package).encode())
    return digest.hexdigest()


@functools.cache
def _code_hash(package: str) -> str:
    """Hash of the list's own code and of what the parsers share."""
    digest = hashlib.sha256()
    for folder in ("lists", *_SHARED, package):
        for path in sorted(files(folder).iterdir(), key=lambda item: item.name):
            if path.name.endswith(".py"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
