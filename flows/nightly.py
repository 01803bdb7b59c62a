"""The nightly run: lists refreshed, counterparties screened, report written, run recorded."""

from datetime import UTC, date, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.parameters import NightlyParameters
from flows.run import run
from flows.stages import refreshed
from screening.pipeline import RunRequest
from screening.settings import Settings, load_settings


def _run_name() -> str:
    """`nightly 2026-11-22`, as the run page shows it."""
    given = flow_run.parameters["parameters"].business_date
    return f"nightly {given or load_settings().today(datetime.now(UTC))}"


@flow(name="nightly", flow_run_name=_run_name, persist_result=False)
def nightly(parameters: NightlyParameters) -> State[dict[str, Any]]:
    """Screen a file of counterparties against the lists; on a day that is no business date, only if it is named."""
    settings, now = load_settings(), datetime.now(UTC)
    today = settings.today(now)
    if parameters.business_date is None and not settings.schedule.is_business_date(today):
        message = f"{today} is no business date of the calendar; name it as business date to screen it all the same."
        return Completed(name="No business date", message=message)
    request = _request(parameters, settings, today=today)
    is_past = request.as_of < today  # a run that looks at a past day leaves the publishers alone

    def problems() -> dict[str, str]:
        found = refreshed(
            request.lists,
            now=now,
            offline=parameters.offline or parameters.dry_run or is_past,
            retries=parameters.fetch_retries,
            delay_seconds=parameters.retry_delay_seconds,
        )
        return {} if is_past else found

    return run(request, settings=settings, now=now, problems=problems, dry_run=parameters.dry_run)


def _request(parameters: NightlyParameters, settings: Settings, *, today: date) -> RunRequest:
    day = parameters.business_date or today
    return RunRequest(
        counterparties=parameters.counterparties or settings.counterparties_of(day),
        mapping=parameters.mapping if parameters.counterparties else parameters.mapping or settings.mapping,
        lists=tuple(parameters.lists) or settings.lists,
        business_date=day,
        as_of=parameters.as_of or day,
    )
