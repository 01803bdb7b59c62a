import shutil
from datetime import timedelta

import pytest

from screening.operations import doctor
from screening.operations.doctor import Condition, examine
from screening.turn import turn
from tests.operations.conftest import NOW


@pytest.fixture
def site(screened, tmp_path):
    settings = screened[0].model_copy(update={"home": tmp_path / "home", "fetch_timeout_seconds": 1})
    shutil.copytree(screened[0].home, settings.home)
    return settings


def looked_at(site, check, *, now=NOW, offline=True):
    found = [finding for finding in examine(site, now, offline=offline) if finding.check == check]
    assert found
    return max(found, key=lambda finding: list(Condition).index(finding.condition))


@pytest.mark.parametrize("check", ["configuration", "disk", "locks", "clock", "warehouse", "raw files", "reports"])
def test_a_site_in_order_is_not_wrong(site, check):
    assert looked_at(site, check).condition is not Condition.WRONG


def test_versions_that_do_not_work_together_are_told_with_the_cure(site, monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda name: {"sqlalchemy": "2.1.9"}.get(name, "3.8.8"))
    found = next(one for one in examine(site, NOW, offline=True) if one.text.startswith("sqlalchemy"))

    assert found.condition is Condition.WRONG
    assert "pip install 'sqlalchemy<2.1'" in found.text


def test_a_file_of_counterparties_that_is_not_there_is_told(site):
    gone = site.model_copy(update={"counterparties": site.home / "nothing.csv"})

    assert "the nightly run will fail unless it comes" in looked_at(gone, "configuration").text


def test_a_list_that_does_not_exist_is_told(site):
    found = looked_at(site.model_copy(update={"lists": ("nowhere",)}), "configuration")

    assert (found.condition, "no list 'nowhere'" in found.text) == (Condition.WRONG, True)


def test_a_disk_that_is_nearly_full_is_told(site, monkeypatch):
    monkeypatch.setattr(doctor, "MIN_FREE_BYTES", 10**18)

    assert "run 'screening prune'" in looked_at(site, "disk").text


def test_a_run_under_way_is_named(site):
    with turn(site, "nightly 2026-11-22"):
        found = looked_at(site, "locks")

    assert found.text.startswith("nightly 2026-11-22 (process ")


def test_a_clock_that_went_back_is_told(site):
    found = looked_at(site, "clock", now=NOW - timedelta(days=1))

    assert (found.condition, "set the clock" in found.text) == (Condition.WRONG, True)


def test_a_damaged_warehouse_is_told(site):
    content = bytearray(site.warehouse.read_bytes())
    content[12288:] = b"\xff" * (len(content) - 12288)
    site.warehouse.write_bytes(bytes(content))

    assert looked_at(site, "warehouse").condition is Condition.WRONG


def test_a_raw_file_that_was_changed_is_told(site):
    path = next(path for path in (site.home / "raw").rglob("*") if path.is_file())
    path.write_bytes(b"changed")

    assert f"first {path.name}; restore a backup" in looked_at(site, "raw files").text


def test_a_report_that_is_gone_is_told(site, screened):
    shutil.rmtree(site.home / "runs" / screened[1].run_id)

    assert f"first {screened[1].run_id}: screen that night again" in looked_at(site, "reports").text


def test_a_server_that_does_not_answer_is_told(site, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")

    assert "run 'make serve'" in looked_at(site, "server").text


def test_a_publisher_that_is_not_reached_is_told(site, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    asks = site.model_copy(update={"lists": ("us-ns-cmic",)})

    assert "import its lists by hand" in looked_at(asks, "publishers", offline=False).text
