"""The sample that ships with the project, screened against the bundled lists, row by row of its truth."""

from dataclasses import dataclass

import polars as pl
import pytest

from lists.register import gather
from screening.matching import policy
from screening.matching.chain import match
from screening.matching.decide import HIT_BANDS
from screening.models import Bands
from screening.pipeline import Counts, RunRequest, load_stage, match_stage, plan_run
from tests.bundled import DAY, LISTS, SAMPLE, take_in_bundled, truth

TRUTH = truth()


def expecting(*expectations):
    return [row for row in TRUTH if row["expect"] in expectations]


def row_id(row):
    return f"{row['counterparty_id']} {row['kind']} {row['entry_name']}".strip()


@dataclass(frozen=True)
class Screened:
    """What became of the sample."""

    counts: Counts
    bands: dict[str, int]
    hits: pl.DataFrame
    counterparties: pl.DataFrame
    entries: pl.DataFrame
    rejected: pl.DataFrame
    undetermined: pl.DataFrame

    def of(self, counterparty_id):
        return self.hits.filter(pl.col("counterparty_id") == counterparty_id)


@pytest.fixture(scope="session")
def screened(tmp_path_factory):
    settings = take_in_bundled(tmp_path_factory.mktemp("sample") / "home")
    lists = gather(LISTS, settings=settings, as_of=DAY, problems={})
    request = RunRequest(counterparties=SAMPLE, lists=LISTS, business_date=DAY, as_of=DAY)
    plan = plan_run(request, settings=settings, lists=lists)
    counts, bands = load_stage(plan), match_stage(plan)
    names = ("matched", "counterparties", "entries", "rejected", "undetermined")
    return Screened(counts, bands, *(pl.read_parquet(plan.work / f"{name}.parquet") for name in names))


@pytest.mark.parametrize("row", expecting("hit"), ids=row_id)
def test_a_listed_party_is_found_on_its_entry(screened, row):
    on_entry = screened.of(row["counterparty_id"]).filter(
        (pl.col("list_id") == row["list_id"]) & (pl.col("entry_name") == row["entry_name"])
    )

    assert on_entry["band"].is_in(HIT_BANDS).any(), on_entry.select("score", "matched_entry_name").rows()


@pytest.mark.parametrize("row", expecting("no_match"), ids=row_id)
def test_a_party_that_only_resembles_an_entry_is_neither_match_nor_probable(screened, row):
    strong = screened.of(row["counterparty_id"]).filter(pl.col("band").is_in(["match", "probable"]))

    assert strong.select("entry_name", "score").rows() == []


def test_a_clean_party_is_in_no_band(screened):
    clean = [row["counterparty_id"] for row in expecting("clean")]
    found = screened.hits.filter(pl.col("counterparty_id").is_in(clean))

    assert found.select("counterparty_id", "entry_name", "score").rows() == []
    assert len(clean) > 90


@pytest.mark.parametrize("row", expecting("screened"), ids=row_id)
def test_a_dirty_row_that_can_be_read_is_screened_and_matches_nothing(screened, row):
    left_out = {*screened.rejected["counterparty_id"], *screened.undetermined["counterparty_id"]}

    assert row["counterparty_id"] not in left_out
    assert screened.of(row["counterparty_id"]).is_empty()


@pytest.mark.parametrize("row", expecting("unable_to_determine"), ids=row_id)
def test_a_row_without_letters_is_unable_to_determine(screened, row):
    assert row["counterparty_id"] in screened.undetermined["counterparty_id"]
    assert screened.of(row["counterparty_id"]).is_empty()


def test_exactly_the_rows_that_cannot_be_read_are_rejected(screened):
    """The truth names a rejected row by its id, or by its line where it has none of its own."""
    expected = {row["counterparty_id"] for row in expecting("rejected")}
    by_line = {int(name.removeprefix("row:")) for name in expected if name.startswith("row:")}
    found = screened.rejected.select("row", "counterparty_id").rows()

    assert by_line <= {line for line, _ in found}
    assert {name for name in expected if not name.startswith("row:")} == {
        counterparty_id for line, counterparty_id in found if line not in by_line
    }
    assert screened.rejected["reason"].str.len_chars().min() > 0


def test_every_row_is_screened_undetermined_or_rejected(screened):
    counts = screened.counts

    assert counts.rows_in == counts.screened + counts.undetermined + counts.rejected
    assert counts.undetermined == screened.undetermined.height == len(expecting("unable_to_determine"))
    assert counts.rejected == screened.rejected.height == len(expecting("rejected"))
    assert counts.screened == len({row["counterparty_id"] for row in expecting("hit", "no_match", "clean", "screened")})


def test_every_row_of_the_file_has_a_row_of_truth(screened):
    assert len({row["counterparty_id"] for row in TRUTH}) == screened.counts.rows_in


def test_no_hit_is_lost_to_the_limits_of_candidates(screened, monkeypatch):
    """Every pair with any word in common is scored: blocking is measured apart from scoring (lessons R24)."""
    monkeypatch.setattr(policy, "MIN_COVERAGE", 0.0)
    monkeypatch.setattr(policy, "MAX_ENTRY_NAMES_PER_TOKEN", 1_000_000)
    monkeypatch.setattr(policy, "MAX_ENTRY_NAMES_PER_PAIR", 1_000_000)
    of_all_pairs = match(screened.counterparties, screened.entries, Bands())
    is_hit = pl.col("band").is_in(HIT_BANDS)

    assert of_all_pairs.filter(is_hit).equals(screened.hits.filter(is_hit))


def test_the_counts_by_band_are_those_of_the_hits(screened):
    counted = {band: screened.hits.filter(pl.col("band") == band).height for band in screened.bands}

    assert screened.bands == counted
    assert sum(counted.values()) == screened.hits.height
