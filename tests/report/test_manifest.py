import hashlib
import json

import pytest

from screening.models import Language
from screening.report.files import REPORT_FILES, write_report
from screening.report.manifest import file_hashes, manifest
from tests.made_up import status
from tests.report.conftest import PARTIES
from tests.report.reports import report_of

DOCUMENTED = {
    "run_id", "run_key", "business_date", "as_of", "scope", "verdict", "is_degraded", "counts", "counterparties",
    "lists", "configuration", "code", "native_names_sha256", "canaries", "files",
    "language",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_report(report, folder)
    return folder


@pytest.fixture(scope="module")
def content(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_a_report_is_these_files(folder):
    assert {path.name for path in folder.iterdir()} == {*REPORT_FILES, "manifest.json"}


def test_the_manifest_has_the_documented_fields(content):
    assert set(content) == DOCUMENTED


def test_the_manifest_names_the_hash_of_every_other_file(folder, content):
    assert content["files"] == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in REPORT_FILES}


def test_a_file_that_was_touched_no_longer_has_its_hash(report, tmp_path):
    write_report(report, tmp_path)
    before = file_hashes(tmp_path, REPORT_FILES)
    with (tmp_path / "hits.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    after = file_hashes(tmp_path, REPORT_FILES)

    assert {name for name in REPORT_FILES if before[name] != after[name]} == {"hits.csv"}


def test_the_manifest_says_how_each_list_stands(content):
    assert [(one["list_id"], one["verdict"], one["completeness"]) for one in content["lists"]] == [
        ("made-up", "degraded", "extract"),
        ("second", "ok", "complete"),
    ]
    assert all(one["snapshot_id"] and one["raw_files"] for one in content["lists"])


def test_the_manifest_counts_what_the_files_hold(report, content):
    counts = content["counts"]

    assert counts["open_hits"] == report.hits.height == sum(counts["bands"].values())
    assert counts["near_misses"] == report.near_misses.height
    assert counts["rows_in"] == counts["screened"] + counts["undetermined"] + counts["rejected"]
    assert counts["events"]["gone"] == report.gone.height == 1


@pytest.mark.parametrize(
    ("verdicts", "is_degraded"),
    [(["ok"], False), (["ok", "degraded"], True), (["missing"], True), (["ok", "ok"], False)],
)
def test_a_run_is_degraded_when_any_list_is_not_what_was_asked_for(verdicts, is_degraded):
    statuses = [status(f"list-{number}", verdict=verdict) for number, verdict in enumerate(verdicts)]

    assert report_of(PARTIES[:1], [], statuses=statuses).is_degraded is is_degraded


def test_the_verdict_is_open_hits_or_no_hits(report, quiet, content):
    assert (report.verdict, quiet.verdict) == ("open_hits", "no_hits")
    assert content["verdict"] == "open_hits"


def test_the_text_is_in_a_fixed_order_readable_in_every_script_and_ends_with_a_line(report, folder):
    text = manifest(report, folder, REPORT_FILES, Language.EN)

    assert text == (folder / "manifest.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == sorted(DOCUMENTED)
    assert text.endswith("}\n")
