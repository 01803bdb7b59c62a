"""The stages of a run as tasks, each one call of a core function.

Tasks pass ids, paths and counts; frames and connections stay inside the functions that they call. Writing tasks are
not cached: the run's own key makes a repeated run a no-op. Only fetching is tried again.
"""

from collections.abc import Sequence
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from lists.register import gather, refresh, standing
from screening.errors import ListError
from screening.models import Bands, ListStatus
from screening.operations.hits import new_hit_lines
from screening.operations.night import refuse_empty_night
from screening.operations.notify import send
from screening.operations.texts import text
from screening.pipeline import (
    Counts,
    Outcome,
    RunPlan,
    RunRequest,
    finish_stage,
    load_stage,
    match_stage,
    plan_run,
    report_stage,
)
from screening.settings import load_settings


@task(task_run_name="refresh {list_id}", tags=["fetch"], cache_policy=NO_CACHE)
def refresh_list(list_id: str, *, now: datetime, offline: bool, tries: int) -> str | None:
    """Refresh one list; on the last try what is wrong becomes the list's status instead of a failure."""
    problem = refresh(list_id, settings=load_settings(), now=now, offline=offline)
    if problem is not None and not offline and (task_run.run_count or 1) < tries:
        raise ListError(problem)
    return problem


def refreshed(
    list_ids: Sequence[str], *, now: datetime, offline: bool, retries: int, delay_seconds: float
) -> dict[str, str]:
    """Refresh lists, one task each.

    Returns:
        What is wrong, by list.
    """
    fetching = refresh_list.with_options(retries=retries, retry_delay_seconds=delay_seconds)
    problems = {list_id: fetching(list_id, now=now, offline=offline, tries=retries + 1) for list_id in list_ids}
    return {list_id: problem for list_id, problem in problems.items() if problem is not None}


@task(task_run_name="status of lists", cache_policy=NO_CACHE)
def status_task(list_ids: tuple[str, ...], *, now: datetime) -> list[ListStatus]:
    """How the lists stand today."""
    settings = load_settings()
    return standing(list_ids, settings=settings, as_of=settings.today(now))


@task(task_run_name="plan {request.business_date}", cache_policy=NO_CACHE)
def plan_task(request: RunRequest, problems: dict[str, str], bands: Bands | None) -> RunPlan:
    """Identify the run and write the entries of the day."""
    settings = load_settings()
    if bands is not None:
        settings = settings.model_copy(update={"bands": bands})
    lists = gather(request.lists, settings=settings, as_of=request.as_of, problems=problems)
    return plan_run(request, settings=settings, lists=lists)


@task(task_run_name="load counterparties", cache_policy=NO_CACHE)
def load_task(plan: RunPlan) -> Counts:
    """Read the counterparties."""
    return load_stage(plan)


@task(task_run_name="match names", cache_policy=NO_CACHE)
def match_task(plan: RunPlan, counts: Counts) -> dict[str, int]:
    """Match names; fails if a known name was not flagged, or nothing was compared."""
    pairs = match_stage(plan)
    alarms = load_settings().alarms
    refuse_empty_night(rows_in=counts.rows_in, screened=counts.screened, pairs=pairs, alarms=alarms)
    return pairs


@task(task_run_name="write report", cache_policy=NO_CACHE)
def report_task(plan: RunPlan, counts: Counts) -> None:
    """Compare with the run before and write the report."""
    report_stage(plan, counts, settings=load_settings())


@task(task_run_name="record run", cache_policy=NO_CACHE)
def finish_task(plan: RunPlan, *, now: datetime) -> Outcome:
    """Move the report into place and record the run."""
    return finish_stage(plan, settings=load_settings(), now=now)


@task(task_run_name="notify", cache_policy=NO_CACHE)
def notify_task(outcome: Outcome, link: str) -> str | None:
    """Tell of new hits by webhook and mail; returns what went wrong, which the state of the run then says."""
    notify, counts = load_settings().notify, outcome.manifest["counts"]
    values = {
        "run_id": outcome.run_id,
        "new": counts["events"]["new"],
        "open": counts["open_hits"],
        "counterparties": counts["counterparties_hit"],
        "link": link,
    }
    lines = [text("new_hits", notify.language, **values), *new_hit_lines(outcome.folder, notify)]
    return send(notify, text("new_hits_subject", notify.language, **values), "\n".join(lines))
