"""A whole run at the command line: lists and screening put together; the flow does the same in tasks."""

from datetime import datetime

from lists.register import gather, refresh
from screening.frames import naive_utc
from screening.operations.night import refuse_empty_night
from screening.pipeline import Counts, Outcome, RunRequest, execute, plan_run
from screening.settings import Settings
from screening.turn import turn


def screen(request: RunRequest, *, settings: Settings, now: datetime, offline: bool) -> Outcome:
    """Lists refreshed (unless the run looks at a past day), counterparties screened, report written, run recorded.

    Waits for a run that is under way.
    """
    with turn(settings, f"run {request.business_date}"):
        return _screen(request, settings=settings, now=now, offline=offline)


def _screen(request: RunRequest, *, settings: Settings, now: datetime, offline: bool) -> Outcome:
    is_past = request.as_of < settings.today(now)
    problems = {
        list_id: refresh(list_id, settings=settings, now=now, offline=offline or is_past) for list_id in request.lists
    }
    known = {} if is_past else {list_id: problem for list_id, problem in problems.items() if problem is not None}
    lists = gather(request.lists, settings=settings, as_of=request.as_of, problems=known)
    plan = plan_run(request, settings=settings, lists=lists)

    def judge(counts: Counts, pairs: dict[str, int]) -> None:
        refuse_empty_night(rows_in=counts.rows_in, screened=counts.screened, pairs=pairs, alarms=settings.alarms)

    return execute(plan, settings=settings, now=naive_utc(now), judge=judge)
