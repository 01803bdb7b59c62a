"""Candidate pairs as set operations over tables of keys, with the coverage of both names.

Keys do not depend on how many counterparties are screened together: a name has the same candidates alone, in a block
of any size, and in the whole file.
"""

from collections.abc import Callable

import duckdb
import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening import duck
from screening.matching import policy
from screening.names.phonetics import sinitic_key, skeleton

_PACKAGE = "screening.matching"

CANDIDATES: dict[str, pl.DataType] = {
    "query_id": pl.Int32(),
    "entry_id": pl.Int32(),
    "query_coverage": pl.Float32(),
    "entry_coverage": pl.Float32(),
}
"""Pairs of `view_id`s of one language; coverage is the share (0-1) of a view's weight found in the other."""

_TOKEN_PAIRS: dict[str, pl.DataType] = {
    "query_token": pl.String(),
    "entry_token": pl.String(),
    "similarity": pl.Float32(),
}


def candidates(query: pl.DataFrame, entry: pl.DataFrame, *, min_coverage: float = policy.MIN_COVERAGE) -> pl.DataFrame:
    """Pairs of views worth comparing.

    Args:
        query: Views of counterparties' names, schema `NAME_TABLE`.
        entry: Views of list entries' names, schema `NAME_TABLE`.
        min_coverage: Share (0-1) of each view that must be found in the other, unless a whole key agrees.

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
        _create(connection, "token_pair", _token_pairs(connection, query, entry))
        pairs = _run(
            connection,
            "candidate_pairs",
            min_weight=policy.MIN_KEY_WEIGHT,
            max_token_names=policy.MAX_ENTRY_NAMES_PER_TOKEN,
            max_pair_names=policy.MAX_ENTRY_NAMES_PER_PAIR,
        )
        _create(connection, "candidate", pairs)
        found = _run(connection, "coverage", min_coverage=min_coverage)
    return found.select(pl.col(name).cast(dtype) for name, dtype in CANDIDATES.items())


def token_pairs(query: pl.DataFrame, entry: pl.DataFrame) -> pl.DataFrame:
    """Words of two tables of views that count as the same: `query_token`, `entry_token` and `similarity` (0-1)."""
    with duck.memory() as connection:
        _create(connection, "query_token", _tokens(connection, query))
        _create(connection, "entry_token", _tokens(connection, entry))
        return _token_pairs(connection, query, entry).sort("query_token", "entry_token")


def _keys(names: pl.DataFrame) -> pl.DataFrame:
    return names.select("view_id", "language", "joined", "sorted_core", "pairs", "short_forms")


def _tokens(connection: duckdb.DuckDBPyConnection, names: pl.DataFrame) -> pl.DataFrame:
    connection.register("names", names.select("view_id", "tokens", "weights").to_arrow())
    return _run(connection, "name_tokens")


def _token_pairs(connection: duckdb.DuckDBPyConnection, query: pl.DataFrame, entry: pl.DataFrame) -> pl.DataFrame:
    """Words of queries with the words of entries that are equal, misspelt or written by ear, and their similarity."""
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
    words = _latin_words(query), _latin_words(entry)
    heard = _by_sound(_distinct(query, "heard"), words[1], skeleton, policy.MIN_SKELETON)
    heard_there = _by_sound(_distinct(entry, "heard"), words[0], skeleton, policy.MIN_SKELETON)
    read = _by_sound(_distinct(query, "read"), words[1], sinitic_key, policy.MIN_SINITIC_LENGTH)
    read_there = _by_sound(_distinct(entry, "read"), words[0], sinitic_key, policy.MIN_SINITIC_LENGTH)
    turned = {"query_token": "entry_token", "entry_token": "query_token"}
    heard_pairs = [heard, heard_there.rename(turned), read, read_there.rename(turned)]
    every = pl.concat([exact, misspelt, *(one.select(list(_TOKEN_PAIRS)) for one in heard_pairs)])
    return every.group_by("query_token", "entry_token").agg(pl.col("similarity").max())


def _distinct(names: pl.DataFrame, column: str) -> pl.Series:
    return names[column].explode().drop_nulls().unique()


def _latin_words(names: pl.DataFrame) -> pl.Series:
    tokens = names.filter(pl.col("language") == "english")["tokens"].explode().drop_nulls().unique()
    return tokens.filter(tokens.str.contains(r"^[a-z]{3,}$"))


def _by_sound(words: pl.Series, others: pl.Series, key: Callable[[str], str], min_length: int) -> pl.DataFrame:
    """Words with the words of the other side that have the same key of sound; cheap where one side has none."""
    if words.is_empty() or others.is_empty():
        return pl.DataFrame(schema=_TOKEN_PAIRS)
    left = pl.DataFrame(
        {"query_token": words, "key": [key(word) for word in words]}, schema_overrides={"key": pl.String}
    )
    right = pl.DataFrame(
        {"entry_token": others, "key": [key(word) for word in others]}, schema_overrides={"key": pl.String}
    )
    same = left.join(right, on="key").filter(
        (pl.col("query_token") != pl.col("entry_token")) & (pl.col("key").str.len_chars() >= min_length)
    )
    return same.select("query_token", "entry_token", pl.lit(policy.SAME_SOUND, dtype=pl.Float32).alias("similarity"))


def _create(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register(table, frame.to_arrow())


def _run(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> pl.DataFrame:
    return duck.query(connection, duck.statement(_PACKAGE, name), parameters)
