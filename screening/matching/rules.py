"""What two names of organisations are worth together: a mixture, lifted by floors and held down by caps.

Every number stands in `policy`; each floor and cap has a name there, which explanations tell in words.
"""

import functools
from collections.abc import Iterable

from screening.matching import policy
from screening.matching.align import Alignment, Partners
from screening.matching.measures import Measured, distinctive
from screening.names.countries import country_code
from screening.names.forms import Word


def organisation_score(measured: Measured, waived: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """Score of two names of organisations: a mixture, lifted by floors and held down by caps."""
    score = policy.STRING_WEIGHT * measured.spelling + policy.COVERAGE_WEIGHT * 100 * measured.coverage
    effects: list[str] = []
    for name, floor in _floors(measured):
        if floor > score and name not in waived:
            score = floor
            effects.append(name)
    for name, cap in _caps(measured):
        if cap < score and name not in waived:
            score = cap
            effects.append(name)
    if measured.numbers == "one_sided" and "numbers_one_sided" not in waived:
        score += policy.NUMBERS_ONE_SIDED
        effects.append("numbers_one_sided")
    if measured.legal_form == "differ" and "legal_form_differs" not in waived:
        score += policy.LEGAL_FORM_DIFFERS
        effects.append("legal_form_differs")
    return min(max(score, 0.0), policy.HIGHEST_UNEQUAL), tuple(effects)


def _floors(measured: Measured) -> Iterable[tuple[str, float]]:
    is_long = measured.joined_length >= policy.MIN_JOINED_LENGTH
    if is_long and _is_split_otherwise(measured) and measured.joined_ratio >= policy.JOINED_FROM:
        yield "joined", measured.joined_ratio
    if measured.brand == "same" and measured.joined_length >= _min_brand_length(measured):
        is_whole = max(measured.coverages) >= policy.WHOLE
        if is_whole and _leaves_out_an_industry(measured.alignment):
            yield "brand_of_unit", policy.BRAND_OF_UNIT_FLOOR
        elif is_whole:
            yield "brand", policy.BRAND_ONLY_FLOOR
        elif measured.is_rendered and _is_firm(measured.alignment) and not _have_both_more(measured.alignment):
            yield "rendered_brand", policy.RENDERED_BRAND_FLOOR
        else:
            yield "brand_and_other_words", policy.BRAND_AND_OTHER_WORDS_FLOOR
        if measured.is_rendered and _is_firm(measured.alignment) and _translation_agrees(measured):
            yield "translation", policy.TRANSLATION_FLOOR
    if measured.sounds_alike:
        yield "sound", policy.SOUND_FLOOR
    if _is_spelt_out(measured.alignment):
        yield "spelt_out", policy.SPELT_OUT_FLOOR
    if measured.is_one_edit and measured.brand_stands and measured.joined_length >= policy.MIN_ONE_EDIT_LENGTH:
        yield "one_edit", policy.ONE_EDIT_FLOOR
    if measured.is_cut_off and measured.joined_length >= policy.MIN_CUT_OFF_LENGTH:
        yield "cut_off", policy.CUT_OFF_FLOOR


def _caps(measured: Measured) -> Iterable[tuple[str, float]]:
    if measured.numbers == "differ":
        yield "numbers_differ", policy.NUMBERS_DIFFER_CAP
    if not measured.sounds_alike:
        yield from _caps_of_words(measured)
        yield from _caps_of_added_words(measured)
    if measured.is_rendered:
        yield "rendered", policy.RENDERED_CAP
    if any(_is_heard(partners) for partners in measured.alignment.partners):
        yield "heard", policy.SOUND_CAP


def _caps_of_words(measured: Measured) -> Iterable[tuple[str, float]]:
    """What the words that have no partner, and those that tell companies apart, allow at most."""
    is_spelt_alike = measured.joined_ratio >= policy.JOINED_FROM
    if not measured.has_brands and min(measured.coverages) < policy.GENERIC_WHOLE and not is_spelt_alike:
        if measured.is_rendered and _is_generic_translation(measured):
            yield "generic_translation", policy.GENERIC_TRANSLATION_CAP
        else:
            yield "generic_only", policy.GENERIC_ONLY_CAP
    elif measured.brand == "different" and not measured.is_cut_off:
        yield "brands_differ", policy.BRANDS_DIFFER_CAP
    elif _have_other_words(measured):
        if _is_contradicted(measured.alignment):
            yield "contradicted", policy.CONTRADICTED_CAP
        yield "other_words", policy.OTHER_WORDS_CAP


def _caps_of_added_words(measured: Measured) -> Iterable[tuple[str, float]]:
    """What words allow that only one of the names has."""
    left_only, right_only = measured.alignment.left_only, measured.alignment.right_only
    if bool(left_only) == bool(right_only) or measured.is_cut_off:
        return
    added = left_only or right_only
    if any(_is_of_unit(word) for word in added):
        yield "unit", policy.UNIT_CAP
    elif not measured.is_rendered and any(_is_country_or_region(word.text) for word in added):
        yield "place_added", policy.PLACE_ADDED_CAP


def _is_firm(alignment: Alignment) -> bool:
    """Whether a word that few companies share agrees, and none agrees only as a misspelling or by how kana sound."""
    distinct = [partners for partners in alignment.partners if distinctive(partners.left[0])]
    return any(partners.left[0].weight >= policy.FIRM_WEIGHT for partners in distinct) and all(
        partners.similarity >= policy.SAME_SPELLING_KEY and not _is_heard(partners) for partners in distinct
    )


def _is_heard(partners: Partners) -> bool:
    return any(word.kind == "sound" for word in (*partners.left, *partners.right))


def _have_both_more(alignment: Alignment) -> bool:
    """Whether each name has a word that is more than 'technology' or 'group' and that the other lacks."""
    sides = (alignment.left_only, alignment.right_only)
    return all(any(word.kind in policy.SLOT_KINDS for word in side) for side in sides)


def _leaves_out_an_industry(alignment: Alignment) -> bool:
    rest = (*alignment.left_only, *alignment.right_only)
    return any(word.kind == "industry" or _is_of_unit(word) for word in rest)


def _is_of_unit(word: Word) -> bool:
    """Whether a word names a part of an organisation."""
    return word.kind in policy.UNIT_KINDS or word.text in policy.UNIT_WORDS


def _is_contradicted(alignment: Alignment) -> bool:
    """Whether each name has a word in a slot (place, industry, unit) that the other fills with another one."""
    slots = (
        {word.kind for word in side} & policy.EXCLUSIVE_KINDS for side in (alignment.left_only, alignment.right_only)
    )
    left, right = slots
    return bool(left & right)


@functools.lru_cache(maxsize=10_000)
def _is_country_or_region(word: str) -> bool:
    return word in policy.REGIONS or (len(word) > 2 and country_code(word) is not None)  # noqa: PLR2004 - no codes


def _is_split_otherwise(measured: Measured) -> bool:
    """Whether the names have their spaces in other places, so that words can't be compared one by one.

    Where only one name has words left over, it says more than the other: that is no matter of spaces.
    """
    is_one_sided = bool(measured.alignment.left_only) != bool(measured.alignment.right_only)
    return measured.brand != "different" and len(measured.words[0]) != len(measured.words[1]) and not is_one_sided


def _is_spelt_out(alignment: Alignment) -> bool:
    has_rest = alignment.left_only or alignment.right_only
    return not has_rest and any(partners.how == "acronym" for partners in alignment.partners)


def _is_generic_translation(measured: Measured) -> bool:
    has_both = measured.alignment.left_only and measured.alignment.right_only
    return min(measured.coverages) >= policy.GENERIC_TRANSLATION and not has_both


def _have_other_words(measured: Measured) -> bool:
    """Whether each name has a word that is nowhere in the other; a single misspelt letter is no other word."""
    alignment = measured.alignment
    if not (alignment.left_only and alignment.right_only) or measured.is_one_edit or measured.is_cut_off:
        return False
    return measured.joined_ratio < policy.SAME_SPELLING


def _translation_agrees(measured: Measured) -> bool:
    """Whether a rendering has the same brand and nothing but words that translations add or leave out is missing."""
    if min(measured.coverages) < policy.TRANSLATION_COVERED or _have_both_more(measured.alignment):
        return False
    if any(_is_of_unit(word) for word in (*measured.alignment.left_only, *measured.alignment.right_only)):
        return False
    agrees_beside_brand = any(
        partners.left[0].kind in {"industry", "institution"} for partners in measured.alignment.partners
    )
    return agrees_beside_brand or not _leaves_out_an_industry(measured.alignment)


def _min_brand_length(measured: Measured) -> int:
    is_written = measured.one.language == "written"
    return policy.MIN_EAST_ASIAN_BRAND_LENGTH if is_written else policy.MIN_BRAND_LENGTH
