"""A name as written, in the forms in which it is compared.

Stages: clean characters -> legal forms off -> plain numbers -> words -> canonical words with weights.
Each is a function of its own beside this file; `name_form` runs them and caches by content.
"""

import functools
import re
from dataclasses import dataclass
from itertools import pairwise

from screening.names.clean import clean
from screening.names.legal_forms import strip_east_asian, strip_latin
from screening.names.numbers import plain_numbers
from screening.names.scripts import CJK, script_of
from screening.names.words import CLASS_WEIGHTS, character_weights, english_of, latin_words, stop_words

_ABBREVIATED = re.compile(r"(?<![^\W_])((?:[a-z]\.\s?){2,}[a-z]?)(?![^\W_])")
_ACRONYM = re.compile(r"(?<=[a-z\d.)])\s*[(（]([a-z][a-z\d&\- ]{1,11})[)）]")
_TOKEN = re.compile(rf"\d+|[{CJK}]+|[^\W\d_{CJK}]+|&")
_EAST_ASIAN = re.compile(rf"[{CJK}]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """The comparable form of one name.

    Attributes:
        core: Canonical words without legal form, in the order written; what similarity compares.
        sorted_core: The same words in alphabetical order.
        joined: The words as written, without spaces: what tells split and joined words the same.
        tokens: What coverage counts: words, and pairs of neighbouring characters of Chinese and Japanese.
        weights: Weight (0-1) of each token, the same length as `tokens`.
        numbers: Numbers of the name, sorted, as digits.
        legal_forms: Canonical legal forms that were taken off.
        cleaned: The name in comparable characters and nothing taken off; shows where a name was cut off.
        script: Script of the name as written.
        is_evasive: Whether invisible or look-alike characters were folded.
    """

    core: str
    sorted_core: str
    joined: str
    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    numbers: tuple[str, ...]
    legal_forms: tuple[str, ...]
    cleaned: str
    script: str
    is_evasive: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to compare: such a name is neither a hit nor cleared."""
        return not self.joined


@functools.lru_cache(maxsize=200_000)
def name_form(name: str) -> NameForm:
    """The comparable form of a name; equal for names that differ only in how they are written down."""
    cleaned = clean(name)
    text, east_asian_forms = strip_east_asian(_join_abbreviated(cleaned.text))
    text = _ACRONYM.sub(_drop_acronym, text)
    words, latin_forms = strip_latin(_in_one_language(_words(plain_numbers(text))))
    known = latin_words()
    canonical = [known[word][0] if word in known else word for word in words]
    tokens, weights = _tokens(canonical)
    return NameForm(
        core=" ".join(canonical),
        sorted_core=" ".join(sorted(canonical)),
        joined="".join(words),
        tokens=tokens,
        weights=weights,
        numbers=tuple(sorted({word.lstrip("0") or "0" for word in canonical if word.isascii() and word.isdigit()})),
        legal_forms=tuple(dict.fromkeys(east_asian_forms + latin_forms)),
        cleaned=cleaned.text,
        script=script_of(name),
        is_evasive=cleaned.is_evasive,
    )


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


def _in_one_language(words: list[str]) -> list[str]:
    """Chinese words for institutions and industries in English where the rest of the name is Latin (CETC 55 研究所)."""
    if not any(word.isascii() and word.isalpha() for word in words):
        return words
    found: list[str] = []
    for word in words:
        english = english_of(word) if _EAST_ASIAN.match(word) else None
        found += [word] if english is None else english
    return found


def _tokens(words: list[str]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Tokens with weights; a token that occurs twice keeps its larger weight."""
    found: dict[str, float] = {}
    for word in words:
        for token, weight in _tokens_of(word):
            found[token] = max(weight, found.get(token, 0.0))
    return tuple(found), tuple(found.values())


def _tokens_of(word: str) -> list[tuple[str, float]]:
    if _EAST_ASIAN.match(word):
        weights = character_weights(word)
        if len(word) == 1:
            return [(word, weights[0])]
        pairs = pairwise(weights)
        return [(word[i : i + 2], round((left + right) / 2, 3)) for i, (left, right) in enumerate(pairs)]
    if _DIGITS.fullmatch(word):
        return [(word, CLASS_WEIGHTS["number"])]
    if len(word) == 1:
        return [(word, CLASS_WEIGHTS["initial"])]
    known = latin_words()
    return [(word, known[word][1] if word in known else 1.0)]
