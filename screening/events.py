"""What happened to each pair of counterparty and entry since the last run of the same scope."""

import hashlib
import json

import polars as pl

from screening.matching.decide import HIT_BANDS

EVENTS: dict[str, pl.DataType] = {
    "counterparty_id": pl.String(),
    "list_id": pl.String(),
    "entry_id": pl.String(),
    "event": pl.String(),
    "detail": pl.String(),
}
"""One row a pair: `new`, `changed` (what), `unchanged` or `gone` (why)."""

_KEY = ["counterparty_id", "list_id", "entry_id"]
_COMPARED = {
    "band": "band",
    "score": "score",
    "state": "state of the entry",
    "matched_counterparty_name": "matched name of the counterparty",
    "matched_entry_name": "matched name of the entry",
    "entry_fingerprint": "text of the entry",
}


def fingerprints(entries: pl.DataFrame) -> pl.DataFrame:
    """`entry_id` and a hash of everything the list says of the entry: it changes when the entry does."""
    digests = [
        hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:16]
        for row in entries.iter_rows(named=True)
    ]
    return pl.DataFrame({"entry_id": entries["entry_id"], "entry_fingerprint": pl.Series(digests, dtype=pl.String)})


def compare_runs(
    current: pl.DataFrame, previous: pl.DataFrame, *, counterparty_ids: pl.Series, entry_ids: pl.Series
) -> pl.DataFrame:
    """Events between two runs.

    Args:
        current: Hits of this run: key, `band`, `score`, `state`, both matched names, `entry_fingerprint`.
        previous: The same of the run before; empty for the first run.
        counterparty_ids: Counterparties of this run.
        entry_ids: Entries on the lists of this run.

    Returns:
        Schema `EVENTS`, ordered by key.
    """
    now = current.filter(pl.col("band").is_in(HIT_BANDS))
    joined = now.join(previous, on=_KEY, how="left", suffix="_before")
    was_there = pl.col("band_before").is_not_null()
    changes = pl.concat_str(
        [
            pl.when(was_there & pl.col(column).ne_missing(pl.col(f"{column}_before")))
            .then(_change(column, label))
            .otherwise(None)
            for column, label in _COMPARED.items()
        ],
        separator="; ",
        ignore_nulls=True,
    )
    events = joined.with_columns(changes.alias("detail")).with_columns(
        pl.when(~was_there).then(pl.lit("new"))
        .when(pl.col("detail") != "").then(pl.lit("changed"))
        .otherwise(pl.lit("unchanged"))
        .alias("event")
    )  # fmt: skip
    gone = previous.join(now, on=_KEY, how="anti").with_columns(
        pl.lit("gone").alias("event"),
        pl.when(~pl.col("entry_id").is_in(entry_ids.implode())).then(pl.lit("the entry is no longer on the list"))
        .when(~pl.col("counterparty_id").is_in(counterparty_ids.implode()))
        .then(pl.lit("the counterparty is no longer screened"))
        .otherwise(pl.lit("the names no longer match"))
        .alias("detail"),
    )  # fmt: skip
    return pl.concat([events.select(list(EVENTS)), gone.select(list(EVENTS))]).sort(_KEY)


def _change(column: str, label: str) -> pl.Expr:
    if column == "entry_fingerprint":
        return pl.lit(f"{label} changed")
    return pl.format(f"{label}: {{}} -> {{}}", pl.col(f"{column}_before"), pl.col(column))
