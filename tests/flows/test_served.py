"""A served site, used as an operator uses it: through the API of Prefect's pages."""

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from pytest_httpserver import HTTPServer

from screening.operations.nights import owed_nights
from screening.turn import turn
from tests.flows.conftest import ROWS
from tests.flows.served import Site

pytestmark = pytest.mark.prefect
NIGHT = {"lists": ["us-ns-cmic"], "business_date": "2026-11-22"}


def wait_for(hook: HTTPServer, words: str) -> str:
    """The message with these words that the webhook got; automations need a few seconds."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for request, _ in hook.log:
            text = str(request.get_json()["text"])
            if words in text:
                return text
        time.sleep(0.3)
    raise TimeoutError(f"nothing with {words!r} was told")


@pytest.fixture
def asked(site: Site, tmp_path: Path) -> dict:
    """What an operator fills in for a file of his own."""
    path = tmp_path / "partners.csv"
    path.write_text(ROWS + f"{tmp_path.name},Made Up Trading,GB\n", encoding="utf-8")
    return NIGHT | {"counterparties": str(path)}


def test_the_three_deployments_have_forms_with_choices_dates_and_bounds(site: Site) -> None:
    schemas = {name: site.deployment(name)["parameter_openapi_schema"] for name in ("nightly", "rescreen")}
    form = schemas["rescreen"]["definitions"]["RescreenParameters"]["properties"]
    bands = schemas["rescreen"]["definitions"]["Bands"]["properties"]

    assert "us-ns-cmic" in form["lists"]["items"]["enum"]
    assert {"format": "date", "type": "string"} in form["business_date"]["anyOf"]
    assert (bands["match"]["minimum"], bands["match"]["maximum"]) == (0, 100)
    assert site.deployment("refresh-lists")["tags"] == ["screening"]


def test_the_nights_ahead_are_scheduled_in_the_zone_of_the_site(site: Site) -> None:
    deployment = site.deployment("nightly")
    deadline = time.monotonic() + 60
    while not (ahead := [run for run in site.runs("nightly") if run["auto_scheduled"]]):
        assert time.monotonic() < deadline, "Prefect's scheduler scheduled nothing within a minute"
        time.sleep(0.5)

    assert deployment["schedules"][0]["schedule"]["timezone"] == "Asia/Tokyo"
    assert {datetime.fromisoformat(run["expected_start_time"]).hour for run in ahead} == {15}


def test_the_night_that_was_missed_is_screened_when_the_site_starts(site: Site) -> None:
    today = site.settings.today(datetime.now(UTC)).isoformat()
    [run] = [run for run in site.runs("nightly") if run["parameters"] == {"parameters": {"business_date": today}}]
    finished = site.wait(run["id"])
    nights = owed_nights(site.settings, datetime.now(UTC))

    assert finished["name"] == f"nightly {today}"
    assert finished["state_name"].startswith("Open hits")
    assert nights == []


@pytest.mark.parametrize(
    "wrong", [{"lists": ["nowhere"]}, {"colour": "red"}, {"bands": {"match": 101}}, {"dry_run": "perhaps"}], ids=str
)
def test_a_form_with_something_that_means_nothing_is_refused_before_it_runs(
    site: Site, asked: dict, wrong: dict
) -> None:
    with pytest.raises(httpx2.HTTPStatusError, match="409"):
        site.start("rescreen", asked | wrong)


def test_a_run_from_the_form_ends_with_its_report_behind_a_link_and_twice_is_once(site: Site, asked: dict) -> None:
    first, second = site.start("rescreen", asked), site.start("rescreen", asked)
    names = sorted(site.wait(run)["state_name"] for run in (first, second))
    artifacts = site.artifacts(first)
    link = artifacts["report"].split("(")[1].rstrip(")")
    page = httpx2.get(link)

    assert names == [
        "Done before, open hits, degraded lists, rejected rows",
        "Open hits, degraded lists, rejected rows",
    ]
    assert page.status_code == 200
    assert "华为技术有限公司" in page.text
    assert "华为" not in str(artifacts)
    assert httpx2.get(site.settings.reports_url + "/").status_code == 404


def test_a_run_waits_for_the_one_before_it_and_says_so(site: Site, asked: dict) -> None:
    with turn(site.settings, "nightly 2026-11-21"):
        run_id = site.start("rescreen", asked)
        queued = site.wait(run_id, "Queued")
    finished = site.wait(run_id)

    assert queued["state"]["message"] == f"Waiting for nightly 2026-11-21 (process {os.getpid()}) to finish."
    assert finished["state_type"] == "COMPLETED"


def test_a_cancelled_run_gives_its_turn_back(site: Site, asked: dict) -> None:
    with turn(site.settings, "nightly 2026-11-21"):
        run_id = site.start("rescreen", asked)
        site.wait(run_id, "Queued")
        site.api(f"/flow_runs/{run_id}/set_state", {"state": {"type": "CANCELLING", "name": "Cancelling"}})
        cancelled = site.wait(run_id)
    again = site.wait(site.start("rescreen", asked))

    assert cancelled["state_type"] == "CANCELLED"
    assert again["state_name"].startswith("Open hits")


def test_a_run_whose_process_is_killed_is_told_as_crashed_and_completes_when_run_again(site: Site, asked: dict) -> None:
    with turn(site.settings, "nightly 2026-11-21"):
        run_id = site.start("rescreen", asked)
        site.wait(run_id, "Queued")
        [process] = site.flow_processes()
        os.kill(process, signal.SIGKILL)
        killed = site.wait(run_id)
    again = site.wait(site.start("rescreen", asked))

    assert killed["state_type"] == "CRASHED"
    assert again["state_name"].startswith("Open hits")


def test_lists_are_refreshed_from_the_form(site: Site) -> None:
    run_id = site.start("refresh-lists", {"lists": ["cn-uel"], "fetch_retries": 0})
    run = site.wait(run_id)

    assert (run["state_name"], run["state_type"]) == ("Degraded lists", "COMPLETED")
    assert "| cn-uel | degraded |" in site.artifacts(run_id)["lists"]


def test_a_file_that_is_not_there_fails_with_a_sentence_and_the_webhook_is_told(
    site: Site, asked: dict, hook: HTTPServer
) -> None:
    run = site.wait(site.start("nightly", NIGHT | {"counterparties": "/nowhere/partners.csv", "offline": True}))

    told = wait_for(hook, "is Failed")

    assert run["state_type"] == "FAILED"
    assert f"/runs/flow-run/{run['id']}" in told
    assert "/nowhere/partners.csv: there is no such file" in run["state"]["message"]
