"""Which measures of the lists change state when: terms that end, suspensions, new listings, and terms that ran out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from screening.models import State

CHANGES: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "list_id": pl.String(),
    "notice": pl.String(),
    "at": pl.Datetime("us"),
    "basis": pl.String(),
    "before": pl.String(),
    "after": pl.String(),
    "entry_ids": pl.List(pl.String),
    "examples": pl.List(pl.String),
}
"""One row a change of state of entries of one notice; `kind` is `unverified` (its term ran out before) or `change`."""
_OF_ENTRY = ("entry_id", "list_id", "primary_name")
_GROUP = ["kind", "list_id", "notice", "at", "basis", "before", "after"]
_EXAMPLES = 3
_ZONES = {"cn": ZoneInfo("Asia/Shanghai")}
"""Zone in which the publishers of a country set the hour; elsewhere lists give days, which are kept as UTC."""


def calendar(entries: pl.DataFrame, *, start: datetime, end: datetime) -> pl.DataFrame:
    """Changes of state of the entries' measures in a window, behind the states that nobody has verified at its start.

    Args:
        entries: Schema `ENTRIES`.
        start: Naive UTC.
        end: Naive UTC; a change at this instant is still in the window.

    Returns:
        Schema `CHANGES`: first the entries whose measures are `unverified` at the start, with the instant since when;
        then every period that begins or ends, by instant and list. `before` is empty where a measure begins and
        `after` where it ends with nothing behind it. `notice` is the basis of the first period of the measure.
    """
    periods = _periods(entries)
    unverified = periods.filter(
        (pl.col("state") == State.UNVERIFIED.value)
        & (pl.col("from_at") <= start)
        & (pl.col("until_at").is_null() | (pl.col("until_at") > start))
    ).select(
        *_OF_ENTRY, "notice", "basis", "before", kind=pl.lit("unverified"), at=pl.col("from_at"), after=pl.col("state")
    )
    begins = periods.select(
        *_OF_ENTRY, "notice", "basis", "before", kind=pl.lit("change"), at=pl.col("from_at"), after=pl.col("state")
    )
    ends = periods.filter(pl.col("is_last")).select(
        *_OF_ENTRY,
        "notice",
        "basis",
        before=pl.col("state"),
        kind=pl.lit("change"),
        at=pl.col("until_at"),
        after=pl.lit(None, dtype=pl.String),
    )
    changes = pl.concat([begins, ends], how="diagonal").filter((pl.col("at") > start) & (pl.col("at") <= end))
    return pl.concat([_grouped(unverified).sort("list_id", "at", "notice"), _grouped(changes)])


def publisher_time(list_id: str, instant: datetime) -> datetime:
    """An instant (naive UTC) by the clock of the list's publisher: 2026-11-10 in Beijing begins on the 9th in UTC."""
    return instant.replace(tzinfo=UTC).astimezone(_ZONES.get(list_id.partition("-")[0], UTC))


def _periods(entries: pl.DataFrame) -> pl.DataFrame:
    """One row a period, with the state before it and whether nothing follows it."""
    following = pl.col("from_at").shift(-1).over("measure", order_by="from_at")
    preceding = pl.col("until_at").shift(1).over("measure", order_by="from_at")
    state_before = pl.col("state").shift(1).over("measure", order_by="from_at")
    return (
        entries.select(*_OF_ENTRY, "measures")
        .explode("measures")
        .unnest("measures")
        .with_row_index("measure")
        .with_columns(notice=pl.col("periods").list.first().struct.field("basis"))
        .explode("periods")
        .unnest("periods")
        .with_columns(
            before=pl.when(preceding == pl.col("from_at")).then(state_before),
            is_last=pl.col("until_at").is_not_null() & following.ne_missing(pl.col("until_at")),
        )
    )


def _grouped(changes: pl.DataFrame) -> pl.DataFrame:
    """Changes of the same notice, instant and states in one row; an entry counts once whatever number of measures."""
    return (
        changes.group_by(_GROUP, maintain_order=True)
        .agg(
            entry_ids=pl.col("entry_id").unique(maintain_order=True).sort(),
            examples=pl.col("primary_name").unique(maintain_order=True).head(_EXAMPLES),
        )
        .sort("at", "list_id", "notice", "before", "after", "basis", nulls_last=False)
        .select(list(CHANGES))
    )
