import pytest

from screening.models import State
from screening.report.model import HIT_COLUMNS, verdict_sentence
from tests.made_up import counterparty, entry
from tests.report.reports import report_of

ITEMS = (
    entry("Huawei Technologies", entry_id="e9"),
    entry("Huawai Technologies", entry_id="e1"),
    entry("Huawei Technologies", entry_id="e5", state=State.SUSPENDED),
    entry("Panda Electronics", entry_id="e7", state=State.STOPPED),
)
PARTIES = (
    counterparty("1", "Panda Electronics"),
    counterparty("3", "Hauwei Technologies"),
    counterparty("2", "Huawei Technologies"),
    counterparty("4", "Kingfisher Tackle"),
)


@pytest.fixture(scope="module")
def ordered():
    """(counterparty, entry, score) as the page shows them."""
    return [
        (hit["counterparty_id"], hit["entry_id"], hit["score"])
        for hits in report_of(PARTIES, ITEMS).by_counterparty()
        for hit in hits
    ]


def test_counterparties_stand_strongest_first_and_so_do_the_hits_of_each(ordered):
    firsts = {}
    for party, _, score in ordered:
        firsts.setdefault(party, []).append(score)

    assert [party for party, _, _ in ordered if party in {"1", "2"}] == ["2", "2", "2", "1"]
    assert [entry_id for party, entry_id, _ in ordered if party == "2"] == ["e9", "e5", "e1"]
    assert all(scores == sorted(scores, reverse=True) for scores in firsts.values())
    assert [scores[0] for scores in firsts.values()] == sorted((scores[0] for scores in firsts.values()), reverse=True)


def test_every_hit_of_the_table_is_on_the_page_once(ordered):
    hits = report_of(PARTIES, ITEMS).hits

    assert sorted(ordered) == sorted(hits.select("counterparty_id", "entry_id", "score").rows())


def test_hits_and_near_misses_have_the_documented_columns_and_each_band_is_in_its_table(report):
    assert tuple(report.hits.columns) == tuple(report.near_misses.columns) == HIT_COLUMNS
    assert set(report.near_misses["band"]) == set(report.near_misses["event"]) == {"near_miss"}
    assert "near_miss" not in set(report.hits["band"]) | set(report.hits["event"])


def test_the_text_of_an_entry_is_there_for_every_hit_and_near_miss(report):
    needed = {*report.hits["entry_id"], *report.near_misses["entry_id"]}

    assert set(report.entries) == needed


@pytest.mark.parametrize(
    ("verdict", "counts", "sentence"),
    [
        (
            "no_hits",
            {"screened": 1234},
            "No counterparty of 1,234 screened matched an entry; this does not clear anyone.",
        ),
        (
            "open_hits",
            {"counterparties_hit": 1, "open_hits": 2, "events": {"new": 0}},
            "1 counterparty matches a list entry (2 hits, 0 new) and a person must decide each.",
        ),
        (
            "open_hits",
            {"counterparties_hit": 2000, "open_hits": 3000, "events": {"new": 1000}},
            "2,000 counterparties match a list entry (3,000 hits, 1,000 new) and a person must decide each.",
        ),
    ],
)
def test_the_verdict_is_one_sentence(verdict, counts, sentence):
    assert verdict_sentence(verdict, counts) == sentence
