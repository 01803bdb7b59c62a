import polars as pl
import pytest

from screening.matching.decide import BANDS, HIT_BANDS, best_pairs
from screening.models import Bands

DEFAULT = Bands()


def pair(
    score, *, counterparty="c1", list_id="l", entry="e1", name_score=None, written=50.0, left="Left", right="Right"
):
    return {
        "counterparty_id": counterparty,
        "list_id": list_id,
        "entry_id": entry,
        "score": float(score),
        "name_score": float(score if name_score is None else name_score),
        "written_ratio": written,
        "matched_counterparty_name": left,
        "matched_entry_name": right,
    }


def decided(*pairs, bands=DEFAULT):
    return best_pairs(pl.DataFrame(pairs), bands)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (100, "match"),
        (95, "match"),
        (94.9, "probable"),
        (88, "probable"),
        (87.9, "possible"),
        (80, "possible"),
        (79.9, "near_miss"),
        (72, "near_miss"),
    ],
)
def test_a_band_begins_at_its_lowest_score(score, band):
    assert decided(pair(score))["band"].to_list() == [band]


def test_a_pair_below_the_near_misses_is_left_out():
    assert decided(pair(71.9), pair(80, entry="e2"))["entry_id"].to_list() == ["e2"]


def test_bands_follow_the_settings():
    bands = Bands(match=99, probable=98, possible=97, near_miss=96)

    assert decided(pair(98.5), bands=bands)["band"].to_list() == ["probable"]
    assert decided(pair(95), bands=bands).is_empty()


def test_the_best_pair_of_names_stands_for_counterparty_and_entry():
    best = decided(pair(85, right="Second"), pair(99, right="Best"), pair(90, right="Third"))

    assert best["matched_entry_name"].to_list() == ["Best"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (pair(90, name_score=96, right="B"), pair(90, name_score=90, right="A")),
        (pair(90, written=80.0, right="B"), pair(90, written=70.0, right="A")),
        (pair(90, left="A", right="B"), pair(90, left="B", right="A")),
        (pair(90, right="A"), pair(90, right="B")),
    ],
    ids=[
        "names more alike",
        "written more alike",
        "name of the counterparty first in order",
        "name of the entry first",
    ],
)
def test_pairs_of_one_score_are_told_apart_by_a_defined_order(better, worse):
    expected = [better["matched_entry_name"]]

    assert decided(better, worse)["matched_entry_name"].to_list() == expected
    assert decided(worse, better)["matched_entry_name"].to_list() == expected


def test_entries_of_two_lists_are_two_hits_in_the_order_of_counterparty_list_and_entry():
    best = decided(
        pair(90, counterparty="c2"),
        pair(91, counterparty="c1", list_id="m", entry="e3"),
        pair(92, counterparty="c1", list_id="l", entry="e9"),
        pair(93, counterparty="c1", list_id="l", entry="e1"),
    )

    assert best.select("counterparty_id", "list_id", "entry_id").rows() == [
        ("c1", "l", "e1"),
        ("c1", "l", "e9"),
        ("c1", "m", "e3"),
        ("c2", "l", "e1"),
    ]


def test_near_misses_are_no_hits():
    assert [*HIT_BANDS, "near_miss"] == list(BANDS)
