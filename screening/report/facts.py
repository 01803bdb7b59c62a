"""The facts of a report as a file of the run, so that it can be written again in any language at any time."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from screening.errors import InputError
from screening.events import EVENTS
from screening.frames import REJECTED, UNDETERMINED
from screening.models import ListEntry, ListStatus
from screening.report.calendar import CALENDAR
from screening.report.model import CHANGES, OPENED, TREND, Background, Report
from screening.report.quality import QUALITY

FACTS_FILE = "facts.json"
_FRAMES: dict[str, Mapping[str, Any]] = {"events": EVENTS, "rejected": REJECTED, "undetermined": UNDETERMINED}
_BACKGROUND: dict[str, Mapping[str, Any]] = {
    "trend": TREND, "opened": OPENED, "changes": CHANGES, "calendar": CALENDAR, "quality": QUALITY,
}  # fmt: skip
_ENTRY_FIELDS = tuple(ListEntry.model_fields)


def facts(report: Report) -> str:
    """Everything of a report that its tables `hits.parquet` and `near_misses.parquet` do not hold, as JSON text."""
    content = {
        "run": report.run,
        "statuses": [status.model_dump(mode="json") for status in report.statuses],
        "entries": [_plain_entry(entry) for _, entry in sorted(report.entries.items())],
        **{name: getattr(report, name).to_dicts() for name in _FRAMES},
        "background": {name: getattr(report.background, name).to_dicts() for name in _BACKGROUND},
        "compared_lists": report.background.compared_lists,
    }
    return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat()) + "\n"


def read_report(folder: Path) -> Report:
    """The report whose files stand in a folder of `runs/`.

    Raises:
        InputError: The folder holds no facts, as those of runs of earlier releases.
    """
    path = folder / FACTS_FILE
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; screen that date again with 'screening run --business-date'")
    content = json.loads(path.read_text(encoding="utf-8"))
    return Report(
        run=content["run"],
        statuses=[ListStatus.model_validate(status) for status in content["statuses"]],
        hits=pl.read_parquet(folder / "hits.parquet"),
        near_misses=pl.read_parquet(folder / "near_misses.parquet"),
        entries={entry["entry_id"]: _entry(entry) for entry in content["entries"]},
        background=Background(
            compared_lists=tuple(content["compared_lists"]),
            **{name: _frame(content["background"][name], schema) for name, schema in _BACKGROUND.items()},
        ),
        **{name: _frame(content[name], schema) for name, schema in _FRAMES.items()},
    )


def _plain_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {field: entry[field] for field in (*_ENTRY_FIELDS, "state")}


def _entry(stored: dict[str, Any]) -> dict[str, Any]:
    """An entry with its dates and instants as such again."""
    fields = {field: stored[field] for field in _ENTRY_FIELDS}
    return ListEntry.model_validate(fields).model_dump(mode="python") | {"state": stored["state"]}


def _frame(rows: list[dict[str, Any]], schema: Mapping[str, Any]) -> pl.DataFrame:
    """Rows as a frame; JSON has no dates, so they come as text."""
    written = {name: pl.String() if dtype == pl.Date else dtype for name, dtype in schema.items()}
    dates = [pl.col(name).str.to_date() for name, dtype in schema.items() if dtype == pl.Date]
    return pl.DataFrame(rows, schema=written, orient="row").with_columns(dates)
