"""Fetching from publishers, with everything that can go wrong named: time, status, type, size, place."""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2

from screening import __version__
from screening.errors import ListError

USER_AGENT = f"screening/{__version__} (export-control list refresh)"
_MAX_REDIRECTS = 5
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched file and when the publisher last changed it, if it says so (aware)."""

    content: bytes
    last_modified: str | None

    @property
    def modified_on(self) -> str | None:
        """Date of the last change, ISO, or None where the publisher gives none or one that is not a date."""
        if self.last_modified is None:
            return None
        try:
            return parsedate_to_datetime(self.last_modified).date().isoformat()
        except ValueError:
            return None


def fetch(url: str, *, media_types: tuple[str, ...], max_megabytes: int, timeout_seconds: float) -> Fetched:
    """The content at an address, over verified TLS, following redirects within the same site only.

    Args:
        url: Where.
        media_types: What the publisher may call it.
        max_megabytes: Larger answers are cut off and refused.
        timeout_seconds: For connecting and for each wait for data; the whole takes at most twenty times as long.

    Raises:
        ListError: With the address and what was wrong.
    """
    timeout = httpx2.Timeout(timeout_seconds)
    deadline = time.monotonic() + 20 * timeout_seconds
    try:
        with httpx2.Client(timeout=timeout, headers={"User-Agent": USER_AGENT}) as client:
            for _ in range(_MAX_REDIRECTS + 1):
                with client.stream("GET", url) as response:
                    if response.is_redirect:
                        url = _same_site(url, response.headers.get("location", ""))
                        continue
                    _check(response, url, media_types)
                    content = _read(response, url, max_megabytes * _MEGABYTE, deadline)
                    return Fetched(content, response.headers.get("last-modified"))
            raise ListError(f"{url}: more than {_MAX_REDIRECTS} redirects")
    except httpx2.HTTPError as error:
        raise ListError(f"{url}: not reachable ({type(error).__name__}: {error})") from error


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
        raise ListError(f"{url}: the publisher answered {response.status_code} {response.reason_phrase}")
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
