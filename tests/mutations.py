"""Ways in which ledgers write a listed name: what people, keyboards and systems do to it, class by class.

Pure and seeded: a class, a name and a seed always give the same mutation. A mutation is another spelling of the same
party, so a screening that misses it has missed the party.
"""

import functools
import random
import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import opencc

SEED = 20261122
"""Seed of the published numbers."""
FIELD_WIDTH = 35
"""Characters of a name field in many ledgers."""

Change = Callable[[str, random.Random], str | None]

_GENERIC = ("Technology", "Technologies", "Group", "International", "Trading", "Industries", "Industry", "Services",
            "Company", "Enterprises", "Holdings", "Systems")  # fmt: skip
_ADDED = ("Group", "International", "Trading", "Technology")
_CITIES = ("Hangzhou", "Beijing", "Shanghai", "Moscow", "Dubai", "Tehran")
_SHORT = {
    "technology": "Tech", "technologies": "Tech", "international": "Intl", "group": "Grp", "services": "Srvces",
    "communication": "Comm", "communications": "Comm", "company": "Co", "corporation": "Corp", "industry": "Ind",
    "industries": "Ind", "institute": "Inst", "university": "Univ", "manufacturing": "Mfg", "engineering": "Eng",
    "national": "Natl", "development": "Dev", "equipment": "Equip", "electronics": "Elec", "electronic": "Elec",
    "science": "Sci", "limited": "Ltd", "department": "Dept", "trading": "Trdg", "laboratory": "Lab",
}  # fmt: skip
_LEGAL_FORMS = (
    (r",? Co\.?,? Ltd\.?$", " Company Limited"), (r",? Company,? Limited$", " Co., Ltd."),
    (r",? Corporation$", " Corp."), (r",? Corp\.?$", " Corporation"), (r",? Inc\.?$", " Incorporated"),
    (r",? Incorporated$", " Inc."), (r",? (?:Pte\.?|Private),? (?:Ltd\.?|Limited)$", " Pte Ltd"),
    (r",? Limited$", " Ltd"), (r",? Ltd\.?$", " Limited"), (r",? L\.?L\.?C\.?$", " Limited Liability Company"),
    (r",? GmbH$", " Gesellschaft mit beschränkter Haftung"), (r",? S\.?A\.?$", " Société Anonyme"),
    (r"^OOO ", "LLC "), (r",? JSC$", " Joint Stock Company"),
    ("股份有限公司$", "有限公司"), ("有限责任公司$", "有限公司"), ("有限公司$", "股份有限公司"),
    ("^株式会社|株式会社$", "㈱"), ("㈱", "株式会社"), (r"[(（]株[)）]", "株式会社"), ("有限会社", "㈲"),
    ("株式會社", "株式会社"),
)  # fmt: skip
"""Pattern of a legal form and the same form written otherwise, the first that fits; omitting takes it off."""
_KEYBOARD = dict(zip(string.ascii_lowercase, "svxfrghjoklknmpowtdyibecux", strict=True))
"""The key beside each key."""
_HOMOGLYPHS = str.maketrans("aeopcxyABEHKMOPCTX", "аеорсхуАВЕНКМОРСТХ")
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_SMALL_KANA = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")
_OLD_KANJI = str.maketrans("国学会医鉄辺沢浜竜斎広関気電発実", "國學會醫鐵邊澤濱龍齋廣關氣電發實")
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)} | {
    "゛": "ﾞ", "゜": "ﾟ", "\u3099": "ﾞ", "\u309a": "ﾟ", "・": "･"}  # fmt: skip
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\bNo\.? ?(\d+)\b", re.IGNORECASE)
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_NUMBERED = re.compile("第([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=研究|院|厂|所)")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|"
    r"ie|in|iu|ou|ua|ui|un|uo|ue|a|e|i|o|u)(?![aeiou])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u30a1-\u30fa]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A name written otherwise: `kind` is the class of the change."""

    kind: str
    name: str


def mutations(name: str, *, is_person: bool = False, seed: int = SEED) -> Iterator[Mutation]:
    """One mutation of each class that fits the name; classes that would leave it as it is give none."""
    for kind, change in CHANGES.items():
        if kind in (_NOT_FOR_PERSONS if is_person else _ONLY_FOR_PERSONS):
            continue
        changed = change(name, random.Random(f"{seed}\x1f{kind}\x1f{name}"))  # noqa: S311 - repeatable on purpose
        if changed is not None and (changed := " ".join(changed.split())) and changed != name:
            yield Mutation(kind, changed)


def case(name: str, rng: random.Random) -> str | None:
    """All capitals, or none."""
    return rng.choice((name.upper(), name.lower(), name.swapcase()))


def punctuation(name: str, rng: random.Random) -> str | None:
    """Marks left out or turned into spaces."""
    return re.sub(r"[^\w\s]", rng.choice(("", " ")), name)


def legal_form_swap(name: str, rng: random.Random) -> str | None:
    """The same legal form written otherwise."""
    return _with_legal_form(name, lambda other: other)


def legal_form_omit(name: str, rng: random.Random) -> str | None:
    """No legal form."""
    return _with_legal_form(name, lambda _: "")


def word_order(name: str, rng: random.Random) -> str | None:
    """The first word last."""
    words = name.replace(",", " ").split()
    return " ".join([*words[1:], words[0]]) if len(words) > 1 and _is_latin(name) else None


def drop_generic(name: str, rng: random.Random) -> str | None:
    """A word that many companies use left out, where two others stay."""
    words = name.split()
    places = [place for place, word in enumerate(words) if word.strip(",.") in _GENERIC]
    return _without(words, rng.choice(places)) if places and len(words) > 2 else None


def add_generic(name: str, rng: random.Random) -> str | None:
    """A word that many companies use at the end."""
    return f"{_without_legal_form(name)} {rng.choice(_ADDED)}" if _is_latin(name) else None


def city_prefix(name: str, rng: random.Random) -> str | None:
    """A city before the name."""
    return f"{rng.choice(_CITIES)} {name}" if _is_latin(name) else None


def split(name: str, rng: random.Random) -> str | None:
    """A long word in two."""
    return _on_word(name, rng, 8, lambda word: f"{word[: len(word) // 2]} {word[len(word) // 2 :]}")


def join(name: str, rng: random.Random) -> str | None:
    """Two neighbouring words as one."""
    places = [found.start(1) for found in re.finditer(r"(?<=[A-Za-z]{3})( )(?=[A-Za-z]{3})", name)]
    if not places:
        return None
    place = rng.choice(places)
    return name[:place] + name[place + 1 :]


def one_edit(name: str, rng: random.Random) -> str | None:
    """One letter wrong, missing, too many or exchanged with its neighbour, in one word."""
    return _on_word(name, rng, 5, functools.partial(_edited, rng=rng))


def one_edit_per_word(name: str, rng: random.Random) -> str | None:
    """The same in every long word."""
    return _LATIN_WORD.sub(lambda found: _edited(found[0], rng=rng) if len(found[0]) >= 5 else found[0], name)


def keyboard(name: str, rng: random.Random) -> str | None:
    """The key beside the right one."""

    def slip(word: str) -> str:
        place = rng.randrange(1, len(word))
        return word[:place] + _KEYBOARD[word[place].lower()] + word[place + 1 :]

    return _on_word(name, rng, 5, slip)


def doubled_letter(name: str, rng: random.Random) -> str | None:
    """A letter twice."""

    def double(word: str) -> str:
        place = rng.randrange(1, len(word))
        return word[:place] + word[place].lower() + word[place:]

    return _on_word(name, rng, 4, double)


def abbreviation(name: str, rng: random.Random) -> str | None:
    """Every usual word in its short form."""
    return _LATIN_WORD.sub(lambda found: _SHORT.get(found[0].lower(), found[0]), name)


def number_words(name: str, rng: random.Random) -> str | None:
    """A number in another notation."""
    if found := _HAN_NUMBERED.search(name):
        return name.replace(found[0], f"第{_from_han(found[1])}", 1)
    if _ORDINAL.search(name):
        return _ORDINAL.sub(r"No. \1", name, count=1)
    return _NUMBERED.sub(r"\1", name, count=1)


def initials(name: str, rng: random.Random) -> str | None:
    """The first given name as an initial."""
    last, comma, given = name.partition(", ")
    return f"{given[0]}. {last}" if comma and given and _is_latin(name) else None


def name_order(name: str, rng: random.Random) -> str | None:
    """Given names first."""
    last, comma, given = name.partition(", ")
    return f"{given} {last}" if comma else None


def middle_name_omit(name: str, rng: random.Random) -> str | None:
    """No second given name and no patronymic."""
    last, comma, given = name.partition(", ")
    return f"{last}, {given.split()[0]}" if comma and len(given.split()) > 1 and "." not in given else None


def pinyin_spacing(name: str, rng: random.Random) -> str | None:
    """A word of Chinese syllables written syllable by syllable."""
    spaced = {word: parts for word in _LATIN_WORD.findall(name) if len(parts := _syllables(word)) > 1}
    if not spaced:
        return None
    word = rng.choice(sorted(spaced))
    return name.replace(word, " ".join(part.capitalize() for part in spaced[word]), 1)


def accents(name: str, rng: random.Random) -> str | None:
    """Vowels with marks."""
    return _on_word(name, rng, 4, lambda word: word.translate(_ACCENTS))


def homoglyphs(name: str, rng: random.Random) -> str | None:
    """Cyrillic letters that look like Latin ones, in one word."""
    return _on_word(name, rng, 4, lambda word: word.translate(_HOMOGLYPHS))


def invisible(name: str, rng: random.Random) -> str | None:
    """A character of no width within the name."""
    place = len(name) // 2
    return name[:place] + rng.choice("\u200b\u00ad\ufeff") + name[place:]


def full_width(name: str, rng: random.Random) -> str | None:
    """Latin letters and digits in full width."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name)


def cut_off(name: str, rng: random.Random) -> str | None:
    """Cut off at the width of a field."""
    return name[:FIELD_WIDTH]


def lost_character(name: str, rng: random.Random) -> str | None:
    """A letter that an old system could not store."""
    return _on_word(name, rng, 6, lambda word: word[: len(word) // 2] + "?" + word[len(word) // 2 + 1 :])


def two_parties(name: str, rng: random.Random) -> str | None:
    """Another party in the same field."""
    return f"{name} / Kingfisher Tackle Ltd" if _is_latin(name) else None


def han_variants(name: str, rng: random.Random) -> str | None:
    """Simplified as traditional characters and the other way."""
    if not _HAN.search(name):
        return None
    traditional = _converter("s2tw").convert(name)
    return traditional if traditional != name else _converter("t2s").convert(name)


def japanese_variants(name: str, rng: random.Random) -> str | None:
    """Characters as Japanese writes them."""
    return _converter("t2jp").convert(_converter("s2t").convert(name)) if _HAN.search(name) else None


def old_kanji(name: str, rng: random.Random) -> str | None:
    """Characters as they were before the reform."""
    return name.translate(_OLD_KANJI) if _KANA.search(name) or "株式" in name else None


def half_width_kana(name: str, rng: random.Random) -> str | None:
    """Katakana in half width."""
    if not _KANA.search(name):
        return None
    apart = "".join(unicodedata.normalize("NFD", one) if _KANA.match(one) else one for one in name)
    return "".join(_HALF_WIDTH.get(one, one) for one in apart)


def small_kana(name: str, rng: random.Random) -> str | None:
    """Small kana written large."""
    return name.translate(_SMALL_KANA)


def long_vowel(name: str, rng: random.Random) -> str | None:
    """No mark of long vowels."""
    return name.replace("ー", "")


def hiragana(name: str, rng: random.Random) -> str | None:
    """Katakana as hiragana."""
    return _KANA.sub(lambda found: chr(ord(found[0]) - 0x60) if found[0] <= "ヶ" else found[0], name)


def nakaguro(name: str, rng: random.Random) -> str | None:
    """The middle dot as a space, or left out."""
    return re.sub("[・･·]", rng.choice(("", " ")), name)


def han_spaces(name: str, rng: random.Random) -> str | None:
    """A space between every two characters."""
    return " ".join(name) if _HAN.search(name) and not _is_latin(name) else None


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        case, punctuation, legal_form_swap, legal_form_omit, word_order, drop_generic, add_generic, city_prefix, split,
        join, one_edit, one_edit_per_word, keyboard, doubled_letter, abbreviation, number_words, initials, name_order,
        middle_name_omit, pinyin_spacing, accents, homoglyphs, invisible, full_width, cut_off, lost_character,
        two_parties, han_variants, japanese_variants, old_kanji, half_width_kana, small_kana, long_vowel, hiragana,
        nakaguro, han_spaces,
    )
}  # fmt: skip
"""Every class, by name."""
_ONLY_FOR_PERSONS = frozenset({"initials", "name_order", "middle_name_omit"})
_NOT_FOR_PERSONS = frozenset({"legal_form_swap", "legal_form_omit", "drop_generic", "add_generic", "city_prefix",
                              "abbreviation", "number_words", "pinyin_spacing"})  # fmt: skip


@functools.cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


def _with_legal_form(name: str, write: Callable[[str], str]) -> str | None:
    for pattern, other in _LEGAL_FORMS:
        if re.search(pattern, name, re.IGNORECASE):
            return re.sub(pattern, write(other), name, count=1, flags=re.IGNORECASE) or None
    return None


def _without_legal_form(name: str) -> str:
    return _with_legal_form(name, lambda _: "") or name


def _without(words: list[str], place: int) -> str:
    return " ".join(words[:place] + words[place + 1 :])


def _on_word(name: str, rng: random.Random, minimum: int, change: Callable[[str], str]) -> str | None:
    """The change to one word of at least so many Latin letters."""
    words = [found for found in _LATIN_WORD.finditer(name) if len(found[0]) >= minimum]
    if not words:
        return None
    chosen = rng.choice(words)
    return name[: chosen.start()] + change(chosen[0]) + name[chosen.end() :]


def _edited(word: str, *, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    letter = rng.choice(string.ascii_lowercase.replace(word[place].lower(), ""))
    before, after = word[:place], word[place + 1 :]
    exchanged = before + after[0] + word[place] + after[1:]
    return rng.choice((before + letter + after, before + after, before + letter + word[place:], exchanged))


def _syllables(word: str) -> list[str]:
    """Syllables of a word that pinyin could have, or nothing."""
    parts, place, small = [], 0, word.lower()
    while place < len(small):
        found = _SYLLABLE.match(small, place)
        if found is None:
            return []
        parts.append(found[0])
        place = found.end()
    return parts


def _from_han(digits: str) -> int:
    tens, ten, ones = digits.rpartition("十")
    value = _HAN_DIGITS.index(ones) if ones else 0
    return value + (10 * (_HAN_DIGITS.index(tens) if tens else 1) if ten else 0)


def _is_latin(name: str) -> bool:
    return name.isascii() or not (_HAN.search(name) or _KANA.search(name))
