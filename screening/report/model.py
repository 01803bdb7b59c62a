"""The facts of a report, made once and shown in every file of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

import polars as pl

from screening.events import EVENTS
from screening.matching.decide import BANDS, HIT_BANDS
from screening.models import ListStatus
from screening.report.calendar import CALENDAR
from screening.report.language import ENGLISH, Wording
from screening.report.quality import QUALITY

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

TREND: dict[str, pl.DataType] = {
    "run_id": pl.String(),
    "business_date": pl.Date(),
    "match": pl.Int64(),
    "probable": pl.Int64(),
    "possible": pl.Int64(),
    "new": pl.Int64(),
}
"""One row an earlier run of the scope, oldest first: its hits by band and how many were new."""

OPENED: dict[str, pl.DataType] = {
    "counterparty_id": pl.String(),
    "list_id": pl.String(),
    "entry_id": pl.String(),
    "opened_on": pl.Date(),
}
"""One row a pair: the business date on which it last became a hit in an earlier run."""

CHANGES: dict[str, pl.DataType] = {
    "list_id": pl.String(),
    "change": pl.String(),
    "entry_id": pl.String(),
    "primary_name": pl.String(),
    "country": pl.String(),
    "citation": pl.String(),
    "fields": pl.List(pl.String),
    "counterparties": pl.Int64(),
}
"""One row an entry that was `added`, `removed` or `changed` since the run before; `counterparties` it (nearly) hits."""

Key = tuple[str, str, str]
_KEY = ["counterparty_id", "list_id", "entry_id"]


@dataclass(frozen=True, slots=True)
class Background:
    """What a report knows beside the hits of the night.

    Attributes:
        trend: Schema `TREND`.
        opened: Schema `OPENED`.
        changes: Schema `CHANGES`, what touches a counterparty first.
        compared_lists: Lists whose changes were looked for: those that an earlier run of the scope used.
        calendar: Schema `CALENDAR`.
        quality: Schema `QUALITY`.
    """

    trend: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=TREND))
    opened: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=OPENED))
    changes: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=CHANGES))
    compared_lists: tuple[str, ...] = ()
    calendar: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=CALENDAR))
    quality: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=QUALITY))


@dataclass(frozen=True)
class Report:
    """Everything that a report says.

    Attributes:
        run: Identity, input, configuration and code of the run, as in the manifest.
        statuses: How each list stands.
        hits: Columns `HIT_COLUMNS`, ordered by counterparty, list and entry.
        near_misses: The same below the lowest band.
        events: Schema `EVENTS`: what happened to each pair since the run before.
        entries: Entries that were hit or nearly hit, by id, as dictionaries of schema `ENTRIES` with `state`.
        rejected: Schema `REJECTED`.
        undetermined: Schema `UNDETERMINED`.
        background: History, changes of lists, calendar and quality of the input.
    """

    run: Mapping[str, Any]
    statuses: Sequence[ListStatus]
    hits: pl.DataFrame
    near_misses: pl.DataFrame
    events: pl.DataFrame
    entries: Mapping[str, Mapping[str, Any]]
    rejected: pl.DataFrame
    undetermined: pl.DataFrame
    background: Background = field(default_factory=Background)

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
        background: Background | None = None,
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
            background: History, changes of lists, calendar and quality of the input.
        """
        described = matched.join(events.select(*_KEY, "event"), on=_KEY, how="left").with_columns(
            pl.lit(run["run_id"]).alias("run_id"),
            pl.lit(run["business_date"]).str.to_date().alias("business_date"),
            pl.col("event").fill_null("near_miss"),
        )
        ordered = described.select(HIT_COLUMNS).sort(_KEY)
        is_hit = pl.col("band").is_in(HIT_BANDS)
        hit_entries = entries.join(matched.select("entry_id").unique(), on="entry_id", how="semi")
        return cls(
            run=run,
            statuses=statuses,
            hits=ordered.filter(is_hit),
            near_misses=ordered.filter(~is_hit),
            events=events.select(list(EVENTS)),
            entries={row["entry_id"]: row for row in hit_entries.iter_rows(named=True)},
            rejected=rejected,
            undetermined=undetermined,
            background=background or Background(),
        )

    @property
    def business_date(self) -> date:
        """The night that the run is for."""
        return date.fromisoformat(self.run["business_date"])

    @property
    def gone(self) -> pl.DataFrame:
        """Hits of the run before that are none now: `counterparty_id`, `list_id`, `entry_id`, `detail`."""
        return self.events.filter(pl.col("event") == "gone").drop("event")

    @cached_property
    def event_details(self) -> dict[Key, str]:
        """What changed, by counterparty, list and entry."""
        return {(row[0], row[1], row[2]): row[3] for row in self.events.select(*_KEY, "detail").iter_rows()}

    @cached_property
    def days_open(self) -> dict[Key, int]:
        """Days since each hit last became one, by counterparty, list and entry, where a run of that day is recorded."""
        opened = {(row[0], row[1], row[2]): row[3] for row in self.background.opened.select(list(OPENED)).iter_rows()}
        new = self.hits.filter(pl.col("event") == "new").select(_KEY).iter_rows()
        opened |= dict.fromkeys(((party, list_id, entry_id) for party, list_id, entry_id in new), self.business_date)
        return {key: (self.business_date - opened_on).days for key, opened_on in opened.items()}

    @cached_property
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


def verdict_sentence(verdict: str, counts: Mapping[str, Any], wording: Wording = ENGLISH) -> str:
    """The verdict of a run in one sentence."""
    if verdict == "no_hits":
        return wording.text(
            "No counterparty of %(screened)s screened matched an entry; this does not clear anyone.",
            screened=wording.number(counts["screened"]),
        )
    return wording.plural(
        "%(parties)s counterparty matches a list entry (%(hits)s hits, %(new)s new) and a person must decide each.",
        "%(parties)s counterparties match a list entry (%(hits)s hits, %(new)s new) and a person must decide each.",
        counts["counterparties_hit"],
        parties=wording.number(counts["counterparties_hit"]),
        hits=wording.number(counts["open_hits"]),
        new=wording.number(counts["events"]["new"]),
    )
