"""Labelled pairs through the chain of a run: the first name as counterparty, the second as list entry."""

from collections.abc import Callable

import polars as pl

from screening.frames import COUNTERPARTIES, ENTRIES
from screening.matching.chain import match, undetermined
from screening.matching.policy import LOWEST_NAME_SCORE
from screening.models import Bands, Kind, State

BLOCK = 100
"""Pairs compared at a time. Words that many names of a list share are no candidate keys there; on so short a list none
is too common, so each pair has the score that it would have alone."""

NO_BAND = "none"
UNDETERMINED = "unable_to_determine"
"""What stands in the column `band` of a pair that reached none, and of one whose first name has no comparable form."""

_LIST = "pairs"
_PARTY = ["name1", "country1"]
_ENTRY = ["name2", "country2", "kind"]


OtherNames = Callable[[str, str | None], list[dict[str, str | None]]]
"""Name and country of an entry -> further names that a list would have of it."""


def scored_pairs(pairs: pl.DataFrame, bands: Bands, *, other_names: OtherNames | None = None) -> pl.DataFrame:
    """Score and band of each pair, as each would have alone.

    Args:
        pairs: Schema `PAIRS`.
        bands: Lowest score of each band.
        other_names: The names that a run knows of an entry beside the one printed, or None for none.

    Returns:
        The pairs with `score` (0 where the chain drops the pair) and `band`, in the same order.
    """
    blocks = [_scored(block, bands, other_names) for block in pairs.iter_slices(BLOCK)]
    return (
        pl.concat(blocks) if blocks else pairs.with_columns(pl.lit(0.0).alias("score"), pl.lit(NO_BAND).alias("band"))
    )


def _scored(pairs: pl.DataFrame, bands: Bands, other_names: OtherNames | None) -> pl.DataFrame:
    parties, entries = _numbered(pairs, _PARTY, "counterparty_id"), _numbered(pairs, _ENTRY, "entry_id")
    counterparties = _counterparties(parties)
    hits = match(counterparties, _entries(entries, other_names), _from_lowest(bands))
    labelled = pairs.join(parties, on=_PARTY, nulls_equal=True, how="left", maintain_order="left").join(
        entries, on=_ENTRY, nulls_equal=True, how="left", maintain_order="left"
    )
    scored = labelled.join(
        hits.select("counterparty_id", "entry_id", "score", "band"),
        on=["counterparty_id", "entry_id"],
        how="left",
        maintain_order="left",
    )
    nameless = pl.col("counterparty_id").is_in(undetermined(counterparties).to_list())
    band = (
        pl.when(nameless).then(pl.lit(UNDETERMINED))
        .when(pl.col("score") < bands.near_miss).then(None)
        .otherwise("band")
    )  # fmt: skip
    return scored.select(*pairs.columns, pl.col("score").fill_null(0.0), band.fill_null(NO_BAND).alias("band"))


def _numbered(pairs: pl.DataFrame, columns: list[str], id_column: str) -> pl.DataFrame:
    distinct = pairs.select(columns).unique(maintain_order=True)
    return distinct.with_columns(pl.int_range(pl.len()).cast(pl.String).alias(id_column))


def _from_lowest(bands: Bands) -> Bands:
    """The same bands, with near misses from the lowest score there is, so that every score is known."""
    return bands.model_copy(update={"near_miss": LOWEST_NAME_SCORE})


def _counterparties(parties: pl.DataFrame) -> pl.DataFrame:
    return parties.select(
        pl.int_range(2, pl.len() + 2).alias("row"),
        "counterparty_id",
        pl.col("name1").alias("name"),
        pl.concat_list("name1").alias("names"),
        pl.col("country1").alias("country"),
        pl.lit("").alias("address"),
        pl.lit("").alias("role"),
        pl.lit([], dtype=COUNTERPARTIES["identifiers"]).alias("identifiers"),
    )


def _entries(entries: pl.DataFrame, other_names: OtherNames | None) -> pl.DataFrame:
    rows = [
        {"entry_id": entry_id, "list_id": _LIST, "kind": Kind(kind), "primary_name": name, "country": country,
         "names": [{"name": name, "type": "primary", "script": "", "language": None},
                   *(other_names(name, country) if other_names is not None else ())]}
        for name, country, kind, entry_id in entries.iter_rows()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=ENTRIES).with_columns(pl.lit(State.IN_FORCE.value).alias("state"))
