import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from screening import __version__, duck
from screening.cli.list_contents import ENTRY_COLUMNS
from screening.cli.main import run_command
from screening.report.files import REPORT_FILES
from screening.report.model import HIT_COLUMNS
from screening.settings import Settings
from tests import made_up
from tests.bundled import LISTS
from tests.cli.conftest import ALL_LISTS, PARTNERS, TODAY, Answer, command
from tests.lists.notice_text import samples
from tests.lists.snapshots import accept

HIT_BANDS = {"match", "probable", "possible"}
HUAWEI = "Huawei Technologies Co., Ltd."


def table_of(home, table):
    with duck.database(home / "warehouse.duckdb", read_only=True) as connection:
        return duck.query(connection, f"select * from {table}")  # noqa: S608 - a name of this module


# run ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ran(prepared, tmp_path_factory):
    """The same run twice in a home of its own, first as JSON, then in words."""
    folder = tmp_path_factory.mktemp("ran")
    home = shutil.copytree(prepared, folder / "home")
    (folder / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    first = command(home, "run", "--counterparties", folder / "partners.csv", "--lists", ALL_LISTS, "--json")
    second = command(home, "run", "--counterparties", folder / "partners.csv", "--lists", ALL_LISTS)
    return home, first, second


def test_run_writes_the_report_and_ends_with_3_when_hits_are_open(ran):
    home, first, _ = ran
    [folder] = (home / "runs").iterdir()

    assert first.code == 3
    assert first.json["folder"] == str(folder)
    assert {path.name for path in folder.iterdir()} == {*REPORT_FILES, "manifest.json"}


def test_run_prints_the_verdict(ran):
    _, first, second = ran

    assert "2 counterparties match a list entry" in second.out
    assert "5 in = 3 screened + 1 unable to determine + 1 rejected" in second.out
    assert f"Report: {Path(first.json['folder']) / 'report.html'}" in second.out


def test_run_with_json_prints_the_manifest_and_nothing_else(ran):
    _, first, _ = ran
    folder = first.json["folder"]
    manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))

    assert first.json == manifest | {"folder": folder, "is_repeat": False}


def test_run_again_says_that_there_was_nothing_to_do_and_keeps_its_exit_code(ran):
    home, first, second = ran

    assert second.out.startswith("Nothing to do")
    assert (first.code, second.code) == (3, 3)
    assert table_of(home, "run").height == 1


def test_hits_have_exactly_the_documented_columns(ran):
    folder = Path(ran[1].json["folder"])
    frame = pl.read_parquet(folder / "hits.parquet")
    header, *rows = csv.reader(io.StringIO((folder / "hits.csv").read_text(encoding="utf-8")))

    assert tuple(frame.columns) == tuple(header) == HIT_COLUMNS
    assert frame.height == len(rows) > 0
    assert tuple(pl.read_parquet(folder / "near_misses.parquet").columns) == HIT_COLUMNS
    assert frame["counterparty_id"].to_list() == sorted(frame["counterparty_id"])
    assert set(frame["band"]) <= HIT_BANDS
    assert frame.schema["score"] == pl.Float64
    assert frame.schema["business_date"] == pl.Date
    assert all(set(json.loads(cell)) == {"summary", "features", "tokens", "forms"} for cell in frame["explanation"])


def test_an_extract_is_told_on_the_terminal(ran):
    assert "us-entity-list DEGRADED" in ran[2].out
    assert "EXTRACT ONLY" in ran[2].out


def test_run_ends_with_0_when_nothing_is_open(screening, tmp_path):
    path = tmp_path / "quiet.csv"
    path.write_text("counterparty_id,name\n1,Kingfisher Tackle Ltd\n", encoding="utf-8")
    answer = screening("run", "--counterparties", path)

    assert answer.code == 0
    assert "this does not clear anyone" in answer.out


def test_run_is_for_the_date_that_is_given(screening, partners):
    day = (TODAY - timedelta(days=30)).isoformat()
    manifest = screening("run", "--counterparties", partners, "--business-date", day, "--json").json

    assert (manifest["business_date"], manifest["as_of"]) == (day, day)
    assert manifest["run_id"].startswith(f"{day}-")


def test_run_can_look_at_lists_of_another_day(screening, partners):
    manifest = screening(
        "run", "--counterparties", partners, "--as-of", "2018-01-31", "--lists", ALL_LISTS, "--json"
    ).json

    assert (manifest["business_date"], manifest["as_of"]) == (TODAY.isoformat(), "2018-01-31")
    assert manifest["counts"]["open_hits"] == 0


def test_run_compares_with_the_lists_that_are_named(screening, partners):
    manifest = screening("run", "--counterparties", partners, "--lists", "us-ns-cmic, cn-uel", "--json").json

    assert [one["list_id"] for one in manifest["lists"]] == ["cn-uel", "us-ns-cmic"]


def test_run_reads_other_headings_with_a_mapping(screening, tmp_path):
    path, mapping = tmp_path / "kunden.csv", tmp_path / "mapping.toml"
    path.write_text("Nr;Firma\n7;Huawei Technologies\n", encoding="utf-8")
    mapping.write_text('[columns]\ncounterparty_id = "Nr"\nname = "Firma"\n', encoding="utf-8")
    answer = screening("run", "--counterparties", path, "--mapping", mapping, "--json")

    assert answer.code == 3
    assert answer.json["counterparties"]["file"] == "kunden.csv"


def test_run_puts_a_copy_where_it_was_asked_for(screening, partners, tmp_path):
    screening("run", "--counterparties", partners, "--out", tmp_path / "out")

    assert {path.name for path in (tmp_path / "out").iterdir()} == {*REPORT_FILES, "manifest.json"}


# check ----------------------------------------------------------------------------------------------------------------


def test_check_prints_the_hits_and_ends_with_3(desk):
    answer = desk("check", HUAWEI, "--lists", ALL_LISTS)

    assert answer.code == 3
    assert "us-entity-list" in answer.out
    assert "us-ns-cmic" in answer.out
    assert "Mind: us-entity-list: BUNDLED EXTRACT" in answer.err


def test_check_with_json_prints_hits_with_exactly_the_documented_columns_best_first(desk):
    answer = desk("check", "华为技术有限公司", "--json")
    hits = answer.json
    scores = [hit["score"] for hit in hits]

    assert answer.code == 3
    assert all(tuple(hit) == HIT_COLUMNS for hit in hits)
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100
    assert {hit["band"] for hit in hits} <= HIT_BANDS
    assert {(hit["run_id"], hit["event"], hit["business_date"]) for hit in hits} == {("", "", TODAY.isoformat())}


def test_check_of_a_name_that_is_not_listed_ends_with_0_and_clears_nobody(desk):
    answer = desk("check", "Kingfisher Tackle Ltd")

    assert answer.code == 0
    assert answer.out.startswith("No entry matches; this does not clear anyone.")
    assert desk("check", "Kingfisher Tackle Ltd", "--json").json == []


def test_check_takes_further_names_of_the_same_party(desk):
    alone, both = desk("check", "Kingfisher Tackle"), desk("check", "Kingfisher Tackle", "华为", "--json")

    assert (alone.code, both.code) == (0, 3)
    assert {hit["counterparty_name"] for hit in both.json} == {"Kingfisher Tackle"}
    assert {hit["matched_counterparty_name"] for hit in both.json} == {"华为"}


@pytest.mark.parametrize(("country", "code"), [("CN", "CN"), ("china", "CN"), ("Hong Kong", "HK")])
def test_check_takes_a_country_as_code_or_name(desk, country, code):
    hits = desk("check", HUAWEI, "--country", country, "--json").json

    assert {hit["counterparty_country"] for hit in hits} == {code}
    assert hits[0]["score"] == 100


def test_check_in_another_country_scores_less(desk):
    assert desk("check", HUAWEI, "--country", "BR", "--json").json[0]["score"] < 100


def test_check_finds_the_same_as_a_run(screening, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("counterparty_id,name\ndesk,华为技术\n", encoding="utf-8")
    folder = Path(screening("run", "--counterparties", path, "--json").json["folder"])
    columns = ["list_id", "entry_id", "score", "band", "matched_entry_name", "explanation"]
    of_run = pl.read_parquet(folder / "hits.parquet").select(columns).sort(columns).to_dicts()
    of_desk = pl.DataFrame(screening("check", "华为技术", "--json").json).select(columns).sort(columns).to_dicts()

    assert of_desk == of_run


def test_check_of_a_past_day_sees_the_states_of_that_day(desk):
    assert desk("check", HUAWEI, "--as-of", "2018-01-31", "--lists", ALL_LISTS).code == 0
    assert desk("check", HUAWEI, "--as-of", "2024-01-31").code == 3


def test_check_records_nothing(screening, home):
    screening("check", HUAWEI)

    assert not (home / "runs").exists()
    assert [table_of(home, table).height for table in ("run", "hit", "hit_event")] == [0, 0, 0]


def test_check_works_in_a_new_home_without_a_network(desk, tmp_path):
    assert desk("check", HUAWEI, at=tmp_path / "new").code == 3


# lists ----------------------------------------------------------------------------------------------------------------


def bundled(statuses):
    return {status["list_id"]: status for status in statuses if status["list_id"] in LISTS}


def test_lists_status_prints_one_line_a_list_and_what_is_wrong(desk):
    answer = desk("lists", "status")
    header, *lines = answer.out.splitlines()

    assert answer.code == 0
    assert header.split() == [
        "list_id", "verdict", "origin", "completeness", "edition_on", "age_days", "entries", "names",
    ]  # fmt: skip
    assert any(line.split()[:4] == ["us-entity-list", "degraded", "bundled", "extract"] for line in lines)
    assert any(line.startswith("us-entity-list: BUNDLED EXTRACT") for line in lines)


def test_lists_status_as_json_has_every_list(desk):
    statuses = bundled(desk("lists", "status", "--json").json)

    assert set(statuses) == set(LISTS)
    assert statuses["us-entity-list"]["completeness"] == "extract"
    assert statuses["us-ns-cmic"]["entries"] >= 68
    assert all(status["snapshot_id"] and status["raw_files"] for status in statuses.values())


def test_lists_of_a_new_home_are_missing_until_they_are_taken_in(desk, tmp_path):
    before = bundled(desk("lists", "status", "--json", at=tmp_path / "new").json)
    refreshed = desk("lists", "refresh", *LISTS, "--offline", "--json", at=tmp_path / "new")
    after = bundled(desk("lists", "status", "--json", at=tmp_path / "new").json)

    assert {status["verdict"] for status in before.values()} == {"missing"}
    assert refreshed.code == 0
    assert [status["list_id"] for status in refreshed.json] == sorted(LISTS)
    assert all(
        after[list_id]["snapshot_id"] == status["snapshot_id"] for list_id, status in bundled(refreshed.json).items()
    )


def test_lists_refresh_offline_says_that_nothing_was_fetched(screening):
    answer = screening("lists", "refresh", "us-ns-cmic", "--offline")

    assert answer.code == 0
    assert "us-ns-cmic: degraded" in answer.out
    assert "offline" in answer.out


def test_lists_entries_as_csv_has_exactly_the_documented_columns(desk):
    answer = desk("lists", "entries", "cn-uel")
    header, *rows = csv.reader(io.StringIO(answer.out))
    first = dict(zip(header, rows[0], strict=True))

    assert answer.code == 0
    assert tuple(header) == ENTRY_COLUMNS
    assert len(rows) == bundled(desk("lists", "status", "--json").json)["cn-uel"]["entries"]
    assert all(isinstance(json.loads(first[column]), list) for column in ("names", "addresses", "identifiers"))
    assert all(isinstance(json.loads(first[column]), list) for column in ("footnotes", "measures"))


def test_lists_entries_as_json_holds_the_same_as_csv(desk):
    as_json = desk("lists", "entries", "us-ns-cmic", "--json").json
    as_csv = list(csv.DictReader(io.StringIO(desk("lists", "entries", "us-ns-cmic").out)))

    assert desk("lists", "entries", "us-ns-cmic", "--format", "json").json == as_json
    assert [row["entry_id"] for row in as_csv] == [entry["entry_id"] for entry in as_json]
    assert [json.loads(row["names"]) for row in as_csv] == [entry["names"] for entry in as_json]
    assert [json.loads(row["measures"]) for row in as_csv] == [entry["measures"] for entry in as_json]
    assert [row["state"] for row in as_csv] == [entry["state"] for entry in as_json]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2025-04-05", "in_force"),
        ("2025-06-01", "suspended"),
        ("2026-01-01", "suspended"),
        ("2026-11-22", "unverified"),
    ],
)
def test_lists_entries_tells_the_state_on_a_date(desk, day, state):
    """〔2025〕7号 of 2025-04-04, domain reference section 12."""
    entries = desk("lists", "entries", "cn-uel", "--on", day, "--json").json
    states = {entry["state"] for entry in entries if "〔2025〕7号" in entry["citation"]}

    assert states == {state}


@pytest.fixture
def annex(tmp_path):
    """The text of a made-up notice of China's Export Control List."""
    path = tmp_path / "annex.md"
    path.write_text(samples.ANNEX, encoding="utf-8")
    return path


@pytest.fixture
def propose(capsys):
    """Run `lists propose`, which needs no home: it compares with the tables that ship."""

    def run(*arguments):
        code = run_command(["lists", "propose", "cn-ecl", *(str(argument) for argument in arguments)])
        printed = capsys.readouterr()
        return Answer(int(code), printed.out, printed.err)

    return run


def test_lists_propose_prints_the_rows_that_the_tables_lack(propose, annex):
    answer = propose(annex)
    as_json = propose(annex, "--json").json

    assert answer.code == 0
    assert "cn-ecl: 1 notices, 0 cells proved, 0 differ, 11 rows missing, 0 lines not understood" in answer.out
    assert '2031-7/1,商务部公告2031年第7号,1,,"Kingfisher Tackle, Inc.",,翠鸟渔具公司' in answer.out
    assert {role: len(rows) for role, rows in as_json["missing"].items()} == {
        "notices": 1, "entries": 7, "measures": 3, "states": 0, "persons": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no-such.md: there is no such file"),
        ("商务部公告".encode("gb18030"), "not text in UTF-8"),
        (samples.ANNEX.replace("4.急速风筝公司(Rapid Kite LLC)", "").encode(), "states 5 parties, 4 were read"),
    ],
)
def test_lists_propose_refuses_a_text_that_cannot_be_trusted(propose, tmp_path, content, message):
    path = tmp_path / "no-such.md"
    if content is not None:
        path.write_bytes(content)
    answer = propose(path)

    assert answer.code == 1
    assert message in answer.err


def test_lists_propose_needs_a_text(propose):
    assert "give the text of a notice: screening lists propose cn-ecl FILE" in propose().err


def test_lists_calendar_tells_the_terms_that_end(screening):
    answer = screening("lists", "calendar", "--from", "2026-10-01")
    (row,) = [line for line in answer.out.splitlines() if "〔2025〕7号" in line]

    assert answer.code == 0
    assert re.match(r"change +2026-11-10 00:00\+08:00 +cn-uel ", row)
    assert re.search(r"suspended +unverified +11 ", row)


def test_lists_calendar_as_json_puts_terms_that_ran_out_first(screening):
    rows = screening("lists", "calendar", "--from", "2026-11-22", "--days", "30", "--json").json

    assert {row["kind"] for row in rows[:3]} == {"unverified"}
    assert [(row["list_id"], row["entries"]) for row in rows[:3]] == [
        ("cn-countermeasures", 5),
        ("cn-ecl", 16),
        ("cn-uel", 11),
    ]
    assert rows[2]["at"] == "2026-11-09T16:00:00"


def test_lists_calendar_names_the_lists_that_it_cannot_show(screening):
    assert "Mind: us-uvl: no snapshot; what changes on it is not shown" in screening("lists", "calendar").err


def test_lists_diff_of_one_snapshot_is_empty(desk):
    yesterday = TODAY - timedelta(days=1)
    answer = desk("lists", "diff", "cn-uel", yesterday, TODAY)

    assert answer.code == 0
    assert "0 changes" in answer.out
    assert desk("lists", "diff", "cn-uel", yesterday, TODAY, "--json").json == []


def test_lists_reconcile_counts_what_agrees_and_names_what_differs(screening, home):
    ours = made_up.entry("Made-up", "Here", list_id="us-meu", country="CN")
    copy = made_up.entry("MADE UP", list_id="us-csl", country="CN", copied_from="us-meu")
    settings = Settings(home=home)
    accept(settings, "us-meu", [ours], edition_on=TODAY, at=datetime.now(UTC).replace(tzinfo=None))
    accept(settings, "us-csl", [copy], edition_on=TODAY, at=datetime.now(UTC).replace(tzinfo=None))

    answer = screening("lists", "reconcile", "us-meu", "--with", "us-csl")

    assert answer.code == 0
    assert "names:   1 of 1 agree (100.00%)" in answer.out
    assert "aliases: 0 of 1 agree (0.00%)" in answer.out
    assert "differences: 1; not explained 1" in answer.out
    assert screening("lists", "reconcile", "us-meu", "--json").json["differences"][0]["here"] == "Here"


def test_lists_reconcile_without_a_second_source_is_an_error_that_says_how_to_get_it(desk):
    answer = desk("lists", "reconcile", "us-ns-cmic")

    assert (answer.code, answer.out) == (1, "")
    assert "us-csl: no snapshot; run 'screening lists refresh us-csl'" in answer.err


# a real process -------------------------------------------------------------------------------------------------------


def process(*arguments, home):
    return subprocess.run(
        [sys.executable, "-m", "screening.cli.main", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | {"SCREENING_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
    )


def test_a_process_ends_with_3_and_prints_json_in_utf_8(home):
    done = process("check", "华为技术有限公司", "--lists", "us-ns-cmic", "--json", home=home)

    assert done.returncode == 3
    assert json.loads(done.stdout.decode("utf-8"))[0]["counterparty_name"] == "华为技术有限公司"


def test_a_process_ends_with_1_and_one_sentence_on_standard_error(home):
    done = process("run", "--counterparties", "nowhere.csv", "--offline", home=home)

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode("utf-8") == "error: nowhere.csv: there is no such file\n"


def test_a_process_ends_with_2_when_the_command_is_not_understood(home):
    done = process("run", home=home)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--counterparties" in done.stderr


def test_a_process_keeps_its_data_where_the_environment_says(home, tmp_path, partners):
    done = process(
        "run", "--counterparties", partners, "--lists", "us-ns-cmic", "--offline", home=tmp_path / "elsewhere"
    )

    assert done.returncode == 3
    assert (tmp_path / "elsewhere" / "warehouse.duckdb").is_file()
    assert not (home / "runs").exists()


# help and version -----------------------------------------------------------------------------------------------------


def test_version_is_that_of_the_package(capsys):
    assert run_command(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["run", "check", "lists", "Exit codes"]),
        (
            ["run", "--help"],
            ["--counterparties", "--mapping", "--lists", "--business-date", "--as-of", "--home", "--out"],
        ),
        (["check", "--help"], ["--country", "--lists", "--as-of", "--json"]),
        (["lists", "--help"], ["status", "refresh", "import", "entries", "diff", "reconcile"]),
        (["lists", "import", "--help"], ["--edition", "--accept-because", "--home"]),
    ],
)
def test_help_names_every_command_and_option(capsys, arguments, words):
    assert run_command(arguments) == 0

    printed = capsys.readouterr().out
    assert [word for word in words if word not in printed] == []


def test_check_against_a_list_that_is_not_there_is_an_error_and_no_clean_answer(screening):
    answer = screening("check", "Kingfisher Tackle Ltd", "--lists", "cn-ecl,us-uvl")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: us-uvl: no snapshot to compare with; run 'screening lists refresh us-uvl'")


def test_check_with_json_still_warns_of_degraded_lists_on_standard_error(desk):
    answer = desk("check", "Kingfisher Tackle Ltd", "--lists", ALL_LISTS, "--json")

    assert (answer.code, answer.json) == (0, [])
    assert "Mind: us-entity-list: BUNDLED EXTRACT" in answer.err


@pytest.mark.parametrize("option", ["--business-date", "--as-of"])
def test_a_run_for_a_day_to_come_is_refused(screening, tmp_path, option):
    partners = tmp_path / "partners.csv"
    partners.write_text(PARTNERS, encoding="utf-8")
    answer = screening("run", "--counterparties", partners, option, "2199-01-01")

    assert answer.code == 1
    assert f"{option} 2199-01-01 is after today" in answer.err


def test_a_difference_from_before_the_first_snapshot_is_refused(desk):
    answer = desk("lists", "diff", "us-entity-list", "2020-01-01", "2020-02-01")

    assert (answer.code, answer.out) == (1, "")
    assert "no snapshot or edition of 2020-01-01 or before is kept" in answer.err


def test_entries_of_a_list_without_snapshot_are_an_error_and_no_empty_table(desk):
    answer = desk("lists", "entries", "us-uvl")

    assert (answer.code, answer.out) == (1, "")
    assert "us-uvl: no snapshot" in answer.err
