from datetime import date, datetime

import polars as pl

from screening.models import State
from screening.report.calendar import CALENDAR, calendar
from tests.made_up import entries, entry

NOW = datetime(2026, 11, 22, 14, 59, 59)
SOON, LATER, LATE = datetime(2026, 12, 1), datetime(2027, 1, 10), datetime(2027, 3, 1)


def ahead(*items):
    found = calendar(entries(*items), instant=NOW, zone="Asia/Tokyo")
    assert found.schema == CALENDAR
    return found.to_dicts()


def test_a_state_that_changes_within_90_days_is_told_with_what_it_was_before():
    [row] = ahead(entry("Panda", states=[(State.SUSPENDED, datetime(2026, 1, 1)), (State.IN_FORCE, SOON)]))

    assert (row["on"], row["before"], row["after"]) == (date(2026, 12, 1), "suspended", "in_force")
    assert row["examples"] == ["Panda"]


def test_a_change_beyond_90_days_or_in_the_past_is_not_told():
    assert ahead(entry("Panda", states=[(State.IN_FORCE, datetime(2026, 1, 1)), (State.STOPPED, LATE)])) == []
    assert ahead(entry("Panda")) == []


def test_an_entry_that_begins_soon_has_no_state_before():
    [row] = ahead(entry("Panda", since=SOON))

    assert (row["before"], row["after"]) == (None, "in_force")


def test_a_state_that_nobody_has_verified_is_told_with_its_date_in_the_past():
    [row] = ahead(
        entry(
            "Panda", states=[(State.SUSPENDED, datetime(2025, 11, 10)), (State.UNVERIFIED, datetime(2026, 11, 9, 16))]
        )
    )

    assert (row["on"], row["before"], row["after"]) == (date(2026, 11, 10), "suspended", "unverified")


def test_a_measure_that_ends_with_nothing_behind_it_has_no_state_after():
    item = entry("Panda")
    period = item.measures[0].periods[0].model_copy(update={"until_at": LATER})
    measure = item.measures[0].model_copy(update={"periods": (period,)})
    [row] = ahead(item.model_copy(update={"measures": (measure,)}))

    assert (row["on"], row["before"], row["after"]) == (date(2027, 1, 10), "in_force", None)


def test_entries_of_one_notice_are_one_row():
    names = ["Panda", "Kestrel", "Wren", "Swallow"]
    [row] = ahead(
        *(entry(name, states=[(State.IN_FORCE, datetime(2026, 1, 1)), (State.STOPPED, SOON)]) for name in names)
    )

    assert len(row["entry_ids"]) == 4
    assert len(row["examples"]) == 3


def test_no_entries_have_no_calendar():
    assert calendar(entries().head(0), instant=NOW, zone="UTC").equals(pl.DataFrame(schema=CALENDAR))
