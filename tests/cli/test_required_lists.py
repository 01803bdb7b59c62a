"""A site decides which lists a run may not go without."""

import json

from screening.settings import CONFIGURATION_FILE

OPTIONAL = "us-uvl"
"""An optional list of which the installation of these tests has nothing."""


def run(screening, partners, *lists):
    return screening("run", "--counterparties", partners, "--lists", ",".join(lists))


def test_an_optional_list_that_is_missing_makes_the_run_degraded_and_stands_on_page_one(screening, partners, tmp_path):
    answer = screening(
        "run", "--counterparties", partners, "--lists", f"cn-uel,{OPTIONAL}", "--out", tmp_path / "out"
    )  # fmt: skip
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")

    assert f"{OPTIONAL} MISSING" in answer.out
    assert manifest["is_degraded"]
    assert page.index("no accepted snapshot") < page.index("<table")


def test_the_same_list_fails_the_run_once_the_site_requires_it(screening, partners, home):
    (home / CONFIGURATION_FILE).write_text(f'lists = ["cn-uel", "{OPTIONAL}"]\nrequired_lists = ["{OPTIONAL}"]\n')
    answer = run(screening, partners, "cn-uel", OPTIONAL)

    assert answer.code == 1
    assert f"{OPTIONAL} is required and has no accepted snapshot" in answer.err


def test_a_run_goes_on_without_a_list_that_the_site_makes_optional(screening, partners, home, monkeypatch):
    monkeypatch.setenv("SCREENING_OPTIONAL_LISTS", '["us-meu"]')
    (home / CONFIGURATION_FILE).write_text('required_lists = ["us-meu"]\nlists = ["us-meu"]\n')
    refused = run(screening, partners, "cn-uel", "us-meu")
    monkeypatch.setenv("SCREENING_REQUIRED_LISTS", "[]")
    answer = run(screening, partners, "cn-uel", "us-meu")

    assert (refused.code, "both name us-meu" in refused.err) == (1, True)
    assert answer.code == 0
    assert "us-meu MISSING" in answer.out


def test_a_run_is_another_run_once_the_site_requires_other_lists(screening, partners, home):
    first = run(screening, partners, "cn-uel").out
    (home / CONFIGURATION_FILE).write_text('optional_lists = ["cn-uel"]\n')
    second = run(screening, partners, "cn-uel").out

    assert "done before" not in second
    assert first.split("run ")[-1] != second.split("run ")[-1]
