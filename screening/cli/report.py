"""`screening report`: the report of any past run again, in any language, and the difference of two runs."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from screening.errors import InputError
from screening.models import Language
from screening.pipeline import copy_report, report_in
from screening.report.comparison import comparison
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

LATEST = "latest"


def write_again(run_id: str, language: Language | None, *, out: Path | None, settings: Settings) -> Path:
    """The folder with the report of a run in a language.

    Args:
        run_id: Which run, or `latest`.
        language: Default: the one that the run was reported in.
        out: Folder that gets a copy of the files.
        settings: Of this installation.

    Raises:
        InputError: There is no such run.
    """
    folder = report_in(_known(run_id, settings), language, settings=settings)
    if out is None:
        return folder
    copy_report(folder, out)
    return out


def compare(before: str, after: str, *, settings: Settings) -> dict[str, Any]:
    """The difference of two runs.

    Raises:
        InputError: There is no such run.
    """
    return comparison(_read(before, settings), _read(after, settings))


def _read(run_id: str, settings: Settings) -> tuple[dict[str, Any], pl.DataFrame]:
    folder = report_in(_known(run_id, settings), None, settings=settings)
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8")), pl.read_parquet(folder / "hits.parquet")


def _known(run_id: str, settings: Settings) -> str:
    if run_id != LATEST:
        return run_id
    with open_warehouse(settings) as warehouse:
        newest = warehouse.newest_run()
    if newest is None:
        raise InputError("no run has finished here yet; start one with 'screening run --counterparties FILE'")
    return newest
