"""How names in other scripts sound, in Latin letters: Chinese in pinyin, kana, Hangul, Cyrillic and Greek.

Readings serve comparison only. Kanji of Japanese names are never read as Chinese: what the lexicon does not know stays
unread, unless the optional dictionary of the extra `[ja]` is installed.
"""

import functools
import itertools
import re
import unicodedata

from screening.names.tables import rows

_MOST_READINGS = 3
"""A run of Chinese characters with several readings keeps this many, the commonest first."""
_SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL_VOWEL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "wa"}
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MEDIALS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
_OTHER_LETTERS = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")


def pinyin_readings(text: str) -> tuple[str, ...]:
    """Readings of a run of Han characters as one word without tones, the usual one first.

    Only characters that names really read in two ways (`polyphones.csv`) have more than one reading.

    Args:
        text: Han characters, folded to one variant.

    Returns:
        At most three, different ones; empty if a character has no reading.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - costs 0.1 s that a Latin name need not pay

    usual = [_plain_u(syllable) for syllable in lazy_pinyin(text, errors="ignore")]
    if len(usual) != len(text):
        return ()
    each = [(one, *_polyphones().get(character, ())) for one, character in zip(usual, text, strict=True)]
    combined = ("".join(syllables) for syllables in itertools.product(*each))
    return tuple(dict.fromkeys(combined))[:_MOST_READINGS]


@functools.cache
def _polyphones() -> dict[str, tuple[str, ...]]:
    return {row["character"]: tuple(row["readings"].split(" ")) for row in rows("polyphones")}


def _plain_u(text: str) -> str:
    return text.replace("ü", "v")


def kana_reading(text: str) -> str:
    """Katakana in Hepburn letters, long vowels single: ロッキード -> rokkido."""
    table = _kana()
    found: list[str] = []
    double = False
    for character in text:
        if character == "ッ":
            double = True
            continue
        if character in _SMALL_Y and found and found[-1].endswith("i"):
            stem = found[-1][:-1]
            found[-1] = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _SMALL_Y[character]
            continue
        if character in _SMALL_VOWEL and found and found[-1]:
            stem = found[-1].rstrip("aiueo") or {"u": "w", "i": "y"}.get(found[-1], "")
            found[-1] = stem + _SMALL_VOWEL[character]
            continue
        sound = table.get(character, "")
        found.append((sound[:1] if double and sound else "") + sound)
        double = False
    return "".join(found)


@functools.cache
def _kana() -> dict[str, str]:
    return {row["kana"]: row["latin"] for row in rows("kana")}


def romanised(text: str) -> str:
    """Text with Hangul, Cyrillic and Greek letters in Latin ones (`letters.csv`; Hangul by Revised Romanisation)."""
    if _HANGUL.search(text):
        text = _HANGUL.sub(lambda found: _hangul(found[0]), text)
    if not _OTHER_LETTERS.search(text):
        return text
    table = _letters()
    return "".join(table.get(character, character) for character in unicodedata.normalize("NFC", text))


def _hangul(character: str) -> str:
    index = ord(character) - _HANGUL_FIRST
    return _INITIALS[index // 588] + _MEDIALS[index % 588 // 28] + _FINALS[index % 28]


@functools.cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in rows("letters")}
