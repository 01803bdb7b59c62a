"""The verdict of a run in a few lines: for the terminal, the log and Prefect's artifact."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from screening.matching.decide import HIT_BANDS
from screening.report.model import verdict_sentence


def verdict_lines(manifest: Mapping[str, Any], folder: Path, *, is_repeat: bool) -> list[str]:
    """The verdict of a run in five lines, and where its report is."""
    counts = manifest["counts"]
    bands = ", ".join(f"{counts['bands'][band]} {band}" for band in HIT_BANDS)
    events = counts["events"]
    lists = "; ".join(_list_line(status) for status in manifest["lists"])
    first = "Nothing to do: this run was done before. " if is_repeat else ""
    return [
        f"{first}{verdict_sentence(manifest['verdict'], counts)}",
        f"Hits: {bands}; {events['new']} new, {events['changed']} changed, {events['gone']} gone; "
        f"{counts['near_misses']} near misses.",
        f"Rows: {counts['rows_in']} in = {counts['screened']} screened + {counts['undetermined']} unable to determine "
        f"+ {counts['rejected']} rejected.",
        f"Lists: {lists}.",
        f"Proof: {counts['canaries_caught']} of {len(manifest['canaries'])} canaries flagged; "
        f"run {manifest['run_id']}, business date {manifest['business_date']}.",
        f"Report: {folder / 'report.html'}",
    ]


def _list_line(status: Mapping[str, Any]) -> str:
    if status["verdict"] == "missing":
        return f"{status['list_id']} MISSING"
    extract = ", EXTRACT ONLY" if status["completeness"] == "extract" else ""
    verdict = "" if status["verdict"] == "ok" else f" {str(status['verdict']).upper()}"
    edition = f"{status['origin']} {status['edition_on']}"
    return f"{status['list_id']}{verdict} ({edition}, {status['entries']} entries{extract})"
