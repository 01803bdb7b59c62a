"""Sentences that matching and lists write in English, in the language of the report.

They are known by their pattern: a place such as `%(days)s` stands for any text. A sentence that is not known stays
English, so a new one is never lost.
"""

import functools
import re

from screening.models import Language
from screening.report.language import Wording, msg

_OF_LISTS = (
    msg("stale: %(days)s days old, at most %(limit)s expected"),
    msg("not refreshed: the run was told to stay offline"),
    msg("not refreshed: %(rest)s"),
    msg("BUNDLED EXTRACT, NOT THE WHOLE LIST: %(rest)s"),
    msg("bundled data: %(rest)s"),
    msg("curated tables: %(rest)s"),
)
"""What is wrong with a list; the more special sentence comes first."""
_OF_MATCHING = (
    msg("The names are equal once written alike"),
    msg("The names are equal in another script"),
    msg("The identifier %(identifier)s is the same"),
    msg("Names %(score)s of 100 alike"),
    msg("the same distinctive words"),
    msg("different distinctive words"),
    msg("%(left)s %% and %(right)s %% of the weight of the words is found in the other name"),
    msg("%(sorted)s with the words in order, %(joined)s without spaces"),
    msg("%(score)s with the words in order or without spaces"),
    msg("the words that tell companies apart are the same"),
    msg("the words that tell companies apart are different"),
    msg("the words that tell companies apart are not decisive"),
    msg("the numbers agree"),
    msg("the numbers differ: at most %(cap)s"),
    msg("a number stands on one side only: %(effect)s"),
    msg("no numbers"),
    msg("the legal form agrees"),
    msg("the legal forms differ: %(effect)s"),
    msg("a legal form stands on one side only: no effect"),
    msg("no legal forms to compare"),
    msg("the country agrees"),
    msg("the countries differ: %(effect)s"),
    msg("the country of one side is unknown: no effect"),
    msg("the measures are in force"),
    msg("the state of the measures is unverified: treated as in force"),
    msg("the measures are suspended: at most %(cap)s"),
    msg("the measures are stopped: at most %(cap)s"),
    msg("the entry was removed: at most %(cap)s"),
    msg("a weak alias counts only when equal"),
    msg("an abbreviation counts only when equal"),
    msg("invisible or look-alike characters were folded"),
    msg("the identifier %(identifier)s is the same"),
)
"""Details of the features of a score, and the parts of its summary."""
_OF_RULES = (
    msg("the names read alike without spaces"),
    msg("one name only leaves out words that do not tell companies apart: at least %(limit)s"),
    msg("the same brand in another script: at least %(limit)s"),
    msg("one name leaves out an industry or a unit: at least %(limit)s"),
    msg("each name has another place or another industry: at most %(limit)s"),
    msg("the brand agrees only by how it sounds: at most %(limit)s"),
    msg("the same brand beside other words: at least %(limit)s"),
    msg("the same brand, and a translation of the rest: at least %(limit)s"),
    msg("one letter apart: at least %(limit)s"),
    msg("cut off in the middle of a word: at least %(limit)s"),
    msg("only places, industries and common words agree: at most %(limit)s"),
    msg("each name has a distinctive word that the other lacks: at most %(limit)s"),
    msg("one name has a country that the other lacks: at most %(limit)s"),
    msg("one name has an institution that the other lacks, as a unit of it has: at most %(limit)s"),
    msg("a translation without a distinctive word: at most %(limit)s"),
    msg("the whole Chinese name in pinyin: at least %(limit)s"),
    msg("an acronym and the words that it stands for: at least %(limit)s"),
    msg("each name has a word that the other lacks: at most %(limit)s"),
    msg("read from another script: at most %(limit)s"),
    msg("a name of the person stands on one side only: %(effect)s each"),
    msg("each side has a name that the other lacks: at most %(limit)s"),
    msg("only one name of the person agrees: at most %(limit)s"),
)
"""What lifts or caps a score: the sentences of `screening.matching.policy.EFFECTS`."""
_PLACE = re.compile(r"%\((\w+)\)s")


def sentence(text: str, wording: Wording) -> str:
    """A sentence, or parts of one with `; ` between them, in the language of the report."""
    if wording.language is Language.EN:
        return text
    whole = _translated(text, wording)
    if whole is not None:
        return whole
    parts = text.removesuffix(".").split("; ")
    found = [_translated(part, wording) for part in parts]
    if None in found:
        return text
    return wording.enumeration(part for part in found if part is not None) + "。" * text.endswith(".")


def _translated(text: str, wording: Wording) -> str | None:
    for pattern, message in _patterns():
        if match := pattern.fullmatch(text):
            return wording.given(message) % match.groupdict()
    return None


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(message), message) for message in (*_OF_LISTS, *_OF_MATCHING, *_OF_RULES))


def _pattern(message: str) -> re.Pattern[str]:
    """Text between places as it is, a name for each place."""
    texts = _PLACE.split(message.replace("%%", "%"))
    parts = [re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)" for place, part in enumerate(texts)]
    return re.compile("".join(parts), re.DOTALL)
