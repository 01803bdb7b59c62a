"""Words of Chinese, Japanese and Korean organisation names with their class and English, from `lexicon.csv`."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening.names.scripts import fold_han, fold_kana
from screening.names.tables import rows

_LONG_VOWEL_AT_END = re.compile(r"(?<=[ァ-ヺ]{2})ー$")


@dataclass(frozen=True, slots=True)
class LexiconWord:
    """A word: its class and its English renderings (words each), the commonest first."""

    kind: str
    english: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a name: the characters, and the word that they are, if the lexicon knows it."""

    text: str
    word: LexiconWord | None


def segments(text: str, *, is_japanese: bool, with_organisations: bool = True) -> list[Segment]:
    """A run of Chinese, Japanese or Korean characters, cut into known words so that as little as can be stays unknown.

    Among cuts that leave as few characters unknown the one with the fewest pieces is taken, then the one whose earlier
    words are longer. A single character is a word only at the end, or alone.

    Args:
        text: Characters with Han folded to one variant; kana as written, or folded too.
        is_japanese: Whether Japanese renderings of a word come before Chinese ones.
        with_organisations: Whether whole names of well-known organisations count as words.
    """
    known, longest = _lexicon(is_japanese=is_japanese, with_organisations=with_organisations)
    size = len(text)
    cost = [(0, 0)] * (size + 1)  # of the text from a position on: unknown characters, pieces
    step = [0] * (size + 1)  # length of the word to take there, 0 for an unknown character
    for position in range(size - 1, -1, -1):
        unknown, pieces = cost[position + 1]
        is_new_run = position + 1 == size or step[position + 1] > 0
        best, taken = (unknown + 1, pieces + is_new_run), 0
        for length in range(min(longest, size - position), 0, -1):
            if length == 1 and not (position == size - 1 and (position > 0 or size == 1)):
                continue
            if text[position : position + length] in known:
                unknown, pieces = cost[position + length]
                if (unknown, pieces + 1) < best:
                    best, taken = (unknown, pieces + 1), length
        cost[position], step[position] = best, taken
    return list(_pieces(text, step, known))


def _pieces(text: str, step: Sequence[int], known: dict[str, LexiconWord]) -> Iterator[Segment]:
    start = position = 0
    while position < len(text):
        if not step[position]:
            position += 1
            continue
        if position > start:
            yield Segment(text[start:position], None)
        word = text[position : position + step[position]]
        yield Segment(word, known[word])
        position = start = position + step[position]
    if position > start:
        yield Segment(text[start:position], None)


@functools.cache
def _lexicon(*, is_japanese: bool, with_organisations: bool) -> tuple[dict[str, LexiconWord], int]:
    """Words by their folded characters; one that two languages share has the renderings of both."""
    order = {"ja": 0, "zh": 1, "ko": 2} if is_japanese else {"zh": 0, "ja": 1, "ko": 2}
    known: dict[str, LexiconWord] = {}
    for row in sorted(rows("lexicon"), key=lambda row: order[row["language"]]):
        if row["class"] == "organisation" and not with_organisations:
            continue
        english = tuple(tuple(phrase.split(" ")) for phrase in row["english"].split("|") if phrase)
        for text in _spellings(row["word"]):
            before = known.get(text)
            merged = tuple(dict.fromkeys([*(before.english if before else ()), *english]))
            known[text] = LexiconWord(before.kind if before else row["class"], merged)
    return known, max(map(len, known))


def _spellings(word: str) -> set[str]:
    """A word as names write it: Han folded, and katakana with or without the long vowel at the end."""
    folded = fold_han(word.lower())
    return {folded, _LONG_VOWEL_AT_END.sub("", folded), fold_kana(folded)}
