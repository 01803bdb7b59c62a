"""The lists that ship with the project, taken in without a network, and the sample of counterparties."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import screening
from lists.register import refresh
from screening.settings import Settings

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
DAY = date(2026, 11, 22)
SAMPLE = Path(screening.__file__).parent / "samples" / "counterparties.csv"
_TRUTH = Path(__file__).parent / "data" / "sample_truth.csv"


def truth():
    """What is known of each row of the sample, one row a (counterparty, entry)."""
    with _TRUTH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LISTS = tuple(sorted({row["list_id"] for row in truth() if row["list_id"]}))
"""The lists that the truth of the sample speaks of."""


def take_in_bundled(home, *, now=NOW):
    """An installation that took in the bundled lists at `now`."""
    settings = Settings(home=home, wait_for_warehouse_seconds=1)
    for list_id in LISTS:
        refresh(list_id, settings=settings, now=now, offline=True)
    return settings
