from datetime import date

import pytest

from lists.check import check_snapshot, missing_canaries
from lists.declaration import Bounds, declared
from lists.parsing import entry_name, in_force_since
from screening.errors import ListError
from screening.models import Kind, ListEntry, NameType

BOUNDS = Bounds(min_entries=2, max_entries=20)


def entry(name, *, alias=None, entry_id=None):
    """An entry as small as can be."""
    names = [entry_name(name, NameType.PRIMARY)] + ([entry_name(alias, NameType.ALIAS)] if alias else [])
    return ListEntry(
        entry_id=entry_id or f"made-up:{name}",
        list_id="made-up",
        kind=Kind.ORGANISATION,
        primary_name=name,
        names=tuple(names),
        measures=(in_force_since("LICENCE", "text", since=date(2026, 1, 1), basis="basis"),),
    )


TEN = [entry(f"Company {number}") for number in range(10)]
IDS = frozenset(item.entry_id for item in TEN)


@pytest.fixture
def declaration():
    return declared("us-ns-cmic").model_copy(update={"id": "made-up", "canaries": ("Company 0",), "min_overlap": 0.9})


def test_a_snapshot_like_the_last_one_is_accepted(declaration):
    check_snapshot(declaration, TEN, bounds=BOUNDS, last_ids=IDS)

    assert missing_canaries(declaration.canaries, TEN) == []


@pytest.mark.parametrize(("count", "message"), [(1, "1 entries, at least 2 expected"), (21, "21 entries, at most 20")])
def test_a_snapshot_out_of_bounds_is_refused_even_if_a_person_insists(declaration, count, message):
    entries = [entry(f"Company {number}") for number in range(count)]

    with pytest.raises(ListError, match=f"made-up: {message}"):
        check_snapshot(declaration, entries, bounds=BOUNDS, last_ids=frozenset(), accept_because="I insist")


@pytest.mark.parametrize("count", [2, 20])
def test_a_snapshot_on_the_bounds_is_accepted(declaration, count):
    entries = [entry(f"Company {number}") for number in range(count)]

    check_snapshot(declaration, entries, bounds=BOUNDS, last_ids=frozenset())
    assert len({item.entry_id for item in entries}) == count


def test_a_snapshot_of_which_a_field_came_out_empty_is_refused_and_the_field_named(declaration):
    bounds = BOUNDS.model_copy(update={"fill_rates": {"country": 0.5}})
    half = [item.model_copy(update={"country": "CN" if number % 2 else None}) for number, item in enumerate(TEN)]
    check_snapshot(declaration, half, bounds=bounds, last_ids=IDS)

    with pytest.raises(ListError, match=r"0\.0% of the entries have a value for country, at least 50% expected"):
        check_snapshot(declaration, TEN, bounds=bounds, last_ids=IDS, accept_because="I insist")


def test_entries_that_share_an_id_are_refused_and_named(declaration):
    entries = [*TEN, entry("Other", entry_id="made-up:Company 3")]

    with pytest.raises(ListError, match=r"share an id.*made-up:Company 3"):
        check_snapshot(declaration, entries, bounds=BOUNDS, last_ids=IDS, accept_because="I insist")


def test_a_snapshot_without_a_canary_is_refused_and_the_canary_named(declaration):
    with pytest.raises(ListError, match="Company 0 must be on this list"):
        check_snapshot(declaration, TEN[1:], bounds=BOUNDS, last_ids=frozenset(), accept_because="I insist")


def test_canaries_are_found_as_names_are_compared_and_under_any_name_of_an_entry():
    entries = [
        entry("Beijing University of Aeronautics and Astronautics", alias="BEIHANG  UNIVERSITY"),
        entry("Huawei Technologies Co.,Ltd"),
    ]

    assert missing_canaries(["Beihang University", "Huawei Technologies Co., Ltd.", "SMIC"], entries) == ["SMIC"]


def test_the_first_snapshot_has_nothing_to_overlap_with(declaration):
    check_snapshot(declaration, TEN[:2], bounds=BOUNDS, last_ids=frozenset())

    with pytest.raises(ListError, match=r"only 20\.0%"):
        check_snapshot(declaration, TEN[:2], bounds=BOUNDS, last_ids=IDS)


def test_losing_as_many_as_allowed_is_accepted_and_one_more_refused(declaration):
    check_snapshot(declaration, TEN[:9], bounds=BOUNDS, last_ids=IDS)

    with pytest.raises(ListError, match=r"only 80\.0% .* at least 90% expected.*--accept-because"):
        check_snapshot(declaration, TEN[:8], bounds=BOUNDS, last_ids=IDS)


def test_new_entries_do_not_make_up_for_lost_ones(declaration):
    entries = TEN[:8] + [entry(f"New {number}") for number in range(10)]

    with pytest.raises(ListError, match=r"only 80\.0%"):
        check_snapshot(declaration, entries, bounds=BOUNDS, last_ids=IDS)


def test_a_person_may_accept_a_shrunken_list_with_a_reason(declaration):
    check_snapshot(declaration, TEN[:2], bounds=BOUNDS, last_ids=IDS, accept_because="the publisher removed eight")

    assert len(TEN[:2]) < declaration.min_overlap * len(IDS)
