"""The nightly run: lists refreshed, counterparties screened, report written, run recorded.

Tasks pass ids, paths and counts; frames and connections stay inside the functions that they call. Writing tasks are
not cached: the run's own key makes a repeated run a no-op.
"""

from datetime import UTC, date, datetime
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run, task_run

from flows.parameters import NightlyParameters
from lists.register import gather, refresh
from screening.errors import ListError
from screening.frames import naive_utc
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
from screening.settings import Settings, load_settings


@task(task_run_name="refresh {list_id}", cache_policy=NO_CACHE)
def refresh_list(list_id: str, *, now: datetime, offline: bool, tries: int) -> str | None:
    """Refresh one list; on the last try what is wrong becomes the list's status instead of a failure."""
    problem = refresh(list_id, settings=load_settings(), now=now, offline=offline)
    if problem is not None and not offline and (task_run.run_count or 1) < tries:
        raise ListError(problem)
    return problem


@task(task_run_name="plan {request.business_date}", cache_policy=NO_CACHE)
def plan_task(request: RunRequest, problems: dict[str, str]) -> RunPlan:
    """Identify the run and write the entries of the day."""
    settings = load_settings()
    lists = gather(request.lists, settings=settings, as_of=request.as_of, problems=problems)
    return plan_run(request, settings=settings, lists=lists)


@task(task_run_name="load counterparties", cache_policy=NO_CACHE)
def load_task(plan: RunPlan) -> Counts:
    """Read the counterparties."""
    return load_stage(plan)


@task(task_run_name="match names", cache_policy=NO_CACHE)
def match_task(plan: RunPlan) -> dict[str, int]:
    """Match names; fails if a known name was not flagged."""
    return match_stage(plan)


@task(task_run_name="write report", cache_policy=NO_CACHE)
def report_task(plan: RunPlan, counts: Counts) -> None:
    """Compare with the run before and write the report."""
    report_stage(plan, counts, settings=load_settings())


@task(task_run_name="record run", cache_policy=NO_CACHE)
def finish_task(plan: RunPlan, *, now: datetime) -> Outcome:
    """Move the report into place and record the run."""
    return finish_stage(plan, settings=load_settings(), now=now)


def _run_name() -> str:
    """`nightly 2026-11-22`, as the run page shows it."""
    given = flow_run.parameters["parameters"].business_date
    return f"nightly {given or load_settings().today(datetime.now(UTC))}"


@flow(name="nightly", flow_run_name=_run_name, persist_result=False)
def nightly(parameters: NightlyParameters) -> dict[str, Any]:
    """Screen a file of counterparties against the lists.

    Returns:
        `run_id`, `folder`, `is_repeat`, `open_hits` and `verdict` (lines of text).
    """
    settings, now = load_settings(), datetime.now(UTC)
    request = _request(parameters, settings, today=settings.today(now))
    problems = _refreshed(parameters, request, settings, now)
    plan = plan_task(request, problems)
    if not plan.is_done:
        counts = load_task(plan)
        match_task(plan)
        report_task(plan, counts)
    outcome = finish_task(plan, now=naive_utc(now))
    lines = outcome.verdict
    create_markdown_artifact(
        key="verdict", markdown="\n".join(f"- {line}" for line in lines), description=f"Run {outcome.run_id}"
    )
    return {
        "run_id": outcome.run_id,
        "folder": str(outcome.folder),
        "is_repeat": outcome.is_repeat,
        "open_hits": outcome.open_hits,
        "verdict": lines,
    }


def _request(parameters: NightlyParameters, settings: Settings, *, today: date) -> RunRequest:
    day = parameters.business_date or today
    return RunRequest(
        counterparties=parameters.counterparties,
        mapping=parameters.mapping,
        lists=tuple(parameters.lists) or settings.lists,
        business_date=day,
        as_of=parameters.as_of or day,
    )


def _refreshed(parameters: NightlyParameters, request: RunRequest, settings: Settings, now: datetime) -> dict[str, str]:
    """Refresh every list, one task each; a run that looks at a past day leaves the publishers alone."""
    is_past = request.as_of < settings.today(now)
    fetching = refresh_list.with_options(
        retries=parameters.fetch_retries, retry_delay_seconds=parameters.retry_delay_seconds
    )
    problems = {
        list_id: fetching(list_id, now=now, offline=parameters.offline or is_past, tries=parameters.fetch_retries + 1)
        for list_id in request.lists
    }
    return {} if is_past else {list_id: problem for list_id, problem in problems.items() if problem is not None}
