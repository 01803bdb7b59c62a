"""One screening run inside a flow: its turn awaited, its stages in order, its outcome shown and told."""

from collections.abc import Callable
from datetime import date, datetime
from shutil import rmtree
from typing import Any

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.artifacts import Progress, report_link, show_dry_run, show_outcome
from flows.stages import finish_task, load_task, match_task, notify_task, plan_task, report_task
from flows.states import completed, own_turn
from screening.errors import InputError
from screening.frames import naive_utc
from screening.models import Bands
from screening.operations.night import Remark, remarks
from screening.operations.notify import is_configured
from screening.pipeline import Outcome, RunPlan, RunRequest
from screening.settings import Settings

_STAGES = 6


def run(
    request: RunRequest,
    *,
    settings: Settings,
    now: datetime,
    problems: Callable[[], dict[str, str]],
    bands: Bands | None = None,
    dry_run: bool = False,
) -> State[dict[str, Any]]:
    """Screen what was asked for.

    Args:
        request: What to screen.
        settings: Of this installation.
        now: Aware.
        problems: Brings the lists up to date when the turn has come, and tells what is wrong with them.
        bands: Instead of those of the settings.
        dry_run: Record nothing.

    Returns:
        The final state; its data are `run_id`, `folder`, `is_repeat`, `open_hits` and `verdict` (lines of text).

    Raises:
        InputError: A date is in the future.
    """
    _refuse_future(request, settings.today(now))
    with own_turn(settings):
        progress = Progress(_STAGES)
        known = problems()
        progress.step()
        plan = plan_task(request, known, bands)
        progress.step()
        if dry_run:
            return _tried(plan)
        if not plan.is_done:
            counts = load_task(plan)
            progress.step()
            match_task(plan, counts)
            progress.step()
            report_task(plan, counts)
            progress.step()
        outcome = finish_task(plan, now=naive_utc(now))
        progress.step()
    return _told(outcome, settings)


def _refuse_future(request: RunRequest, today: date) -> None:
    for name, day in (("business date", request.business_date), ("as-of date", request.as_of)):
        if day > today:
            raise InputError(f"the {name} {day} is after today, {today}; what holds then is not known yet")


def _tried(plan: RunPlan) -> State[dict[str, Any]]:
    """A dry run: what it would have found; its working folder goes."""
    if plan.is_done:
        lines = [f"This run was done before: {plan.run_id}."]
    else:
        counts = load_task(plan)
        pairs = match_task(plan, counts)
        rmtree(plan.work)
        lines = [
            f"Rows: {counts.rows_in} in = {counts.screened} screened + {counts.undetermined} unable to determine "
            f"+ {counts.rejected} rejected.",
            f"Pairs: {', '.join(f'{number} {band}' for band, number in pairs.items())}.",
        ]
    show_dry_run(lines)
    data = {"run_id": plan.run_id, "folder": None, "is_repeat": plan.is_done, "open_hits": None, "verdict": lines}
    return Completed(name="Dry run", message=f"Nothing was recorded. {' '.join(lines)}", data=data)


def _told(outcome: Outcome, settings: Settings) -> State[dict[str, Any]]:
    """Artifacts, notification, final state."""
    show_outcome(outcome, settings)
    found = remarks(outcome.manifest, settings.alarms)
    if outcome.is_repeat:
        found = {Remark.REPEAT: f"This run was done before: {outcome.run_id}."} | found
    elif outcome.manifest["counts"]["events"]["new"] and is_configured(settings.notify):
        problem = notify_task(outcome, report_link(outcome, settings))
        if problem is not None:
            found[Remark.NOT_NOTIFIED] = f"Nobody was told: {problem}."
    data = {
        "run_id": outcome.run_id,
        "folder": str(outcome.folder),
        "is_repeat": outcome.is_repeat,
        "open_hits": outcome.open_hits,
        "verdict": outcome.verdict,
    }
    return completed(found, data)
