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
