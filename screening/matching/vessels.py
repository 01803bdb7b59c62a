"""Names of vessels and aircraft: every word tells them apart, but for the kind of ship before the name."""

from collections.abc import Sequence
from dataclasses import replace

from screening.matching import policy
from screening.names.forms import Word


def vessel_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words of a vessel's name without the kind of ship, all but numbers as heavy as a brand."""
    named = [word for word in words if word.text not in policy.VESSEL_PREFIXES] or list(words)
    return tuple(
        word if word.kind in {"number", "initial"} else replace(word, weight=1.0, kind="brand") for word in named
    )
