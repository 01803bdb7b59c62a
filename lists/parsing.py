"""What the parsers share: entry ids, scripts, curated tables, and a look at what a file really is."""

import csv
import gzip
import io
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from screening.errors import ListError
from screening.models import EntryName, Identifier, Measure, MeasurePeriod, NameType, State
from screening.names.scripts import script_of

_MAX_UNPACKED = 500_000_000
_HTML = re.compile(rb"^\s*(?:<!doctype html|<html)", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^a-z0-9\u3040-\u30ff\u4e00-\u9fff]+")


def unpacked(content: bytes, *, role: str, is_page: bool = False) -> bytes:
    """The content of a file, unpacked if it was gzipped.

    Args:
        content: Of the file.
        role: What to call it in a message.
        is_page: Whether the list is published as a web page; any other that turns out to be one is refused.

    Raises:
        ListError: The file is empty, a web page, cut off, or unpacks to more than half a gigabyte.
    """
    if content[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(_MAX_UNPACKED + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise ListError(f"{role}: the gzip file is damaged or cut off ({error}); fetch it again") from error
        if len(content) > _MAX_UNPACKED:
            raise ListError(f"{role}: unpacks to more than {_MAX_UNPACKED // 1_000_000} MB; it is not this list")
    if not content.strip():
        raise ListError(f"{role}: the file is empty; fetch it again")
    if not is_page and _HTML.match(content[:1000]):
        raise ListError(f"{role}: the file is a web page, not the list; the address may have moved")
    return content


def slug(text: str) -> str:
    """Letters and digits of a name, the rest as hyphens: stays the same under editorial noise."""
    normal = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in normal if not unicodedata.combining(character))
    return _NOT_SLUG.sub("-", unicodedata.normalize("NFC", kept).replace("'", "").replace("’", "")).strip("-")


def told_apart(ids: Sequence[str]) -> list[str]:
    """Ids of which those that several entries share are numbered in their order: `x:1`, `x:2`."""
    shared, seen = Counter(ids), Counter[str]()
    numbered = []
    for one in ids:
        seen[one] += 1
        numbered.append(f"{one}:{seen[one]}" if shared[one] > 1 else one)
    return numbered


def entry_name(name: str, type_: NameType, *, language: str | None = None) -> EntryName:
    """A name with its script recognised; the language follows from the script where there is no choice."""
    script = script_of(name)
    if language is None and script == "latin":
        language = "en"
    return EntryName(name=name, type=type_, script=script, language=language)


def unique_names(names: Iterable[EntryName]) -> tuple[EntryName, ...]:
    """Names without repetition; the first type of a name counts."""
    found: dict[str, EntryName] = {}
    for name in names:
        found.setdefault(name.name, name)
    return tuple(found.values())


def in_force_since(code: str, text: str, *, since: date, basis: str) -> Measure:
    """A measure that is in force since a date, for lists that show what is in force by printing it."""
    start = datetime(since.year, since.month, since.day, tzinfo=UTC).replace(tzinfo=None)
    return Measure(code=code, text=text, periods=(MeasurePeriod(state=State.IN_FORCE, from_at=start, basis=basis),))


def curated_rows(content: bytes, *, role: str, columns: Iterable[str]) -> list[dict[str, str]]:
    """Rows of a curated table.

    Raises:
        ListError: The table has other columns or a row of another length, with the row's number.
    """
    expected = list(columns)
    try:
        reader = csv.reader(io.StringIO(unpacked(content, role=role).decode("utf-8-sig"), newline=""), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{role}: not a CSV table in UTF-8: {error}") from error
    if not rows or rows[0] != expected:
        raise ListError(f"{role}: the columns are {rows[0] if rows else []}, expected {expected}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(expected):
            raise ListError(f"{role}, row {number}: {len(row)} cells, expected {len(expected)}")
    return [dict(zip(expected, row, strict=True)) for row in rows[1:]]


def several(cell: str) -> tuple[str, ...]:
    """Values of a cell of a curated table, which stand between ` | `."""
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def identifiers(cell: str, *, where: str) -> tuple[Identifier, ...]:
    """`USCC:… | LEI:…` as identifiers."""
    found = []
    for part in several(cell):
        kind, colon, value = part.partition(":")
        if not colon or not kind.strip() or not value.strip():
            raise ListError(f"{where}: identifier {part!r} is not written as KIND:VALUE")
        found.append(Identifier(kind=kind.strip(), value=value.strip()))
    return tuple(found)


def iso_date(cell: str, *, where: str) -> date:
    """A date written 2025-04-10.

    Raises:
        ListError: It is not one.
    """
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ListError(f"{where}: {cell!r} is not a date like 2025-04-10") from error
