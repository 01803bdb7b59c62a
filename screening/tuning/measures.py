"""What a threshold does on labelled pairs: recall, alerts, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from screening.matching.policy import LOWEST_NAME_SCORE
from screening.models import Bands

PRECISION_WANTED = {"match": 0.99, "probable": 0.95, "possible": 0.80}
"""A band is proposed to begin at the lowest score from which on at least this share of the alerts is true."""
STEP = 0.5
"""Distance of the scores that are tried for a proposal."""
SHOWN_STEP = 2.5
"""Distance of the thresholds that are shown."""

_Z = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A share (0-1) with its 95 % confidence interval after Wilson; all None where there is nothing to count."""

    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What one threshold does to one group of pairs.

    Attributes:
        threshold: Pairs from this score on raise an alert.
        true_pairs: Pairs of one party.
        found: How many of them raise an alert.
        false_pairs: Pairs of two parties.
        alerts: How many of them raise an alert.
        recall: Share of the true pairs that raise an alert.
        alert_rate: Share of the false pairs that raise an alert.
        precision: Share of the alerts that are true; depends on how many true pairs the file holds.
        f1: Harmonic mean of recall and precision (0-1), None without any alert or true pair.
    """

    threshold: float
    true_pairs: int
    found: int
    false_pairs: int
    alerts: int
    recall: Interval
    alert_rate: Interval
    precision: Interval
    f1: float | None


def wilson(count: int, total: int) -> Interval:
    """The share `count` of `total` with its 95 % confidence interval after Wilson."""
    if total == 0:
        return Interval(None, None, None)
    share, spread = count / total, _Z**2 / total
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def measure(scored: pl.DataFrame, threshold: float) -> Measure:
    """Recall and alerts of the pairs at a threshold.

    Args:
        scored: `is_match` and `score` (0-100).
        threshold: Lowest score of an alert.
    """
    alerted = scored.filter(pl.col("score") >= threshold)["is_match"]
    true_pairs, found = int(scored["is_match"].sum()), int(alerted.sum())
    false_pairs, alerts = scored.height - true_pairs, alerted.len() - found
    counted = 2 * found + alerts + (true_pairs - found)
    return Measure(
        threshold=threshold,
        true_pairs=true_pairs,
        found=found,
        false_pairs=false_pairs,
        alerts=alerts,
        recall=wilson(found, true_pairs),
        alert_rate=wilson(alerts, false_pairs),
        precision=wilson(found, found + alerts),
        f1=2 * found / counted if counted else None,
    )


def shown_thresholds(bands: Bands) -> list[float]:
    """Thresholds worth showing: even steps from the lowest score there is, and where the bands begin."""
    steps = int((100 - LOWEST_NAME_SCORE) / SHOWN_STEP)
    return sorted({*(LOWEST_NAME_SCORE + SHOWN_STEP * step for step in range(steps + 1)), *_begins(bands).values()})


def by_band(scored: pl.DataFrame, bands: Bands) -> dict[str, Measure]:
    """What the bands in force do: each with everything that is stronger."""
    return {name: measure(scored, begin) for name, begin in _begins(bands).items()}


def groups(scored: pl.DataFrame, column: str) -> list[tuple[str, pl.DataFrame]]:
    """The pairs of each value of a column, in alphabetical order; without those that have none."""
    named = scored.filter(pl.col(column) != "").sort(column, maintain_order=True)
    return [(str(keys[0]), group) for keys, group in named.group_by(column, maintain_order=True)]


def proposals(scored: pl.DataFrame) -> dict[str, Measure | None]:
    """Where each hit band might begin by `PRECISION_WANTED`, and the best F1; None where no score will do.

    A band keeps its precision at every score above its beginning too: no stretch of it is weaker than promised.
    """
    steps = int((100 - LOWEST_NAME_SCORE) / STEP)
    tried = [measure(scored, 100 - STEP * step) for step in range(steps + 1)]
    found: dict[str, Measure | None] = {band: _lowest(tried, wanted) for band, wanted in PRECISION_WANTED.items()}
    with_f1 = [one for one in tried if one.f1]
    return {**found, "best_f1": max(with_f1, key=lambda one: one.f1 or 0.0, default=None)}


def _lowest(falling: Sequence[Measure], wanted: float) -> Measure | None:
    """The last threshold, from above, before the precision falls below what is wanted."""
    lowest = None
    for one in falling:
        if one.precision.share is not None and one.precision.share < wanted:
            break
        lowest = one if one.found else lowest
    return lowest


def _begins(bands: Bands) -> dict[str, float]:
    return {"match": bands.match, "probable": bands.probable, "possible": bands.possible, "near_miss": bands.near_miss}
