"""Deployments of `prefect.yaml`, automations, and what `make serve` sets in Prefect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.automations import set_up
from flows.deployments import deployments
from flows.serve import _database_url, prefect_environment
from screening.errors import ConfigurationError
from screening.operating import Notify
from screening.settings import Settings

ROOT = Path(__file__).parents[2]


def automations(name: str) -> list:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        return client.read_automations_by_name(name)


def test_prefect_yaml_declares_the_deployments_that_are_served() -> None:
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    served = deployments(Settings())

    assert {one["name"]: one["description"] for one in declared} == {one.name: one.description for one in served}
    assert {one["name"]: one["tags"] for one in declared} == {one.name: one.tags for one in served}
    assert {one["name"]: one.get("parameters", {}) for one in declared} == {one.name: one.parameters for one in served}
    assert declared[0]["schedules"] == [{"cron": Settings().schedule.cron, "timezone": Settings().time_zone}]


def test_a_site_that_names_no_file_has_no_schedule() -> None:
    without = deployments(Settings())[0].schedules[0]
    scheduled = deployments(Settings(counterparties=Path("partners.csv")))[0].schedules[0]

    assert (without.active, scheduled.active) == (False, True)


@pytest.mark.prefect
@pytest.mark.usefixtures("prefect_server")
def test_the_deployments_of_prefect_yaml_can_be_deployed_to_a_work_pool(tmp_path: Path) -> None:
    from prefect import get_client
    from prefect.settings import PREFECT_API_URL

    environment = os.environ | {
        "PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_HOME": str(tmp_path), "SCREENING_CHECKOUT": str(ROOT),
    }  # fmt: skip
    for arguments in (["work-pool", "create", "screening", "--type", "process"], ["--no-prompt", "deploy", "--all"]):
        subprocess.run(
            [sys.executable, "-m", "prefect", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    with get_client(sync_client=True) as client:
        nightly = client.read_deployment_by_name("nightly/nightly")

    assert nightly.work_pool_name == "screening"
    assert nightly.parameters == {"parameters": {}}
    assert nightly.pull_steps == [{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}]


@pytest.mark.prefect
@pytest.mark.usefixtures("prefect_server")
def test_automations_are_made_once_however_often_a_site_starts() -> None:
    webhook = Settings(notify=Notify(webhook="https://hooks.example.com/secret", language="ja"))
    set_up(Settings())
    without = {name: len(automations(f"screening: {name}")) for name in ("dead", "failed", "late", "degraded")}
    set_up(webhook)
    names = set_up(webhook)
    [failed] = automations("screening: failed")

    assert without == {"dead": 1, "failed": 0, "late": 0, "degraded": 0}
    assert [len(automations(name)) for name in names] == [1, 1, 1, 1]
    assert failed.trigger.expect == {
        "prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.TimedOut",
    }  # fmt: skip
    assert "スクリーニング" in failed.actions[0].payload
    assert "secret" not in failed.model_dump_json()


@pytest.mark.parametrize("given", ["postgresql://u:p@db/name", "postgres://u:p@db/name"])
def test_the_address_of_postgresql_is_written_as_people_write_it(given: str) -> None:
    assert _database_url(given) == "postgresql+asyncpg://u:p@db/name"


@pytest.mark.parametrize("given", ["mysql://u:p@db/name", "db.example.com"])
def test_another_database_is_refused_without_telling_the_password(given: str) -> None:
    with pytest.raises(ConfigurationError, match="write postgresql://user:password@host/name"):
        _database_url(given)


def test_prefect_keeps_its_files_below_the_home_and_forgets_as_the_site_says(tmp_path: Path) -> None:
    environment = prefect_environment(Settings(home=tmp_path, retention={"prefect_days": 30}))

    assert environment["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert environment["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == str(30 * 86_400)
