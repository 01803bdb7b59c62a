"""A name as written, in the forms in which it is compared.

Stages: clean characters -> legal forms off -> plain numbers -> words -> canonical words with weights. A name in
Chinese, Japanese or Korean script has a second view: its words in English and its brand as it sounds, to be compared
with names in Latin letters. Each stage is a function of its own beside this file; `name_form` runs them and caches by
content.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from screening.names.clean import Cleaned, clean
from screening.names.legal_forms import strip_east_asian, strip_latin
from screening.names.lexicon import LexiconWord, Segment, segments
from screening.names.numbers import NUMBER_WORDS, plain_numbers
from screening.names.readings import kana_reading, pinyin_readings, romanised
from screening.names.scripts import CJK, has_kana, script_of
from screening.names.words import CLASS_WEIGHTS, acronyms, character_weights, latin_words, stop_words

_ABBREVIATED = re.compile(r"(?<![^\W_])((?:[a-z]\.\s?){2,}[a-z]?)(?![^\W_])")
_ACRONYM = re.compile(r"(?<=[a-z\d.)])\s*[(（]([a-z][a-z\d&\- ]{1,11})[)）]")
_HANGUL = r"\uac00-\ud7a3"
_TOKEN = re.compile(rf"\d+|[{CJK}ー]+|[{_HANGUL}]+|[^\W\d_{CJK}ー{_HANGUL}]+|&")
_EAST_ASIAN = re.compile(rf"[{CJK}]")
_EAST_ASIAN_OR_KOREAN = re.compile(rf"[{CJK}{_HANGUL}]")
_DIGITS = re.compile(r"\d+")
_ALL_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)\s*")
_MAX_ACRONYM = 5
_KANA_WORD = re.compile(r"[ァ-ヺー]+")
_KANA_RUN = re.compile(r"[ァ-ヺー]+|[^ァ-ヺー]+")
_PLACE_SUFFIX = re.compile(r"^(?:特别行政区|自治区|自治州|开发区|新区|[省市区县州都府])")
_SUFFIX_WORD = LexiconWord("form", ())
_CONJUNCTIONS = frozenset("与和及暨の")
_WRITTEN, _ENGLISH = "written", "english"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name.

    Attributes:
        text: Canonical spelling.
        weight: How much it tells companies apart (0-1).
        kind: Class of the word table, `brand` for words that it does not know, `sound` for a reading of kana.
        han: The characters that the text is a reading of, if it is one of Han.
    """

    text: str
    weight: float
    kind: str
    han: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a name: the alternatives that may stand there (words each), the commonest first."""

    alternatives: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A name in one way of reading it; only views of the same language are compared.

    Attributes:
        language: `english` for Latin names and for renderings of others; `written` for East Asian names as written.
        slots: The words in the order written, with alternatives where the reading leaves a choice.
        tokens: What candidates are found by: words, or pairs of neighbouring characters of East Asian names.
        weights: Weight (0-1) of each token, the same length as `tokens`.
        joined: The words as written, without spaces: what tells split and joined words the same.
        is_read: Whether it renders a name of another script.
        sound: All of a Chinese name in pinyin without spaces, empty for others.
    """

    language: str
    slots: tuple[Slot, ...]
    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    joined: str
    is_read: bool = False
    sound: str = ""

    @property
    def has_choice(self) -> bool:
        """Whether some slot has alternatives."""
        return any(len(slot.alternatives) > 1 for slot in self.slots)

    @property
    def words(self) -> tuple[Word, ...]:
        """The commonest reading."""
        return tuple(word for slot in self.slots for word in slot.alternatives[0])

    @property
    def core(self) -> str:
        """The commonest reading as text."""
        return " ".join(word.text for word in self.words)

    @property
    def sorted_core(self) -> str:
        """Its words in alphabetical order."""
        return " ".join(sorted(word.text for word in self.words))


@dataclass(frozen=True, slots=True)
class NameForm:
    """The comparable form of one name.

    Attributes:
        views: The name as written first; for East Asian names then its English rendering.
        numbers: Numbers of the name, sorted, as digits.
        legal_forms: Canonical legal forms that were taken off.
        cleaned: The name in comparable characters and nothing taken off; shows where a name was cut off.
        script: Script of the name as written.
        is_evasive: Whether invisible or look-alike characters were folded.
    """

    views: tuple[View, ...]
    numbers: tuple[str, ...]
    legal_forms: tuple[str, ...]
    cleaned: str
    script: str
    is_evasive: bool

    @property
    def written(self) -> View:
        """The name as written."""
        return self.views[0]

    @property
    def core(self) -> str:
        """Canonical words without legal form, in the order written."""
        return self.written.core

    @property
    def joined(self) -> str:
        """The words as written, without spaces."""
        return self.written.joined

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to compare: such a name is neither a hit nor cleared."""
        return not self.joined


@functools.lru_cache(maxsize=200_000)
def name_form(name: str) -> NameForm:
    """The comparable form of a name; equal for names that differ only in how they are written down."""
    cleaned, words, forms = _read(name)
    views = _views(words, cleaned.sounding if cleaned.sounding != cleaned.text else "", forms)
    for part in _in_two_scripts(cleaned.sounding):
        views += _views(_words_of(clean(part).text)[0], part, forms)
    numbers = {word.lstrip("0") or "0" for word in words if word.isascii() and word.isdigit()}
    return NameForm(
        views=tuple(views),
        numbers=tuple(sorted(numbers)),
        legal_forms=forms,
        cleaned=cleaned.text,
        script=script_of(name),
        is_evasive=cleaned.is_evasive,
    )


def joined_form(name: str) -> str:
    """The words of a name as written, without spaces: `name_form(name).joined` without the work for its views."""
    return _joined(_read(name)[1])


@functools.lru_cache(maxsize=200_000)
def _read(name: str) -> tuple[Cleaned, tuple[str, ...], tuple[str, ...]]:
    """A name in comparable characters, its words and its legal forms."""
    cleaned = clean(name)
    words, forms = _words_of(cleaned.text)
    return cleaned, tuple(words), forms


def _joined(words: Sequence[str]) -> str:
    is_latin = not any(_EAST_ASIAN_OR_KOREAN.match(word) for word in words)
    return "".join(map(romanised, words) if is_latin else words)


def _views(words: Sequence[str], sounding: str, forms: tuple[str, ...]) -> list[View]:
    """The name as written and, for names in another script, in English.

    Args:
        words: Its words.
        sounding: The name with kana as they sound, empty if it has none.
        forms: Its legal forms.
    """
    if not any(_EAST_ASIAN_OR_KOREAN.match(word) for word in words):
        return [_latin_view(words)]
    heard = _words_of(sounding)[0] if sounding else words
    return [_written_view(words), _english_view(heard, is_japanese=has_kana(sounding) or "株式会社" in forms)]


def _in_two_scripts(text: str) -> tuple[str, ...]:
    """The parts of a name that repeats itself in brackets: in another script (Huawei, 华为), or as an acronym (ROE)."""
    found = _BRACKETED.fullmatch(text)
    if found is None:
        return ()
    outside, inside = found[1].strip(), found[2].strip()
    are_two = bool(_EAST_ASIAN_OR_KOREAN.search(outside)) != bool(_EAST_ASIAN_OR_KOREAN.search(inside))
    if are_two and min(len(outside), len(inside)) > 1:
        return outside, inside
    shorter, longer = sorted((outside, inside), key=len)
    is_acronym = (
        shorter.isascii() and shorter.isalpha() and len(shorter) <= _MAX_ACRONYM and shorter not in latin_words()
    )
    return (longer,) if is_acronym and len(longer) > 2 * _MAX_ACRONYM and not are_two else ()


def _words_of(text: str) -> tuple[list[str], tuple[str, ...]]:
    """Words of a cleaned name without legal forms, of, the, and; and the legal forms."""
    text, east_asian_forms = strip_east_asian(_join_abbreviated(text))
    text = _ACRONYM.sub(_drop_acronym, text)
    words, latin_forms = strip_latin(_words(plain_numbers(text)))
    return words, tuple(dict.fromkeys(east_asian_forms + latin_forms))


def _join_abbreviated(text: str) -> str:
    """`S.A.` and `d. o. o.` as one word."""
    return _ABBREVIATED.sub(lambda found: found[1].replace(".", "").replace(" ", "") + " ", text)


def _drop_acronym(found: re.Match[str]) -> str:
    """Nothing for `(SMIC)` after a long name: it repeats the name; a bracket in the place of a word stays."""
    inside = found[1].strip()
    before = found.string[: found.start()]
    if " " in inside or inside in latin_words() or len(before) <= len(inside):
        return f" {inside} "
    initials = "".join(word[0] for word in _TOKEN.findall(before))
    letters = "".join(character for character in inside if character.isalpha())
    repeats = before.startswith(inside) or _is_within(letters, initials)
    return " " if repeats else f" {inside} "


def _is_within(letters: str, initials: str) -> bool:
    """Whether the letters occur in this order among the initials (CETC among those of China E. T. Group C.)."""
    rest = iter(initials)
    return len(letters) > 1 and all(letter in rest for letter in letters)


def _words(text: str) -> list[str]:
    """Words without of, the, and; a name of nothing else keeps them."""
    words = [word for word in _TOKEN.findall(text) if word != "&"]
    return [word for word in words if word not in stop_words()] or words


# names in Latin letters -----------------------------------------------------------------------------------------------


def _latin_view(words: Sequence[str]) -> View:
    slots = [_latin_slot(romanised(word)) for word in words]
    return _view(_ENGLISH, slots, joined=_joined(words))


def _latin_slot(word: str) -> Slot:
    """A word, or the long name that it is the acronym of."""
    expansion = acronyms().get(word)
    alternatives: list[tuple[Word, ...]] = [(latin_word(word),)]
    if expansion is not None:
        alternatives.append(tuple(latin_word(part) for part in expansion))
    return Slot(tuple(alternatives))


@functools.lru_cache(maxsize=100_000)
def latin_word(word: str) -> Word:
    """A Latin word or a number with its canonical spelling, class and weight."""
    if _DIGITS.fullmatch(word):
        return Word(word.lstrip("0") or "0", CLASS_WEIGHTS["number"], "number")
    if len(word) == 1:
        return Word(word, CLASS_WEIGHTS["initial"], "initial")
    if word in NUMBER_WORDS:
        return Word(NUMBER_WORDS[word], CLASS_WEIGHTS["number"], "number")
    known = latin_words().get(word)
    if known is None:
        return Word(word, 1.0, "brand")
    canonical, kind = known
    return Word(canonical, CLASS_WEIGHTS[kind], kind)


# names in East Asian scripts ------------------------------------------------------------------------------------------


def _written_view(words: Sequence[str]) -> View:
    """The name in its own characters: words of the lexicon, and what lies between them."""
    slots = [slot for word in words for slot in _written_slots(word)]
    tokens = list(chain.from_iterable(_character_pairs(word) for word in words))
    return _view(_WRITTEN, slots, joined=_joined(words), tokens=tokens)


def _written_slots(word: str) -> list[Slot]:
    if not _EAST_ASIAN_OR_KOREAN.match(word):
        return [_latin_slot(romanised(word))]
    weights = character_weights(word)
    found: list[Slot] = []
    start = 0
    for segment in _parted_suffixes(segments(word, is_japanese=False, with_organisations=False)):
        end = start + len(segment.text)
        is_brand = max(weights[start:end]) >= 1 and segment.word is not _SUFFIX_WORD
        kind = "brand" if is_brand or segment.word is None else segment.word.kind
        weight = 1.0 if is_brand else min(sum(weights[start:end]) / len(segment.text), CLASS_WEIGHTS["industry"])
        found.append(Slot(((Word(segment.text, weight, kind, han=segment.text),),)))
        start = end
    return found


def _parted_suffixes(pieces: Iterable[Segment]) -> Iterable[Segment]:
    """Pieces with 市, 省 and the like behind a place set off from the brand that follows."""
    is_after_place = False
    for piece in pieces:
        suffix = _PLACE_SUFFIX.match(piece.text) if is_after_place and piece.word is None else None
        if suffix is None:
            yield piece
        else:
            yield Segment(suffix[0], _SUFFIX_WORD)
            if suffix.end() < len(piece.text):
                yield Segment(piece.text[suffix.end() :], None)
        is_after_place = piece.word is not None and piece.word.kind == "place"


def _character_pairs(word: str) -> list[tuple[str, float]]:
    if not _EAST_ASIAN_OR_KOREAN.match(word):
        return [(one.text, one.weight) for one in _latin_slot(word).alternatives[0]]
    weights = character_weights(word)
    if len(word) == 1:
        return [(word, weights[0])]
    pairs = pairwise(weights)
    return [(word[i : i + 2], round((left + right) / 2, 3)) for i, (left, right) in enumerate(pairs)]


def _english_view(words: Sequence[str], *, is_japanese: bool) -> View:
    """The name in English: known words translated, the brand as it sounds."""
    slots = [slot for word in words for slot in _english_slots(word, is_japanese=is_japanese)]
    view = _view(_ENGLISH, slots, joined="")
    han = "".join(words)
    sound = "" if is_japanese or not _ALL_HAN.fullmatch(han) else (pinyin_readings(han) or ("",))[0]
    return replace(view, joined=view.core.replace(" ", ""), is_read=True, sound=sound)


def _english_slots(word: str, *, is_japanese: bool) -> list[Slot]:
    if not _EAST_ASIAN_OR_KOREAN.match(word):
        return [_latin_slot(romanised(word))]
    pieces = segments(word, is_japanese=is_japanese)
    if len(pieces) > 1 and _KANA_WORD.fullmatch(word):
        return [_kana_slot(word, pieces)]
    told = (
        piece
        for piece in _parted_suffixes(pieces)
        if piece.word is not _SUFFIX_WORD and piece.text not in _CONJUNCTIONS
    )
    return [slot for piece in told for slot in _slots_of(piece, is_japanese=is_japanese)]


def _kana_slot(word: str, pieces: Sequence[Segment]) -> Slot:
    """A word of katakana in which known words were found: those and the rest, or all of it as it sounds."""
    slots = [slot for piece in pieces for slot in _slots_of(piece, is_japanese=True)]
    translated = tuple(part for slot in slots for part in slot.alternatives[0])
    return Slot((translated, (Word(kana_reading(word), 1.0, "sound"),)))


def _slots_of(segment: Segment, *, is_japanese: bool) -> list[Slot]:
    if segment.word is not None:
        return [Slot(tuple(_english_words(phrase, segment) for phrase in segment.word.english))]
    runs = (run for run in _KANA_RUN.findall(segment.text) if run.strip("ー"))
    return [_sounding(run, is_japanese=is_japanese) for run in runs]


def _english_words(phrase: tuple[str, ...], segment: Segment) -> tuple[Word, ...]:
    """Words of a rendering; a brand stays one whatever its English looks like."""
    words = tuple(latin_word(part) for part in phrase)
    if segment.word is not None and segment.word.kind == "brand":
        han = segment.text if _ALL_HAN.fullmatch(segment.text) else ""
        return tuple(Word(word.text, max(word.weight, 0.9), "brand", han=han) for word in words)
    return words


def _sounding(run: str, *, is_japanese: bool) -> Slot:
    """A run that no table knows, as it sounds."""
    if _KANA_WORD.fullmatch(run):
        return Slot(((Word(kana_reading(run), 1.0, "sound"),),))
    if re.match(rf"[{_HANGUL}]", run):
        return Slot(((Word(romanised(run), 1.0, "brand"),),))
    readings = () if is_japanese else pinyin_readings(run)
    return Slot(tuple((Word(reading, 1.0, "brand", han=run),) for reading in readings or (run,)))


# both -----------------------------------------------------------------------------------------------------------------


def _view(
    language: str, slots: Sequence[Slot], *, joined: str, tokens: Iterable[tuple[str, float]] | None = None
) -> View:
    """A view with the tokens of all alternatives; a token that occurs twice keeps its larger weight."""
    found: dict[str, float] = {}
    for token, weight in tokens if tokens is not None else _tokens(slots):
        found[token] = max(weight, found.get(token, 0.0))
    return View(language, tuple(slots), tuple(found), tuple(found.values()), joined)


def _tokens(slots: Iterable[Slot]) -> Iterable[tuple[str, float]]:
    for slot in slots:
        for alternative in slot.alternatives:
            for word in alternative:
                yield word.text, round(word.weight / len(slot.alternatives), 3)
