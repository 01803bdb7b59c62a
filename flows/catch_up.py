"""Nights that were missed while nothing ran are screened when the installation starts."""

from datetime import date, datetime

from prefect.deployments import run_deployment

from screening.operations.nights import owed_nights
from screening.settings import Settings


def catch_up(settings: Settings, now: datetime) -> list[date]:
    """Order a run for every business date since the last completed run.

    A night that is ordered twice is screened once: the second run finds the first one's record.

    Args:
        settings: Of this installation.
        now: Aware.

    Returns:
        The business dates.
    """
    owed = owed_nights(settings, now) if settings.counterparties is not None else []
    for day in owed:
        run_deployment("nightly/nightly", parameters={"parameters": {"business_date": day.isoformat()}}, timeout=0)
    return owed
