"""Which names match is data: `cases.csv` and `better.csv` beside this file, one row a case with its reason."""

import csv
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.matching import policy
from screening.matching.compare import compare
from screening.matching.score import score_pairs
from screening.models import Bands, NameType, State
from screening.names.forms import name_form
from tests.made_up import ALL, counterparties, counterparty, entries, entry, hits, score_of, scored_names
from tests.matching.strategies import names

HERE = Path(__file__).parent
LOWEST = {"equal": 100.0, "match": ALL.match, "probable": ALL.probable, "possible": ALL.possible}
HIGHEST = {"none": ALL.possible, "at most possible": ALL.probable}


def rows_of(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = rows_of("cases.csv")
BETTER = rows_of("better.csv")


def case_id(case):
    return f"{case['counterparty']} / {case.get('entry') or case['better']}"


@pytest.fixture(scope="module")
def scores():
    """Score of every case, all screened in one go; pairs that are no near miss are missing."""
    parties = [
        counterparty(str(number), case["counterparty"], country=case["counterparty_country"] or None)
        for number, case in enumerate(CASES)
    ]
    listed = [
        entry(case["entry"], entry_id=str(number), country=case["entry_country"] or None)
        for number, case in enumerate(CASES)
    ]
    found = hits(parties, listed).filter(pl.col("counterparty_id") == pl.col("entry_id"))
    return {int(row["entry_id"]): row["score"] for row in found.iter_rows(named=True)}


@pytest.mark.parametrize(("number", "case"), enumerate(CASES), ids=map(case_id, CASES))
def test_a_case_scores_as_its_row_says(scores, number, case):
    score = scores.get(number, 0.0)

    if case["expect"] in HIGHEST:
        assert score < HIGHEST[case["expect"]], case["because"]
    else:
        assert score >= LOWEST[case["expect"]], case["because"]


@pytest.fixture(scope="module")
def better_and_worse():
    """Scores by number of the case and `better` or `worse`."""
    parties = [counterparty(str(number), case["counterparty"]) for number, case in enumerate(BETTER)]
    listed = [
        entry(case[side], entry_id=f"{number} {side}")
        for number, case in enumerate(BETTER)
        for side in ("better", "worse")
    ]
    found = hits(parties, listed).iter_rows(named=True)
    return {row["entry_id"]: row["score"] for row in found if row["entry_id"].startswith(f"{row['counterparty_id']} ")}


@pytest.mark.parametrize(("number", "case"), enumerate(BETTER), ids=map(case_id, BETTER))
def test_the_better_name_scores_higher(better_and_worse, number, case):
    better, worse = (better_and_worse.get(f"{number} {side}", 0.0) for side in ("better", "worse"))

    assert better > worse, case["because"]
    assert better >= ALL.near_miss


def test_a_case_alone_scores_as_among_all_others(scores):
    some = list(enumerate(CASES))[::8]

    for number, case in some:
        party = counterparty("c", case["counterparty"], country=case["counterparty_country"] or None)
        assert score_of(party, entry(case["entry"], country=case["entry_country"] or None)) == scores.get(number, 0.0)


# what must always hold ------------------------------------------------------------------------------------------------


@given(st.lists(names, min_size=1, max_size=40))
@example(["54 54th", "5 4 5 4", "...A", "a", "Co. Ltd", "有限公司", "株式会社 株式会社"])
@settings(max_examples=15)
def test_every_name_matches_itself_with_100_and_no_score_leaves_0_to_100(given_names):
    comparable = {name for name in given_names if not name_form(name).is_empty}
    scored = scored_names(given_names, given_names)
    own = scored.filter(pl.col("query") == pl.col("entry"))

    assert set(own["query"]) == comparable
    assert (own["name_score"] == 100).all()
    assert scored["name_score"].is_between(0, 100).all()
    assert scored["name_score"].is_finite().all()


@given(st.lists(names, min_size=2, max_size=40))
@settings(max_examples=15)
def test_the_score_of_names_is_symmetric_but_for_names_that_are_cut_off(given_names):
    forms = [form for name in dict.fromkeys(given_names) if not (form := name_form(name)).is_empty]

    for left, right in combinations(forms, 2):
        there, back = compare(left, right), compare(right, left)
        assert (there is None) == (back is None)
        if there is not None and back is not None and "cut_off" not in {*there.effects, *back.effects}:
            assert there.score == pytest.approx(back.score, abs=1e-4), (left.cleaned, right.cleaned)


parties = st.lists(
    st.tuples(st.lists(names, min_size=1, max_size=3), st.sampled_from([None, "CN", "HK", "JP", "US"])),
    min_size=2,
    max_size=10,
)
listed = st.lists(
    st.tuples(
        st.lists(names, min_size=1, max_size=3),
        st.sampled_from([None, "CN", "HK", "JP", "US"]),
        st.sampled_from(State),
        st.sampled_from([NameType.ALIAS, NameType.WEAK, NameType.ABBREVIATION, NameType.FORMER]),
    ),
    min_size=2,
    max_size=10,
)


def as_parties(given):
    return [counterparty(f"c{i}", *party_names, country=country) for i, (party_names, country) in enumerate(given)]


def as_entries(given):
    return [
        entry(first, *((other, type_) for other in others), entry_id=f"e{i}", country=country, state=state)
        for i, ((first, *others), country, state, type_) in enumerate(given)
    ]


def by_pair(found):
    return {(row["counterparty_id"], row["entry_id"]): row["score"] for row in found.iter_rows(named=True)}


@given(parties, listed, st.lists(st.floats(70, 100), min_size=4, max_size=4))
@settings(max_examples=10)
def test_a_lower_threshold_never_loses_a_hit(given_parties, given_entries, thresholds):
    near_miss, possible, probable, match = sorted(thresholds)
    strict = hits(as_parties(given_parties), as_entries(given_entries), Bands(
        match=match, probable=probable, possible=possible, near_miss=near_miss))  # fmt: skip
    lax = hits(as_parties(given_parties), as_entries(given_entries), ALL)

    assert by_pair(strict) == {pair: score for pair, score in by_pair(lax).items() if score >= near_miss}


@given(parties, listed, names, st.booleans())
@settings(max_examples=10)
def test_one_more_name_never_lowers_a_score(given_parties, given_entries, name, is_entrys):
    before = by_pair(hits(as_parties(given_parties), as_entries(given_entries)))
    if is_entrys:
        first, *rest = given_entries
        given_entries = [([*first[0], name], *first[1:]), *rest]
    else:
        first, *rest = given_parties
        given_parties = [([*first[0], name], *first[1:]), *rest]
    after = by_pair(hits(as_parties(given_parties), as_entries(given_entries)))

    assert before.keys() <= after.keys()
    assert all(after[pair] >= score for pair, score in before.items())


@given(parties, listed, st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_counterparties_and_entries_does_not_matter(given_parties, given_entries, random):
    some, others = as_parties(given_parties), as_entries(given_entries)
    found = hits(some, others)
    random.shuffle(some)
    random.shuffle(others)

    assert hits(some, others).equals(found)


@given(
    st.lists(st.tuples(names, st.integers(1, 130)).map(lambda given: f"{given[0]} {given[1]}"), min_size=2, max_size=20)
)
@settings(max_examples=10)
def test_different_numbers_are_never_a_hit_unless_the_whole_name_reads_the_same(numbered):
    for left, right in combinations(map(name_form, numbered), 2):
        found = compare(left, right)
        if found is not None and found.numbers == "differ" and not found.is_equal:
            assert found.score <= policy.NUMBERS_DIFFER_CAP
            assert not set(left.numbers) & set(right.numbers)


# qualifiers -----------------------------------------------------------------------------------------------------------

PAIR = {
    "name_score": 100.0,
    "is_equal": True,
    "joined_length": 12,
    "is_east_asian": False,
    "entry_name_type": "primary",
    "counterparty_country": "CN",
    "entry_country": "CN",
    "state": "in_force",
}
QUALIFIED = [
    ({}, "agrees", 100),
    ({"counterparty_country": "HK"}, "agrees", 100),
    ({"counterparty_country": "MO", "entry_country": "HK"}, "agrees", 100),
    ({"counterparty_country": None}, "unknown", 100),
    ({"entry_country": None}, "unknown", 100),
    ({"entry_country": ""}, "unknown", 100),
    ({"counterparty_country": "TW"}, "differs", 94),
    ({"counterparty_country": "JP", "name_score": 90.0}, "differs", 84),
    ({"entry_name_type": "alias"}, "agrees", 100),
    ({"entry_name_type": "former"}, "agrees", 100),
    ({"entry_name_type": "weak"}, "agrees", 92),
    ({"entry_name_type": "weak", "counterparty_country": None}, "unknown", 84),
    ({"entry_name_type": "weak", "counterparty_country": "US"}, "differs", 76),
    ({"entry_name_type": "weak", "is_equal": False, "name_score": 99.0}, "agrees", 0),
    ({"entry_name_type": "abbreviation"}, "agrees", 92),
    ({"entry_name_type": "abbreviation", "is_equal": False, "name_score": 99.0}, "agrees", 0),
    ({"joined_length": 4}, "agrees", 100),
    ({"joined_length": 4, "counterparty_country": None}, "unknown", 87),
    ({"joined_length": 4, "counterparty_country": "US"}, "differs", 79),
    ({"joined_length": 5, "counterparty_country": None}, "unknown", 100),
    ({"joined_length": 2, "is_east_asian": True, "counterparty_country": None}, "unknown", 100),
    ({"state": "unverified"}, "agrees", 100),
    ({"state": "suspended"}, "agrees", 94),
    ({"state": "stopped"}, "agrees", 87),
    ({"state": "removed"}, "agrees", 79),
    ({"state": "removed", "name_score": 72.0}, "agrees", 72),
    ({"state": "suspended", "entry_name_type": "weak"}, "agrees", 92),
]


@pytest.mark.parametrize(("changes", "country", "score"), QUALIFIED, ids=[str(changes) for changes, *_ in QUALIFIED])
def test_name_type_country_and_state_qualify_the_score(changes, country, score):
    [row] = score_pairs(
        pl.DataFrame([PAIR | changes], schema_overrides={"counterparty_country": pl.String, "entry_country": pl.String})
    ).to_dicts()

    assert (row["country"], row["score"]) == (country, score)


def test_a_score_has_one_decimal():
    frame = pl.DataFrame([PAIR | {"name_score": 90.1499, "is_equal": False}])

    assert score_pairs(frame)["score"].item() == 90.1


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_cap(state):
    assert state.value in policy.STATE_CAPS


def test_no_qualifier_can_lift_a_pair_of_names_that_was_dropped():
    frame = pl.DataFrame([PAIR | {"name_score": policy.LOWEST_NAME_SCORE - 0.1, "is_equal": False}])

    assert score_pairs(frame)["score"].item() < Bands().near_miss


def test_counterparties_and_entries_of_the_helpers_have_the_schema_of_the_chain():
    assert counterparties(counterparty("1", "Huawei")).height == 1
    assert entries(entry("Huawei"))["state"].to_list() == ["in_force"]
