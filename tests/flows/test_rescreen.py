"""Screening again on demand, through a real temporary Prefect server."""

import json
from datetime import date
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.parameters import NightlyParameters, RefreshParameters, RescreenParameters
from flows.refresh_lists import refresh_lists
from flows.rescreen import rescreen
from screening.models import Bands
from tests.flows.reading import read_back

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server", "home")]
NIGHT = date(2026, 11, 22)


def manifest(folder: str) -> dict:
    return json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))


def test_a_file_is_screened_again_with_other_lists_and_thresholds(file: Path) -> None:
    bands = Bands(match=99, probable=98, possible=97, near_miss=72)
    asked = RescreenParameters(counterparties=file, lists=["us-ns-cmic"], business_date=NIGHT, bands=bands)
    state = rescreen(asked, return_state=True)
    result = state.result()

    name, _, _ = read_back(state.state_details.flow_run_id)
    facts = manifest(result["folder"])
    assert name.startswith("rescreen 2026-11-22: ")
    assert [one["list_id"] for one in facts["lists"]] == ["us-ns-cmic"]
    assert facts["configuration"]["bands"] == bands.model_dump()


def test_what_the_night_did_is_not_done_again(file: Path) -> None:
    night = nightly(NightlyParameters(counterparties=file, offline=True, business_date=NIGHT))
    state = rescreen(RescreenParameters(counterparties=file, business_date=NIGHT), return_state=True)

    assert state.name.startswith("Done before, open hits")
    assert state.result()["run_id"] == night["run_id"]


def test_lists_that_no_publisher_serves_are_told_after_a_refresh() -> None:
    state = refresh_lists(RefreshParameters(lists=["cn-uel"], fetch_retries=0), return_state=True)

    _, tasks, artifacts = read_back(state.state_details.flow_run_id)
    assert state.name == "Degraded lists"
    assert "| cn-uel | degraded |" in artifacts["lists"]
    assert tasks["refresh cn-uel"] == "Completed"


def test_a_dry_refresh_asks_nobody() -> None:
    state = refresh_lists(RefreshParameters(lists=["us-sdn"], dry_run=True), return_state=True)

    _, tasks, artifacts = read_back(state.state_details.flow_run_id)
    assert "| us-sdn | missing |" in artifacts["lists"]
    assert list(tasks) == ["status of lists"]
