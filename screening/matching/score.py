"""From the score of two names to that of a counterparty and an entry: type of name, country and state qualify it."""

from functools import reduce

import polars as pl

from screening.matching import policy


def score_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """Score of counterparty and entry: that of their names, qualified by type of name, country and state.

    Args:
        pairs: `name_score`, `is_equal`, `joined_length`, `is_east_asian`, `entry_name_type`,
            `counterparty_country`, `entry_country`, `state`.

    Returns:
        The pairs with `country` (`agrees`, `differs`, `unknown`) and `score` (0-100).
    """
    compared = pairs.with_columns(_country().alias("country"))
    return compared.with_columns(
        pl.min_horizontal(
            pl.col("name_score") + pl.when(pl.col("country") == "differs").then(policy.COUNTRY_DIFFERS).otherwise(0.0),
            _weak_cap(),
            _acronym_cap(),
            pl.col("state").replace_strict(policy.STATE_CAPS, return_dtype=pl.Float64),
        )
        .clip(0, 100)
        .round(1)
        .alias("score")
    )


def _country() -> pl.Expr:
    left, right = pl.col("counterparty_country"), pl.col("entry_country")
    same_group = reduce(
        lambda found, group: found | (left.is_in(list(group)) & right.is_in(list(group))),
        policy.COUNTRY_GROUPS,
        pl.lit(value=False),
    )
    return (
        pl.when(left.is_null() | right.is_null() | (right == "")).then(pl.lit("unknown"))
        .when((left == right) | same_group).then(pl.lit("agrees"))
        .otherwise(pl.lit("differs"))
    )  # fmt: skip


def _weak_cap() -> pl.Expr:
    """Weak aliases and abbreviations: nothing unless equal, then capped by country."""
    is_weak = pl.col("entry_name_type").is_in(["weak", "abbreviation"])
    cap = pl.col("country").replace_strict(policy.WEAK_NAME_CAPS, return_dtype=pl.Float64)
    return pl.when(is_weak & pl.col("is_equal")).then(cap).when(is_weak).then(0.0).otherwise(100.0)


def _acronym_cap() -> pl.Expr:
    """Latin names of few letters belong to many companies: they need the country."""
    is_acronym = (pl.col("joined_length") <= policy.MAX_ACRONYM_LENGTH) & ~pl.col("is_east_asian")
    cap = pl.col("country").replace_strict(policy.ACRONYM_CAPS, return_dtype=pl.Float64)
    return pl.when(is_acronym).then(cap).otherwise(100.0)
