"""The hits of a finished run, for messages and artifacts: ids only unless the site wants names."""

from pathlib import Path
from typing import Any

import polars as pl

from screening.matching.decide import HIT_BANDS
from screening.operating import Notify
from screening.operations.texts import text

IDS = ("counterparty_id", "list_id", "band", "score", "event")
"""Without the ids of entries: many are made of names."""
NAMES = ("counterparty_id", "counterparty_name", "list_id", "entry_name", "band", "score", "event")


def top_hits(folder: Path, *, limit: int, with_names: bool) -> list[dict[str, Any]]:
    """The strongest hits of a report."""
    hits = pl.read_parquet(folder / "hits.parquet")
    rank = pl.col("band").replace_strict(list(HIT_BANDS), range(len(HIT_BANDS)), return_dtype=pl.Int8)
    ordered = hits.sort(rank, -pl.col("score"), "counterparty_id", "list_id", "entry_id")
    return ordered.select(NAMES if with_names else IDS).head(limit).to_dicts()


def new_hit_lines(folder: Path, notify: Notify, *, limit: int = 20) -> list[str]:
    """One line a new hit, in the language of the site."""
    new = pl.read_parquet(folder / "hits.parquet").filter(pl.col("event") == "new")
    key = "hit_line_with_names" if notify.with_names else "hit_line"
    shown = new.sort(-pl.col("score"), "counterparty_id", "list_id", "entry_id").head(limit)
    lines = [text(key, notify.language, **hit) for hit in shown.iter_rows(named=True)]
    more = new.height - shown.height
    return [*lines, text("more_hits", notify.language, more=more)] if more else lines
