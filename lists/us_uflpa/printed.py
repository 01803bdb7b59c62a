"""How the UFLPA Entity List prints a name: aliases in brackets, subsidiaries behind it.

Baoding LYSZD Trade and Business Co., Ltd.
A Co. Ltd. (and two aliases: B; and C)
A Co., Ltd. (also known as B; and C, and formerly known as D; and E)
A Co., Ltd (including one alias: B Co.) and subsidiaries
A Corporation and its eight Zhuhai-based subsidiaries, which include B Co., Ltd., C Co., Ltd., and D
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from screening.errors import ListError
from screening.models import NameType

logger = logging.getLogger(__name__)

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_OPENS = re.compile(
    rf"^(?:(?:and|including) )?(?:(?P<count>{'|'.join(_COUNTS)}) )?alias(?:es)? ?: ?|^(?=(?:also|formerly) known as )"
)
_KNOWN_AS = re.compile(r"[;,]? ?(?:\band )?\b(also|formerly) known as ")
_TYPES = {"also": NameType.ALIAS, "formerly": NameType.FORMER}
_SUBSIDIARIES = re.compile(
    r"(?P<name>.+?),? and (?P<phrase>(?:its )?(?:[\w-]+ ){0,2}?"
    r"(?:subsidiaries|subsidiary|subordinate and affiliated entities)\b.*)",
    re.IGNORECASE,
)
_NAMED_UNITS = re.compile(r".*?\b(?:subsidiaries, which include|subsidiary) (.+)", re.IGNORECASE)
_COMMA = re.compile(r", (?:and )?(?!(?:Ltd|Inc|LLC|Limited|Corp)\b)")
"""A comma that parts two names, not the one before a legal form."""
_COMMA_OR_AND = re.compile(rf"{_COMMA.pattern}|,? and ")
_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_SAYS_ALIAS = re.compile(r"\balias|known as|\b[afn]\.? ?k\.? ?a\b|\bformerly\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """One row's name taken apart."""

    name: str
    others: tuple[tuple[str, NameType], ...] = ()
    """Aliases and former names."""
    units: tuple[str, ...] = ()
    """Subsidiaries that are named."""
    remark: str = ""
    """What is said of subsidiaries, as printed."""


def read_printed(text: str, *, where: str) -> Printed:
    """A name of the list taken apart.

    Raises:
        ListError: The brackets do not close, or aliases are written in a way that is not known. A number of aliases
            that is not the number announced is logged, as for the Entity List.
    """
    plain, groups = _without_aliases(" ".join(text.split()), where=where)
    others = tuple(other for group in groups for other in _others(group, where=where))
    found = _SUBSIDIARIES.fullmatch(plain)
    if found is None:
        return Printed(plain.rstrip(" ,"), others)
    units = _NAMED_UNITS.fullmatch(found["phrase"])
    return Printed(
        found["name"].rstrip(" ,"), others, tuple(_COMMA.split(units[1])) if units else (), f"and {found['phrase']}"
    )


def _without_aliases(text: str, *, where: str) -> tuple[str, list[str]]:
    """The text without the brackets that hold aliases, and what stood in them."""
    if text.count("(") != text.count(")"):
        raise ListError(f"{where}: the brackets of {text!r} do not close")
    groups: list[str] = []

    def taken(found: re.Match[str]) -> str:
        inside = found[0][1:-1]
        if _OPENS.match(inside):
            groups.append(inside)
            return ""
        if _SAYS_ALIAS.search(inside):
            raise ListError(f"{where}: the aliases ({inside}) are written in a way that is not known")
        return found[0]

    return " ".join(_BRACKETED.sub(taken, text).split()), groups


def _others(group: str, *, where: str) -> Iterator[tuple[str, NameType]]:
    opens = _OPENS.match(group)
    promised = _COUNTS.index(opens["count"]) + 1 if opens and opens["count"] else None
    first, *rest = _KNOWN_AS.split(_OPENS.sub("", group, count=1))
    found = [(name, NameType.ALIAS) for name in _several(first, promised)]
    for kind, names in zip(rest[::2], rest[1::2], strict=True):
        found += [(name, _TYPES[kind]) for name in _several(names, None)]
    if promised is not None and promised != len(found):
        logger.warning("%s: %d aliases promised, %d printed", where, promised, len(found))
    yield from found


def _several(text: str, promised: int | None) -> list[str]:
    """Names that stand between semicolons; two announced names without one stand around `and`."""
    is_one_list = ";" in text or promised is None or promised == 1
    parts = text.split(";") if is_one_list else _COMMA_OR_AND.split(text)
    names = [part.strip(" ,").removeprefix("and ").strip() for part in parts]
    return [name for name in names if name]
