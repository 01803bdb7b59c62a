"""Where the files of a list come from: its publisher, a person, or the tables that ship with the project."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lists.declaration import ListDeclaration, Published, PublishedFile
from lists.fetch import Validators, fetch, modified_on
from lists.raw import keep_raw, raw_path, sha256
from screening.errors import ListError
from screening.frames import naive_utc
from screening.models import Origin
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

logger = logging.getLogger(__name__)

_SHARED_FOR = timedelta(minutes=10)
"""Lists that stand in one file of their publisher (Part 744 holds three) share a fetch that is no older than this."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files of one edition of a list, by role, and where they came from."""

    files: Mapping[str, bytes]
    origin: Origin
    edition_on: date


def fetch_delivery(declaration: ListDeclaration, *, settings: Settings, now: datetime) -> Delivery:
    """The publisher's newest edition.

    Args:
        declaration: The list's declaration.
        settings: Of this installation; what was fetched is kept below its home and not sent again if unchanged.
        now: Aware.

    Raises:
        ListError: The list is not published in files, or the publisher's answer is not usable.
    """
    published = _published(declaration)
    source = _Source(settings, now)
    edition_on = None
    if published.edition_url is not None:
        edition_on = declaration.read_edition(source.page(published.edition_url, published))
    files = {role: source.file(file, edition_on) for role, file in published.files.items()}
    return Delivery(files, Origin.LIVE, edition_on or source.newest_change or settings.today(now))


def fetch_edition(declaration: ListDeclaration, edition_on: date, *, settings: Settings, now: datetime) -> Delivery:
    """An edition of the past, from a publisher that serves dated ones.

    Raises:
        ListError: The publisher does not, or its answer is not usable.
    """
    source = _Source(settings, now)
    files = {role: source.file(file, edition_on) for role, file in _published(declaration).files.items()}
    return Delivery(files, Origin.LIVE, edition_on)


def fetch_editions(declaration: ListDeclaration, *, settings: Settings, now: datetime) -> list[date]:
    """Dates of every edition that the publisher serves, oldest first.

    Raises:
        ListError: The publisher serves no dated editions, or its answer is not usable.
    """
    published = _published(declaration)
    if published.editions_url is None:
        raise ListError(f"{declaration.id}: its publisher serves no dated editions; import old files with --as-history")
    return declaration.read_editions(_Source(settings, now).page(published.editions_url, published))


def bundled_delivery(declaration: ListDeclaration) -> Delivery:
    """The curated tables that ship with the project.

    Raises:
        ListError: The project ships none for this list.
    """
    if declaration.bundled is None:
        raise ListError(f"{declaration.id}: no data ships with the project; fetch the list or import its files")
    return Delivery(declaration.bundled_files(), Origin.BUNDLED, declaration.bundled.edition_on)


def _published(declaration: ListDeclaration) -> Published:
    if declaration.published is None:
        raise ListError(f"{declaration.id}: is not published in files; it is kept as curated tables")
    return declaration.published


class _Source:
    """Publishers' answers, with what was fetched before at hand: unchanged content is not sent again."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._settings = settings
        self._now = naive_utc(now)
        self.newest_change: date | None = None
        """Newest date of change that a publisher gave for one of the files."""

    def page(self, url: str, published: Published) -> bytes:
        """A small answer that tells the dates of editions."""
        return self._content(url, published.edition_media_types, published.edition_max_megabytes)

    def file(self, file: PublishedFile, edition_on: date | None) -> bytes:
        """One file of a list."""
        return self._content(file.url.format(edition=edition_on or ""), file.media_types, file.max_megabytes)

    def _content(self, url: str, media_types: tuple[str, ...], max_megabytes: int) -> bytes:
        with open_warehouse(self._settings) as warehouse:
            last = warehouse.last_fetched(url)
        kept = self._kept(last)
        if last is not None and kept is not None and timedelta(0) <= self._now - last["fetched_at"] <= _SHARED_FOR:
            self._note_change(last["last_modified"])
            return kept
        known = Validators(last["etag"], last["last_modified"]) if last is not None and kept is not None else None
        answer = fetch(
            url,
            media_types=media_types,
            max_megabytes=max_megabytes,
            timeout_seconds=self._settings.fetch_timeout_seconds,
            known=known,
        )
        content = kept if answer.content is None else answer.content
        if content is None:
            raise ListError(f"{url}: the publisher says that nothing changed, but nothing is kept; fetch again")
        self._note_change(answer.last_modified)
        with open_warehouse(self._settings) as warehouse:
            warehouse.fetched(
                {
                    "url": url,
                    "etag": answer.etag,
                    "last_modified": answer.last_modified,
                    "sha256": keep_raw(self._settings.home, content),
                    "fetched_at": self._now,
                }
            )
        return content

    def _kept(self, last: Mapping[str, Any] | None) -> bytes | None:
        """The content of the last answer if it is there and whole: a damaged file must not pass for the publisher's."""
        if last is None:
            return None
        path = raw_path(self._settings.home, last["sha256"])
        content = path.read_bytes() if path.is_file() else None
        if content is None or sha256(content) != last["sha256"]:
            logger.warning("raw file %s is missing or damaged; fetching it again", last["sha256"][:12])
            return None
        return content

    def _note_change(self, last_modified: str | None) -> None:
        changed_on = modified_on(last_modified)
        if changed_on is not None and (self.newest_change is None or changed_on > self.newest_change):
            self.newest_change = changed_on
