"""Legal forms (株式会社, 有限公司, Co., Ltd., GmbH …): taken off for comparison, kept as weak evidence."""

import functools
import re
from collections.abc import Container

from screening.names.scripts import CJK, fold_han, fold_kana
from screening.names.tables import rows

_LETTERS = re.compile(rf"[{CJK}\uac00-\ud7af]")
_MAX_LATIN_WORDS = 6
_AT_START = frozenset(
    {"ooo", "zao", "oao", "pao", "ao", "jsc", "cjsc", "ojsc", "pjsc", "fgup", "uab"}
    | {"ооо", "зао", "оао", "пао", "ао", "фгуп", "joint stock company", "limited liability company"}
    | {"closed joint stock company", "open joint stock company", "public joint stock company"}
)
"""Latin forms that stand before the name; the others count only after it."""


def strip_east_asian(text: str) -> tuple[str, tuple[str, ...]]:
    """A cleaned name without its Chinese, Japanese and Korean forms, glued or spaced, at either end of a part.

    Returns:
        The rest and the canonical forms found, in order. A name that is nothing but forms stays as it is.
    """
    if not _LETTERS.search(text):
        return text, ()
    starts, ends, canonical = _east_asian()
    found: list[str] = []
    parts = []
    for part in text.split(" "):
        rest = part
        while match := (ends.search(rest) or starts.match(rest)):
            found.append(canonical[match[1]])
            rest = rest[: match.start()] + rest[match.end() :]
        parts.append(rest)
    stripped = " ".join(part for part in parts if part)
    return (stripped, tuple(found)) if any(character.isalnum() for character in stripped) else (text, ())


def strip_latin(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Words of a cleaned name without its Latin forms at the end (and Russian ones at the start).

    Returns:
        The rest and the canonical forms found. A name that is nothing but forms stays as it is.
    """
    forms = _latin()
    rest, found = list(words), []
    while len(rest) > 1:
        if size := _size_at(rest, forms, at_end=True):
            found.append(forms[" ".join(rest[-size:])])
            rest = rest[:-size]
        elif size := _size_at(rest, _AT_START, at_end=False):
            found.append(forms[" ".join(rest[:size])])
            rest = rest[size:]
        else:
            break
    return rest, tuple(found)


def _size_at(words: list[str], forms: Container[str], *, at_end: bool) -> int:
    """Number of words of the longest form at one end, 0 for none; a form never takes every word."""
    longest = min(_MAX_LATIN_WORDS, len(words) - 1)
    return next(
        (n for n in range(longest, 0, -1) if " ".join(words[-n:] if at_end else words[:n]) in forms),
        0,
    )


@functools.cache
def _east_asian() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    canonical = {
        fold_han(fold_kana(row["form"])): row["canonical"]
        for row in rows("legal_forms")
        if _LETTERS.search(row["form"])
    }
    longest_first = sorted(canonical, key=lambda form: (-len(form), form))
    either = "|".join(re.escape(form) for form in longest_first)
    return re.compile(f"({either})"), re.compile(f"({either})$"), canonical


@functools.cache
def _latin() -> dict[str, str]:
    plain = ((row["form"].replace(".", "").replace("&", "and"), row["canonical"]) for row in rows("legal_forms"))
    return {form: canonical for form, canonical in plain if not _LETTERS.search(form)}
