"""Which words tell companies apart: every word that the word tables don't name as generic, industry or place."""

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
    "common": 0.6,
    "form": 0.05,
}
"""Weight of a word of each class against 1 for a word that is none of them. Chosen on the sample, see
docs/quality.md: lower, and 'Beijing Institute of Technology' has nothing left; higher, and places score. `common`
words (Star, Golden) stand in the place of a brand but are on thousands of companies; `form` words (group, company,
national) come and go with the translator."""


@functools.cache
def latin_words() -> dict[str, tuple[str, str]]:
    """Latin word -> its canonical spelling (Tech -> technology) and class."""
    return {
        row["word"].replace("'", ""): (row["canonical"], row["class"])
        for row in rows("words")
        if row["language"] == "en" and row["class"] != "stop"
    }


@functools.cache
def stop_words() -> frozenset[str]:
    """Latin words that are left out of a name: of, the, and so on."""
    return frozenset(row["word"] for row in rows("words") if row["class"] == "stop")


@functools.cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """Acronym of a well-known organisation -> words of its long name."""
    return {row["acronym"]: tuple(row["expansion"].split(" ")) for row in rows("acronyms")}


@functools.cache
def _east_asian_words() -> tuple[dict[str, float], int]:
    lexicon = ((row["word"], row["class"]) for row in rows("lexicon"))
    table = ((row["word"], row["class"]) for row in rows("words") if row["language"] in {"zh", "ja"})
    words = {
        fold_han(fold_kana(word)): CLASS_WEIGHTS[kind] for word, kind in (*lexicon, *table) if kind in CLASS_WEIGHTS
    }
    return words, max(map(len, words))


def character_weights(text: str) -> list[float]:
    """Weight of each character of a folded Chinese or Japanese text: low inside words of the tables.

    Words are found greedily from the left, longest first; a single character is a word only behind another word.
    """
    words, longest = _east_asian_words()
    weights: list[float] = []
    position = 0
    while position < len(text):
        shortest = 1 if weights and weights[-1] < 1 else 2
        size = next(
            (
                n
                for n in range(min(longest, len(text) - position), shortest - 1, -1)
                if text[position : position + n] in words
            ),
            0,
        )
        weights.extend([words[text[position : position + size]]] * size if size else [1.0])
        position += size or 1
    return weights
