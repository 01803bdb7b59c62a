"""Pairs of names compared one by one: the expensive part, for candidates only."""

from collections import defaultdict

import polars as pl
from rapidfuzz import fuzz

from screening.matching import policy
from screening.matching.compare import compare
from screening.names.forms import name_form

COMPARED: dict[str, pl.DataType] = {
    "query": pl.String(),
    "entry": pl.String(),
    "kind": pl.String(),
    "name_score": pl.Float64(),
    "written_ratio": pl.Float32(),
    "is_equal": pl.Boolean(),
    "joined_length": pl.UInt32(),
    "is_east_asian": pl.Boolean(),
    "rests_on_sound": pl.Boolean(),
}
"""One row a pair of names; `written_ratio` is that of the names as given and chooses between equal scores."""


def compare_pairs(pairs: pl.DataFrame, *, lowest: float = policy.LOWEST_NAME_SCORE) -> pl.DataFrame:
    """Scores of pairs of names, without those that no qualifier could lift into a band.

    Args:
        pairs: `query`, `entry` (names) and `kind` (of the entry).
        lowest: Pairs below this score are left out.

    Returns:
        Schema `COMPARED`, in the order of the pairs.
    """
    named = pairs.select("query", "entry", "kind").iter_rows()
    rows = [row for pair in named if (row := _compared(*pair, lowest=lowest)) is not None]
    return pl.DataFrame(rows, schema=COMPARED, orient="row")


def _compared(query: str, entry: str, kind: str, *, lowest: float) -> tuple[object, ...] | None:
    left, right = name_form(query), name_form(entry)
    found = compare(left, right, kind=kind)
    if found is None or found.score < lowest:
        return None
    return (
        query,
        entry,
        kind,
        found.score,
        fuzz.ratio(query, entry, processor=None),
        found.is_equal,
        min(len(left.joined), len(right.joined)),
        found.view == "written",
        found.rests_on_sound,
    )


def without_contradicted(pairs: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names, those that only sound alike capped where the entry's own characters say otherwise.

    华威 sounds like Huawei, but Huawei is written 华为.

    Args:
        pairs: Scored pairs with `entry_id`, `matched_counterparty_name`, `name_score` and `rests_on_sound`.
        targets: `entry_id` and `name` of every name of the entries.
    """
    doubtful = pairs.filter("rests_on_sound")
    if doubtful.is_empty():
        return pairs
    written: dict[str, list[str]] = defaultdict(list)
    for entry_id, name in (
        targets.join(doubtful.select("entry_id").unique(), on="entry_id").select("entry_id", "name").iter_rows()
    ):
        if name_form(name).script == "han":
            written[entry_id].append(name)
    contradicted = pl.Series(
        [
            bool(written[entry_id]) and not any(_is_written_alike(query, name) for name in written[entry_id])
            if is_doubtful
            else False
            for query, entry_id, is_doubtful in pairs.select(
                "matched_counterparty_name", "entry_id", "rests_on_sound"
            ).iter_rows()
        ],
        dtype=pl.Boolean,
    )
    capped = pl.min_horizontal("name_score", pl.lit(policy.SOUND_CONTRADICTED_CAP))
    return pairs.with_columns(
        pl.when(contradicted).then(capped).otherwise("name_score").alias("name_score"),
        (pl.col("is_equal") & ~contradicted).alias("is_equal"),
    )


def _is_written_alike(query: str, name: str) -> bool:
    left, right = name_form(query), name_form(name)
    found = compare(left, right)
    return found is not None and found.view == "written" and found.score >= policy.LOWEST_NAME_SCORE
