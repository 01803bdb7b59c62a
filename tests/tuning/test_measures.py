import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.models import Bands
from screening.tuning.measures import by_band, groups, measure, proposals, shown_thresholds, wilson


def scored(*rows):
    """Pairs from (score, is_match)."""
    return pl.DataFrame(rows, schema={"score": pl.Float64, "is_match": pl.Boolean}, orient="row")


def test_recall_counts_true_pairs_and_alerts_false_ones():
    found = measure(scored((96, True), (85, True), (0, True), (90, False), (10, False)), 85)

    assert (found.found, found.true_pairs, found.alerts, found.false_pairs) == (2, 3, 1, 2)
    assert found.recall.share == pytest.approx(2 / 3)
    assert found.precision.share == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)


def test_a_score_equal_to_the_threshold_is_an_alert():
    assert measure(scored((88.0, True)), 88.0).found == 1


def test_shares_of_nothing_are_unknown():
    nothing = measure(scored((80, False)), 90)

    assert nothing.recall.share is nothing.precision.share is nothing.f1 is None


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_that_of_wilson(count, total, low, high):
    """Values of R's binom.confint(method = "wilson")."""
    found = wilson(count, total)

    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_share(counts):
    found = wilson(*counts)

    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1, max_size=30))
def test_a_lower_threshold_never_finds_less(rows):
    found = [measure(scored(*rows), threshold) for threshold in (95, 88, 80, 72)]

    assert [one.found for one in found] == sorted(one.found for one in found)
    assert [one.alerts for one in found] == sorted(one.alerts for one in found)


def test_each_band_is_measured_with_all_that_is_stronger():
    found = by_band(scored((96, True), (89, True), (81, True), (73, True)), Bands())

    assert [found[band].found for band in ("match", "probable", "possible", "near_miss")] == [1, 2, 3, 4]


def test_the_bands_are_among_the_thresholds_shown():
    bands = Bands(match=96.1, probable=88.2, possible=80.3, near_miss=71.4)

    assert {96.1, 88.2, 80.3, 71.4} <= set(shown_thresholds(bands))


def test_a_band_is_proposed_down_to_where_its_precision_ends():
    pairs = scored(*[(95, True)] * 99, *[(90, True)] * 20, *[(90, False)] * 5, *[(75, True)] * 2, *[(75, False)] * 40)
    found = proposals(pairs)

    assert found["match"].threshold == 90.5
    assert found["probable"].threshold == 75.5
    assert found["possible"].threshold == 75.5


def test_nothing_is_proposed_where_no_score_is_precise_enough():
    found = proposals(scored((100, False), (90, True)))

    assert found["match"] is found["probable"] is found["possible"] is None
    assert found["best_f1"].found == 1


def test_groups_leave_out_pairs_without_a_value():
    pairs = scored((1, True), (2, True), (3, True)).with_columns(pl.Series("class", ["b", "", "a"]))

    assert [(name, group["score"].to_list()) for name, group in groups(pairs, "class")] == [("a", [3.0]), ("b", [1.0])]
