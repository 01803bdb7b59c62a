"""The calendar of changes of state: over made-up entries, and over the curated tables as they ship."""

from datetime import datetime

import pytest

from lists.declaration import declared
from screening.calendar import CHANGES, calendar, publisher_time
from screening.frames import conform, entries_frame
from screening.models import Kind, ListEntry, Measure, MeasurePeriod, State


def period(state, from_at, until_at=None, basis="No. 1"):
    return MeasurePeriod(state=State(state), from_at=from_at, until_at=until_at, basis=basis)


def entry(name, *measures):
    return ListEntry(
        entry_id=f"cn-uel:{name}",
        list_id="cn-uel",
        kind=Kind.ORGANISATION,
        primary_name=name,
        names=(),
        measures=tuple(Measure(code=f"M{n}", text="", periods=periods) for n, periods in enumerate(measures)),
    )


JAN, FEB, MAR, APR, MAY = (datetime(2031, month, 1) for month in range(1, 6))
SUSPENDED = (
    period("in_force", JAN, MAR),
    period("suspended", MAR, APR, basis="Answer"),
    period("unverified", APR, basis="term ended"),
)


def changes(entries, start, end):
    return counted(calendar(entries_frame(entries), start=start, end=end))


def counted(found):
    """Changes with the number of their entries in place of the ids."""
    return [row | {"entries": len(row.pop("entry_ids"))} for row in found.to_dicts()]


def test_a_change_has_its_notice_instant_basis_and_both_states():
    (change,) = changes([entry("Egret", SUSPENDED)], FEB, MAR)

    assert change == {
        "kind": "change", "list_id": "cn-uel", "notice": "No. 1", "at": MAR, "basis": "Answer", "before": "in_force",
        "after": "suspended", "entries": 1, "examples": ["Egret"],
    }  # fmt: skip


def test_the_start_of_the_window_is_outside_and_its_end_inside():
    assert changes([entry("Egret", SUSPENDED)], MAR, datetime(2031, 3, 31)) == []
    assert [change["at"] for change in changes([entry("Egret", SUSPENDED)], MAR, APR)] == [APR]


def test_a_term_that_ran_out_before_the_window_stands_first():
    found = changes([entry("Egret", SUSPENDED), entry("Heron", (period("in_force", MAY),))], datetime(2031, 4, 2), MAY)

    assert [(one["kind"], one["at"], one["before"], one["after"]) for one in found] == [
        ("unverified", APR, "suspended", "unverified"),
        ("change", MAY, None, "in_force"),
    ]


def test_an_entry_counts_once_whatever_number_of_measures_changes():
    (change,) = changes([entry("Egret", SUSPENDED, SUSPENDED), entry("Heron", SUSPENDED)], FEB, MAR)

    assert (change["entries"], change["examples"]) == (2, ["Egret", "Heron"])


def test_a_measure_that_ends_with_nothing_behind_it_is_a_change():
    (change,) = changes([entry("Egret", (period("in_force", JAN, MAR),))], FEB, APR)

    assert (change["at"], change["before"], change["after"]) == (MAR, "in_force", None)


def test_a_measure_that_begins_again_after_a_gap_ends_and_begins():
    gap = (period("in_force", JAN, MAR), period("in_force", APR))

    assert [(one["at"], one["before"], one["after"]) for one in changes([entry("Egret", gap)], FEB, MAY)] == [
        (MAR, "in_force", None),
        (APR, None, "in_force"),
    ]


def test_lists_without_entries_give_an_empty_calendar_of_the_declared_columns():
    frame = calendar(entries_frame([]), start=JAN, end=MAY)

    assert frame.is_empty()
    assert conform(frame, CHANGES).columns == list(CHANGES)


def test_the_clock_of_beijing_tells_the_day_of_a_chinese_list():
    assert publisher_time("cn-uel", datetime(2026, 11, 9, 16)).isoformat() == "2026-11-10T00:00:00+08:00"
    assert publisher_time("us-uvl", datetime(2026, 11, 9)).isoformat() == "2026-11-09T00:00:00+00:00"


@pytest.fixture(scope="module")
def curated():
    parsed = []
    for list_id in ("cn-uel", "cn-ecl", "cn-countermeasures"):
        declaration = declared(list_id)
        parsed += declaration.parse_bundled(declaration.bundled_files())
    return entries_frame(parsed)


def test_the_terms_of_november_2026_are_announced_and_then_stand_first(curated):
    expected = [
        ("cn-countermeasures", "商务部令2025年第6号", 5),
        ("cn-ecl", "商务部公告2025年第21号", 16),
        ("cn-uel", "不可靠实体清单工作机制公告〔2025〕7号", 11),
    ]
    october = counted(calendar(curated, start=datetime(2026, 9, 30, 15), end=datetime(2026, 12, 29, 15)))
    later = counted(calendar(curated, start=datetime(2026, 11, 22, 15), end=datetime(2027, 2, 20, 15)))

    for kind, rows in (("change", october), ("unverified", later)):
        assert [(row["kind"], row["at"], row["before"], row["after"]) for row in rows] == [
            (kind, datetime(2026, 11, 9, 16), "suspended", "unverified")
        ] * 3
        assert [(row["list_id"], row["notice"], row["entries"]) for row in rows] == expected
