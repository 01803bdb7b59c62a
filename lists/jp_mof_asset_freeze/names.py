"""Names in MOF's cells, which hold several: lettered, in two languages, behind labels and with notes."""

import re
from collections.abc import Iterator

from lists.jp_mof_asset_freeze.columns import plain
from lists.jp_mof_asset_freeze.values import BRACKETS, LETTERED, NATIVE_THEN_LATIN, QUOTES, UNKNOWN, separated
from screening.models import NameType
from screening.names.scripts import CJK

Name = tuple[str, NameType | None]
"""A name and its type: former or an abbreviation, None where it is of the type of its column."""

_NATIVE = re.compile(rf"[{CJK}\u0400-\u04ff\u0590-\u06ff\uac00-\ud7af]")
_NOTE = re.compile(
    r"生年月日|出生地|国籍|旅券|番号|名義|発行|指定|改称|表記|\d{4}年"
    r"|DOB|POB|passport|nationality|(?:good|low) quality",
    re.IGNORECASE,
)
"""Brackets with one of these say something of the name and are none."""
_ORIGINAL = re.compile(r"\(?\s*original\s*scr?ipt\s*:?\s*([^()]*)\)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:[(,;、]\s*|^|\s)(?:([afn])\.\s?k\.\s?a\.?|(?<![^(、,;\s])(別称・別名|別名・別称|別称|別名|旧称|以前の呼称)(?=\s*[):、,]))"
    r"\s*[):、,]?\s*",
    re.IGNORECASE,
)
_FORMER_LABELS = frozenset({"f", "旧称", "以前の呼称"})
_BETWEEN = re.compile(r"[;、\n]")
_COMMA = re.compile(
    r",\s+(?!(?:Ltd|Limited|Inc|Incorporated|LLC|L\.L\.C|Co|Company|Corp|Corporation|JSC|PJSC|OJSC|AO|PAO|OAO|GmbH|S\.?A)\b)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(.*\S)\s*\(([A-Z0-9][A-Z0-9&-]{1,9})\)")


def names_in(cell: str) -> list[Name]:
    """Names of a cell in its order; notes in brackets, sentences and words for nothing are none.

    The ways in which MOF's cells hold several: lettered (a) (b), between semicolons, Japanese commas or line breaks,
    behind a.k.a., f.k.a., 別称 or 旧称, the Latin name in brackets behind the Japanese one or on a line of its own.
    Latin names between commas are parted only where several Japanese ones stand before them.
    """
    text = separated(cell)
    originals = [found[1] for found in _ORIGINAL.finditer(text)]
    text = _without_notes(_ORIGINAL.sub("", text))
    found = [
        (name, type_ or label)
        for label, part in _labelled(text)
        for line in LETTERED.split(_balanced(part))
        for piece in _pieces(line)
        if "。" not in piece
        for name, type_ in _parts(_balanced(piece))
    ]
    found += [(original, None) for original in originals]
    tidy = [(" ".join(name.split()).strip(QUOTES), type_) for name, type_ in found]
    return [
        (_closed(name), type_)
        for name, type_ in tidy
        if any(character.isalnum() for character in name) and name.casefold() not in UNKNOWN
    ]


def original_scripts(text: str) -> list[str]:
    """Names in their original script that a notice gives."""
    return [name for found in _ORIGINAL.finditer(plain(text)) if (name := " ".join(found[1].split()).strip(QUOTES))]


def _without_notes(text: str) -> str:
    """Text without brackets that are a note; those that hold names are kept without the notes in them."""

    def kept(found: re.Match[str]) -> str:
        inner = found[0][1:-1]
        is_note = _NOTE.search(BRACKETS.sub("", inner)) and not _LABEL.search(inner)
        return "" if is_note else f"({_without_notes(inner)})"

    return BRACKETS.sub(kept, text)


def _labelled(text: str) -> Iterator[tuple[NameType | None, str]]:
    """Parts of a text with the type that the label before each gives it."""
    start, type_ = 0, None
    for label in _LABEL.finditer(text):
        yield type_, text[start : label.start()]
        start = label.end()
        type_ = NameType.FORMER if (label[1] or label[2]).casefold() in _FORMER_LABELS else None
    yield type_, text[start:]


def _pieces(text: str) -> Iterator[str]:
    """Names of a text; Latin ones between commas where several native ones went before."""
    natives = 0
    for line in text.split("\n"):
        both = NATIVE_THEN_LATIN.fullmatch(line.strip())
        for part in (both[1], both[2]) if both else (line,):
            names = _split_outside(part)
            if _NATIVE.search(part):
                natives = len(names)
            elif natives > 1:
                names = _between_commas(names, natives)
            yield from names


def _between_commas(names: list[str], natives: int) -> list[str]:
    """Latin names parted at commas if that gives as many as the native ones; else also whole, and no single words."""
    parted = [piece for name in names for piece in _COMMA.split(name)]
    if len(parted) == natives:
        return parted
    return list(dict.fromkeys([*names, *(piece for piece in parted if " " in piece)]))


def _split_outside(text: str) -> list[str]:
    """Text parted at separators that stand outside brackets."""
    inside = [found.span() for found in BRACKETS.finditer(text)]
    cuts = [
        found.span()
        for found in _BETWEEN.finditer(text)
        if not any(start <= found.start() < end for start, end in inside)
    ]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := text[start:end].strip())]


def _parts(name: str) -> Iterator[Name]:
    """A name, and what stands in brackets behind it: the name in another script, or its abbreviation."""
    is_native = bool(_NATIVE.search(BRACKETS.sub("", name)))
    others = [one[0] for one in BRACKETS.finditer(name) if bool(_NATIVE.search(one[0])) is not is_native]
    if is_native:
        for other in others:
            name = name.replace(other, " ")
    elif others:
        name = BRACKETS.sub(lambda found: " " if found[0] in others else found[0], name)
    abbreviated = _ABBREVIATED.fullmatch(name.strip())
    yield (abbreviated[1] if abbreviated else name), None
    if abbreviated:
        yield abbreviated[2], NameType.ABBREVIATION
    yield from ((inner, None) for other in others for inner in _split_outside(other[1:-1]))


def _balanced(text: str) -> str:
    """Text without a bracket at its ends that the other end of a parted text has."""
    text = text.strip()
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    while text.startswith("(") and text.count("(") > text.count(")"):
        text = text[1:].lstrip()
    return text


def _closed(name: str) -> str:
    """A name of which a bracket was opened and the tidying took its end."""
    return name + ")" * max(name.count("(") - name.count(")"), 0)
