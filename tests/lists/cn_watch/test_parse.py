"""China's Watch List: the curated tables and the reference that proves them."""

import csv
from datetime import datetime

import pytest

from lists.declaration import declared
from screening.frames import entries_frame
from screening.states import with_states


@pytest.fixture(scope="module")
def entries():
    declaration = declared("cn-watch")
    return declaration.parse_bundled(declaration.bundled_files())


def test_both_notices_have_twenty_japanese_entries_with_japanese_names(entries):
    assert len(entries) == 40
    assert {entry.country for entry in entries} == {"JP"}
    assert {"日東電工株式会社", "ENEOS株式会社", "ナカライテスク株式会社", "株式会社三井E&S"} <= {
        name.name for entry in entries for name in entry.names
    }


def test_nothing_is_on_the_list_before_the_first_notice(entries):
    frame = entries_frame(entries)

    assert with_states(frame, datetime(2026, 2, 23)).is_empty()
    assert with_states(frame, datetime(2026, 3, 1)).height == 20
    assert with_states(frame, datetime(2026, 11, 22)).height == 40


def test_a_maintenance_centre_and_the_company_that_it_belongs_to_are_two_entries(entries):
    company, centre = [entry for entry in entries if entry.primary_name.startswith("Mitsui Bussan Aerospace")]

    assert {name.name for name in company.names}.isdisjoint(name.name for name in centre.names)
    assert company.remarks == ""
    assert centre.remarks.startswith("unit of 三井物産エアロスペース株式会社")


@pytest.mark.shared_data
def test_names_agree_with_the_hand_checked_reference(shared_data, entries):
    with (shared_data / "reference/cn_watch.csv").open(encoding="utf-8", newline="") as file:
        reference = list(csv.DictReader(file))

    assert [(row["name_en_published"], row["name_zh_published"]) for row in reference] == [
        (entry.primary_name, entry.names[0].name) for entry in entries
    ]
    assert all(
        row["name_ja_compiled"] in {name.name for name in entry.names}
        for row, entry in zip(reference, entries, strict=True)
    )
