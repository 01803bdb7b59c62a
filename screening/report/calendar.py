"""What changes next on the lists: measures that begin, end or are suspended soon, and terms that ran out."""

from datetime import datetime, timedelta

import polars as pl

from screening.models import State

DAYS_AHEAD = 90

CALENDAR: dict[str, pl.DataType] = {
    "list_id": pl.String(),
    "on": pl.Date(),
    "before": pl.String(),
    "after": pl.String(),
    "notice": pl.String(),
    "basis": pl.String(),
    "entry_ids": pl.List(pl.String),
    "examples": pl.List(pl.String),
}
"""One row a change of state of entries by one text.

`notice` is what the measure began with; `before` or `after` is empty where nothing was or will be in force.
"""
_EXAMPLES = 3
_OF_ENTRY = ("entry_id", "list_id", "primary_name", "notice", "basis")


def calendar(entries: pl.DataFrame, *, instant: datetime, zone: str) -> pl.DataFrame:
    """Changes of state within `DAYS_AHEAD` days after an instant, and states that are unverified at it.

    Args:
        entries: Schema `ENTRIES`.
        instant: Naive UTC.
        zone: Time zone whose dates are shown.

    Returns:
        Schema `CALENDAR`, by date and list; a row whose date is past tells since when a state is unverified.
    """
    last = instant + timedelta(days=DAYS_AHEAD)
    periods = _periods(entries)
    begins = periods.filter(pl.col("from_at").is_between(instant, last, closed="right")).select(
        *_OF_ENTRY, at="from_at", before="state_before", after="state"
    )
    ends = periods.filter(
        pl.col("until_at").is_between(instant, last, closed="right")
        & pl.col("next_from_at").ne_missing(pl.col("until_at"))
    ).select(
        *_OF_ENTRY,
        at="until_at", before="state", after=pl.lit(None, dtype=pl.String),
    )  # fmt: skip
    is_now = (pl.col("from_at") <= instant) & (pl.col("until_at").is_null() | (pl.col("until_at") > instant))
    unverified = periods.filter(is_now & (pl.col("state") == State.UNVERIFIED.value)).select(
        *_OF_ENTRY, at="from_at", before="state_before", after="state"
    )
    return _grouped(pl.concat([unverified, begins, ends]), zone)


def _periods(entries: pl.DataFrame) -> pl.DataFrame:
    """One row a period with the state before it and the beginning of the one after it."""
    return (
        entries.select("entry_id", "list_id", "primary_name", "measures")
        .explode("measures")
        .unnest("measures")
        .with_row_index("measure")
        .with_columns(notice=pl.col("periods").list.first().struct.field("basis"))
        .select("entry_id", "list_id", "primary_name", "measure", "notice", "periods")
        .explode("periods")
        .unnest("periods")
        .sort("measure", "from_at")
        .with_columns(
            state_before=pl.col("state").shift(1).over("measure"),
            next_from_at=pl.col("from_at").shift(-1).over("measure"),
        )
    )


def _grouped(changes: pl.DataFrame, zone: str) -> pl.DataFrame:
    local = pl.col("at").dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
    key = ["on", "list_id", "notice", "basis", "before", "after"]
    return (
        changes.with_columns(on=local)
        .sort(*key, "entry_id", nulls_last=True)
        .group_by(key, maintain_order=True)
        .agg(
            entry_ids=pl.col("entry_id").unique(maintain_order=True),
            examples=pl.col("primary_name").unique(maintain_order=True).head(_EXAMPLES),
        )
        .select(list(CALENDAR))
    )
