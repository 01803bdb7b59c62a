"""The nightly flow, through a real temporary Prefect server."""

import asyncio
import json
from datetime import date
from pathlib import Path
from uuid import UUID

import polars as pl
import pytest

from flows.nightly import nightly
from flows.parameters import NightlyParameters
from screening.errors import InputError

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server", "home")]

ROWS = """counterparty_id,name,country
001,华为技术有限公司,CN
002,Marigold Bay Trading GmbH,DE
003,Skydio Inc,US
004,***,JP
005,,JP
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCREENING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def parameters(tmp_path: Path) -> NightlyParameters:
    file = tmp_path / "partners.csv"
    file.write_text(ROWS, encoding="utf-8")
    return NightlyParameters(counterparties=file, offline=True, business_date=date(2026, 11, 22))


def read_back(flow_run_id: UUID) -> tuple[str, dict[str, str], list[str]]:
    """State of a flow run, names and states of its task runs, markdown artifacts, as the server tells them."""
    from prefect import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter, FlowRunFilterId

    async def read() -> tuple[str, dict[str, str], list[str]]:
        async with get_client() as client:
            run = await client.read_flow_run(flow_run_id)
            tasks = await client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id])))
            artifacts = await client.read_artifacts(
                artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_id]))
            )
            return (
                f"{run.name}: {run.state_name}",
                {task.name: task.state_name or "" for task in tasks},
                [str(artifact.data) for artifact in artifacts],
            )

    return asyncio.run(read())


def test_a_night_ends_in_a_report_a_record_and_an_artifact(parameters: NightlyParameters) -> None:
    state = nightly(parameters, return_state=True)
    result = state.result()

    name, tasks, artifacts = read_back(state.state_details.flow_run_id)
    assert name == "nightly 2026-11-22: Completed"
    assert {task: tasks[task] for task in ("load counterparties", "match names", "write report", "record run")} == {
        "load counterparties": "Completed",
        "match names": "Completed",
        "write report": "Completed",
        "record run": "Completed",
    }
    assert "5 in = 3 screened + 1 unable to determine + 1 rejected" in artifacts[0]
    assert "EXTRACT ONLY" in artifacts[0]
    assert result["open_hits"] > 0
    hits = pl.read_parquet(Path(result["folder"]) / "hits.parquet")
    assert set(hits["counterparty_id"]) == {"001", "003"}
    manifest = json.loads((Path(result["folder"]) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run_id"] == result["run_id"]


def test_the_same_night_again_is_a_no_op_that_says_so(parameters: NightlyParameters) -> None:
    first = nightly(parameters)
    state = nightly(parameters, return_state=True)
    second = state.result()

    _, tasks, _ = read_back(state.state_details.flow_run_id)
    assert not first["is_repeat"]
    assert second["is_repeat"]
    assert second["run_id"] == first["run_id"]
    assert second["verdict"][0].startswith("Nothing to do: this run was done before.")
    assert "match names" not in tasks


def test_parameters_hold_no_names_of_counterparties(parameters: NightlyParameters) -> None:
    text = parameters.model_dump_json()

    assert "华为" not in text
    assert set(NightlyParameters.model_json_schema()["properties"]) == {
        "counterparties",
        "mapping",
        "lists",
        "business_date",
        "as_of",
        "offline",
        "fetch_retries",
        "retry_delay_seconds",
    }


def test_every_parameter_is_described_for_the_form() -> None:
    schema = NightlyParameters.model_json_schema()

    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


def test_a_missing_file_fails_the_run_with_a_clear_sentence(parameters: NightlyParameters, tmp_path: Path) -> None:
    gone = parameters.model_copy(update={"counterparties": tmp_path / "nothing.csv"})
    state = nightly(gone, return_state=True)

    assert state.is_failed()
    with pytest.raises(InputError, match="there is no such file"):
        state.result()


def test_a_list_that_can_not_be_fetched_is_tried_again_and_then_degraded(
    parameters: NightlyParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENING_FETCH_TIMEOUT_SECONDS", "0.5")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # nothing listens there: every publisher is unreachable
    online = parameters.model_copy(
        update={
            "offline": False,
            "business_date": None,
            "lists": ["us-ns-cmic"],
            "fetch_retries": 1,
            "retry_delay_seconds": 0,
        }
    )
    state = nightly(online, return_state=True)
    result = state.result()

    manifest = json.loads((Path(result["folder"]) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["lists"][0]["verdict"] == "degraded"
    assert "not refreshed" in manifest["lists"][0]["reasons"][0]


def test_telemetry_of_client_and_server_is_off() -> None:
    from prefect.settings import get_current_settings

    assert get_current_settings().server.analytics_enabled is False
