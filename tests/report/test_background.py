"""What runs know of the runs before them: trend, age of hits, changes of the lists."""

from datetime import date, datetime, timedelta

import pytest

from screening.models import State
from screening.pipeline import RunRequest, execute, plan_run
from screening.report.facts import read_report
from screening.settings import Settings
from screening.warehouse.store import open_warehouse
from tests.made_up import entry, lists_in_force, status

DAYS = [date(2026, 11, 20) + timedelta(days=number) for number in range(4)]
PARTNERS = "counterparty_id,name,country\n1,Huawei Technologies,CN\n2,Panda Electronics,CN\n3,ABC,\n"
HUAWEI = entry("Huawei Technologies", country="CN", citation="84 FR 22963")
PANDA = entry("Panda Electronics", country="CN")
WREN = entry("Wren Pottery", country="GB")
CHANGED = HUAWEI.model_copy(update={"licence_policy": "Presumption of denial"})
NIGHTS = [(HUAWEI, WREN), (HUAWEI, WREN), (HUAWEI, PANDA, WREN), (CHANGED, PANDA)]


def accept(settings, lists, snapshot_id, at):
    """Keep the entries of a list as a snapshot of the warehouse."""
    snapshot = {
        "snapshot_id": snapshot_id, "list_id": "made-up", "completeness": "complete", "accepted_at": at, "entries": 3,
        "names": 3, "accepted_because": "a test", "raw_files": [{"role": "file", "sha256": "00", "bytes": 1}],
    }  # fmt: skip
    retrieval = {"list_id": "made-up", "snapshot_id": snapshot_id, "origin": "live", "edition_on": at.date(),
                 "retrieved_at": at, "is_history": False}  # fmt: skip
    with open_warehouse(settings) as warehouse:
        if not warehouse.has_snapshot(snapshot_id):
            warehouse.accept(snapshot, lists.entries, retrieval)


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """The report of each of four nights, of which the third adds an entry and the last changes one and removes one."""
    folder = tmp_path_factory.mktemp("nights")
    settings = Settings(home=folder / "home", wait_for_warehouse_seconds=1)
    (folder / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    reports = []
    for day, items in zip(DAYS, NIGHTS, strict=True):
        snapshot_id = f"snapshot {NIGHTS.index(items)}"
        lists = lists_in_force(*items, statuses=(status(snapshot_id=snapshot_id),))
        at = datetime(day.year, day.month, day.day, 3)
        accept(settings, lists, snapshot_id, at)
        request = RunRequest(counterparties=folder / "partners.csv", lists=("made-up",), business_date=day, as_of=day)
        plan = plan_run(request, settings=settings, lists=lists)
        reports.append(read_report(execute(plan, settings=settings, now=at).folder))
    return reports


def changes_of(report):
    return [
        (row["change"], row["primary_name"], row["fields"], row["counterparties"])
        for row in report.background.changes.iter_rows(named=True)
    ]


def test_the_trend_has_the_hits_of_each_run_before(nights):
    assert nights[0].background.trend.is_empty()
    assert nights[3].background.trend.select("business_date", "match", "new").rows() == [
        (DAYS[0], 1, 1), (DAYS[1], 1, 0), (DAYS[2], 2, 1)
    ]  # fmt: skip


def test_a_hit_is_as_old_as_the_days_since_it_last_became_one(nights):
    ages = [{key[0]: days for key, days in report.days_open.items()} for report in nights]

    assert ages == [{"1": 0}, {"1": 1}, {"1": 2, "2": 0}, {"1": 3, "2": 1}]


def test_changes_of_a_list_are_told_once_and_what_touches_a_counterparty_comes_first(nights):
    assert [report.background.compared_lists for report in nights] == [(), *[("made-up",)] * 3]
    assert changes_of(nights[0]) == changes_of(nights[1]) == []
    assert changes_of(nights[2]) == [("added", "Panda Electronics", [], 1)]
    assert changes_of(nights[3]) == [
        ("changed", "Huawei Technologies", ["licence_policy"], 1),
        ("removed", "Wren Pottery", [], 0),
    ]


def test_a_change_carries_where_it_can_be_read(nights):
    assert nights[3].background.changes["citation"].to_list() == ["84 FR 22963", ""]


def test_weak_rows_of_the_file_are_told(nights):
    assert dict(nights[0].background.quality.select("finding", "rows").iter_rows()) == {
        "no_country": 1, "initials_only": 1
    }  # fmt: skip


def test_what_changes_ahead_is_looked_for_among_entries_that_are_not_listed_yet_too(tmp_path):
    settings = Settings(home=tmp_path / "home", wait_for_warehouse_seconds=1)
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    soon = entry("Kestrel Avionics", states=[(State.IN_FORCE, datetime(2026, 12, 1))])
    request = RunRequest(
        counterparties=tmp_path / "partners.csv", lists=("made-up",), business_date=DAYS[0], as_of=DAYS[0]
    )
    plan = plan_run(request, settings=settings, lists=lists_in_force(HUAWEI, soon))
    report = read_report(execute(plan, settings=settings, now=datetime(2026, 11, 20, 3)).folder)

    assert report.background.calendar.select("on", "after").rows() == [(date(2026, 12, 1), "in_force")]
    assert report.background.calendar["examples"].to_list() == [["Kestrel Avionics"]]
