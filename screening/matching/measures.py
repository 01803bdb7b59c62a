"""Everything about two views of names that their score rests on, computed when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from screening.matching import policy
from screening.matching.align import Alignment
from screening.names.forms import NameForm, View, Word


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that the score of two views rests on."""

    left: NameForm
    right: NameForm
    one: View
    other: View
    words: tuple[tuple[Word, ...], tuple[Word, ...]]
    alignment: Alignment
    coverages: tuple[float, float]
    spelling: float
    joined: tuple[str, str]

    @property
    def coverage(self) -> float:
        """Harmonic mean: a name that is wholly inside a much longer one is not that name."""
        left, right = self.coverages
        return 2 * left * right / (left + right) if left + right else 0.0

    @property
    def brand(self) -> str:
        """`same`, `different`, or `undecided` where a name has no distinctive word or only one of them lacks it."""
        left, right = (_brand_coverage(self.alignment, self.words, side) for side in (0, 1))
        if left is None or right is None:
            return "undecided"
        covered = policy.DISTINCTIVE_COVERED
        if left >= covered and right >= covered:
            return "same"
        return "different" if left < covered and right < covered else "undecided"

    @property
    def has_brands(self) -> bool:
        """Whether both names have words that tell companies apart."""
        return all(_brand_coverage(self.alignment, self.words, side) is not None for side in (0, 1))

    @property
    def brand_stands(self) -> bool:
        """Whether one name's distinctive words are all in the other."""
        shares = (_brand_coverage(self.alignment, self.words, side) for side in (0, 1))
        return any(share is not None and share >= policy.DISTINCTIVE_COVERED for share in shares)

    @property
    def numbers(self) -> str:
        """`same`, `differ`, `one_sided` or `none`."""
        return _agreement(self.left.numbers, self.right.numbers)

    @property
    def legal_form(self) -> str:
        """The same of the legal forms, of names in one script."""
        return (
            _agreement(self.left.legal_forms, self.right.legal_forms)
            if self.left.script == self.right.script
            else "none"
        )

    @property
    def joined_length(self) -> int:
        """Length of the shorter name without spaces."""
        return min(map(len, self.joined))

    @property
    def joined_ratio(self) -> float:
        """Similarity (0-100) of the names without spaces."""
        return fuzz.ratio(*self.joined, processor=None)

    @property
    def sounds_alike(self) -> bool:
        """Whether a Latin name spells a whole Chinese name in pinyin."""
        sound = self.one.sound or self.other.sound
        latin = self.other if self.one.sound else self.one
        if not sound or latin.is_read or min(len(sound), len(latin.joined)) < policy.MIN_SOUND_LENGTH:
            return False
        return fuzz.ratio(sound, latin.joined, processor=None) >= policy.SOUND_FROM

    @property
    def is_one_edit(self) -> bool:
        """Whether the names are one letter apart without spaces."""
        return OSA.distance(*self.joined, score_cutoff=1) == 1

    @property
    def is_cut_off(self) -> bool:
        """Whether the counterparty's name is the entry's, cut off in the middle of a word as a short field does."""
        query, entry = self.left.cleaned, self.right.cleaned
        following = entry[len(query) : len(query) + 1]
        return entry.startswith(query) and following.isascii() and following.isalnum()

    @property
    def is_rendered(self) -> bool:
        """Whether a name in another script was read as English."""
        return self.one.is_read or self.other.is_read


def joined_text(view: View, words: Sequence[Word], *, is_other_read: bool) -> str:
    """A name without spaces; two names that were both read are compared by their characters, not by their sound."""
    if view.is_read and is_other_read:
        return "".join(word.han or word.text for word in words)
    return "".join(word.text for word in words) if view.is_read else view.joined


def have_same_words(alignment: Alignment) -> bool:
    """Whether every word of both names has an equal partner."""
    has_rest = alignment.left_only or alignment.right_only
    return not has_rest and all(partners.how == "equal" for partners in alignment.partners)


def coverage_of(alignment: Alignment, words: tuple[Sequence[Word], Sequence[Word]], side: int) -> float:
    """Share (0-1) of the weight of one name (0: the counterparty, 1: the entry) that has a partner."""
    found = sum(
        word.weight * partners.similarity
        for partners in alignment.partners
        for word in (partners.right if side else partners.left)
    )
    total = sum(word.weight for word in words[side])
    return found / total if total else 0.0


def _brand_coverage(alignment: Alignment, words: tuple[Sequence[Word], Sequence[Word]], side: int) -> float | None:
    """Share of the distinctive weight of a name that has a partner; None for a name without any."""
    total = sum(distinctive(word) for word in words[side])
    if not total:
        return None
    found = sum(
        distinctive(word) * partners.similarity
        for partners in alignment.partners
        for word in (partners.right if side else partners.left)
    )
    return found / total


def distinctive(word: Word) -> float:
    """The part of a word's weight that tells companies apart."""
    return max(word.weight - policy.DISTINCTIVE_ABOVE, 0.0)


def spelling_of(alignment: Alignment, words: tuple[Sequence[Word], Sequence[Word]], joined: tuple[str, str]) -> float:
    """Similarity of the spelling; words that were written by ear or spelt out count as their partners are written."""
    as_partner = {
        word: " ".join(partner.text for partner in partners.left)
        for partners in alignment.partners
        if partners.how in policy.SPELT_AS_PARTNER or partners.similarity == policy.SAME_SOUND
        for word in partners.right[:1]
    }
    kept = [[word for word in side if word.kind != "form"] or side for side in words]
    left = " ".join(sorted(_as_written(word, words[1]) for word in kept[0]))
    right = " ".join(sorted(as_partner.get(word) or _as_written(word, words[0]) for word in kept[1]))
    return max(fuzz.ratio(left, right, processor=None), fuzz.ratio(*joined, processor=None))


def _as_written(word: Word, others: Sequence[Word]) -> str:
    """The characters of a reading where the other name is a reading too."""
    return word.han if word.han and any(other.han for other in others) else word.text


def _agreement(left: Sequence[str], right: Sequence[str]) -> str:
    """Whether the values of both names are the same, overlap, differ, or stand on one side only."""
    if not left and not right:
        return "none"
    if set(left) == set(right):
        return "same"
    return "one_sided" if not left or not right or set(left) & set(right) else "differ"
