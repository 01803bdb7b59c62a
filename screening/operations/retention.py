"""Retention by rule: reports and snapshots that are older than the site keeps them go, and their going is recorded.

The record of a run, its hits and its events stay for ever; so does whatever a kept report refers to.
"""

import re
import shutil
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from lists.raw import raw_path
from screening.frames import naive_utc
from screening.settings import Settings
from screening.turn import turn
from screening.warehouse.store import open_warehouse

_RAW = re.compile(r"[0-9a-f]{64}")
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Prunable:
    """What the rules let go: ids of runs whose reports, and of snapshots; SHA-256 of raw files; working folders."""

    reports: tuple[str, ...]
    snapshots: tuple[str, ...]
    raw_files: tuple[str, ...]
    work: tuple[str, ...]


def prune(settings: Settings, now: datetime, *, dry_run: bool) -> Prunable:
    """Remove what the rules let go.

    Args:
        settings: Of this installation.
        now: Aware.
        dry_run: Only tell.

    Returns:
        What went, or would go.
    """
    with turn(settings, "prune"):
        reports = _reports(settings, settings.today(now))
        snapshots = _snapshots(settings, now)
        work = _left_over(settings)
        if dry_run:
            return Prunable(reports, snapshots, _raw_files(settings, without=snapshots), work)
        at = naive_utc(now)
        with open_warehouse(settings) as warehouse:
            # recorded first: a report that is gone without a record would look lost
            warehouse.removed("report", reports, at=at, rule=f"reports_days = {settings.retention.reports_days}")
            warehouse.remove_snapshots(snapshots, at=at, rule=f"snapshots_days = {settings.retention.snapshots_days}")
        raw_files = _raw_files(settings)
        for path in (
            *(settings.home / "runs" / run_id for run_id in reports),
            *(settings.home / "work" / run_id for run_id in work),
        ):
            shutil.rmtree(path)
        for digest in raw_files:
            raw_path(settings.home, digest).unlink()
    return Prunable(reports, snapshots, raw_files, work)


def _reports(settings: Settings, today: date) -> tuple[str, ...]:
    days = settings.retention.reports_days
    if days is None:
        return ()
    with open_warehouse(settings) as warehouse:
        runs = warehouse.all_runs()
    kept_since = today - timedelta(days=days)
    return tuple(
        run_id
        for run_id, business_date in runs.iter_rows()
        if business_date < kept_since and (settings.home / "runs" / run_id).is_dir()
    )


def _snapshots(settings: Settings, now: datetime) -> tuple[str, ...]:
    days = settings.retention.snapshots_days
    if days is None:
        return ()
    reports_days = settings.retention.reports_days
    kept_since = date.min if reports_days is None else settings.today(now) - timedelta(days=reports_days)
    with open_warehouse(settings) as warehouse:
        found = warehouse.prunable_snapshots(before=naive_utc(now) - timedelta(days=days), kept_since=kept_since)
    return tuple(found["snapshot_id"])


def _raw_files(settings: Settings, *, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Raw files as old as the rule says that no snapshot is read from, once some are gone."""
    days = settings.retention.snapshots_days
    if days is None:
        return ()
    with open_warehouse(settings) as warehouse:
        used = warehouse.raw_files(without=without)
    old = time.time() - days * _DAY_SECONDS
    files = (path for path in (settings.home / "raw").rglob("*") if path.is_file() and _RAW.fullmatch(path.name))
    return tuple(sorted(path.name for path in files if path.name not in used and path.stat().st_mtime < old))


def _left_over(settings: Settings) -> tuple[str, ...]:
    """Working folders of runs that were killed and never repeated; nobody works in them while it is our turn."""
    work = settings.home / "work"
    old = time.time() - _DAY_SECONDS
    return tuple(sorted(path.name for path in _folders(work) if path.stat().st_mtime < old))


def _folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()] if parent.is_dir() else []
