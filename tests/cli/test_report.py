"""`screening report`: past runs again, in any language, and the difference of two."""

import shutil

import pytest

from screening.report.files import REPORT_FILES
from tests.cli.conftest import PARTNERS, command

EVERY_FILE = (*REPORT_FILES, "manifest.json")


@pytest.fixture(scope="module")
def ran(prepared, tmp_path_factory):
    """A home with two runs, the second one without Huawei and with one list less; and their ids."""
    folder = tmp_path_factory.mktemp("report")
    home = shutil.copytree(prepared, folder / "home")
    (folder / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    first = command(home, "run", "--counterparties", folder / "partners.csv", "--json").json
    (folder / "partners.csv").write_text(PARTNERS.replace("Huawei Technologies", "Kestrel Pottery"), encoding="utf-8")
    second = command(home, "run", "--counterparties", folder / "partners.csv", "--lists", "us-ns-cmic", "--json").json
    return home, first, second


def bytes_of(folder):
    return {name: (folder / name).read_bytes() for name in EVERY_FILE}


def test_a_past_run_is_written_again_with_the_same_bytes(ran, tmp_path):
    home, first, _ = ran
    answer = command(home, "report", first["run_id"], "--out", tmp_path / "again")

    assert answer.code == 0
    assert answer.out == f"Report: {tmp_path / 'again' / 'report.html'}\n"
    assert bytes_of(tmp_path / "again") == bytes_of(home / "runs" / first["run_id"])


def test_the_last_run_is_meant_where_none_is_named(ran, tmp_path):
    home, _, second = ran
    command(home, "report", "--out", tmp_path / "named")

    assert bytes_of(tmp_path / "named") == bytes_of(home / "runs" / second["run_id"])


def test_another_language_stands_beside_the_run_and_leaves_it_alone(ran, tmp_path):
    home, first, _ = ran
    before = bytes_of(home / "runs" / first["run_id"])
    answer = command(home, "report", first["run_id"], "--language", "ja", "--json")
    folder = home / "reports" / first["run_id"] / "ja"
    again = bytes_of(folder)
    command(home, "report", first["run_id"], "--language", "ja")

    assert answer.json == {"folder": str(folder)}
    assert '<html lang="ja">' in (folder / "report.html").read_text(encoding="utf-8")
    assert bytes_of(home / "runs" / first["run_id"]) == before
    assert bytes_of(folder) == again


def test_a_run_can_be_reported_in_another_language_from_the_start(prepared, tmp_path, partners):
    home = shutil.copytree(prepared, tmp_path / "home")
    answer = command(home, "run", "--counterparties", partners, "--language", "zh", "--json").json
    page = (home / "runs" / answer["run_id"] / "report.html").read_text(encoding="utf-8")

    assert answer["language"] == "zh"
    assert '<html lang="zh-Hans">' in page


def test_the_same_run_in_another_language_is_no_other_run(ran, tmp_path):
    home, first, _ = ran
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    answer = command(home, "run", "--counterparties", tmp_path / "partners.csv", "--language", "ja", "--json").json

    assert (answer["run_id"], answer["is_repeat"], answer["language"]) == (first["run_id"], True, "ja")


def test_the_difference_of_two_runs_tells_hits_and_lists_and_settings(ran):
    home, first, second = ran
    answer = command(home, "report", "--compare", first["run_id"], second["run_id"], "--json")
    found = answer.json
    gone = {(hit["counterparty_id"], hit["list_id"]) for hit in found["hits"]["gone"]}

    assert answer.code == 0
    assert found["runs"] == [first["run_id"], second["run_id"]]
    assert ("000001", "us-ns-cmic") in gone
    assert found["hits"]["new"] == []
    assert found["lists"]["cn-uel.verdict"]["after"] is None
    assert set(found["settings"]) == {"counterparties.sha256"}


def test_the_difference_of_two_runs_can_be_read_by_a_person(ran):
    home, first, second = ran
    lines = command(home, "report", "--compare", first["run_id"], second["run_id"]).out.splitlines()

    assert lines[0].startswith(f"{first['run_id']} -> {second['run_id']}: 0 hits new, ")
    assert any(line.startswith("gone ") and "000001 Huawei" in line for line in lines)


def test_a_run_that_is_not_there_is_an_error_that_names_it(ran):
    home, *_ = ran
    answer = command(home, "report", "2020-01-01-0123456789")

    assert answer.code == 1
    assert "there is no finished run '2020-01-01-0123456789'" in answer.err


@pytest.mark.parametrize("run_id", ["../../etc", "..", "2020/../x"])
def test_an_id_of_a_run_is_no_path(ran, run_id):
    home, *_ = ran
    answer = command(home, "report", run_id)

    assert answer.code == 1
    assert "there is no finished run" in answer.err


def test_a_home_without_runs_says_so(tmp_path):
    answer = command(tmp_path / "home", "report")

    assert answer.code == 1
    assert "no run has finished here yet" in answer.err
