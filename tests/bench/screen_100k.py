"""`make bench`: 100,000 real company names against the whole Entity List and the other lists, stage by stage.

Needs the measurement data of ../shared/data (or $SCREENING_SHARED_DATA).
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl

from lists.register import gather, import_files, naive_utc, refresh
from screening.pipeline import RunRequest, finish_stage, load_stage, match_stage, plan_run, report_stage
from screening.settings import Settings

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


def shared_data() -> Path:
    return Path(os.environ.get("SCREENING_SHARED_DATA") or ROOT.parent / "shared" / "data")


def timed(label: str, function: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = function()
    print(f"  {label:<34}{time.perf_counter() - start:8.1f} s")
    return result


def main() -> int:
    data = shared_data()
    if not data.is_dir():
        print(f"skipped: {data} is not there; set SCREENING_SHARED_DATA")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        part_744 = data / "lists/us_ear744/ecfr_title15_part744_fetched_2026-07-23.xml.gz"
        companies = pl.read_parquet(data / "companies/companies_dev_1000000.parquet", n_rows=ROWS)
        file = Path(folder) / "counterparties.csv"
        companies.select("counterparty_id", "name", "country").write_csv(file)
        print(f"{companies.height:,} real company names")
        start = time.perf_counter()
        timed(
            "import the Entity List",
            lambda: import_files(
                "us-entity-list",
                {part_744.name: part_744.read_bytes()},
                settings=settings,
                now=NOW,
                edition_on=date(2026, 7, 23),
            ),
        )
        for list_id in ("us-ns-cmic", "cn-uel"):
            refresh(list_id, settings=settings, now=NOW, offline=True)
        request = RunRequest(counterparties=file, lists=settings.lists, business_date=DAY, as_of=DAY)
        lists = timed("gather lists", lambda: gather(settings.lists, settings=settings, as_of=DAY, problems={}))
        print(f"    {lists.entries.height:,} entries, {lists.entries['names'].list.len().sum():,} names")
        plan = timed("plan", lambda: plan_run(request, settings=settings, lists=lists))
        counts = timed("load counterparties", lambda: load_stage(plan))
        bands = timed("match names", lambda: match_stage(plan))
        timed("write report", lambda: report_stage(plan, counts, settings=settings))
        timed("record run", lambda: finish_stage(plan, settings=settings, now=naive_utc(NOW)))
        print(f"  {'all':<34}{time.perf_counter() - start:8.1f} s")
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GiB")
        print(f"  {bands}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
