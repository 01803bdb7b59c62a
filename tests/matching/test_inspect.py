"""One pair through every stage: the same verdict as the chain, and the step that stopped a miss."""

import polars as pl
import pytest

from screening.matching import policy
from screening.matching.chain import match
from screening.matching.inspect import band_of, inspect_pair
from screening.models import Bands, Kind, NameType, State
from tests.made_up import counterparties, counterparty, entries, entry
from tests.pair_files import HARD, LATIN

BANDS = Bands()


def inspected(row, *items):
    """What became of a counterparty and the first of the entries."""
    known = entries(*items)
    return inspect_pair(counterparties(row), known.head(1), known, BANDS)


def key_of(found, name):
    return next(key for key in found.keys if key.name == name)


def test_a_hit_has_no_step_that_stopped_it():
    found = inspected(counterparty("1", "Kingfisher Tackle Ltd"), entry("Kingfisher Tackle"))

    assert (found.stopped_at, found.score, found.band) == (None, 100.0, "match")
    assert key_of(found, "whole name").is_met


def test_a_near_miss_stops_at_the_band():
    found = inspected(counterparty("1", "Kingfisher Tackle"), entry("Kingfisher Tackle", state=State.REMOVED))

    assert (found.stopped_at, found.band) == ("band", "near_miss")


def test_a_low_score_stops_at_the_score():
    found = inspected(counterparty("1", "Falcon Bureau 54"), entry("Falcon Bureau 55"))

    assert (found.stopped_at, found.score, found.band) == ("score", 0.0, "none")
    assert found.unfiltered_score == policy.NUMBERS_DIFFER_CAP


def test_names_with_nothing_in_common_stop_at_the_candidates():
    found = inspected(counterparty("1", "Kingfisher Tackle"), entry("Ocean Pearl Dredging"))

    assert found.stopped_at == "candidates"
    assert not any(key.is_met for key in found.keys)


def test_a_common_word_is_no_key_on_a_list_that_is_full_of_it(monkeypatch):
    monkeypatch.setattr(policy, "MAX_ENTRY_NAMES_PER_TOKEN", 2)
    others = [entry(f"Kingfisher {word}") for word in ("Boats", "Lamps", "Ropes")]
    found = inspected(counterparty("1", "Kingfisher"), entry("Kingfisher Dredging"), *others)

    assert found.stopped_at == "candidates"
    assert key_of(found, "word").detail == "on 4 names of the lists, more than 2"


def test_a_name_without_comparable_form_stops_at_the_form():
    assert inspected(counterparty("1", "***"), entry("Kingfisher")).stopped_at == "form"
    assert inspected(counterparty("1", "Kingfisher"), entry("***")).stopped_at == "form"


def test_an_address_stops_at_its_kind():
    found = inspected(counterparty("1", "Kingfisher"), entry("Kingfisher", kind=Kind.ADDRESS))

    assert (found.stopped_at, found.unfiltered_score) == ("kind", 100.0)


def test_the_same_identifier_is_told_whatever_the_names():
    identifiers = (("LEI", "5493001KJTIIGC8Y1R12"),)
    found = inspected(
        counterparty("1", "Kingfisher", identifiers=identifiers), entry("Ocean Pearl", identifiers=identifiers)
    )

    assert (found.stopped_at, found.score) == (None, 100.0)
    assert "identifier" in found.explanation["summary"]


def test_the_best_of_all_names_is_shown():
    found = inspected(counterparty("1", "Eagle", "Blue Kingfisher"), entry("Ocean Pearl", "Blue Kingfishr"))

    assert (found.matched_counterparty_name, found.matched_entry_name) == ("Blue Kingfisher", "Blue Kingfishr")
    assert found.entry_name_type == "alias"


@pytest.mark.parametrize(
    ("row", "item", "change"),
    [
        (counterparty("1", "Falcon Bureau 54"), entry("Falcon Bureau 55"), "if the numbers agreed"),
        (counterparty("1", "Falcon Burau", country="JP"), entry("Falcon Bureau", country="CN"),
         "if the countries agreed"),
        (counterparty("1", "Falcon Burau"), entry("Ocean", ("Falcon Bureau", NameType.WEAK)),
         "if the name were the entry's primary name"),
        (counterparty("1", "Falcon Bureau"), entry("Falcon Bureau", state=State.STOPPED),
         "if the entry's measures were in force"),
        (counterparty("1", "Shanghai Quellix Information Technology"), entry("Anhui Quellix Information Technology"),
         "if the place and the industry agreed"),
    ],
)  # fmt: skip
def test_what_decided_is_among_the_changes(row, item, change):
    found = inspected(row, item)
    changed = {one.change: one for one in found.changes}

    assert changed[change].score > found.unfiltered_score
    assert changed[change].band == band_of(changed[change].score, BANDS)


def test_no_change_is_told_that_changes_nothing():
    assert inspected(counterparty("1", "Falcon Bureau"), entry("Falcon Bureau")).changes == ()


@pytest.mark.parametrize("path", [HARD, LATIN], ids=["hard", "latin"])
def test_the_verdict_is_that_of_the_chain(path):
    for one, two in pl.read_csv(path, infer_schema=False).gather_every(90).select("name1", "name2").rows():
        row, item = counterparty("1", one), entry(two)
        hits = match(counterparties(row), entries(item), BANDS)
        found = inspected(row, item)

        assert found.score == (hits["score"].item() if hits.height else 0.0)
        assert (found.unfiltered_score == found.score) or found.stopped_at in {"candidates", "score"}
