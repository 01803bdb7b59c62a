"""What two names have in common, measured pair by pair over whole columns."""

import numpy as np
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

_FORMS = (
    "name",
    "core",
    "sorted_core",
    "joined",
    "numbers",
    "legal_forms",
    "cleaned",
    "script",
    "is_evasive",
)

FEATURES: dict[str, pl.DataType] = {
    "query_id": pl.Int32(),
    "entry_id": pl.Int32(),
    "query_coverage": pl.Float32(),
    "entry_coverage": pl.Float32(),
    "query_missing": pl.Float32(),
    "entry_missing": pl.Float32(),
    "query_brand": pl.Float32(),
    "entry_brand": pl.Float32(),
    "written_ratio": pl.Float32(),
    "sorted_ratio": pl.Float32(),
    "joined_ratio": pl.Float32(),
    "joined_length": pl.UInt32(),
    "is_east_asian": pl.Boolean(),
    "is_equal": pl.Boolean(),
    "is_one_edit": pl.Boolean(),
    "is_cut_off": pl.Boolean(),
    "numbers": pl.String(),
    "legal_form": pl.String(),
    "is_evasive": pl.Boolean(),
}
"""Ratios are 0-100; `written_ratio` is that of the names as given and chooses between equal ones. `numbers` and
`legal_form` are `same`, `differ`, `one_sided` or `none`. `joined_length` is that of the shorter name without spaces;
`is_one_edit`: one letter apart without spaces; `is_cut_off`: see `_is_cut_off`."""


def features(candidates: pl.DataFrame, query: pl.DataFrame, entry: pl.DataFrame) -> pl.DataFrame:
    """Features of candidate pairs.

    Args:
        candidates: Schema `CANDIDATES`.
        query: Names of counterparties, schema `NAME_TABLE`.
        entry: Names of list entries, schema `NAME_TABLE`.

    Returns:
        Schema `FEATURES`, in the order of the candidates.
    """
    paired = candidates.join(
        query.select(pl.col("name_id").alias("query_id"), pl.col(_FORMS).name.prefix("query_")),
        on="query_id", maintain_order="left",
    ).join(
        entry.select(pl.col("name_id").alias("entry_id"), pl.col(_FORMS).name.prefix("entry_")),
        on="entry_id", maintain_order="left",
    )  # fmt: skip
    east_asian = pl.col("query_script").is_in(["han", "kana"]) & pl.col("entry_script").is_in(["han", "kana"])
    measured = paired.with_columns(
        _ratio(paired, "name").alias("written_ratio"),
        _ratio(paired, "sorted_core").alias("sorted_ratio"),
        _ratio(paired, "joined").alias("joined_ratio"),
        pl.min_horizontal(pl.col("query_joined").str.len_chars(), pl.col("entry_joined").str.len_chars()).alias(
            "joined_length"
        ),
        east_asian.alias("is_east_asian"),
        (
            (pl.col("query_joined") == pl.col("entry_joined"))
            | (pl.col("query_sorted_core") == pl.col("entry_sorted_core"))
        ).alias("is_equal"),
        _is_one_edit(paired).alias("is_one_edit"),
        _is_cut_off().alias("is_cut_off"),
        _agreement("numbers").alias("numbers"),
        pl.when(pl.col("query_script") == pl.col("entry_script"))
        .then(_agreement("legal_forms"))
        .otherwise(pl.lit("none"))
        .alias("legal_form"),
        (pl.col("query_is_evasive") | pl.col("entry_is_evasive")).alias("is_evasive"),
    )
    return measured.select(pl.col(name).cast(dtype) for name, dtype in FEATURES.items())


def _ratio(paired: pl.DataFrame, form: str) -> pl.Series:
    """Rapidfuzz's indel ratio of one form; equal to token_sort_ratio for `sorted_core`."""
    left, right = paired[f"query_{form}"].to_list(), paired[f"entry_{form}"].to_list()
    return pl.Series(cpdist(left, right, scorer=fuzz.ratio, processor=None, dtype=np.float32), dtype=pl.Float32)


def _is_one_edit(paired: pl.DataFrame) -> pl.Series:
    left, right = paired["query_joined"].to_list(), paired["entry_joined"].to_list()
    distance = cpdist(left, right, scorer=OSA.distance, processor=None, dtype=np.int32, score_cutoff=1)
    return pl.Series(distance, dtype=pl.Int32) == 1


def _is_cut_off() -> pl.Expr:
    """Whether the counterparty's name is the entry's, cut off in the middle of a word as a short field does."""
    query, entry = pl.col("query_cleaned"), pl.col("entry_cleaned")
    following = entry.str.slice(query.str.len_chars(), 1)
    return entry.str.starts_with(query) & following.str.contains(r"[a-z0-9]")


def _agreement(column: str) -> pl.Expr:
    """Whether the values of both names are the same, overlap, differ, or stand on one side only."""
    left, right = pl.col(f"query_{column}"), pl.col(f"entry_{column}")
    either_empty = (left.list.len() == 0) | (right.list.len() == 0)
    both_empty = (left.list.len() == 0) & (right.list.len() == 0)
    return (
        pl.when(both_empty).then(pl.lit("none"))
        .when(either_empty).then(pl.lit("one_sided"))
        .when(left.list.sort() == right.list.sort()).then(pl.lit("same"))
        .when(left.list.set_intersection(right).list.len() > 0).then(pl.lit("one_sided"))
        .otherwise(pl.lit("differ"))
    )  # fmt: skip
