"""The labelled pairs of `tests/data/pairs`, and the rule that parts them into halves."""

import hashlib
from pathlib import Path

PAIRS = Path(__file__).parent / "data/pairs"
HARD = PAIRS / "hard.csv"
LATIN = PAIRS / "latin.csv"


def half_of(name1, name2):
    """`tuning` or `judging`: a pair stays in its half whatever is added around it."""
    digest = hashlib.sha256(f"{name1}\x1f{name2}".encode()).digest()
    return "tuning" if digest[0] % 2 == 0 else "judging"
