"""A night that is killed in any stage leaves nothing half-written, and completes when it is run again."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.parameters import NightlyParameters
from screening.operations.doctor import Condition, examine
from screening.settings import Settings
from tests.flows.killed import STAGES
from tests.operations.conftest import NOW

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server")]


@pytest.fixture(scope="module")
def killed(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes of nights that were killed with SIGKILL, each in its stage; they run side by side to save time."""
    from prefect.settings import PREFECT_API_URL

    folder = tmp_path_factory.mktemp("killed")
    (folder / "partners.csv").write_text("counterparty_id,name\n1,Skydio Inc\n2,Marigold Bay\n", encoding="utf-8")
    processes = {
        stage: subprocess.Popen(
            [sys.executable, "-m", "tests.flows.killed", stage, str(folder / "partners.csv")],
            env=os.environ | {
                "SCREENING_HOME": str(folder / stage), "SCREENING_LISTS": '["cn-uel"]',
                "PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_LOGGING_LEVEL": "CRITICAL",
            },
            stdout=subprocess.PIPE, text=True,
        )
        for stage in STAGES
    }  # fmt: skip
    for stage, process in processes.items():
        assert process.stdout.readline() == f"{stage}\n"
        process.kill()
        process.wait()
    return {stage: folder / stage for stage in STAGES}


@pytest.mark.parametrize("stage", STAGES)
def test_a_night_killed_in_a_stage_completes_when_it_is_run_again(
    killed: dict[str, Path], stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = killed[stage]
    monkeypatch.setenv("SCREENING_HOME", str(home))
    monkeypatch.setenv("SCREENING_LISTS", '["cn-uel"]')
    file = home.parent / "partners.csv"
    state = nightly(
        NightlyParameters(counterparties=file, business_date=date(2026, 11, 22), offline=True), return_state=True
    )
    result = state.result()
    manifest = json.loads((Path(result["folder"]) / "manifest.json").read_text(encoding="utf-8"))
    settings = Settings(home=home, counterparties=file, lists=("cn-uel",))
    reports = next(finding for finding in examine(settings, NOW, offline=True) if finding.check == "reports")

    assert result["is_repeat"] is (stage == "finish")
    assert manifest["counts"]["open_hits"] == 1
    assert (reports.condition, reports.text[:15]) == (Condition.OK, "1 recorded runs")
    assert list((home / "work").iterdir()) == []
