"""The facts of a report, made once and shown in every file of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from screening.matching.decide import BANDS, HIT_BANDS
from screening.models import ListStatus

HIT_COLUMNS = (
    "run_id",
    "business_date",
    "counterparty_id",
    "counterparty_name",
    "counterparty_country",
    "role",
    "list_id",
    "entry_id",
    "entry_name",
    "matched_counterparty_name",
    "matched_entry_name",
    "entry_name_type",
    "score",
    "band",
    "event",
    "state",
    "explanation",
)
"""Columns of `hits.parquet` and `hits.csv`, an interface that other programs rely on (docs/interfaces.md)."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report says.

    Attributes:
        run: Identity, input, configuration and code of the run, as in the manifest.
        statuses: How each list stands.
        hits: Columns `HIT_COLUMNS`, ordered by counterparty, list and entry.
        near_misses: The same below the lowest band.
        gone: Hits of the run before that are none now: `counterparty_id`, `list_id`, `entry_id`, `detail`.
        entries: Entries that were hit, by id, as dictionaries of schema `ENTRIES` with `state`.
        event_details: What changed, by (counterparty, list, entry).
        rejected: Schema `REJECTED`.
        undetermined: Schema `UNDETERMINED`.
    """

    run: Mapping[str, Any]
    statuses: Sequence[ListStatus]
    hits: pl.DataFrame
    near_misses: pl.DataFrame
    gone: pl.DataFrame
    entries: Mapping[str, Mapping[str, Any]]
    event_details: Mapping[tuple[str, str, str], str]
    rejected: pl.DataFrame
    undetermined: pl.DataFrame

    @classmethod
    def build(
        cls,
        *,
        run: Mapping[str, Any],
        statuses: Sequence[ListStatus],
        matched: pl.DataFrame,
        events: pl.DataFrame,
        entries: pl.DataFrame,
        rejected: pl.DataFrame,
        undetermined: pl.DataFrame,
    ) -> "Report":
        """Facts from the frames of a run.

        Args:
            run: As in the manifest.
            statuses: How each list stands.
            matched: Hits and near misses, schema `HITS`.
            events: Schema `EVENTS`.
            entries: Schema `ENTRIES` with `state`.
            rejected: Schema `REJECTED`.
            undetermined: Schema `UNDETERMINED`.
        """
        key = ["counterparty_id", "list_id", "entry_id"]
        described = matched.join(events.select(*key, "event"), on=key, how="left").with_columns(
            pl.lit(run["run_id"]).alias("run_id"),
            pl.lit(run["business_date"]).str.to_date().alias("business_date"),
            pl.col("event").fill_null("near_miss"),
        )
        ordered = described.select(HIT_COLUMNS).sort(key)
        is_hit = pl.col("band").is_in(HIT_BANDS)
        hit_entries = entries.join(matched.select("entry_id").unique(), on="entry_id", how="semi")
        return cls(
            run=run,
            statuses=statuses,
            hits=ordered.filter(is_hit),
            near_misses=ordered.filter(~is_hit),
            gone=events.filter(pl.col("event") == "gone").drop("event"),
            entries={row["entry_id"]: row for row in hit_entries.iter_rows(named=True)},
            event_details={
                (row["counterparty_id"], row["list_id"], row["entry_id"]): row["detail"]
                for row in events.iter_rows(named=True)
            },
            rejected=rejected,
            undetermined=undetermined,
        )

    @property
    def counts(self) -> dict[str, Any]:
        """The numbers of the first page."""
        bands = dict(self.hits.group_by("band").len().iter_rows())
        events = dict(self.hits.group_by("event").len().iter_rows())
        counterparties = self.run["counterparties"]
        return {
            "rows_in": counterparties["rows_in"],
            "screened": counterparties["screened"],
            "undetermined": counterparties["undetermined"],
            "rejected": counterparties["rejected"],
            "open_hits": self.hits.height,
            "counterparties_hit": self.hits["counterparty_id"].n_unique(),
            "bands": {band: bands.get(band, 0) for band in HIT_BANDS},
            "near_misses": self.near_misses.height,
            "events": {event: events.get(event, 0) for event in ("new", "changed", "unchanged")}
            | {"gone": self.gone.height},
            "canaries_caught": len(self.run["canaries"]),
        }

    @property
    def verdict(self) -> str:
        """`open_hits`, or `no_hits`."""
        return "open_hits" if self.hits.height else "no_hits"

    @property
    def is_degraded(self) -> bool:
        """Whether a list is not what was asked for."""
        return any(status.verdict != "ok" for status in self.statuses)

    def by_counterparty(self) -> list[list[dict[str, Any]]]:
        """Hits grouped by counterparty: strongest counterparty first, strongest hit first within it."""
        rank = {band: place for place, band in enumerate(BANDS)}
        groups: dict[str, list[dict[str, Any]]] = {}
        for hit in self.hits.iter_rows(named=True):
            groups.setdefault(hit["counterparty_id"], []).append(hit | {"why": json.loads(hit["explanation"])})
        for hits in groups.values():
            hits.sort(key=lambda hit: (rank[hit["band"]], -hit["score"], hit["list_id"], hit["entry_id"]))
        return sorted(groups.values(), key=lambda hits: (rank[hits[0]["band"]], -hits[0]["score"],
                                                         hits[0]["counterparty_id"]))  # fmt: skip


def verdict_sentence(verdict: str, counts: Mapping[str, Any]) -> str:
    """The verdict of a run in one sentence."""
    if verdict == "no_hits":
        return f"No counterparty of {counts['screened']:,} screened matched an entry; this does not clear anyone."
    plural = "counterparty matches" if counts["counterparties_hit"] == 1 else "counterparties match"
    return (
        f"{counts['counterparties_hit']:,} {plural} a list entry ({counts['open_hits']:,} hits, "
        f"{counts['events']['new']:,} new) and a person must decide each."
    )
