"""Which word of one name is the partner of which word of the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from screening.matching import policy
from screening.matching.similarity import similarity, similarity_of_people
from screening.names.forms import View, Word
from screening.names.phonetics import sinitic_key


@dataclass(frozen=True, slots=True)
class Partners:
    """Words of both names that stand for each other; several on one side where a word was split.

    Attributes:
        left: Words of the counterparty's name.
        right: Words of the entry's name.
        similarity: 0-1.
        how: `equal`, `spelling`, `joined`, `initial` or `acronym`.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    similarity: float
    how: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Partners, and the words that have none."""

    partners: tuple[Partners, ...]
    left_only: tuple[Word, ...]
    right_only: tuple[Word, ...]


def chosen_words(left: View, right: View) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of two views, each slot read in the way that fits the other name best."""
    if not (left.has_choice or right.has_choice):
        return left.words, right.words
    left_first, right_first = _fitting(left, _every_word(right)), _fitting(right, _every_word(left))
    readings = [(left_first, _fitting(right, left_first)), (_fitting(left, right_first), right_first)]
    # the same whichever name comes first
    return max(readings, key=lambda pair: (_share_in(pair[0], pair[1]) + _share_in(pair[1], pair[0]), _as_text(*pair)))


def _as_text(left: Sequence[Word], right: Sequence[Word]) -> list[str]:
    return sorted(" ".join(word.text for word in side) for side in (left, right))


def _every_word(view: View) -> list[Word]:
    return [word for slot in view.slots for option in slot.alternatives for word in option]


def _fitting(view: View, others: Sequence[Word]) -> tuple[Word, ...]:
    words: list[Word] = []
    has_spelt_out = False
    for slot in view.slots:
        options = slot.alternatives
        chosen = options[0] if len(options) == 1 else max(options, key=lambda option: _share_in(option, others))
        has_spelt_out |= chosen is not options[0] and len(options[0]) == 1 and len(chosen) > 1
        words += chosen
    if has_spelt_out:  # an acronym beside the name that it stands for (USC - United Shipbuilding Corporation)
        words = list(dict.fromkeys(words))
    return tuple(word for place, word in enumerate(words) if not _is_repeated(word, words[:place]))


def _is_repeated(word: Word, before: Sequence[Word]) -> bool:
    """Whether a name repeats its brand in another script (ZTE中兴通讯)."""
    return word.kind == "brand" and any(other.text == word.text and other.han != word.han for other in before)


def _share_in(option: Sequence[Word], others: Sequence[Word]) -> float:
    if not option:
        return 0.0
    found = (word.weight * max((similarity(word, other) for other in others), default=0.0) for word in option)
    return sum(found) / sum(word.weight for word in option)


def align(left: Sequence[Word], right: Sequence[Word], *, are_people: bool = False) -> Alignment:
    """Partners among the words of two names: equal ones first, then split, misspelt and abbreviated ones.

    Args:
        left: Words of the counterparty's name.
        right: Words of the entry's name.
        are_people: Names of people: a single letter stands for a word that it begins.
    """
    rest_left, rest_right = list(enumerate(left)), list(enumerate(right))
    partners = [*_equal(rest_left, rest_right)]
    if rest_left and rest_right:
        partners += _joined(rest_left, rest_right)
        partners += _similar(rest_left, rest_right, similarity_of_people if are_people else similarity)
    if rest_left and rest_right and are_people:
        partners += _initials(rest_left, rest_right)
    if rest_left and rest_right:
        partners += _short_forms(rest_left, rest_right)
    if rest_left and rest_right:
        partners += _acronyms(rest_left, rest_right, 2 if are_people else policy.MIN_ACRONYM)
    return Alignment(tuple(partners), tuple(word for _, word in rest_left), tuple(word for _, word in rest_right))


_Rest = list[tuple[int, Word]]


def _equal(left: _Rest, right: _Rest) -> Iterator[Partners]:
    for item in list(left):
        partner = next((other for other in right if similarity(item[1], other[1]) == 1.0), None)
        if partner is not None:
            left.remove(item)
            right.remove(partner)
            yield Partners((item[1],), (partner[1],), 1.0, "equal")


def _joined(left: _Rest, right: _Rest) -> Iterator[Partners]:
    """Neighbouring words of one name that are one word of the other (Gazprom Bank, Gazprombank)."""
    for run, item, alike in _joined_runs(left, right):
        yield Partners(tuple(word for _, word in run), (item[1],), alike, "joined")
    for run, item, alike in _joined_runs(right, left):
        yield Partners((item[1],), tuple(word for _, word in run), alike, "joined")


def _joined_runs(many: _Rest, one: _Rest) -> Iterator[tuple[_Rest, tuple[int, Word], float]]:
    for item in list(one):
        found = _run_that_reads(item[1], many) if len(item[1].text) >= policy.MIN_JOINED_WORD else None
        if found is not None:
            run, alike = found
            for part in run:
                many.remove(part)
            one.remove(item)
            yield run, item, alike


def _run_that_reads(whole: Word, words: _Rest) -> tuple[_Rest, float] | None:
    """Neighbouring words that together read as another one; in Han characters, with one of them wrong."""
    text = whole.han or whole.text
    best: tuple[_Rest, float] | None = None
    for start in range(len(words)):
        joined = words[start][1].han or words[start][1].text
        for end in range(start + 1, len(words)):
            if words[end][0] != words[end - 1][0] + 1 or len(joined) > max(len(text), len(whole.text)) + 1:
                break
            joined += words[end][1].han or words[end][1].text
            if joined == text or (whole.han and len(text) >= policy.MIN_SINITIC_LENGTH and joined == whole.text):
                return words[start : end + 1], 1.0
            if len(joined) >= policy.MIN_JOINED_SINITIC and _sounds_same(joined, whole.text):
                return words[start : end + 1], policy.SAME_SOUND
            is_misspelt = bool(whole.han) and len(joined) >= policy.MIN_MISSPELT_HAN
            if is_misspelt and best is None and OSA.distance(joined, text, score_cutoff=1) == 1:
                best = words[start : end + 1], OSA.normalized_similarity(joined, text)
    return best


def _sounds_same(joined: str, whole: str) -> bool:
    """Whether syllables written apart are a word, in pinyin and Wade-Giles alike (kuo hua, guohua)."""
    return joined.isascii() and whole.isascii() and sinitic_key(joined) == sinitic_key(whole)


def _similar(left: _Rest, right: _Rest, alike_of: Callable[[Word, Word], float]) -> Iterator[Partners]:
    found = [
        (alike, min(item[1].weight, other[1].weight), item, other)
        for item in left
        for other in right
        if (alike := alike_of(item[1], other[1])) > 0
    ]
    for alike, _, item, other in sorted(found, key=lambda one: (-one[0], -one[1], one[2][0], one[3][0])):
        if item in left and other in right:
            left.remove(item)
            right.remove(other)
            yield Partners((item[1],), (other[1],), alike, "spelling")


def _initials(left: _Rest, right: _Rest) -> Iterator[Partners]:
    for item in list(left):
        partner = next((other for other in right if _is_initial(item[1].text, other[1].text)), None)
        if partner is not None:
            left.remove(item)
            right.remove(partner)
            yield Partners((item[1],), (partner[1],), policy.INITIAL, "initial")


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[:1] == other[:1]


def _short_forms(left: _Rest, right: _Rest) -> Iterator[Partners]:
    """Chinese and Japanese short forms: the first character of each word (哈工大 for 哈尔滨工业大学)."""
    for run, item in _shortened(left, right):
        yield Partners((item[1],), tuple(word for _, word in run), policy.ACRONYM, "acronym")
    for run, item in _shortened(right, left):
        yield Partners(tuple(word for _, word in run), (item[1],), policy.ACRONYM, "acronym")


def _shortened(short: _Rest, words: _Rest) -> Iterator[tuple[_Rest, tuple[int, Word]]]:
    for item in list(short):
        text = item[1].han
        if not 1 < len(text) <= policy.MAX_SHORT_FORM or item[1].kind != "brand":
            continue
        for start in range(len(words)):
            run = _run_shortened_to(text, words[start:])
            if run:
                for part in run:
                    words.remove(part)
                short.remove(item)
                yield run, item
                break


def _run_shortened_to(text: str, words: _Rest) -> _Rest:
    """The neighbouring words that a short form takes its characters from, or none."""
    letters = ""
    for size, item in enumerate(words, start=1):
        if item[0] != words[0][0] + size - 1:
            return []
        letters += first_characters(item[1].han)
        if letters.startswith(text) and len(text) > len(letters) - len(first_characters(item[1].han)):
            return words[:size]
        if not text.startswith(letters):
            return []
    return []


def first_characters(word: str) -> str:
    """What a short form takes of a Chinese word: the first character, and of a long one that of each pair."""
    return word[::2] if len(word) >= policy.MIN_PAIRED_WORD and len(word) % 2 == 0 else word[:1]


def _acronyms(left: _Rest, right: _Rest, min_length: int) -> Iterator[Partners]:
    for run, item in _spelt_out(left, right, min_length):
        yield Partners((item[1],), tuple(word for _, word in run), policy.ACRONYM, "acronym")
    for run, item in _spelt_out(right, left, min_length):
        yield Partners(tuple(word for _, word in run), (item[1],), policy.ACRONYM, "acronym")


def _spelt_out(short: _Rest, words: _Rest, min_length: int) -> Iterator[tuple[_Rest, tuple[int, Word]]]:
    """Words of one name that are the letters of neighbouring words of the other."""
    for item in list(short):
        text, size = item[1].text, len(item[1].text)
        if item[1].kind != "brand" or size < min_length or not text.isalpha():
            continue
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            is_run = run[-1][0] - run[0][0] == size - 1
            if is_run and "".join(word.text[:1] for _, word in run) == text:
                for part in run:
                    words.remove(part)
                short.remove(item)
                yield run, item
                break
