"""How alike two words are (0-1), and in which way: the one judgement that candidates, scores and explanations share."""

import functools

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from screening.matching import policy
from screening.names.forms import Word
from screening.names.phonetics import consonants, heard, is_pinyin, sinitic_key, skeleton, skeletons, spelling_key

_KNOWN = frozenset({"place", "industry", "institution", "generic", "common", "form"})
_EXACT = frozenset({"number", "initial"})


@functools.lru_cache(maxsize=500_000)
def similarity(left: Word, right: Word) -> float:
    """How alike two words are: 1 for the same, 0 for words that have nothing to do with each other.

    Two readings of Han characters are compared by their characters: 华为 and 华威 sound alike and are two names.
    """
    if left.han and right.han:
        return 1.0 if left.han == right.han else _written(left, right)
    if left.text == right.text:
        return 1.0
    if left.kind in _EXACT or right.kind in _EXACT or (left.kind in _KNOWN and right.kind in _KNOWN):
        return 0.0
    return max(_sounding(left, right), _spelt(left, right))


def _written(left: Word, right: Word) -> float:
    """Runs of Han characters: one letter wrong in a long one, or a run that begins the other."""
    shorter, longer = sorted((left.han, right.han), key=len)
    alike = OSA.normalized_similarity(shorter, longer)
    if left.kind != "brand" and right.kind != "brand":
        return alike if alike >= policy.MIN_GENERIC_RUN_SIMILARITY else 0.0
    is_misspelt = len(shorter) >= policy.MIN_MISSPELT_HAN and OSA.distance(shorter, longer) == 1
    is_longer = longer.startswith(shorter) and len(shorter) >= policy.MIN_EAST_ASIAN_BRAND_LENGTH
    return alike if is_misspelt or is_longer else 0.0


def _sounding(left: Word, right: Word) -> float:
    """Words of which one was written by ear, or that were transliterated in two ways."""
    if (left.kind == "sound") != (right.kind == "sound"):
        is_short = bool(left.han or right.han) and len(skeleton(left.text)) < policy.MIN_HAN_SKELETON
        return 0.0 if is_short else _heard(left.text, right.text)
    shorter = min(len(left.text), len(right.text))
    if bool(left.han) != bool(right.han):
        is_same = shorter >= policy.MIN_SINITIC_LENGTH and sinitic_key(left.text) == sinitic_key(right.text)
        return policy.SAME_SOUND if is_same else 0.0
    one, other = spelling_key(left.text), spelling_key(right.text)
    if one == other and shorter >= policy.MIN_SPELLING_KEY:
        return policy.SAME_SPELLING_KEY
    is_near = shorter >= policy.MIN_CONSONANT_KEY and consonants(one) == consonants(other)
    return policy.SAME_CONSONANTS if is_near else 0.0


def _heard(one: str, other: str) -> float:
    """A reading of katakana and a Latin word: by their consonants, and by how alike the whole sounds."""
    first, second = skeletons(one), skeletons(other)
    length = max(min(len(left), len(right)) for left in first for right in second)
    alike = fuzz.ratio(heard(one), heard(other), processor=None)
    if first & second:
        is_long = length >= policy.MIN_SKELETON
        lowest = policy.HEARD_ALIKE if is_long else policy.SHORT_HEARD_ALIKE
        return policy.SAME_SOUND if length >= policy.MIN_SKELETON - 1 and alike >= lowest else 0.0
    if length < policy.MIN_MISHEARD_SKELETON or alike < policy.SHORT_HEARD_ALIKE:
        return 0.0
    return policy.NEAR_SOUND if any(OSA.distance(left, right) <= 1 for left in first for right in second) else 0.0


def _spelt(left: Word, right: Word) -> float:
    """Latin words with as many letters wrong as their length allows; an abbreviation that begins a known word."""
    shorter, longer = sorted((left, right), key=lambda word: len(word.text))
    if longer.kind in _KNOWN and len(shorter.text) >= policy.MIN_ABBREVIATION and longer.text.startswith(shorter.text):
        return policy.ABBREVIATION
    length = len(longer.text)
    if bool(left.han) != bool(right.han) and length < policy.MIN_MISSPELT_READING:
        return 0.0
    budget = next(budget for up_to, budget in policy.MISSPELT_LETTERS if length <= up_to)
    if not budget or len(shorter.text) < policy.MIN_MISSPELT_LENGTH - 1:
        return 0.0
    distance = OSA.distance(left.text, right.text, score_cutoff=budget)
    return 1.0 - distance / length if distance <= budget else 0.0


@functools.lru_cache(maxsize=500_000)
def similarity_of_people(left: Word, right: Word) -> float:
    """The same for names of people: Chinese ones by their syllables, short ones by how they are transliterated."""
    one, other = left.text, right.text
    if one == other or left.han or right.han or _EXACT & {left.kind, right.kind}:
        return similarity(left, right)
    if min(len(one), len(other)) >= policy.MIN_NAME_KEY and spelling_key(one) == spelling_key(other):
        return 0.0 if is_pinyin(one) and is_pinyin(other) and len(one) == len(other) else policy.SAME_SPELLING_KEY
    if sinitic_key(one) == sinitic_key(other):
        return policy.SAME_SPELLING_KEY
    if is_pinyin(one) and is_pinyin(other):
        return 0.0
    return similarity(left, right)
