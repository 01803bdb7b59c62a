"""One counterparty and one entry through every stage without the candidate filter: why they matched, or why not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from screening.matching import policy
from screening.matching.candidates import candidates, token_pairs
from screening.matching.chain import match
from screening.matching.compare import compare
from screening.matching.decide import BANDS, HIT_BANDS
from screening.matching.explain import explanation
from screening.matching.name_table import name_table
from screening.matching.pairs import compare_pairs, without_contradicted
from screening.matching.score import score_pairs
from screening.models import Bands, Kind
from screening.names.forms import name_form

NO_BAND = "none"

_QUALIFIERS: tuple[tuple[str, dict[str, pl.Expr]], ...] = (
    ("if the countries agreed", {"counterparty_country": pl.lit("XX"), "entry_country": pl.lit("XX")}),
    ("if the name were the entry's primary name", {"entry_name_type": pl.lit("primary")}),
    ("if the entry's measures were in force", {"state": pl.lit("in_force")}),
)  # fmt: skip
"""What is changed of the owners of the names, one at a time, to see whether that decided the verdict."""


@dataclass(frozen=True, slots=True)
class Key:
    """Something that makes two names a candidate pair.

    Attributes:
        name: Kind of key.
        value: The word, the two words, or the name.
        is_met: Whether this key makes the pair a candidate; any but the whole name needs `coverage` beside it.
        detail: Why, in words.
    """

    name: str
    value: str
    is_met: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Change:
    """Another verdict: what would have to be otherwise, and the score and band then."""

    change: str
    score: float
    band: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What became of one counterparty and one entry, and why.

    Attributes:
        matched_counterparty_name: The name of the counterparty in the best pair of names.
        matched_entry_name: That of the entry.
        entry_name_type: How it belongs to the entry.
        score: As the run scores the pair; 0 where the chain drops it.
        unfiltered_score: Of the best pair of names, whether or not it was a candidate.
        band: As the run decides.
        stopped_at: `form`, `kind`, `candidates`, `score` or `band`; None for a hit.
        reason: The same in a sentence.
        keys: Keys met and not met.
        explanation: As a hit carries it; empty where there is no comparable form.
        changes: What would have changed the score.
    """

    matched_counterparty_name: str
    matched_entry_name: str
    entry_name_type: str
    score: float
    unfiltered_score: float
    band: str
    stopped_at: str | None
    reason: str
    keys: tuple[Key, ...]
    explanation: dict[str, Any]
    changes: tuple[Change, ...]


def inspect_pair(counterparty: pl.DataFrame, entry: pl.DataFrame, entries: pl.DataFrame, bands: Bands) -> Inspection:
    """Every stage for one counterparty and one entry.

    Args:
        counterparty: One row of schema `COUNTERPARTIES`.
        entry: One row of schema `ENTRIES` with `state`.
        entries: All entries of the run, `entry` among them: how common a word is on the lists decides on keys.
        bands: Lowest score of each band.
    """
    query, target = name_table(counterparty["names"].explode()), name_table(_names(entry)["matched_entry_name"])
    if query.is_empty() or target.is_empty():
        return _without_form(counterparty, entry, is_query=query.is_empty())
    best = _best_pair(query, target, counterparty, entry)
    names = name_table(_names(entries)["matched_entry_name"])
    hits = match(counterparty, entries, bands).filter(pl.col("entry_id") == entry["entry_id"].item())
    hit = hits.row(0, named=True) if hits.height else None
    shown = best if hit is None else hit
    views = _views_of(query, best["matched_counterparty_name"]), _views_of(target, best["matched_entry_name"])
    is_candidate = hit is not None or not _candidates_of(query, target, names).is_empty()
    band = NO_BAND if hit is None else hit["band"]
    stopped_at, reason = _stop(entry, best, bands, band=band, is_candidate=is_candidate)
    return Inspection(
        matched_counterparty_name=shown["matched_counterparty_name"],
        matched_entry_name=shown["matched_entry_name"],
        entry_name_type=shown["entry_name_type"],
        score=0.0 if hit is None else hit["score"],
        unfiltered_score=best["score"],
        band=band,
        stopped_at=stopped_at,
        reason=reason,
        keys=tuple(_keys(*views, names)),
        explanation=explanation(best) if hit is None else json.loads(hit["explanation"]),
        changes=tuple(_changes(best, bands)),
    )


def band_of(score: float, bands: Bands) -> str:
    """The band of a score, or `none`."""
    return next((band for band in BANDS if score >= getattr(bands, band)), NO_BAND)


def _views_of(names: pl.DataFrame, name: str) -> pl.DataFrame:
    return names.filter(pl.col("name") == name)


def _names(entries: pl.DataFrame) -> pl.DataFrame:
    names = entries.select("entry_id", "names").explode("names").drop_nulls("names")
    return names.select(
        "entry_id",
        pl.col("names").struct.field("name").alias("matched_entry_name"),
        pl.col("names").struct.field("type").alias("entry_name_type"),
    )


def _best_pair(
    query: pl.DataFrame, target: pl.DataFrame, counterparty: pl.DataFrame, entry: pl.DataFrame
) -> dict[str, Any]:
    """The pair of names with the best score, with everything that the score came from."""
    owned = (
        compare_pairs(every_pair(query, target, kind=entry["kind"].item()), lowest=0.0)
        .rename({"query": "matched_counterparty_name", "entry": "matched_entry_name"})
        .join(_names(entry), on="matched_entry_name")
        .with_columns(
            pl.lit(counterparty["country"].item(), dtype=pl.String).alias("counterparty_country"),
            pl.lit(entry["country"].item(), dtype=pl.String).alias("entry_country"),
            pl.lit(entry["state"].item()).alias("state"),
        )
    )
    checked = without_contradicted(owned, _names(entry).rename({"matched_entry_name": "name"}))
    # as the chain ranks them; where none is worth a band, the names that are most alike, whatever their owners say
    reached = pl.when(pl.col("score") >= policy.LOWEST_NAME_SCORE).then("score").otherwise(0.0)
    order = [reached, "name_score", "written_ratio", "matched_counterparty_name", "matched_entry_name"]
    ranked = score_pairs(checked).sort(order, descending=[True, True, True, False, False])
    return ranked.row(0, named=True)


def every_pair(query: pl.DataFrame, target: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    """Every name with every other, as `candidates` would give them if it left nothing out.

    Args:
        query: Names of counterparties, schema `NAME_TABLE`.
        target: Names of list entries, schema `NAME_TABLE`.
        kind: Kind of the entries.

    Returns:
        `query`, `entry` and `kind`, in the order of both tables.
    """
    left, right = (table.select("name").unique(maintain_order=True) for table in (query, target))
    crossed = left.rename({"name": "query"}).join(
        right.rename({"name": "entry"}), how="cross", maintain_order="left_right"
    )
    return crossed.with_columns(pl.lit(kind).alias("kind"))


def _candidates_of(query: pl.DataFrame, target: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Candidate pairs of the two parties among all names of the lists."""
    wanted = names.join(target.select("name"), on="name", how="semi").select(pl.col("view_id").alias("entry_id"))
    return candidates(query, names).join(wanted, on="entry_id", how="semi")


def _without_form(counterparty: pl.DataFrame, entry: pl.DataFrame, *, is_query: bool) -> Inspection:
    side, name = ("counterparty", counterparty["name"]) if is_query else ("entry", entry["primary_name"])
    return Inspection(
        matched_counterparty_name=counterparty["name"].item(),
        matched_entry_name=entry["primary_name"].item(),
        entry_name_type="primary",
        score=0.0,
        unfiltered_score=0.0,
        band=NO_BAND,
        stopped_at="form",
        reason=f"nothing comparable is left of the {side}'s name {name.item()!r}",
        keys=(),
        explanation={},
        changes=(),
    )


def _stop(
    entry: pl.DataFrame, best: Mapping[str, Any], bands: Bands, *, band: str, is_candidate: bool
) -> tuple[str | None, str]:
    if band in HIT_BANDS:
        return None, f"the pair is a hit in the band {band}"
    if band != NO_BAND:
        return "band", f"the score is below {bands.possible:g}, where the band possible begins: a near miss"
    if entry["kind"].item() == Kind.ADDRESS:
        return "kind", "the entry is an address, which is not compared by name"
    if not is_candidate:
        return "candidates", "the names are no candidate pair, so they were never scored"
    return "score", f"the score {best['score']:g} is below {bands.near_miss:g}, where near misses begin"


def _keys(left: pl.DataFrame, right: pl.DataFrame, names: pl.DataFrame) -> Iterator[Key]:
    """Keys of the views of two names."""
    whole = _shared(left, right, "joined") | _shared(left, right, "sorted_core")
    same = "the same" if whole else "not the same"
    yield Key("whole name", str(left["joined"][0]), bool(whole), f"{same} without spaces or in another order")
    pairs = token_pairs(left, right)
    for query_token, entry_token, _ in pairs.iter_rows():
        key = _frequency_key("word", entry_token, "tokens", policy.MAX_ENTRY_NAMES_PER_TOKEN, names)
        is_same = query_token == entry_token
        yield key if is_same else replace(key, name="similar word", value=f"{query_token} ~ {entry_token}")
    for two in sorted(_listed(left, "pairs") & _listed(right, "pairs")):
        yield _frequency_key("neighbouring words", two, "pairs", policy.MAX_ENTRY_NAMES_PER_PAIR, names)
    for two in sorted(_split_words(left, right)):
        yield Key("split word", two, is_met=True, detail="two words of one name are one of the other")
    for short in sorted(
        (_listed(left, "short_forms") & {*right["joined"]}) | (_listed(right, "short_forms") & {*left["joined"]})
    ):
        yield Key("short form", short, is_met=True, detail="one name is made of the first characters of the other")
    if pairs.is_empty():
        yield Key("word", "", is_met=False, detail="no word in common")
    yield _coverage_key(left, right)


def _shared(left: pl.DataFrame, right: pl.DataFrame, column: str) -> set[str]:
    return {*left[column]} & {*right[column]}


def _listed(views: pl.DataFrame, column: str) -> set[str]:
    return {*views[column].explode().drop_nulls()}


def _split_words(left: pl.DataFrame, right: pl.DataFrame) -> set[str]:
    turned = ((left, right), (right, left))
    return {
        pair
        for one, other in turned
        for pair in _listed(one, "pairs")
        if pair.replace(" ", "") in _listed(other, "tokens")
    }


def _frequency_key(name: str, value: str, column: str, limit: int, names: pl.DataFrame) -> Key:
    count = names.filter(pl.col(column).list.contains(value))["name"].n_unique()
    compared = f"at most {limit}" if count <= limit else f"more than {limit}"
    return Key(name, value, count <= limit, f"on {count} names of the lists, {compared}")


def _coverage_key(left: pl.DataFrame, right: pl.DataFrame) -> Key:
    covered = candidates(left, right, min_coverage=0.0)
    lower = covered.select(pl.min_horizontal("query_coverage", "entry_coverage")).to_series().max()
    share = float(lower) if isinstance(lower, float) else 0.0
    detail = f"{share:.0%} of the weight of one name is found in the other; candidates need {policy.MIN_COVERAGE:.0%}"
    return Key("coverage", "", share >= policy.MIN_COVERAGE, detail)


def _changes(best: Mapping[str, Any], bands: Bands) -> Iterator[Change]:
    """Each change that gives another score: a rule that held the score down, or something about the owners."""
    row = pl.DataFrame([best])
    left, right = name_form(best["matched_counterparty_name"]), name_form(best["matched_entry_name"])
    found = compare(left, right, kind=best["kind"])
    for effect in () if found is None else found.effects:
        if effect in policy.LOWERING:
            without = compare(left, right, kind=best["kind"], waived=frozenset({effect}))
            score = without.score if without else 0.0
            yield from _change(policy.LOWERING[effect], row.with_columns(name_score=pl.lit(score)), best, bands)
    for sentence, columns in _QUALIFIERS:
        yield from _change(sentence, row.with_columns(**columns), best, bands)


def _change(sentence: str, row: pl.DataFrame, best: Mapping[str, Any], bands: Bands) -> Iterator[Change]:
    changed = score_pairs(row)["score"].item()
    if changed != best["score"]:
        yield Change(sentence, changed, band_of(changed, bands))
