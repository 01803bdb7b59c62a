"""Commands that keep an installation in order."""

import json


def test_the_watchdog_rings_with_4_on_a_site_that_screens_nothing(screening):
    answer = screening("watchdog", "--json")

    assert answer.code == 4
    assert any("set counterparties in screening.toml" in sentence for sentence in answer.json["alarms"])


def test_the_watchdog_tells_by_webhook_unless_it_is_to_be_quiet(screening, home, httpserver):
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    (home / "screening.toml").write_text(f'[notify]\nlanguage = "ja"\nwebhook = "{httpserver.url_for("/hook")}"\n')
    screening("watchdog", "--quiet")
    screening("watchdog")
    [(request, _)] = httpserver.log

    assert request.get_json()["text"].startswith("スクリーニング：警報 ")


def test_a_watchdog_that_nobody_hears_says_so(screening, home):
    (home / "screening.toml").write_text('[notify]\nwebhook = "http://127.0.0.1:9/hook"\n')
    answer = screening("watchdog")

    assert answer.code == 4
    assert "Mind: webhook: not told (ConnectError)" in answer.err


def test_the_doctor_ends_with_1_if_something_is_wrong_and_says_what_to_do(screening):
    answer = screening("doctor", "--offline")

    assert answer.code == 1
    assert "wrong    configuration: no file of counterparties is configured: set counterparties" in answer.out


def test_a_backup_is_restored_into_another_home(screening, tmp_path):
    target, new = tmp_path / "night.tar", tmp_path / "new"
    taken = screening("backup", target, "--json").json
    put_back = screening("restore", target, at=new)

    assert put_back.code == 0
    assert put_back.out == f"{new}: {taken['files']} files\n"
    assert screening("lists", "status", at=new).out == screening("lists", "status").out


def test_pruning_without_a_rule_removes_nothing(screening):
    answer = screening("prune", "--dry-run")

    assert answer.out == "0 reports, 0 snapshots, 0 raw files and 0 working folders would go.\n"
    assert set(json.loads(screening("prune", "--json").out)) == {"reports", "snapshots", "raw_files", "work"}


def test_a_run_in_which_no_row_can_be_compared_ends_with_1_and_records_nothing(screening, home, tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text("counterparty_id,name\n1,***\n2,---\n", encoding="utf-8")
    answer = screening("run", "--counterparties", path)

    assert answer.code == 1
    assert "not one of 2 rows could be compared" in answer.err
    assert not (home / "runs").exists()
