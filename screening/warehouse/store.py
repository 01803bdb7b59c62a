"""Reading and writing the warehouse; every statement stands in `sql/`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl

from screening import duck
from screening.errors import ScreeningError
from screening.frames import ENTRIES, conform
from screening.settings import Settings
from screening.warehouse import migrate

_PACKAGE = "screening.warehouse"
_MACROS = ("earlier_run", "baseline_run")
"""Statements that others stand on, in the order in which they do."""


class Warehouse:
    """An open warehouse. Make one with `open_warehouse`, keep it open shortly: it locks out every other process."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def snapshots(self, list_id: str | None = None) -> pl.DataFrame:
        """Every retrieval of an accepted snapshot, of one list or of all, newest first."""
        return self._query("snapshots", list_id=list_id)

    def has_snapshot(self, snapshot_id: str) -> bool:
        """Whether this content was accepted before."""
        return not self._query("has_snapshot", snapshot_id=snapshot_id).is_empty()

    def snapshot_in_force(self, list_id: str, instant: datetime) -> dict[str, Any] | None:
        """The snapshot that was retrieved last by `instant` (naive UTC)."""
        return _first(self._query("snapshot_in_force", list_id=list_id, instant=instant))

    def edition_in_force(self, list_id: str, day: date) -> dict[str, Any] | None:
        """The publisher's newest edition of a day or before, even if it was brought in later."""
        return _first(self._query("edition_in_force", list_id=list_id, day=day))

    def first_snapshot_after(self, list_id: str, instant: datetime) -> dict[str, Any] | None:
        """The first snapshot retrieved after `instant`, for days before this installation kept any."""
        return _first(self._query("first_snapshot_after", list_id=list_id, instant=instant))

    def entries(self, snapshot_id: str) -> pl.DataFrame:
        """Entries of a snapshot in the publisher's order, schema `ENTRIES`."""
        return conform(self._query("entries_of_snapshot", snapshot_id=snapshot_id), ENTRIES)

    def last_refusal(self, list_id: str) -> dict[str, Any] | None:
        """The last refused attempt to refresh a list."""
        return _first(self._query("last_refusal", list_id=list_id))

    def last_fetched(self, url: str) -> dict[str, Any] | None:
        """The publisher's last answer at an address that was accepted: etag, last_modified, sha256, fetched_at."""
        return _first(self._query("last_fetched", url=url))

    def fetched(self, answer: dict[str, Any]) -> None:
        """Remember a publisher's answer: url, etag, last_modified, sha256, fetched_at."""
        self._append(
            "fetched", pl.DataFrame([answer], schema_overrides={"etag": pl.String, "last_modified": pl.String})
        )

    def accept(self, snapshot: dict[str, Any], entries: pl.DataFrame, retrieval: dict[str, Any]) -> None:
        """Add a snapshot with its entries and its first retrieval, or nothing if anything fails."""
        rows = entries.with_row_index("position").with_columns(
            pl.lit(snapshot["snapshot_id"]).alias("snapshot_id"), pl.col("position").cast(pl.Int32)
        )
        with duck.transaction(self._connection):
            self._append("snapshot", pl.DataFrame([snapshot], infer_schema_length=None))
            self._append("list_entry", rows)
            self._append("retrieval", pl.DataFrame([retrieval]))

    def retrieve_again(self, retrieval: dict[str, Any]) -> None:
        """Remember that a publisher or a person gave us an accepted snapshot's content again."""
        self._append("retrieval", pl.DataFrame([retrieval]))

    def refuse(self, list_id: str, *, at: datetime, origin: str, reason: str) -> None:
        """Remember that a refresh was refused and why."""
        row = {"list_id": list_id, "refused_at": at, "origin": origin, "reason": reason}
        self._append("refusal", pl.DataFrame([row]))

    def run_by_key(self, run_key: str) -> dict[str, Any] | None:
        """The finished run with this key: run_id, verdict and manifest."""
        row = _first(self._query("run_by_key", run_key=run_key))
        if row is not None:
            row["manifest"] = json.loads(row["manifest"])
        return row

    def runs(self, scope: str) -> pl.DataFrame:
        """Finished runs of a scope that did not look back, newest business date first.

        Returns:
            `run_id`, `business_date`, `finished_at`, `open_hits` and `list_ids`, the lists that had a snapshot.
        """
        return self._query("runs", scope=scope)

    def all_runs(self) -> pl.DataFrame:
        """`run_id` and `business_date` of every recorded run, oldest first."""
        return self._query("all_runs")

    def prunable_snapshots(self, *, before: datetime, kept_since: date) -> pl.DataFrame:
        """Snapshots last retrieved before an instant, not in force, and used by no run since a business date."""
        return self._query("prunable_snapshots", before=before, kept_since=kept_since)

    def raw_files(self, *, without: Sequence[str] = ()) -> frozenset[str]:
        """SHA-256 of every raw file that a snapshot was read from, some snapshots left out."""
        return frozenset(self._query("raw_files", without=list(without))["sha256"])

    def remove_snapshots(self, snapshot_ids: Sequence[str], *, at: datetime, rule: str) -> None:
        """Remove snapshots with their entries and retrievals, and remember that, or nothing if anything fails."""
        with duck.transaction(self._connection):
            for snapshot_id in snapshot_ids:
                for table in ("list_entry", "retrieval", "snapshot"):
                    statement = duck.statement(_PACKAGE, f"remove_{table}")
                    self._connection.execute(statement, {"snapshot_id": snapshot_id}).fetchall()
            self.removed("snapshot", snapshot_ids, at=at, rule=rule)

    def removed(self, kind: str, ids: Sequence[str], *, at: datetime, rule: str) -> None:
        """Remember what a rule of retention removed."""
        self._append(
            "removal", pl.DataFrame([{"kind": kind, "id": one, "removed_at": at, "rule": rule} for one in ids])
        )

    def removals(self) -> pl.DataFrame:
        """What rules of retention removed, newest first."""
        return self._query("removals")

    def read_everything(self) -> None:
        """Read every cell of every table, to find damage.

        Raises:
            ScreeningError: Something can't be read.
        """
        try:
            self._query("integrity")
        except duckdb.Error as error:
            raise ScreeningError(f"the warehouse is damaged ({error}); restore a backup") from error

    def newest_instant(self) -> datetime | None:
        """The newest instant (naive UTC) of a retrieval or a run."""
        instant: datetime | None = self._query("newest_instant")["instant"].item()
        return instant

    def previous_hits(self, *, scope: str, business_date: date, run_id: str, list_ids: Sequence[str]) -> pl.DataFrame:
        """Hits on each list as the newest earlier run of the same scope found them that used the list."""
        return self._query(
            "previous_hits", scope=scope, business_date=business_date, run_id=run_id, list_ids=list(list_ids)
        )

    def previous_snapshots(
        self, *, scope: str, business_date: date, run_id: str, list_ids: Sequence[str]
    ) -> dict[str, str]:
        """Snapshot of each list in the newest earlier run of the same scope that used the list."""
        found = self._query(
            "previous_snapshots", scope=scope, business_date=business_date, run_id=run_id, list_ids=list(list_ids)
        )
        return dict(found.iter_rows())

    def trend(self, *, scope: str, business_date: date, run_id: str, runs: int) -> pl.DataFrame:
        """Hits by band, and new ones, of the last runs of the same scope before this one, oldest first."""
        return self._query("trend", scope=scope, business_date=business_date, run_id=run_id, runs=runs)

    def opened_on(self, *, scope: str, business_date: date, run_id: str) -> pl.DataFrame:
        """The business date on which each pair last became a hit in an earlier run of the same scope."""
        return self._query("opened_on", scope=scope, business_date=business_date, run_id=run_id)

    def newest_run(self) -> str | None:
        """Id of the run that finished last."""
        row = _first(self._query("newest_run"))
        return None if row is None else str(row["run_id"])

    def finish_run(
        self,
        run: dict[str, Any],
        *,
        snapshots: Mapping[str, str | None],
        hits: pl.DataFrame,
        events: pl.DataFrame,
    ) -> None:
        """Record a finished run with the snapshot of each list, its hits and events, or nothing if anything fails."""
        manifest = json.dumps(run["manifest"], ensure_ascii=False)
        lists = pl.DataFrame(
            [(run["run_id"], list_id, snapshot_id) for list_id, snapshot_id in snapshots.items()],
            schema={"run_id": pl.String, "list_id": pl.String, "snapshot_id": pl.String},
            orient="row",
        )
        with duck.transaction(self._connection):
            self._append("run", pl.DataFrame([run | {"manifest": manifest}]))
            self._append("run_list", lists)
            self._append("hit", hits)
            self._append("hit_event", events)

    def _query(self, name: str, **parameters: Any) -> pl.DataFrame:
        return duck.query(self._connection, duck.statement(_PACKAGE, name), parameters)

    def _append(self, table: str, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self._connection.register("rows_to_append", rows.to_arrow())
        self._connection.execute(duck.statement(_PACKAGE, f"append_{table}")).fetchall()
        self._connection.unregister("rows_to_append")


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[Warehouse]:
    """The warehouse of this installation, made if it does not exist, brought up to date if an earlier version made it.

    Raises:
        BusyError: Another process held it for longer than `wait_for_warehouse_seconds`.
        ScreeningError: A later version made it.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with duck.database(settings.warehouse, wait_seconds=settings.wait_for_warehouse_seconds) as connection:
        migrate.prepare(connection, settings.warehouse)
        for macro in _MACROS:
            connection.execute(duck.statement(_PACKAGE, macro)).fetchall()
        yield Warehouse(connection)


def _first(frame: pl.DataFrame) -> dict[str, Any] | None:
    return frame.row(0, named=True) if frame.height else None
