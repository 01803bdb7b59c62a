"""A file screened again, on demand: other lists, another night, other thresholds."""

from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run

from flows.parameters import RescreenParameters
from flows.run import run
from flows.stages import refreshed
from screening.pipeline import RunRequest
from screening.settings import load_settings


def _run_name() -> str:
    """`rescreen 2026-11-22`, as the run page shows it."""
    given = flow_run.parameters["parameters"].business_date
    return f"rescreen {given or load_settings().today(datetime.now(UTC))}"


@flow(name="rescreen", flow_run_name=_run_name, persist_result=False)
def rescreen(parameters: RescreenParameters) -> State[dict[str, Any]]:
    """Screen one file with the lists as they are kept; the same request again is a no-op that says so."""
    settings, now = load_settings(), datetime.now(UTC)
    day = parameters.business_date or settings.today(now)
    request = RunRequest(
        counterparties=parameters.counterparties,
        mapping=parameters.mapping,
        lists=tuple(parameters.lists) or settings.lists,
        business_date=day,
        as_of=parameters.as_of or day,
    )

    def problems() -> dict[str, str]:
        # takes in bundled data for a list that nobody has refreshed yet; that no publisher was asked is what was wanted
        refreshed(request.lists, now=now, offline=True, retries=0, delay_seconds=0)
        return {}

    return run(
        request, settings=settings, now=now, problems=problems, bands=parameters.bands, dry_run=parameters.dry_run
    )
