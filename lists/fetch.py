"""Fetching from publishers, with everything that can go wrong named: time, status, type, size, place."""

import logging
import time
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2

from screening import __version__
from screening.errors import ListError

logger = logging.getLogger(__name__)

USER_AGENT = f"screening/{__version__} (export-control list refresh)"
_MAX_REDIRECTS = 5
_MEGABYTE = 1_000_000
_TRIES = 3
_FIRST_PAUSE_SECONDS = 0.5
"""Pause before the second try; each further one is twice as long."""
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Answers of a publisher that is busy or being mended: worth another try."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a publisher said of the content that is kept already, to ask whether it is still the same (RFC 9110, 13)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Headers of a conditional request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A publisher's answer; `content` is None where it says that what is kept already is still the same."""

    content: bytes | None
    etag: str | None
    last_modified: str | None


def modified_on(last_modified: str | None) -> date | None:
    """Date of a header `Last-Modified`, or None where there is none or one that is not a date."""
    if last_modified is None:
        return None
    try:
        return parsedate_to_datetime(last_modified).date()
    except ValueError:
        return None


class _PassingError(ListError):
    """A fault that may be gone a second later."""


def fetch(
    url: str,
    *,
    media_types: tuple[str, ...],
    max_megabytes: int,
    timeout_seconds: float,
    known: Validators | None = None,
) -> Fetched:
    """The content at an address, over verified TLS, following redirects within the same site only.

    A publisher that is too slow, breaks off or answers that it is busy is asked three times, with a growing pause.

    Args:
        url: Where.
        media_types: What the publisher may call it.
        max_megabytes: Larger answers are cut off and refused.
        timeout_seconds: For connecting and for each wait for data; a try takes at most twenty times as long.
        known: Of the content that is kept already: the publisher need not send it again.

    Raises:
        ListError: With the address and what was wrong.
    """
    pause = _FIRST_PAUSE_SECONDS
    for _ in range(_TRIES - 1):
        try:
            return _fetch_once(url, media_types, max_megabytes * _MEGABYTE, timeout_seconds, known)
        except _PassingError as error:
            logger.info("asking again in %.1f s: %s", pause, error)
            time.sleep(pause)
            pause *= 2
    return _fetch_once(url, media_types, max_megabytes * _MEGABYTE, timeout_seconds, known)


def _fetch_once(
    url: str, media_types: tuple[str, ...], max_bytes: int, timeout_seconds: float, known: Validators | None
) -> Fetched:
    deadline = time.monotonic() + 20 * timeout_seconds
    headers = {"User-Agent": USER_AGENT} | (known.headers if known else {})
    try:
        with httpx2.Client(timeout=httpx2.Timeout(timeout_seconds), headers=headers) as client:
            for _ in range(_MAX_REDIRECTS + 1):
                with client.stream("GET", url) as response:
                    if response.status_code == httpx2.codes.NOT_MODIFIED and known is not None:
                        return Fetched(None, known.etag, known.last_modified)
                    if response.has_redirect_location:
                        url = _same_site(url, response.headers.get("location", ""))
                        continue
                    _check(response, url, media_types)
                    content = _read(response, url, max_bytes, deadline)
                    return Fetched(content, response.headers.get("etag"), response.headers.get("last-modified"))
            raise ListError(f"{url}: more than {_MAX_REDIRECTS} redirects")
    except (httpx2.ConnectError, httpx2.UnsupportedProtocol) as error:
        raise ListError(f"{url}: not reachable ({type(error).__name__}: {error})") from error
    except httpx2.HTTPError as error:
        raise _PassingError(f"{url}: not reachable ({type(error).__name__}: {error})") from error


def _same_site(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        is_same = urlsplit(target)[:2] == urlsplit(url)[:2]
    except ValueError as error:
        raise ListError(f"{url}: redirects to {location!r}, which is no address") from error
    if not is_same:
        raise ListError(f"{url}: redirects to another site ({target}); if the publisher moved, change list.yml")
    return target


def _check(response: httpx2.Response, url: str, media_types: tuple[str, ...]) -> None:
    if response.status_code != httpx2.codes.OK:
        kind = _PassingError if response.status_code in _PASSING else ListError
        raise kind(f"{url}: the publisher answered {response.status_code} {response.reason_phrase}")
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in media_types:
        raise ListError(f"{url}: the publisher sent {media_type or 'no media type'}, expected {', '.join(media_types)}")


def _read(response: httpx2.Response, url: str, max_bytes: int, deadline: float) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > max_bytes:
            raise ListError(f"{url}: larger than {max_bytes // _MEGABYTE} MB, so it is not this list")
        if time.monotonic() > deadline:
            raise ListError(f"{url}: the transfer is too slow; try again later or import the file by hand")
        parts.append(part)
    return b"".join(parts)
