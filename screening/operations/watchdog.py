"""The dead man's switch: it looks from outside Prefect at what is recorded, and says what rings."""

import logging
from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import Any

from lists.declaration import declared
from lists.register import standing
from screening.errors import ScreeningError
from screening.operations.nights import finished_nights, overdue_night
from screening.operations.texts import text
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

logger = logging.getLogger(__name__)


def alarms(settings: Settings, now: datetime) -> list[str]:
    """What rings, one sentence each in the language of the site; empty if all is in order.

    Whatever keeps it from looking rings too.

    Args:
        settings: Of this installation.
        now: Aware.
    """
    language = settings.notify.language
    found = []
    for look in (_nights, _lists, _hits):
        try:
            found += [text(key, language, **values) for key, values in look(settings, now)]
        except (ScreeningError, OSError) as error:
            logger.exception("the watchdog could not look")
            sentence = text("can_not_look", language, reason=error)
            found += [sentence] if sentence not in found else []
    return found


_FEWEST_COMPARED = 2
_Alarm = tuple[str, dict[str, Any]]


def _nights(settings: Settings, now: datetime) -> Iterator[_Alarm]:
    if settings.counterparties is None:
        yield "no_counterparties", {}
        return
    overdue = overdue_night(settings, now)
    if overdue is not None:
        yield "no_run", {"day": overdue, "finished_by": f"{settings.alarms.finished_by:%H:%M}"}


def _lists(settings: Settings, now: datetime) -> Iterator[_Alarm]:
    for status in standing(settings.lists, settings=settings, as_of=settings.today(now)):
        stale_after_days = declared(status.list_id).stale_after_days
        if status.snapshot_id is None:
            yield "list_missing", {"list_id": status.list_id}
        elif status.age_days is not None and status.age_days > stale_after_days:
            values = {"list_id": status.list_id, "age_days": status.age_days, "stale_after_days": stale_after_days}
            yield "list_stale", values
    for list_id in settings.lists:
        refusal = _refusal(settings, list_id, now)
        if refusal is not None:
            yield "list_refused", {"list_id": list_id, "reason": refusal}


def _refusal(settings: Settings, list_id: str, now: datetime) -> str | None:
    """Why the last refresh was refused, unless a good one came after it."""
    with open_warehouse(settings) as warehouse:
        refusal = warehouse.last_refusal(list_id)
        snapshot = warehouse.snapshot_in_force(list_id, settings.end_of(settings.today(now)))
    if refusal is None or (snapshot is not None and snapshot["retrieved_at"] >= refusal["refused_at"]):
        return None
    return str(refusal["reason"])


def _hits(settings: Settings, now: datetime) -> Iterator[_Alarm]:
    """The number of hits against that of the runs before."""
    if settings.counterparties is None:
        return
    nights = finished_nights(settings, settings.today(now)).unique("business_date", keep="first", maintain_order=True)
    compared = nights.head(settings.alarms.compared_runs + 1).rows(named=True)
    if len(compared) < _FEWEST_COMPARED:
        return
    newest, *before = compared
    middle = median(run["open_hits"] for run in before)
    values = {"run_id": newest["run_id"], "hits": newest["open_hits"], "median": middle, "compared": len(before)}
    if middle and not newest["open_hits"]:
        yield "hits_vanished", values
    grown = newest["open_hits"] - middle
    if newest["open_hits"] > settings.alarms.max_jump * middle and grown >= settings.alarms.min_jump:
        yield "hits_jumped", values
