"""Counterparties beyond the first page, packed: their HTML compressed in chunks, and an index by which they are found.

HTML of hits is repetitive, so it packs to a few percent; the page unpacks only the chunks that it shows.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from markupsafe import Markup

PAGE_SIZE = 25
"""Counterparties on a page; the first page is HTML as it is."""
CHUNK_SIZE = 10
_LEVEL = 9


def packed(
    groups: Sequence[Sequence[dict[str, Any]]], articles: Iterable[str], *, before: Sequence[Sequence[dict[str, Any]]]
) -> Markup | None:
    """JSON for the page's script, or nothing where everything fits on the first page.

    Args:
        groups: Hits of the counterparties beyond the first page, one sequence each.
        articles: Their HTML, in the same order.
        before: Hits of the counterparties of the first page.

    Returns:
        `page_size`, `chunk_size`, `parties` (of all counterparties: text to search, and band, list and event of each
        hit) and `chunks` (of those beyond the first page: HTML, deflated, as base64).
    """
    if not groups:
        return None
    content = {
        "page_size": PAGE_SIZE,
        "chunk_size": CHUNK_SIZE,
        "parties": [_found_by(hits) for hits in (*before, *groups)],
        "chunks": list(_chunks(articles)),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # inside a script element only "<" could end it or begin a comment
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - escaped above


def unpacked(chunk: str) -> str:
    """The HTML of a chunk."""
    return zlib.decompress(base64.b64decode(chunk), wbits=-zlib.MAX_WBITS).decode()


def search_text(hits: Sequence[dict[str, Any]]) -> str:
    """What the filter of the page searches of one counterparty."""
    first = hits[0]
    names = dict.fromkeys(hit["entry_name"] for hit in hits)
    return " ".join([first["counterparty_id"], first["counterparty_name"], *names]).lower()


def _found_by(hits: Sequence[dict[str, Any]]) -> list[Any]:
    return [search_text(hits), [[hit["band"], hit["list_id"], hit["event"]] for hit in hits]]


def _chunks(articles: Iterable[str]) -> Iterator[str]:
    rest = iter(articles)
    while chunk := list(islice(rest, CHUNK_SIZE)):
        deflate = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
        yield base64.b64encode(deflate.compress("".join(chunk).encode()) + deflate.flush()).decode()
