import polars as pl
import pytest

from screening.events import EVENTS, compare_runs, fingerprints
from screening.models import State
from tests.made_up import entries, entry

COLUMNS = {
    "counterparty_id": pl.String,
    "list_id": pl.String,
    "entry_id": pl.String,
    "band": pl.String,
    "score": pl.Float64,
    "state": pl.String,
    "matched_counterparty_name": pl.String,
    "matched_entry_name": pl.String,
    "entry_fingerprint": pl.String,
}
HIT = {
    "counterparty_id": "c1",
    "list_id": "l",
    "entry_id": "e1",
    "band": "probable",
    "score": 90.0,
    "state": "in_force",
    "matched_counterparty_name": "Huawai",
    "matched_entry_name": "Huawei",
    "entry_fingerprint": "aa",
}
CHANGES = [
    ({"band": "match"}, "band: probable -> match"),
    ({"score": 92.5}, "score: 90.0 -> 92.5"),
    ({"state": "suspended"}, "state of the entry: in_force -> suspended"),
    ({"matched_counterparty_name": "Huawei"}, "matched name of the counterparty: Huawai -> Huawei"),
    ({"matched_entry_name": "HUAWEI"}, "matched name of the entry: Huawei -> HUAWEI"),
    ({"entry_fingerprint": "bb"}, "text of the entry changed"),
    ({"band": "match", "score": 95.0}, "band: probable -> match; score: 90.0 -> 95.0"),
]


def frame(*rows):
    return pl.DataFrame(rows, schema=COLUMNS)


def compared(current, previous, *, counterparty_ids=("c1",), entry_ids=("e1",)):
    return compare_runs(
        frame(*current),
        frame(*previous),
        counterparty_ids=pl.Series(counterparty_ids, dtype=pl.String),
        entry_ids=pl.Series(entry_ids, dtype=pl.String),
    )


def event_and_detail(events):
    return events.select("event", "detail").row(0)


def test_a_hit_that_was_none_before_is_new():
    events = compared([HIT], [])

    assert events.rows() == [("c1", "l", "e1", "new", "")]
    assert dict(events.schema) == EVENTS


def test_a_hit_that_is_as_before_is_unchanged():
    assert event_and_detail(compared([HIT], [HIT])) == ("unchanged", "")


@pytest.mark.parametrize(("changes", "detail"), CHANGES, ids=[detail for _, detail in CHANGES])
def test_a_hit_that_differs_is_changed_and_says_in_what(changes, detail):
    assert event_and_detail(compared([HIT | changes], [HIT])) == ("changed", detail)


def test_a_hit_is_gone_when_its_entry_has_left_the_list():
    events = compared([], [HIT], entry_ids=["e2"])

    assert event_and_detail(events) == ("gone", "the entry is no longer on the list")


def test_a_hit_is_gone_when_its_counterparty_is_no_longer_screened():
    events = compared([], [HIT], counterparty_ids=["c2"])

    assert event_and_detail(events) == ("gone", "the counterparty is no longer screened")


def test_a_hit_is_gone_when_both_are_there_and_no_longer_match():
    assert event_and_detail(compared([], [HIT])) == ("gone", "the names no longer match")


def test_a_hit_is_gone_when_it_is_only_a_near_miss_now():
    near_miss = HIT | {"band": "near_miss", "score": 75.0}

    assert compared([near_miss], [HIT])["event"].to_list() == ["gone"]


def test_near_misses_have_no_events():
    assert compared([HIT | {"band": "near_miss"}], []).is_empty()


def test_a_hit_of_the_same_counterparty_on_another_list_is_another_hit():
    other = HIT | {"list_id": "m", "entry_id": "e2"}
    events = compared([HIT, other], [HIT], entry_ids=["e1", "e2"])

    assert events.select("list_id", "event").rows() == [("l", "unchanged"), ("m", "new")]


def test_events_are_ordered_by_counterparty_list_and_entry():
    hits = [HIT | {"counterparty_id": c, "entry_id": e} for c, e in [("c2", "e1"), ("c1", "e2"), ("c1", "e1")]]
    gone = HIT | {"counterparty_id": "c0"}
    events = compared(hits, [gone], counterparty_ids=["c1", "c2"], entry_ids=["e1", "e2"])

    assert events.select("counterparty_id", "entry_id", "event").rows() == [
        ("c0", "e1", "gone"),
        ("c1", "e1", "new"),
        ("c1", "e2", "new"),
        ("c2", "e1", "new"),
    ]


def test_no_hits_before_and_after_are_no_events():
    assert compared([], []).is_empty()


# fingerprints ---------------------------------------------------------------------------------------------------------

ENTRY = {"name": "Huawei Technologies", "country": "CN", "citation": "84 FR 22963"}
OTHER_ENTRIES = [
    {"country": "HK"},
    {"citation": "85 FR 1"},
    {"state": State.SUSPENDED},
    {"licence_policy": "Presumption of denial"},
    {"addresses": ("Bantian",)},
    {"footnotes": ("1",)},
    {"text": "No exports at all."},
    {"identifiers": (("USCC", "911"),)},
]


def fingerprint(**changes):
    fields = ENTRY | changes
    return fingerprints(entries(entry(fields.pop("name"), entry_id="e1", **fields)))["entry_fingerprint"].item()


def test_the_fingerprint_of_an_entry_is_the_same_whenever_it_is_taken():
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize("changes", OTHER_ENTRIES, ids=map(str, OTHER_ENTRIES))
def test_anything_else_that_the_list_says_is_another_fingerprint(changes):
    assert fingerprint(**changes) != fingerprint()


def test_one_more_name_is_another_fingerprint():
    more = fingerprints(entries(entry("Huawei Technologies", "Huawei", entry_id="e1", country="CN")))

    assert more["entry_fingerprint"].item() != fingerprint(citation="")


def test_each_entry_has_one_fingerprint_in_the_order_given():
    marked = fingerprints(entries(entry("Zulu"), entry("Alpha")))

    assert marked["entry_id"].to_list() == ["made-up:Zulu", "made-up:Alpha"]
    assert marked["entry_fingerprint"].n_unique() == 2
    assert fingerprints(entries()).is_empty()
