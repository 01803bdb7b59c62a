"""What a report knows beside the hits of the night: earlier runs, and what changed on the lists since."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

import polars as pl

from screening.report.digest import changes_frame, list_changes, touched_counterparties
from screening.report.model import TREND, Background
from screening.warehouse.store import Warehouse

_TREND_RUNS = 13
"""Earlier runs in the plot of the last runs."""
_KEY = ["counterparty_id", "list_id", "entry_id"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Which earlier runs a run is compared with: those of its scope up to a date, but itself."""

    scope: str
    business_date: date
    run_id: str


def read_background(
    warehouse: Warehouse,
    baseline: Baseline,
    *,
    snapshots: Mapping[str, str],
    hits: pl.DataFrame,
    near_misses: pl.DataFrame,
    gone: pl.DataFrame,
    calendar: pl.DataFrame,
    quality: pl.DataFrame,
) -> Background:
    """The background of a run's report.

    Args:
        warehouse: Open; only read.
        baseline: Which earlier runs count.
        snapshots: Snapshot that the run used, by list.
        hits: Hits of this run.
        near_misses: Pairs below the lowest band.
        gone: Hits of the run before that are none now.
        calendar: Schema `CALENDAR`.
        quality: Schema `QUALITY`.
    """
    run = asdict(baseline)
    before = warehouse.previous_snapshots(**run, list_ids=list(snapshots))
    touched = touched_counterparties(hits, near_misses, gone)
    changes = [
        change
        for list_id, last in before.items()
        if last != snapshots[list_id]
        for change in list_changes(
            list_id, warehouse.entries(last), warehouse.entries(snapshots[list_id]), touched=touched
        )
    ]
    return Background(
        trend=warehouse.trend(**run, runs=_TREND_RUNS).match_to_schema(TREND),
        opened=warehouse.opened_on(**run).join(hits.select(_KEY), on=_KEY, how="semi", maintain_order="left"),
        changes=changes_frame(changes),
        compared_lists=tuple(before),
        calendar=calendar,
        quality=quality,
    )
