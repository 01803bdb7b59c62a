"""The whole chain from counterparties and entries to hits, in blocks of bounded memory."""

import json
from collections.abc import Iterator

import polars as pl

from screening.matching import policy
from screening.matching.candidates import candidates
from screening.matching.decide import best_pairs
from screening.matching.explain import explanation
from screening.matching.name_table import name_table
from screening.matching.pairs import compare_pairs, without_contradicted
from screening.matching.score import score_pairs
from screening.models import Bands
from screening.names.forms import joined_form

BLOCK = 50_000
"""Distinct counterparty names compared at a time; the result does not depend on it."""

HITS: dict[str, pl.DataType] = {
    "counterparty_id": pl.String(),
    "counterparty_name": pl.String(),
    "counterparty_country": pl.String(),
    "role": pl.String(),
    "list_id": pl.String(),
    "entry_id": pl.String(),
    "entry_name": pl.String(),
    "matched_counterparty_name": pl.String(),
    "matched_entry_name": pl.String(),
    "entry_name_type": pl.String(),
    "score": pl.Float64(),
    "band": pl.String(),
    "state": pl.String(),
    "explanation": pl.String(),
}
"""One row a (counterparty, entry), ordered by counterparty, list and entry; `explanation` is JSON."""

_NOT_COMPARED_BY_NAME = ("address",)


def match(counterparties: pl.DataFrame, entries: pl.DataFrame, bands: Bands) -> pl.DataFrame:
    """Hits and near misses of counterparties against entries.

    Args:
        counterparties: Schema `COUNTERPARTIES`.
        entries: Schema `ENTRIES` with `state`.
        bands: Lowest score of each band.

    Returns:
        Schema `HITS`.
    """
    queries = _query_names(counterparties)
    targets = _entry_names(entries)
    entry_table = name_table(targets["name"])
    by_name = [
        _pairs_of_block(block, entry_table, queries, targets)
        for block in _blocks(queries["name"].unique(maintain_order=True))
    ]
    pairs = pl.concat([*by_name, _identifier_pairs(counterparties, entries)], how="diagonal")
    qualified = (
        pairs.join(_counterparty_columns(counterparties), on="counterparty_id")
        .join(_entry_columns(entries), on="entry_id")
    )  # fmt: skip
    best = best_pairs(_with_identifiers(score_pairs(qualified)), bands)
    explained = best.with_columns(
        pl.Series(
            "explanation",
            [json.dumps(explanation(row), ensure_ascii=False, sort_keys=True) for row in best.iter_rows(named=True)],
            dtype=pl.String,
        )
    )
    return explained.select(pl.col(name).cast(dtype) for name, dtype in HITS.items())


def undetermined(counterparties: pl.DataFrame) -> pl.Series:
    """Ids of counterparties of which no name has a comparable form."""
    names = _query_names(counterparties)
    known = names.filter(pl.Series([bool(joined_form(name)) for name in names["name"]], dtype=pl.Boolean))
    return counterparties.join(known, on="counterparty_id", how="anti", maintain_order="left")["counterparty_id"]


def _query_names(counterparties: pl.DataFrame) -> pl.DataFrame:
    return (
        counterparties.select("counterparty_id", pl.col("names").alias("name"))
        .explode("name")
        .unique(maintain_order=True)
    )


def _entry_names(entries: pl.DataFrame) -> pl.DataFrame:
    compared = entries.filter(~pl.col("kind").is_in(_NOT_COMPARED_BY_NAME))
    names = compared.select("entry_id", "kind", "names").explode("names").drop_nulls("names")
    return names.select(
        "entry_id",
        pl.col("names").struct.field("name").alias("name"),
        pl.col("names").struct.field("type").alias("entry_name_type"),
        "kind",
    )


def _blocks(names: pl.Series) -> Iterator[pl.Series]:
    for start in range(0, len(names), BLOCK):
        yield names.slice(start, BLOCK)


def _pairs_of_block(
    names: pl.Series, entry_table: pl.DataFrame, queries: pl.DataFrame, targets: pl.DataFrame
) -> pl.DataFrame:
    """Scored pairs of names of one block, with the ids of their owners."""
    query_table = name_table(names)
    found = candidates(query_table, entry_table)
    pairs = (
        found.join(
            query_table.select(pl.col("view_id").alias("query_id"), pl.col("name").alias("query")), on="query_id"
        )
        .join(entry_table.select(pl.col("view_id").alias("entry_id"), pl.col("name").alias("entry")), on="entry_id")
        .select("query", "entry")
        .join(targets.select(pl.col("name").alias("entry"), "kind").unique(), on="entry")
        .unique()
        .sort("query", "entry", "kind")
    )
    compared = compare_pairs(pairs)
    scored = (
        compared.join(queries, left_on="query", right_on="name")
        .join(targets, left_on=["entry", "kind"], right_on=["name", "kind"])
        .rename({"query": "matched_counterparty_name", "entry": "matched_entry_name"})
    )
    return without_contradicted(scored, targets)


def _identifier_pairs(counterparties: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Counterparties and entries with the same identifier: that decides, whatever the names."""
    ours = _identifiers(counterparties, "counterparty_id", pl.col("name"), pl.lit(None, dtype=pl.String))
    theirs = _identifiers(entries, "entry_id", pl.col("primary_name"), pl.col("kind"))
    same = ours.drop("kind").join(theirs, on=["scheme", "value"], suffix="_entry")
    return same.select(
        "counterparty_id",
        "entry_id",
        pl.col("name").alias("matched_counterparty_name"),
        pl.col("name_entry").alias("matched_entry_name"),
        "kind",
        pl.lit("primary").alias("entry_name_type"),
        pl.lit(100.0).alias("name_score"),
        pl.lit(100.0, dtype=pl.Float32).alias("written_ratio"),
        pl.lit(value=True).alias("is_equal"),
        pl.format("{}:{}", "scheme", "value").alias("identifier"),
    ).unique(["counterparty_id", "entry_id"], keep="first", maintain_order=True)


def _identifiers(owners: pl.DataFrame, owner_id: str, name: pl.Expr, kind: pl.Expr) -> pl.DataFrame:
    listed = (
        owners.select(owner_id, name.alias("name"), kind.alias("kind"), "identifiers")
        .explode("identifiers")
        .drop_nulls("identifiers")
    )
    return listed.select(
        owner_id,
        "name",
        "kind",
        pl.col("identifiers").struct.field("kind").alias("scheme"),
        pl.col("identifiers").struct.field("value").str.to_uppercase().str.replace_all(r"[^0-9A-Z]", "").alias("value"),
    ).filter((pl.col("value") != "") & (pl.col("scheme") != ""))


def _with_identifiers(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs found by an identifier keep the score that the state of the entry allows, whatever the country says."""
    if "identifier" not in pairs.columns:
        return pairs
    state_cap = pl.col("state").replace_strict(policy.STATE_CAPS, return_dtype=pl.Float64)
    return pairs.with_columns(
        pl.when(pl.col("identifier").is_not_null()).then(state_cap).otherwise(pl.col("score")).alias("score")
    )


def _counterparty_columns(counterparties: pl.DataFrame) -> pl.DataFrame:
    return counterparties.select(
        "counterparty_id",
        pl.col("name").alias("counterparty_name"),
        pl.col("country").alias("counterparty_country"),
        "role",
    )


def _entry_columns(entries: pl.DataFrame) -> pl.DataFrame:
    return entries.select(
        "entry_id",
        "list_id",
        pl.col("primary_name").alias("entry_name"),
        pl.col("country").alias("entry_country"),
        "state",
    )
