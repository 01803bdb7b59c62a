import os
import shutil
from datetime import date, timedelta

import pytest

from lists.raw import keep_raw, raw_path
from screening.frames import entries_frame
from screening.operating import Retention
from screening.operations.retention import prune
from screening.warehouse.store import open_warehouse
from tests.operations.conftest import NOW
from tests.operations.finished import finish
from tests.warehouse.test_store import ENTRIES_OF_TWO, retrieval, snapshot

TODAY = date(2026, 11, 22)
LONG_AGO = NOW.replace(tzinfo=None) - timedelta(days=900)


@pytest.fixture
def home(screened, tmp_path):
    """A copy of the installation with an old run, an old snapshot of it and an old snapshot of no run."""
    settings = screened[0].model_copy(update={"home": tmp_path / "home"})
    shutil.copytree(screened[0].home, settings.home)
    for snapshot_id in ("used", "unused"):
        digest = keep_raw(settings.home, snapshot_id.encode())
        os.utime(raw_path(settings.home, digest), (0, 0))
        row = snapshot(snapshot_id, list_id="cn-uel") | {
            "raw_files": [{"role": "entries", "sha256": digest, "bytes": 4}], "accepted_at": LONG_AGO,
        }  # fmt: skip
        with open_warehouse(settings) as warehouse:
            warehouse.accept(row, entries_frame(ENTRIES_OF_TWO), retrieval(snapshot_id, list_id="cn-uel", at=LONG_AGO))
    finish(settings, day=TODAY - timedelta(days=900), run_id="old", lists={"cn-uel": "used"})
    (settings.home / "runs" / "old").mkdir()
    return settings


def with_rules(settings, **rules):
    return settings.model_copy(update={"retention": Retention(**rules)})


def test_without_a_rule_nothing_goes(home):
    gone = prune(home, NOW, dry_run=False)

    assert (gone.reports, gone.snapshots, gone.raw_files) == ((), (), ())


def test_old_reports_go_and_their_record_stays(home):
    gone = prune(with_rules(home, reports_days=365), NOW, dry_run=False)
    with open_warehouse(home) as warehouse:
        runs = warehouse.all_runs()["run_id"].to_list()
        removals = warehouse.removals().select("kind", "id", "rule").rows()

    assert gone.reports == ("old",)
    assert "old" in runs
    assert removals == [("report", "old", "reports_days = 365")]
    assert [path.name for path in (home.home / "runs").iterdir()] == [run_id for run_id in runs if run_id != "old"]


def test_an_old_snapshot_goes_unless_a_kept_run_used_it(home):
    gone = prune(with_rules(home, snapshots_days=365), NOW, dry_run=False)
    with open_warehouse(home) as warehouse:
        left = set(warehouse.snapshots("cn-uel")["snapshot_id"])
        entries = warehouse.entries("unused").height

    assert gone.snapshots == ("unused",)
    assert len(gone.raw_files) == 1
    assert {"used"} < left
    assert "unused" not in left
    assert entries == 0
    assert not raw_path(home.home, gone.raw_files[0]).exists()


def test_a_snapshot_of_a_run_whose_report_goes_may_go_too(home):
    gone = prune(with_rules(home, reports_days=365, snapshots_days=365), NOW, dry_run=False)

    assert gone.snapshots == ("unused", "used")


def test_the_snapshot_in_force_never_goes(home):
    later = NOW + timedelta(days=5000)
    prune(with_rules(home, reports_days=1, snapshots_days=1), later, dry_run=False)
    with open_warehouse(home) as warehouse:
        kept = warehouse.snapshots("cn-uel")

    assert kept["snapshot_id"].n_unique() == 1
    assert set(kept["origin"]) == {"bundled"}


def test_a_dry_run_tells_the_same_and_removes_nothing(home):
    rules = with_rules(home, reports_days=365, snapshots_days=365)
    would_go = prune(rules, NOW, dry_run=True)
    gone = prune(rules, NOW, dry_run=False)

    assert would_go == gone


def test_a_working_folder_left_over_by_a_killed_run_goes_after_a_day(home):
    for name in ("killed", "young"):
        (home.home / "work" / name).mkdir(parents=True)
    os.utime(home.home / "work" / "killed", (0, 0))

    assert prune(home, NOW, dry_run=False).work == ("killed",)
    assert [path.name for path in (home.home / "work").iterdir()] == ["young"]
