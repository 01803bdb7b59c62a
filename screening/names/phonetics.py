"""Keys of how a word sounds, for words that were spelt by ear: katakana renderings and older romanisations."""

import functools
import re

_SILENT = (
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"^rh"), "r"),
    (re.compile(r"dt"), "t"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"ght"), "t"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "s"),
    (re.compile(r"tion|sion"), "shon"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"qu"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ch"), "C"),
    (re.compile(r"sh|sch"), "s"),
    (re.compile(r"ts|tz"), "s"),
    (re.compile(r"dg(?=e)|g(?=[eiy])"), "j"),
    (re.compile(r"r(?![aeiouy])"), ""),
    (re.compile(r"[hw]"), ""),
    (re.compile(r"y(?![aeiou])"), ""),
    (re.compile(r"y"), ""),
)
"""English spelling as katakana hears it: r is silent before a consonant, th is s, c before e is s."""
_MERGED = str.maketrans({"l": "r", "v": "b", "f": "h", "c": "k", "q": "k", "j": "s", "z": "s", "C": "t"})
"""Sounds that katakana does not tell apart."""
_VOWELS = re.compile(r"[aeiou]+")
_REPEATED = re.compile(r"(.)\1+")
_TRANSLITERATED = (
    (re.compile(r"^(?:y|i)(?=e)"), ""),
    (re.compile(r"^i(?=[aou])"), "y"),
    (re.compile(r"^ts(?=[aeiou])"), "c"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"tch|tsch|tsh|cz|ch"), "C"),
    (re.compile(r"shch|sch|sh|sz"), "S"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"kh|gh|q|ck|c(?![eiy])"), "k"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee|ie|ei|ey|iy|yi|ii|ij|y(?![aou])"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"e"), "i"),
)
_WADE_GILES = (
    ("hs", "x"), ("ts'", "c"), ("tz", "z"), ("ts", "z"), ("ch", "j"), ("zh", "j"), ("q", "j"), ("sz", "s"),
    ("sh", "x"), ("k", "g"), ("t", "d"), ("p", "b"), ("r", "j"), ("ung", "ong"), ("ieh", "ie"), ("ien", "ian"),
    ("yeh", "ye"), ("yen", "yan"), ("yu", "you"), ("ueh", "ue"), ("uei", "ui"), ("uo", "o"),
)  # fmt: skip
"""Wade-Giles and pinyin to one spelling: the sounds that Wade-Giles tells apart by an apostrophe are merged."""


@functools.lru_cache(maxsize=200_000)
def heard(word: str) -> str:
    """A word as Japanese ears hear it, with the vowels that were written: lockheed as roked, rokkido as rokido.

    Args:
        word: Lower-case Latin letters; a reading of katakana or an English word.
    """
    for pattern, sound in _SILENT:
        word = pattern.sub(sound, word)
    return _REPEATED.sub(r"\1", word.translate(_MERGED))


@functools.lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Consonants of a word as Japanese ears hear them: lockheed and rokkido are both rkd; a vowel first counts as a."""
    sounds = heard(word)
    first = "a" if sounds[:1] in "aeiou" and sounds else ""
    return first + _REPEATED.sub(r"\1", _VOWELS.sub("", sounds))


@functools.lru_cache(maxsize=200_000)
def skeletons(word: str) -> frozenset[str]:
    """The ways in which a word may sound: th as s or as t."""
    return frozenset({skeleton(word), skeleton(word.replace("th", "t"))})


@functools.lru_cache(maxsize=200_000)
def spelling_key(word: str) -> str:
    """One spelling for a word that was transliterated in several ways: alfa and alpha, sharif and shareef.

    Consonants that transliterations interchange become one, vowels become one of three.
    """
    for pattern, sound in _TRANSLITERATED:
        word = pattern.sub(sound, word)
    return _REPEATED.sub(r"\1", word)


_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv]))+"
)


@functools.lru_cache(maxsize=200_000)
def is_pinyin(word: str) -> bool:
    """Whether a word can be read as syllables of pinyin: xiaohua and xiaohui are two names, not a misspelling."""
    return _PINYIN.fullmatch(word) is not None


def consonants(key: str) -> str:
    """A spelling key without its vowels: hizballah and hezbollah."""
    return key[:1] + _VOWELS.sub("", key[1:])


@functools.lru_cache(maxsize=200_000)
def sinitic_key(word: str) -> str:
    """One spelling for Chinese syllables in pinyin and in Wade-Giles: hsinhua and xinhua, chungshan and zhongshan."""
    key = word.replace("-", "").replace("'", "")
    for spelling, sound in _WADE_GILES:
        key = key.replace(spelling, sound)
    return _REPEATED.sub(r"\1", key)
