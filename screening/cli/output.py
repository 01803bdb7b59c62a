"""What commands print: sentences for people, JSON for machines, exit codes for scripts."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any


class Exit(IntEnum):
    """Exit codes that scripts rely on."""

    NOTHING_OPEN = 0
    ERROR = 1
    USAGE = 2
    OPEN_HITS = 3
    ALARM = 4


def say(text: str = "") -> None:
    """A line for a person."""
    print(text)


def warn(text: str) -> None:
    """A line that must be seen even where standard output goes to a machine."""
    print(text, file=sys.stderr)


def say_json(value: Any) -> None:
    """A value for a machine."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as text with aligned columns; Chinese and Japanese characters count as two."""
    lines = [list(columns), *([_text(row.get(column)) for column in columns] for row in rows)]
    widths = [max(_width(line[position]) for line in lines) for position in range(len(columns))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= character <= "\uffdc" else 1 for character in text)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value)
