"""Lists brought up to date without screening, for an operator whose list failed in the night."""

from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.artifacts import show_lists
from flows.parameters import RefreshParameters
from flows.stages import refreshed, status_task
from flows.states import completed, own_turn
from screening.operations.night import Remark
from screening.settings import load_settings


@flow(name="refresh-lists", flow_run_name="refresh lists", persist_result=False)
def refresh_lists(parameters: RefreshParameters) -> State[dict[str, Any]]:
    """Refresh one list or all; a list that could not be refreshed is told in the name of the state."""
    settings, now = load_settings(), datetime.now(UTC)
    list_ids = tuple(parameters.lists) or settings.lists
    with own_turn(settings):
        problems = {} if parameters.dry_run else refreshed(
            list_ids,
            now=now,
            offline=False,
            retries=parameters.fetch_retries,
            delay_seconds=parameters.retry_delay_seconds,
        )  # fmt: skip
        statuses = status_task(list_ids, now=now)
    show_lists(statuses, "Lists after the refresh")
    wrong = [f"{one.list_id} ({one.verdict})" for one in statuses if one.verdict != "ok" or one.list_id in problems]
    remarks = {Remark.DEGRADED_LISTS: f"Not what was asked for: {', '.join(wrong)}."} if wrong else {}
    return completed(remarks, {"problems": problems, "verdicts": {one.list_id: one.verdict for one in statuses}})
