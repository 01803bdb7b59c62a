"""From scores to hits: one row a counterparty and entry, its best pair of names, its band."""

import polars as pl

from screening.models import Bands

BANDS = ("match", "probable", "possible", "near_miss")
"""Bands from strongest to weakest; the first three are hits."""
HIT_BANDS = BANDS[:3]


def best_pairs(pairs: pl.DataFrame, bands: Bands) -> pl.DataFrame:
    """The best pair of names of each counterparty and entry that reaches a band.

    Args:
        pairs: `counterparty_id`, `list_id`, `entry_id`, `score`, `matched_counterparty_name`,
            `matched_entry_name` and anything else.
        bands: Lowest score of each band.

    Returns:
        The pairs with `band`, ordered by counterparty, list and entry.
    """
    reached = pairs.filter(pl.col("score") >= bands.near_miss)
    order = ["counterparty_id", "list_id", "entry_id"]
    ranked = reached.sort(
        [*order, "score", "name_score", "written_ratio", "matched_counterparty_name", "matched_entry_name"],
        descending=[False, False, False, True, True, True, False, False],
    )
    best = ranked.unique(order, keep="first", maintain_order=True)
    return best.with_columns(_band(bands).alias("band"))


def _band(bands: Bands) -> pl.Expr:
    score = pl.col("score")
    return (
        pl.when(score >= bands.match).then(pl.lit("match"))
        .when(score >= bands.probable).then(pl.lit("probable"))
        .when(score >= bands.possible).then(pl.lit("possible"))
        .otherwise(pl.lit("near_miss"))
    )  # fmt: skip
