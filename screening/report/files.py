"""Writing the files of a report: the same facts give the same bytes."""

from pathlib import Path

from screening.report.html import html_page
from screening.report.manifest import manifest
from screening.report.model import Report
from screening.report.tables import write_csv, write_parquet
from screening.report.workbook import write_workbook

REPORT_FILES = ("report.html", "hits.xlsx", "hits.csv", "hits.parquet", "near_misses.parquet", "rejected.csv")
"""Every file of a report but the manifest, which names them with their hashes."""


def write_report(report: Report, folder: Path) -> None:
    """All files of a report, and the manifest last.

    Args:
        report: The facts.
        folder: An existing folder.
    """
    write_parquet(report.hits, folder / "hits.parquet")
    write_parquet(report.near_misses, folder / "near_misses.parquet")
    write_csv(report.hits, folder / "hits.csv")
    write_csv(report.rejected, folder / "rejected.csv")
    write_workbook(report, folder / "hits.xlsx")
    (folder / "report.html").write_text(html_page(report), encoding="utf-8", newline="\n")
    (folder / "manifest.json").write_text(manifest(report, folder, REPORT_FILES), encoding="utf-8", newline="\n")
