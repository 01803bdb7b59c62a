"""The nightly flow, through a real temporary Prefect server."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from pytest_httpserver import HTTPServer

from flows.nightly import nightly
from flows.parameters import NightlyParameters
from screening.errors import InputError
from screening.pipeline import Counts, RunPlan, load_stage
from screening.settings import Settings
from tests.flows.reading import read_back

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server", "home")]


@pytest.fixture
def parameters(file: Path) -> NightlyParameters:
    return NightlyParameters(counterparties=file, offline=True, business_date=date(2026, 11, 22))


def test_a_night_ends_in_a_report_a_record_and_an_artifact(parameters: NightlyParameters) -> None:
    state = nightly(parameters, return_state=True)
    result = state.result()

    name, tasks, artifacts = read_back(state.state_details.flow_run_id)
    assert name == "nightly 2026-11-22: Open hits, degraded lists, rejected rows"
    assert {task: tasks[task] for task in ("load counterparties", "match names", "write report", "record run")} == {
        "load counterparties": "Completed",
        "match names": "Completed",
        "write report": "Completed",
        "record run": "Completed",
    }
    assert "5 in = 3 screened + 1 unable to determine + 1 rejected" in artifacts["verdict"]
    assert "EXTRACT ONLY" in artifacts["verdict"]
    assert "| us-entity-list | degraded |" in artifacts["lists"]
    assert f"/{result['run_id']}/report.html" in artifacts["report"]
    assert float(artifacts["progress"]) == 100
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
        "dry_run",
        "fetch_retries",
        "retry_delay_seconds",
    }


def test_a_dry_run_tells_the_counts_and_records_nothing(parameters: NightlyParameters, home: Path) -> None:
    state = nightly(parameters.model_copy(update={"dry_run": True}), return_state=True)

    name, tasks, artifacts = read_back(state.state_details.flow_run_id)
    assert name == "nightly 2026-11-22: Dry run"
    assert "5 in = 3 screened" in artifacts["dry-run"]
    assert "record run" not in tasks
    assert not (home / "runs").exists()
    assert list((home / "work").iterdir()) == []


def test_a_day_that_is_no_business_date_is_screened_only_if_it_is_named(
    parameters: NightlyParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = Settings().today(datetime.now(UTC))
    monkeypatch.setenv("SCREENING_SCHEDULE", json.dumps({"holidays": [today.isoformat()]}))
    unnamed = nightly(parameters.model_copy(update={"business_date": None}), return_state=True)
    named = nightly(parameters.model_copy(update={"business_date": today}), return_state=True)

    assert (unnamed.name, unnamed.is_completed()) == ("No business date", True)
    assert named.name.startswith("Open hits")


def test_the_file_of_the_settings_is_screened_by_its_business_date(
    parameters: NightlyParameters, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.rename(file.with_name("partners_20261122.csv"))
    monkeypatch.setenv("SCREENING_COUNTERPARTIES", str(file.with_name("partners_%Y%m%d.csv")))
    state = nightly(parameters.model_copy(update={"counterparties": None}), return_state=True)

    assert state.is_completed()


def test_a_future_date_fails_the_run(parameters: NightlyParameters) -> None:
    state = nightly(parameters.model_copy(update={"business_date": date(2999, 1, 1)}), return_state=True)

    assert state.is_failed()
    assert "2999-01-01 is after today" in state.message


def test_a_required_list_without_a_snapshot_fails_the_run(
    parameters: NightlyParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENING_LISTS", '["us-ns-cmic", "us-sdn"]')
    monkeypatch.setenv("SCREENING_REQUIRED_LISTS", '["us-sdn"]')
    state = nightly(parameters, return_state=True)

    assert state.is_failed()
    assert "us-sdn is required and has no accepted snapshot" in state.message


def test_a_known_name_that_is_missed_fails_the_run_and_leaves_no_record(
    parameters: NightlyParameters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_and_lose_an_entry(plan: RunPlan) -> Counts:
        entries = pl.read_parquet(plan.work / "entries.parquet")
        kept = entries.filter(~pl.col("primary_name").str.contains("(?i)skydio"))
        kept.write_parquet(plan.work / "entries.parquet")
        return load_stage(plan)

    monkeypatch.setattr("flows.stages.load_stage", load_and_lose_an_entry)
    state = nightly(parameters, return_state=True)

    assert state.is_failed()
    assert "known names were not flagged" in state.message
    assert not (home / "runs").exists()


def test_a_file_of_which_no_row_can_be_compared_fails_the_run(parameters: NightlyParameters, file: Path) -> None:
    file.write_text("counterparty_id,name\n1,***\n2,---\n", encoding="utf-8")
    state = nightly(parameters, return_state=True)

    assert state.is_failed()
    assert "not one of 2 rows could be compared" in state.message


def test_hits_are_told_with_ids_only_unless_names_are_wanted(
    parameters: NightlyParameters, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    monkeypatch.setenv("SCREENING_NOTIFY", json.dumps({"webhook": httpserver.url_for("/hook")}))
    state = nightly(parameters, return_state=True)
    [(request, _)] = httpserver.log
    told = request.get_json()["text"]

    _, _, artifacts = read_back(state.state_details.flow_run_id)
    [counted] = re.findall(r"\((\d+) new\)", state.message)
    assert f"{counted} new hits" in told
    assert "001: us-entity-list, match 100" in told
    assert not {"华为", "huawei", "skydio"} & set(re.findall(r"\w+", (told + artifacts["top-hits"]).lower()))


def test_a_run_whose_hits_could_not_be_told_says_so_in_its_state(
    parameters: NightlyParameters, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    monkeypatch.setenv("SCREENING_NOTIFY", json.dumps({"webhook": httpserver.url_for("/hook")}))
    state = nightly(parameters, return_state=True)

    assert state.name == "Open hits, degraded lists, rejected rows, not notified"
    assert "webhook: not told (HTTPStatusError)" in state.message
    assert "127.0.0.1" not in state.message


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
