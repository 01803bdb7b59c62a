"""Two names side by side: what they have in common, what speaks against it, and the score (0-100) that follows.

One function serves runs, the desk, tuning and explanations, so that what reviewers read is what was computed.
"""

from dataclasses import dataclass

from screening.matching.align import Alignment, align, chosen_words
from screening.matching.measures import Measured, coverage_of, have_same_words, joined_text, spelling_of
from screening.matching.people import people_score, people_words
from screening.matching.policy import RENDERED_CAP
from screening.matching.rules import organisation_score
from screening.matching.vessels import vessel_words
from screening.names.forms import NameForm, View, Word


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names have in common.

    Attributes:
        score: 0-100, of the names alone.
        is_equal: Whether the names are the same once written alike.
        view: `written` (in their own characters) or `english` (Latin names, and renderings of others).
        words: Words of both names as they were read.
        alignment: Partners among them, and words without one.
        left_coverage, right_coverage: Share (0-1) of each name's weight that has a partner.
        spelling: Similarity (0-100) of the spelling, with words in order or without spaces; the better one.
        brand: `same`, `different`, or `undecided` where a name has no word that tells companies apart.
        numbers, legal_form: `same`, `differ`, `one_sided` or `none`.
        effects: What lifted or capped the score, by the names of `policy.EFFECTS`, in order.
    """

    score: float
    is_equal: bool
    view: str
    words: tuple[tuple[Word, ...], tuple[Word, ...]]
    alignment: Alignment
    left_coverage: float
    right_coverage: float
    spelling: float
    brand: str
    numbers: str
    legal_form: str
    effects: tuple[str, ...]

    @property
    def rests_on_sound(self) -> bool:
        """Whether the words that tell companies apart agree only as a reading of Chinese characters."""
        return any(
            bool(partners.left[0].han) != bool(partners.right[0].han) and partners.left[0].weight >= 1
            for partners in self.alignment.partners
        )


def compare(
    left: NameForm, right: NameForm, *, kind: str = "organisation", waived: frozenset[str] = frozenset()
) -> Comparison | None:
    """The best comparison of two names over their views; None where no view of one is of the language of the other.

    Args:
        left: Form of the counterparty's name.
        right: Form of the entry's name.
        kind: Kind of the entry; people and vessels have rules of their own.
        waived: Effects that are not applied, to see what they do.
    """
    found = [
        _compare_views((left, one), (right, other), kind, waived)
        for one in left.views
        for other in right.views
        if one.language == other.language and not _are_both_han(one, other, left, right)
    ]
    return max(found, key=lambda comparison: (comparison.score, comparison.view == "written"), default=None)


def _are_both_han(one: View, other: View, left: NameForm, right: NameForm) -> bool:
    """Two names in Han characters are compared as written: translations of both could only make them more alike."""
    return one.is_read and other.is_read and left.script == right.script == "han"


def _compare_views(
    query: tuple[NameForm, View], entry: tuple[NameForm, View], kind: str, waived: frozenset[str]
) -> Comparison:
    (left, one), (right, other) = query, entry
    words = chosen_words(one, other)
    is_person = kind == "person"
    if is_person:
        words = people_words(words[0]), people_words(words[1])
    elif kind in {"vessel", "aircraft"}:
        words = vessel_words(words[0]), vessel_words(words[1])
    alignment = align(*words, are_people=is_person)
    coverages = coverage_of(alignment, words, 0), coverage_of(alignment, words, 1)
    joined = (
        joined_text(one, words[0], is_other_read=other.is_read),
        joined_text(other, words[1], is_other_read=one.is_read),
    )
    spelling = spelling_of(alignment, words, joined)
    is_equal = bool(joined[0]) and (joined[0] == joined[1] or have_same_words(alignment))
    measured = Measured(left, right, one, other, words, alignment, coverages, spelling, joined)
    score, effects = people_score(measured.alignment, waived) if is_person else organisation_score(measured, waived)
    if is_equal:
        score, effects = (RENDERED_CAP, ("rendered",)) if measured.is_rendered else (100.0, ())
    return Comparison(
        score=score,
        is_equal=is_equal,
        view=one.language,
        words=words,
        alignment=alignment,
        left_coverage=coverages[0],
        right_coverage=coverages[1],
        spelling=spelling,
        brand=measured.brand,
        numbers=measured.numbers,
        legal_form=measured.legal_form,
        effects=effects,
    )
