"""From features to a score (0-100) for a pair of names, then for a counterparty and an entry."""

from functools import reduce

import polars as pl

from screening.matching import policy

_BASE = policy.STRING_WEIGHT * pl.max_horizontal(
    "sorted_ratio", "joined_ratio"
) + policy.COVERAGE_WEIGHT * 100 * pl.col("coverage")


def score_names(features: pl.DataFrame) -> pl.DataFrame:
    """Score of each pair of names from the names alone.

    Args:
        features: Schema `FEATURES`.

    Returns:
        The features with `name_score` (0-100).
    """
    query_coverage, entry_coverage = (
        pl.col("query_coverage").cast(float),
        pl.col("entry_coverage").cast(float),
    )
    measured = features.with_columns(
        # the harmonic mean: a name that is wholly inside a much longer one is not that name
        (2 * query_coverage * entry_coverage / (query_coverage + entry_coverage)).fill_nan(0.0).alias("coverage"),
        _is_same_brand().alias("is_same_brand"),
        _are_brands_different().alias("are_brands_different"),
    )
    mixed = measured.with_columns(_BASE.alias("name_score"))
    lifted = mixed.with_columns(
        pl.max_horizontal("name_score", _joined_score(), _brand_floor(), _misspelt_floor(), _cut_off_floor()).alias(
            "name_score"
        )
    )
    capped = lifted.with_columns(pl.min_horizontal("name_score", _cap()).alias("name_score"))
    adjusted = pl.col("name_score") + _numbers_adjustment() + _legal_form_adjustment()
    return capped.with_columns(pl.when("is_equal").then(100.0).otherwise(adjusted.clip(0, 99)).alias("name_score"))


def _is_same_brand() -> pl.Expr:
    covered = policy.DISTINCTIVE_COVERED
    return ((pl.col("query_brand") >= covered) & (pl.col("entry_brand") >= covered)).fill_null(value=False)


def _are_brands_different() -> pl.Expr:
    covered = policy.DISTINCTIVE_COVERED
    return ((pl.col("query_brand") < covered) & (pl.col("entry_brand") < covered)).fill_null(value=False)


def _joined_score() -> pl.Expr:
    """Similarity without spaces, for names long enough: Gazprom Bank is Gazprombank."""
    is_long = (pl.col("joined_length") >= policy.MIN_JOINED_LENGTH) & ~pl.col("are_brands_different")
    return pl.when(is_long & (pl.col("joined_ratio") >= policy.JOINED_FROM)).then(pl.col("joined_ratio"))


def _brand_floor() -> pl.Expr:
    """The same brand where the rest is only left out, or where both sides add words that are not distinctive."""
    minimum = pl.when("is_east_asian").then(policy.MIN_EAST_ASIAN_BRAND_LENGTH).otherwise(policy.MIN_BRAND_LENGTH)
    is_whole = pl.max_horizontal("query_coverage", "entry_coverage") >= 0.99  # noqa: PLR2004 - all but rounding
    floor = pl.when(is_whole).then(policy.BRAND_ONLY_FLOOR).otherwise(policy.BRAND_AND_OTHER_WORDS_FLOOR)
    return pl.when(pl.col("is_same_brand") & (pl.col("joined_length") >= minimum)).then(floor)


def _misspelt_floor() -> pl.Expr:
    """One letter apart, and not in the words that tell companies apart."""
    brand_stands = pl.max_horizontal("query_brand", "entry_brand") >= policy.DISTINCTIVE_COVERED
    return pl.when(pl.col("is_one_edit") & brand_stands & (pl.col("joined_length") >= policy.MIN_ONE_EDIT_LENGTH)).then(
        policy.ONE_EDIT_FLOOR
    )


def _cut_off_floor() -> pl.Expr:
    return pl.when(pl.col("is_cut_off") & (pl.col("joined_length") >= policy.MIN_CUT_OFF_LENGTH)).then(
        policy.CUT_OFF_FLOOR
    )


def _cap() -> pl.Expr:
    has_no_brand = pl.col("query_brand").is_null() | pl.col("entry_brand").is_null()
    is_whole = pl.min_horizontal("query_coverage", "entry_coverage") >= 0.9  # noqa: PLR2004 - the whole name agrees
    return (
        pl.when(pl.col("numbers") == "differ").then(policy.NUMBERS_DIFFER_CAP)
        .when(has_no_brand & ~is_whole & (pl.col("joined_ratio") < policy.JOINED_FROM))
        .then(policy.GENERIC_ONLY_CAP)
        .when(pl.col("are_brands_different") & ~pl.col("is_cut_off")).then(policy.BRANDS_DIFFER_CAP)
        .when(_have_other_words()).then(policy.OTHER_WORDS_CAP)
        .otherwise(100.0)
    )  # fmt: skip


def _have_other_words() -> pl.Expr:
    """Whether each name has a word that is nowhere in the other; a single misspelt letter is no other word."""
    missing = pl.min_horizontal("query_missing", "entry_missing") > 0.01  # noqa: PLR2004 - all but rounding
    return missing & ~pl.col("is_one_edit") & ~pl.col("is_cut_off") & (pl.col("joined_ratio") < policy.SAME_SPELLING)


def _numbers_adjustment() -> pl.Expr:
    return pl.when(pl.col("numbers") == "one_sided").then(policy.NUMBERS_ONE_SIDED).otherwise(0.0)


def _legal_form_adjustment() -> pl.Expr:
    return pl.when(pl.col("legal_form") == "differ").then(policy.LEGAL_FORM_DIFFERS).otherwise(0.0)


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
