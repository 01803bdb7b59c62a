"""Which words tell companies apart: every word that `words.csv` doesn't name as generic, industry or place."""

import functools

from screening.names.scripts import fold_han, fold_kana
from screening.names.tables import rows

CLASS_WEIGHTS = {
    "generic": 0.2,
    "industry": 0.3,
    "institution": 0.3,
    "place": 0.25,
    "number": 0.6,
    "initial": 0.4,
}
"""Weight of a word of each class against 1 for a word that is none of them. Chosen on the sample, see
docs/quality.md: lower, and 'Beijing Institute of Technology' has nothing left; higher, and places score."""


@functools.cache
def latin_words() -> dict[str, tuple[str, float]]:
    """Latin word -> its canonical spelling (Tech -> technology) and weight."""
    return {
        row["word"].replace("'", ""): (row["canonical"], CLASS_WEIGHTS[row["class"]])
        for row in rows("words")
        if row["language"] == "en" and row["class"] != "stop"
    }


@functools.cache
def stop_words() -> frozenset[str]:
    """Latin words that are left out of a name: of, the, and so on."""
    return frozenset(row["word"] for row in rows("words") if row["class"] == "stop")


@functools.cache
def _east_asian_words() -> tuple[dict[str, float], int]:
    words = {
        fold_han(fold_kana(row["word"])): CLASS_WEIGHTS[row["class"]]
        for row in rows("words")
        if row["language"] in {"zh", "ja"}
    }
    return words, max(map(len, words))


@functools.cache
def _english() -> dict[str, str]:
    return {fold_han(row["word"]): row["english"] for row in rows("words") if row["english"]}


def english_of(text: str) -> list[str] | None:
    """English words of a folded Chinese text that consists of words with a translation only, else None."""
    english, found, position = _english(), [], 0
    while position < len(text):
        size = next((n for n in range(len(text) - position, 0, -1) if text[position : position + n] in english), 0)
        if not size:
            return None
        found += english[text[position : position + size]].split(" ")
        position += size
    return found


def character_weights(text: str) -> list[float]:
    """Weight of each character of a folded Chinese or Japanese text: low inside words of `words.csv`.

    Words are found greedily from the left, longest first.
    """
    words, longest = _east_asian_words()
    weights: list[float] = []
    position = 0
    while position < len(text):
        size = next(
            (n for n in range(min(longest, len(text) - position), 0, -1) if text[position : position + n] in words),
            0,
        )
        weights.extend([words[text[position : position + size]]] * size if size else [1.0])
        position += size or 1
    return weights
