"""Scripts of a name, and the folding of characters that are the same to a reader.

Folding is by single character and the same on both sides, so that it can never make two spellings of one
name differ; it serves comparison only, never display.
"""

import functools
import re
import unicodedata

from screening.names.tables import rows

CJK = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30fa\u30fd-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
"""Character class (for regular expressions) of Han and kana; the middle dot and the long vowel are neither."""

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_SCRIPTS = (
    ("kana", _KANA),
    ("han", _HAN),
    ("hangul", _HANGUL),
    ("cyrillic", _CYRILLIC),
    ("arabic", _ARABIC),
    ("latin", _LATIN),
)

_VU = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_KANA_FOLD = str.maketrans("ァィゥェォッャュョヮヵヶヂヅヰヱヲ", "アイウエオツヤユヨワカケジズイエオ", "ーｰ゛゜")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_ITERATION = re.compile(r"(.)々")
_LONG_VOWEL_DASH = re.compile(r"(?<=[ァ-ヺ])[-‐‑‒–—―−](?=[ァ-ヺ]|\b|$)")


def script_of(text: str) -> str:
    """The script that characterises a name: kana before Han before the others, `none` without letters."""
    normal = unicodedata.normalize("NFKC", text)
    return next((name for name, pattern in _SCRIPTS if pattern.search(normal)), "none")


def has_kana(text: str) -> bool:
    """Whether a text has hiragana or katakana."""
    return bool(_KANA.search(text))


def katakana(text: str) -> str:
    """ヴ as the sounds it stands for, dashes between katakana as the long vowel."""
    text = _LONG_VOWEL_DASH.sub("ー", text).replace("ｰ", "ー")
    for variant, folded in _VU:
        text = text.replace(variant, folded)
    return text


def fold_kana(text: str) -> str:
    """Katakana without what spellings of one word differ in: long vowels, small kana, ヴ, hiragana."""
    if not _KANA.search(text):
        return text
    text = _HIRAGANA.sub(lambda found: chr(ord(found[0]) + 0x60), text)
    return katakana(text).translate(_KANA_FOLD)


def fold_han(text: str) -> str:
    """Han characters as one variant: Japanese and traditional forms become simplified, itaiji their base.

    Characters map one to one. Source: OpenCC's Japanese and traditional tables, corrected and extended by
    `han_variants.csv` (研 survives; 髙, 﨑, 邉, 斎 of Japanese registers).
    """
    if not _HAN.search(text):
        return text
    return _ITERATION.sub(r"\1\1", text).translate(_han_table())


@functools.cache
def _han_table() -> dict[int, int]:
    from opencc import OpenCC  # noqa: PLC0415 - costs 10 ms that a Latin name need not pay

    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    lines = "\n".join(characters)
    t2s = OpenCC("t2s")
    directly = t2s.convert(lines).split("\n")
    by_japanese = t2s.convert(OpenCC("jp2t").convert(lines)).split("\n")
    fixes = {row["variant"]: row["folded"] for row in rows("han_variants")}
    parent: dict[str, str] = {}

    def root(character: str) -> str:
        while character in parent:
            character = parent[character]
        return character

    pairs = [*zip(characters, by_japanese, strict=True), *zip(characters, directly, strict=True), *fixes.items()]
    for character, folded in pairs:  # two characters that fold to one, by any path, are one class
        if len(folded) == 1 and root(character) != root(folded):
            parent[root(character)] = root(folded)
    kept = {root(folded): folded for folded in fixes.values()}
    table = {ord(c): ord(kept.get(root(c), root(c))) for c in {*characters, *fixes}}
    return table
