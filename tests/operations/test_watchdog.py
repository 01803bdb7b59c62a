from datetime import UTC, date, datetime, timedelta

import pytest

from lists.register import refresh
from screening.operating import Notify
from screening.operations.texts import texts
from screening.operations.watchdog import alarms
from screening.settings import Settings
from screening.warehouse.store import open_warehouse
from tests.operations.finished import finish

SUNDAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 0, tzinfo=UTC)
"""Nine o'clock in Tokyo."""


@pytest.fixture
def site(tmp_path):
    """An installation with one list in order, which screened last night."""
    settings = Settings(home=tmp_path / "home", counterparties=tmp_path / "partners.csv", lists=("cn-uel",))
    refresh("cn-uel", settings=settings, now=MORNING - timedelta(hours=9), offline=True)
    return settings


@pytest.fixture
def quiet(site, monkeypatch):
    """The same, its curated list taken for fresh, so that one thing rings at a time."""
    monkeypatch.setattr("screening.operations.watchdog.declared", lambda list_id: _Patient())
    finish(site, day=SUNDAY, lists=("cn-uel",))
    return site


class _Patient:
    stale_after_days = 10_000


def test_nothing_rings_when_all_is_in_order(quiet):
    assert alarms(quiet, MORNING) == []


def test_a_night_that_was_not_completed_rings(quiet):
    assert alarms(quiet, MORNING + timedelta(days=1)) == [
        "No run was completed for 2026-11-23 by 06:00. Look at the run in Prefect; run 'screening doctor'; then run it "
        "again."
    ]


def test_a_site_without_a_file_to_screen_rings(quiet):
    [sentence] = alarms(quiet.model_copy(update={"counterparties": None}), MORNING)

    assert "set counterparties in screening.toml" in sentence


def test_a_stale_list_and_a_missing_one_ring(site):
    finish(site, day=SUNDAY, lists=("cn-uel", "us-sdn"))
    found = alarms(site.model_copy(update={"lists": ("cn-uel", "us-sdn")}), MORNING)

    assert len(found) == 2
    assert found[0].startswith("cn-uel: 382 days old")
    assert found[1].startswith("us-sdn: no accepted snapshot. Run 'screening lists refresh us-sdn'")


def test_a_refused_list_rings_until_a_good_one_comes(quiet):
    with open_warehouse(quiet) as warehouse:
        warehouse.refuse("cn-uel", at=datetime(2026, 11, 21, 16), origin="live", reason="3 entries, at least 80")
    refused = alarms(quiet, MORNING)
    refresh("cn-uel", settings=quiet, now=MORNING, offline=True)

    assert refused == ["cn-uel: the newest edition was refused: 3 entries, at least 80"]
    assert alarms(quiet, MORNING) == []


@pytest.mark.parametrize(
    ("before", "last", "rings"),
    [
        ([10, 12, 11], 0, "has no hit"),
        ([10, 12, 11], 40, "has 40 hits"),
        ([10, 12, 11], 23, None),
        ([1, 1, 1], 15, None),
        ([0, 0, 0], 0, None),
        ([0, 0, 0], 20, "has 20 hits"),
        ([], 500, None),
    ],
)
def test_hits_that_vanish_or_jump_ring(quiet, before, last, rings):
    for age, hits in enumerate([last, *reversed(before)]):
        day = SUNDAY + timedelta(days=1 - age)
        finish(quiet, day=day, run_id=f"{day}-later", lists=("cn-uel",), open_hits=hits)
    if not before:
        quiet = quiet.model_copy(update={"counterparties": quiet.home / "others.csv"})
        finish(quiet, day=SUNDAY + timedelta(days=1), run_id="x", scope="others", lists=("cn-uel",), open_hits=last)
    found = alarms(quiet, MORNING + timedelta(days=1))

    assert [rings] if rings else [sentence for sentence in found if rings and rings in sentence] == []
    assert len(found) == bool(rings)


def test_a_warehouse_that_can_not_be_read_rings(quiet):
    quiet.warehouse.write_bytes(b"no database" * 500)
    found = alarms(quiet, MORNING)

    assert len(found) == 1
    assert "could not look" in found[0]
    assert "warehouse.duckdb" in found[0]


def test_alarms_are_told_in_the_language_of_the_site(quiet):
    japanese = quiet.model_copy(update={"notify": Notify(language="ja")})
    [sentence] = alarms(japanese, MORNING + timedelta(days=1))

    assert sentence.startswith("2026-11-23 分の処理が 06:00 までに完了していません")


def test_every_text_says_the_same_fields_in_every_language():
    import string

    for key, languages in texts().items():
        if key.startswith("automation_"):
            continue
        fields = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in languages.values()]

        assert set(languages) == {"en", "ja", "zh"}
        assert fields[0] == fields[1] == fields[2], key
