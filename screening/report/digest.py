"""What changed on the lists since the run before, what touches the counterparties first."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from screening.differences import difference
from screening.report.model import CHANGES


def list_changes(
    list_id: str, before: pl.DataFrame, after: pl.DataFrame, *, touched: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Rows of schema `CHANGES` for one list.

    Args:
        list_id: Which list.
        before: Its entries in the run before, schema `ENTRIES`.
        after: Its entries in this run.
        touched: Number of counterparties that hit or nearly hit an entry, now or in the run before, by entry id.
    """
    texts = {row["entry_id"]: row for frame in (before, after) for row in _texts(frame)}
    return [
        {
            "list_id": list_id,
            "change": change["change"],
            "entry_id": change["entry_id"],
            "primary_name": change["primary_name"],
            "country": texts[change["entry_id"]]["country"],
            "citation": texts[change["entry_id"]]["citation"],
            "fields": list(change["fields"]),
            "counterparties": touched.get(change["entry_id"], 0),
        }
        for change in difference(before, after)
    ]


def changes_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Schema `CHANGES`: what touches most counterparties first, then by list, kind of change and entry."""
    return pl.DataFrame(rows, schema=CHANGES, orient="row").sort(
        "counterparties", "list_id", "change", "entry_id", descending=[True, False, False, False]
    )


def touched_counterparties(*pairs: pl.DataFrame) -> dict[str, int]:
    """Number of counterparties by entry id, over hits and near misses now and hits that are gone."""
    known = pl.concat([frame.select("counterparty_id", "entry_id") for frame in pairs]).unique()
    return dict(known.group_by("entry_id").len().iter_rows())


def _texts(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return frame.select("entry_id", "country", "citation").to_dicts()
