"""Names of people: any order, initials, fathers' names that one side leaves out, spellings of one name."""

import functools
from collections.abc import Sequence

from screening.matching import policy
from screening.matching.align import Alignment
from screening.names.forms import Word
from screening.names.tables import rows


@functools.cache
def _variants() -> dict[str, str]:
    return {row["variant"]: row["canonical"] for row in rows("person_variants")}


@functools.cache
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for row in rows("person_words")}


def people_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words of a person's name: titles out, particles light, every other word as heavy as the next."""
    found = [_person_word(word) for word in words if _classes().get(word.text) not in {"title", "honorific"}]
    return tuple(found) or tuple(words)


@functools.lru_cache(maxsize=100_000)
def _person_word(word: Word) -> Word:
    if word.kind == "number":
        return word
    if len(word.text) == 1:
        return Word(word.text, policy.INITIAL_WEIGHT, "initial", word.han)
    if _classes().get(word.text) == "particle":
        return Word(word.text, policy.PARTICLE_WEIGHT, "particle", word.han)
    return Word(_variants().get(word.text, word.text), 1.0, "brand", word.han)


def people_score(alignment: Alignment, waived: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """Score of two names of people: omission costs little, contradiction much."""
    partners = [one for one in alignment.partners if _weight(one.left) >= 1 or _weight(one.right) >= 1]
    left_only, right_only = _names(alignment.left_only), _names(alignment.right_only)
    if not partners:
        return 0.0, ("no_name_agrees",)
    alike = sum(one.similarity for one in partners) / len(partners)
    score = 100 * alike - policy.PERSON_OMITTED * (len(left_only) + len(right_only))
    effects = ["names_left_out"] if left_only or right_only else []
    if left_only and right_only and "names_contradict" not in waived:
        score = min(score, policy.PERSON_CONTRADICTED_CAP)
        effects.append("names_contradict")
    elif len(partners) < policy.MIN_PERSON_NAMES and (left_only or right_only) and "one_name_only" not in waived:
        score = min(score, policy.ONE_NAME_CAP)
        effects.append("one_name_only")
    return min(max(score, 0.0), policy.HIGHEST_UNEQUAL), tuple(effects)


def _names(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.weight >= policy.INITIAL_WEIGHT]


def _weight(words: Sequence[Word]) -> float:
    return sum(word.weight for word in words)
