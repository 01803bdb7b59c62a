import polars as pl
import pytest

from screening.models import Bands, Kind
from screening.tuning import scoring
from screening.tuning.pairs import PAIRS, read_pairs
from screening.tuning.scoring import scored_pairs
from tests.made_up import counterparty, entry, score_of
from tests.pair_files import HARD, LATIN


def pairs(*rows):
    """Labelled pairs from (name1, name2, country1, country2)."""
    labelled = [(2, one, two, True, "organisation", home, abroad, "") for one, two, home, abroad in rows]
    return pl.DataFrame(labelled, schema=PAIRS, orient="row")


def scores_of(*rows):
    return scored_pairs(pairs(*rows), Bands()).select("score", "band").rows()


def test_a_pair_has_the_score_and_the_band_of_a_run():
    assert scores_of(("Kingfisher Tackle Ltd", "Kingfisher Tackle", "GB", "GB")) == [(100.0, "match")]


def test_a_pair_that_the_chain_drops_has_score_0_and_no_band():
    assert scores_of(("Kingfisher Tackle", "Ocean Pearl Dredging", None, None)) == [(0.0, "none")]


def test_a_name_without_comparable_form_is_unable_to_determine():
    assert scores_of(("***", "Kingfisher Tackle", None, None)) == [(0.0, "unable_to_determine")]


def test_a_score_below_the_near_misses_is_kept_without_band():
    bands = Bands(match=100, probable=100, possible=100, near_miss=100)
    one = pairs(("Kingfisher Tackle Works", "Kingfisher Tackel Works", None, None))
    found = scored_pairs(one, bands)

    assert 70 < found["score"].item() < 100
    assert found["band"].item() == "none"


def test_countries_belong_to_their_pair():
    same, other = scores_of(
        ("Kingfisher Tackle Works", "Kingfisher Tackel Works", "GB", "GB"),
        ("Kingfisher Tackle Works", "Kingfisher Tackel Works", "GB", "CN"),
    )

    assert same[0] > other[0]


def test_a_pair_that_stands_twice_is_scored_twice():
    assert len(scores_of(*[("Kingfisher Tackle", "Kingfisher", None, None)] * 2)) == 2


def test_no_pairs_have_no_scores():
    assert scored_pairs(pairs(), Bands()).is_empty()


@pytest.mark.parametrize("path", [HARD, LATIN], ids=["hard", "latin"])
def test_pairs_scored_together_have_the_scores_that_each_has_alone(path):
    labelled = read_pairs(path).pairs
    together = scored_pairs(labelled, Bands())
    is_dropped = pl.col("score") == 0
    sample = pl.concat([together.filter(~is_dropped).gather_every(29), together.filter(is_dropped).gather_every(99)])
    alone = [
        score_of(
            counterparty("1", row["name1"], country=row["country1"]),
            entry(row["name2"], kind=Kind(row["kind"]), country=row["country2"]),
        )
        for row in sample.iter_rows(named=True)
    ]

    assert sample["score"].to_list() == alone
    assert sample.height >= 8


def test_words_that_many_pairs_of_the_file_share_are_not_held_against_them():
    many = [("Blue Harbour", f"Blue Harbour {chr(97 + number // 26) * 3}{chr(97 + number % 26) * 3}", None, None)
            for number in range(450)]  # fmt: skip

    assert scores_of(*many)[-1] == scores_of(many[-1])[0]
    assert scores_of(many[-1])[0][0] > 0


def test_the_scores_do_not_depend_on_the_size_of_a_block(monkeypatch):
    labelled = read_pairs(LATIN).pairs.head(40)
    whole = scored_pairs(labelled, Bands())
    monkeypatch.setattr(scoring, "BLOCK", 9)

    assert scored_pairs(labelled, Bands()).equals(whole)
