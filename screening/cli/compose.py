"""Putting lists and screening together for a run; the flows do the same in tasks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from lists.register import Gathered, gather, naive_utc, refresh
from screening.pipeline import Outcome, RunPlan, RunRequest, execute, plan_run
from screening.settings import Settings


def refresh_lists(
    list_ids: Sequence[str], *, settings: Settings, now: datetime, offline: bool, as_of: date
) -> dict[str, str]:
    """Refresh each list unless the run looks at a past day; why a list is not up to date, by id."""
    is_past = as_of < settings.today(now)
    problems = {
        list_id: refresh(list_id, settings=settings, now=now, offline=offline or is_past) for list_id in list_ids
    }
    if is_past:
        return {}
    return {list_id: problem for list_id, problem in problems.items() if problem is not None}


def plan(
    request: RunRequest, *, settings: Settings, problems: Mapping[str, str], gathered: Gathered | None = None
) -> RunPlan:
    """A planned run over the lists as they stood on the request's date."""
    lists = gathered or gather(request.lists, settings=settings, as_of=request.as_of, problems=problems)
    return plan_run(
        request,
        settings=settings,
        entries=lists.entries,
        statuses=lists.statuses,
        canaries=lists.canaries,
        native_names_sha256=lists.native_names_sha256,
    )


def screen(request: RunRequest, *, settings: Settings, now: datetime, offline: bool) -> Outcome:
    """A whole run: lists refreshed, counterparties screened, report written, run recorded."""
    problems = refresh_lists(request.lists, settings=settings, now=now, offline=offline, as_of=request.as_of)
    return execute(plan(request, settings=settings, problems=problems), settings=settings, now=naive_utc(now))
