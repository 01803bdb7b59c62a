"""Candidate pairs as set operations over tables of keys, with the coverage of both names.

Keys do not depend on how many counterparties are screened together: a name has the same candidates alone, in a block
of any size, and in the whole file.
"""

import duckdb
import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening import duck
from screening.matching import policy

_PACKAGE = "screening.matching"

CANDIDATES: dict[str, pl.DataType] = {
    "query_id": pl.Int32(),
    "entry_id": pl.Int32(),
    "query_coverage": pl.Float32(),
    "entry_coverage": pl.Float32(),
    "query_missing": pl.Float32(),
    "entry_missing": pl.Float32(),
    "query_brand": pl.Float32(),
    "entry_brand": pl.Float32(),
}
"""Pairs of `name_id`s; coverage is the share (0-1) of a name's weight found in the other, `missing` the share of words
without even a misspelt partner there, `brand` the coverage of its distinctive weight, null where a name has none."""


def candidates(query: pl.DataFrame, entry: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names worth scoring.

    Args:
        query: Names of counterparties, schema `NAME_TABLE`.
        entry: Names of list entries, schema `NAME_TABLE`.

    Returns:
        Schema `CANDIDATES`, ordered by both ids.
    """
    if query.is_empty() or entry.is_empty():
        return pl.DataFrame(schema=CANDIDATES)
    with duck.memory() as connection:
        _create(connection, "query", _keys(query))
        _create(connection, "entry", _keys(entry))
        _create(connection, "query_token", _tokens(connection, query))
        _create(connection, "entry_token", _tokens(connection, entry))
        _create(connection, "token_pair", _token_pairs(connection))
        pairs = _run(
            connection,
            "candidate_pairs",
            min_weight=policy.MIN_KEY_WEIGHT,
            max_token_names=policy.MAX_ENTRY_NAMES_PER_TOKEN,
            max_pair_names=policy.MAX_ENTRY_NAMES_PER_PAIR,
        )
        _create(connection, "candidate", pairs)
        found = _run(connection, "coverage", distinctive=policy.DISTINCTIVE_ABOVE, min_coverage=policy.MIN_COVERAGE)
    return found.select(pl.col(name).cast(dtype) for name, dtype in CANDIDATES.items())


def _keys(names: pl.DataFrame) -> pl.DataFrame:
    return names.select("name_id", "joined", "sorted_core", "pairs")


def _tokens(connection: duckdb.DuckDBPyConnection, names: pl.DataFrame) -> pl.DataFrame:
    connection.register("names", names.select("name_id", "tokens", "weights").to_arrow())
    return _run(connection, "name_tokens")


def _token_pairs(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Words of queries with the words of entries that are equal or misspelt, and their similarity (0-1)."""
    exact = _run(connection, "exact_token_pairs")
    similar = _run(connection, "similar_tokens", min_length=policy.MIN_MISSPELT_LENGTH)
    similarity = cpdist(
        similar["query_token"].to_list(),
        similar["entry_token"].to_list(),
        scorer=OSA.normalized_similarity,
        processor=None,
        dtype=np.float32,
    )
    misspelt = similar.with_columns(pl.Series("similarity", similarity, dtype=pl.Float32)).filter(
        pl.col("similarity") >= policy.MIN_TOKEN_SIMILARITY
    )
    return pl.concat([exact, misspelt])


def _create(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register(table, frame.to_arrow())


def _run(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> pl.DataFrame:
    return duck.query(connection, duck.statement(_PACKAGE, name), parameters)
