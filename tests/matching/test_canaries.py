import polars as pl
import pytest

from screening.errors import CanaryError
from screening.frames import COUNTERPARTIES
from screening.matching.canaries import expected_canaries, take_canaries, with_canaries
from screening.matching.chain import match
from screening.models import Bands, NameType, State
from tests.made_up import ALL, LIST, counterparties, counterparty, entries, entry

CANARIES = [(LIST, "Huawei Technologies"), (LIST, "华为技术有限公司"), ("other", "Panda Electronics")]
LISTED = [
    entry("Huawei Technologies", ("华为技术", NameType.NATIVE)),
    entry("Panda Electronics Group", "Panda Electronics", list_id="other"),
]
PARTY = counterparty("c1", "Huawei Technologies GmbH", country="DE")


def run(listed, canaries=CANARIES, bands=ALL):
    found = match(with_canaries(counterparties(PARTY), canaries), entries(*listed), bands)
    return take_canaries(found, canaries)


def test_canaries_are_screened_and_leave_no_trace_among_the_hits():
    hits = run(LISTED)

    assert hits.equals(match(counterparties(PARTY), entries(*LISTED), ALL))
    assert hits["counterparty_id"].to_list() == ["c1"]


def test_a_canary_that_is_not_caught_raises_and_is_named_with_its_list():
    with pytest.raises(CanaryError, match=r"Panda Electronics \(other\)") as caught:
        run(LISTED[:1])

    assert "Huawei" not in str(caught.value)


def test_a_canary_must_be_caught_on_its_own_list():
    with pytest.raises(CanaryError, match=r"Panda Electronics \(other\)"):
        run([LISTED[0], entry("Panda Electronics", list_id=LIST)])


def test_a_canary_that_is_only_a_near_miss_is_not_caught():
    removed = entry("Panda Electronics", list_id="other", state=State.REMOVED)

    with pytest.raises(CanaryError, match="Panda Electronics"):
        run([LISTED[0], removed])


def test_a_canary_is_caught_in_the_weakest_band_of_hits():
    lenient = Bands(match=100, probable=100, possible=79, near_miss=72)
    removed = entry("Panda Electronics", list_id="other", state=State.REMOVED)

    assert run([LISTED[0], removed], bands=lenient).height == 1


def test_a_counterparty_of_the_canarys_name_does_not_count_as_the_canary():
    hits = match(counterparties(counterparty("c1", "Panda Electronics")), entries(*LISTED), ALL)
    assert hits.height == 1

    with pytest.raises(CanaryError, match="Panda Electronics"):
        take_canaries(hits, [("other", "Panda Electronics")])


def test_canaries_are_rows_of_the_same_schema_after_the_counterparties():
    frame = with_canaries(counterparties(PARTY), CANARIES)

    assert dict(frame.schema) == COUNTERPARTIES
    assert frame.height == 1 + len(CANARIES)
    assert frame["counterparty_id"].n_unique() == frame.height
    assert frame.row(0) == counterparties(PARTY).row(0)


def test_without_canaries_nothing_is_added_and_nothing_missed():
    frame = with_canaries(counterparties(PARTY), [])
    hits = match(frame, entries(*LISTED), ALL)

    assert frame.height == 1
    assert take_canaries(hits, []).equals(hits)


def test_a_canary_is_expected_where_an_entry_of_its_list_bears_it_today():
    assert expected_canaries(CANARIES, entries(*LISTED)) == CANARIES
    assert expected_canaries(CANARIES, entries(LISTED[0])) == CANARIES[:2]
    assert expected_canaries(CANARIES, entries(entry("Panda Electronics"))) == []


def test_a_canary_is_expected_however_its_name_is_written():
    assert expected_canaries([(LIST, "HUAWEI  TECHNOLOGIES, CO. LTD")], entries(*LISTED)) == [
        (LIST, "HUAWEI  TECHNOLOGIES, CO. LTD")
    ]


def test_the_canaries_of_no_entries_are_none():
    assert expected_canaries(CANARIES, entries()) == []
    assert pl.DataFrame(schema=COUNTERPARTIES).equals(with_canaries(counterparties(), []))
