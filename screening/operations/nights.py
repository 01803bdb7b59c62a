"""Which nights were screened and which are owed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from screening.pipeline import scope_of
from screening.settings import Settings
from screening.warehouse.store import open_warehouse


def finished_nights(settings: Settings, today: date) -> pl.DataFrame:
    """Completed runs of the configured file against every list of the settings, newest business date first.

    A run of fewer lists is no night: a list that was added is owed from the next run on.

    Raises:
        ConfigurationError: No file of counterparties is configured.
    """
    with open_warehouse(settings) as warehouse:
        runs = warehouse.runs(scope_of(settings.counterparties_of(today)))
    return runs.filter(pl.col("list_ids").list.set_intersection(list(settings.lists)).list.len() == len(settings.lists))


def owed_nights(settings: Settings, now: datetime) -> list[date]:
    """Business dates since the last completed run that should have been screened by now, oldest first.

    A site that has never completed a run owes today's only.

    Args:
        settings: Of this installation.
        now: Aware.

    Raises:
        ConfigurationError: No file of counterparties is configured.
    """
    today = settings.today(now)
    last_due = today if _is_past(settings.schedule.at, settings, now) else today - timedelta(days=1)
    done = finished_nights(settings, today)["business_date"]
    after = max(done, default=today - timedelta(days=1))
    return settings.schedule.business_dates(after, last_due)


def overdue_night(settings: Settings, now: datetime) -> date | None:
    """The newest business date whose run had to be completed by now, if it is not.

    Raises:
        ConfigurationError: No file of counterparties is configured.
    """
    today = settings.today(now)
    last = today if _is_past(settings.alarms.finished_by, settings, now) else today - timedelta(days=1)
    # the longest run of holidays is shorter than two months
    due = settings.schedule.business_dates(last - timedelta(days=60), last)
    if not due or due[-1] in set(finished_nights(settings, today)["business_date"]):
        return None
    return due[-1]


def _is_past(at: time, settings: Settings, now: datetime) -> bool:
    return now.astimezone(ZoneInfo(settings.time_zone)).time() >= at
