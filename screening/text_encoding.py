"""Telling UTF-8, CP932 (Japanese ERPs) and GB18030 (Chinese ones) apart."""

from screening.errors import InputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_REMEDY = 'save it as UTF-8 or name its encoding in the mapping ([file] encoding = "cp932")'
_SAMPLE = 200_000
_CLEARLY = 0.15
_LIKELY_CHINESE = 0.4
"""Below it, bytes of Latin-1, Big5 … only happen to be valid GB18030."""
_COMMON_HAN_GB = range(0xB0, 0xD8)
"""Lead bytes of the first level of GB 2312: the 3,755 commonest characters of Chinese."""
_COMMON_KANJI_SJIS = range(0x88, 0x98)
"""Lead bytes of the first level of JIS X 0208: the 2,965 commonest kanji."""


def decode(content: bytes, *, encoding: str | None, where: str, remedy: str = _REMEDY) -> tuple[str, str]:
    """Text of a file and the encoding that was used.

    Args:
        content: The file.
        encoding: As a person says, or None to find out.
        where: The file, for messages.
        remedy: What a person can do about an encoding that can't be told.

    Raises:
        InputError: The bytes are not in the encoding named, or it can't be told which one it is.
    """
    if encoding is None and b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{where}: this is not a text file; give CSV, Parquet or Excel")
    chosen = encoding or _detect(content, where, remedy)
    try:
        return content.decode(chosen).removeprefix("\ufeff"), chosen.removesuffix("-sig")
    except LookupError as error:
        raise InputError(f"{where}: there is no encoding {chosen!r}; write utf-8, cp932 or gb18030") from error
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{where}, row {row}: byte {error.start} is not {chosen}; {remedy}") from error


def _detect(content: bytes, where: str, remedy: str) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return name
    scores = {
        name: score
        for name, score in (("cp932", _likeness_cp932(content)), ("gb18030", _likeness_gb18030(content)))
        if score is not None
    }
    if _decodes(content, "utf-8"):
        return "utf-8"
    if not scores:
        raise _unknown(content, where, remedy)
    best = max(scores, key=lambda name: scores[name])
    others = [score for name, score in scores.items() if name != best]
    if others and scores[best] - max(others) < _CLEARLY:
        raise InputError(f"{where}: the text could be CP932 (Japanese) or GB18030 (Chinese); {remedy}")
    if best == "gb18030" and scores[best] < _LIKELY_CHINESE:
        raise _unknown(content, where, remedy)
    return best


def _unknown(content: bytes, where: str, remedy: str) -> InputError:
    row = _first_bad_row(content)
    return InputError(f"{where}, row {row}: the text is neither UTF-8 nor CP932 nor GB18030; {remedy}")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _first_bad_row(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1


def _likeness_cp932(content: bytes) -> float | None:
    """Share of the characters beyond ASCII that Japanese text is made of; None if it can't be CP932."""
    text = _decoded(content, "cp932")
    if text is None:
        return None
    other = [character for character in text[:_SAMPLE] if not character.isascii()]
    return _share(sum(_is_common_japanese(character) for character in other), len(other))


def _likeness_gb18030(content: bytes) -> float | None:
    """Share of the characters beyond ASCII that Chinese text is made of; None if it can't be GB18030."""
    text = _decoded(content, "gb18030")
    if text is None:
        return None
    other = [character for character in text[:_SAMPLE] if not character.isascii()]
    return _share(sum(_is_common_chinese(character) for character in other), len(other))


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_common_japanese(character: str) -> bool:
    if "\u3040" <= character <= "\u30ff" or character in "（）・　ー＆":
        return True
    encoded = character.encode("cp932", errors="ignore")
    return len(encoded) == 2 and encoded[0] in _COMMON_KANJI_SJIS  # noqa: PLR2004 - double-byte


def _is_common_chinese(character: str) -> bool:
    if character in "（）·　、":
        return True
    encoded = character.encode("gb2312", errors="ignore")
    return len(encoded) == 2 and encoded[0] in _COMMON_HAN_GB  # noqa: PLR2004 - double-byte


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
