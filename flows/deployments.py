"""The deployments of a site, and what they are called; `prefect.yaml` declares the same for work pools."""

from typing import Any

from prefect import Flow
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.nightly import nightly
from flows.refresh_lists import refresh_lists
from flows.rescreen import rescreen
from screening.settings import Settings

TAG = "screening"
"""Automations listen to runs with this tag."""
_DESCRIPTIONS = {
    "nightly": "Refreshes the lists, screens the file of screening.toml, writes the report. The same run again is a "
    "no-op that says so.",
    "rescreen": "Screens one file again: other lists, another night, other thresholds. Publishers are not asked.",
    "refresh-lists": "Brings one list or all up to date, without screening.",
}


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """`nightly`, `rescreen` and `refresh-lists`; without a file to screen the schedule of `nightly` does not run."""
    is_scheduled = settings.counterparties is not None
    schedule = Cron(settings.schedule.cron, timezone=settings.time_zone, active=is_scheduled)
    return [
        _deployment(nightly, schedule=schedule, parameters={"parameters": {}}),
        _deployment(rescreen),
        _deployment(refresh_lists, parameters={"parameters": {}}),
    ]


def _deployment(flow: Flow[Any, Any], **more: Any) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        flow,
        flow.name,
        description=_DESCRIPTIONS[flow.name],
        tags=[TAG],
        entrypoint_type=EntrypointType.MODULE_PATH,
        **more,
    )
