"""Writing the files of a report: the same facts give the same bytes."""

from pathlib import Path

from screening.models import Language
from screening.report.facts import FACTS_FILE, facts
from screening.report.html import html_page
from screening.report.language import wording_of
from screening.report.manifest import manifest
from screening.report.model import Report
from screening.report.tables import write_csv, write_parquet
from screening.report.workbook import write_workbook

REPORT_FILES = (
    "report.html", "hits.xlsx", "hits.csv", "hits.parquet", "near_misses.parquet", "rejected.csv", FACTS_FILE,
)  # fmt: skip
"""Every file of a report but the manifest, which names them with their hashes."""


def write_report(report: Report, folder: Path, language: Language = Language.EN) -> None:
    """All files of a report, and the manifest last.

    Args:
        report: The facts.
        folder: An existing folder.
        language: Of the page and the workbook.
    """
    wording = wording_of(language)
    write_parquet(report.hits, folder / "hits.parquet")
    write_parquet(report.near_misses, folder / "near_misses.parquet")
    write_csv(report.hits, folder / "hits.csv")
    write_csv(report.rejected, folder / "rejected.csv")
    write_workbook(report, folder / "hits.xlsx", wording)
    (folder / "report.html").write_text(html_page(report, wording), encoding="utf-8", newline="\n")
    (folder / FACTS_FILE).write_text(facts(report), encoding="utf-8", newline="\n")
    (folder / "manifest.json").write_text(
        manifest(report, folder, REPORT_FILES, language), encoding="utf-8", newline="\n"
    )
