from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lists.parsing import entry_name
from screening.frames import ENTRIES, conform, entries_frame
from screening.models import Kind, ListEntry, Measure, MeasurePeriod, NameType, State
from screening.states import with_states

NOON = datetime.fromisoformat("2026-11-22T12:00")
HOUR = timedelta(hours=1)
BY_WEIGHT = [State.IN_FORCE, State.UNVERIFIED, State.SUSPENDED, State.STOPPED, State.REMOVED]


def measure(*periods):
    """A measure with states from and until some hours around noon (None: still)."""
    return Measure(
        code="M",
        text="text",
        periods=tuple(
            MeasurePeriod(
                state=state,
                from_at=NOON + start * HOUR,
                until_at=None if end is None else NOON + end * HOUR,
                basis="notice",
            )
            for state, start, end in periods
        ),
    )


def entry(entry_id, *measures):
    return ListEntry(
        entry_id=entry_id,
        list_id="made-up",
        kind=Kind.ORGANISATION,
        primary_name="Acme",
        names=(entry_name("Acme", NameType.PRIMARY),),
        listed_on=date(2026, 1, 1),
        measures=measures,
    )


def states(*entries, at=NOON):
    found = with_states(entries_frame(entries), at)
    return list(zip(found["entry_id"], found["state"], strict=True))


@pytest.mark.parametrize("state", list(State))
def test_an_entry_is_in_the_state_of_its_measure(state):
    assert states(entry("a", measure((state, -1, None)))) == [("a", state.value)]


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        (-3, None),
        (-2, "in_force"),
        (-1.01, "in_force"),
        (-1, "suspended"),
        (0, "suspended"),
        (1, "unverified"),
        (99, "unverified"),
    ],
)
def test_a_period_begins_with_its_first_instant_and_ends_before_its_last(hours, state):
    listed = entry("a", measure(("in_force", -2, -1), ("suspended", -1, 1), ("unverified", 1, None)))

    assert dict(states(listed, at=NOON + hours * HOUR)).get("a") == state


def test_an_entry_whose_measures_have_not_begun_is_not_on_the_list_yet():
    assert states(entry("a", measure(("in_force", 1, None))), entry("b", measure(("in_force", 0, None)))) == [
        ("b", "in_force")
    ]


def test_an_entry_whose_measures_have_all_run_out_is_on_the_list_no_more():
    assert states(entry("a", measure(("in_force", -2, -1)))) == []


def test_the_measure_that_weighs_most_gives_the_state_whatever_the_order():
    several = [found for size in range(1, 6) for found in permutations(BY_WEIGHT, size)]
    entries = [
        entry(str(number), *(measure((state, -1, None)) for state in found)) for number, found in enumerate(several)
    ]

    assert [state for _, state in states(*entries)] == [min(found, key=BY_WEIGHT.index).value for found in several]


def test_a_measure_that_has_not_begun_does_not_count_beside_one_that_has():
    assert states(entry("a", measure(("in_force", 1, None)), measure(("suspended", -1, None)))) == [("a", "suspended")]


def test_entries_stay_in_their_order_and_keep_their_columns():
    entries = entries_frame([entry(entry_id, measure(("in_force", -1, None))) for entry_id in ("c", "a", "b")])
    found = with_states(entries, NOON)

    assert found.drop("state").equals(entries)
    assert found.columns == [*ENTRIES, "state"]


def test_no_entries_have_no_states_but_the_column():
    found = with_states(entries_frame([]), NOON)

    assert found.is_empty()
    assert found.columns == [*ENTRIES, "state"]


STATES = st.sampled_from(BY_WEIGHT)


@settings(max_examples=30)
@given(st.lists(STATES, min_size=1, max_size=6), st.integers(0, 10))
def test_periods_that_follow_each_other_leave_no_gap(found, hour):
    last = len(found) - 1
    periods = [(state, n, None if n == last else n + 1) for n, state in enumerate(found)]

    assert states(entry("a", measure(*periods)), at=NOON + hour * HOUR) == [("a", found[min(hour, last)].value)]


def test_a_frame_with_a_column_missing_or_of_another_type_is_our_fault_and_refused():
    entries = entries_frame([entry("a", measure(("in_force", -1, None)))])

    assert conform(entries.with_columns(entries["kind"].alias("more")), ENTRIES).columns == list(ENTRIES)
    with pytest.raises(ValueError, match=r"lacks the columns \['measures'\]"):
        conform(entries.drop("measures"), ENTRIES)
    with pytest.raises(ValueError, match=r"other column types than declared: .*'listed_on': String"):
        conform(entries.cast({"listed_on": str}), ENTRIES)
