"""What changes next on the lists, as the report shows it: by date, 90 days ahead."""

from datetime import datetime, timedelta

import polars as pl

from screening.calendar import calendar as changes_of_state

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


def calendar(entries: pl.DataFrame, *, instant: datetime, zone: str) -> pl.DataFrame:
    """Changes of state within `DAYS_AHEAD` days after an instant, and states that are unverified at it.

    Args:
        entries: Schema `ENTRIES`.
        instant: Naive UTC.
        zone: Time zone whose dates are shown.

    Returns:
        Schema `CALENDAR`, by date and list; a row whose date is past tells since when a state is unverified.
    """
    changes = changes_of_state(entries, start=instant, end=instant + timedelta(days=DAYS_AHEAD))
    local = pl.col("at").dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
    dated = changes.with_columns(on=local).select(list(CALENDAR))
    return dated.sort("on", "list_id", "notice", "basis", "before", "after", nulls_last=True)
