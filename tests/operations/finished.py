"""Finished runs in a warehouse."""

from datetime import datetime

import polars as pl

from screening.warehouse.store import open_warehouse
from tests.warehouse.test_store import EVENT, HIT


def finish(settings, *, day, run_id=None, scope="partners", lists=("a", "b"), as_of=None, open_hits=0):
    """Record a run of a day; `lists` are ids, or snapshots by id."""
    run_id = run_id or f"{day}-run"
    row = {
        "run_id": run_id, "run_key": f"key of {run_id}", "business_date": day, "as_of": as_of or day, "scope": scope,
        "verdict": "no_hits", "finished_at": datetime(day.year, day.month, day.day, 17),
        "manifest": {"counts": {"open_hits": open_hits}},
    }  # fmt: skip
    snapshots = lists if isinstance(lists, dict) else dict.fromkeys(lists, "s")
    with open_warehouse(settings) as warehouse:
        warehouse.finish_run(row, snapshots=snapshots, hits=pl.DataFrame(schema=HIT), events=pl.DataFrame(schema=EVENT))
    return run_id
