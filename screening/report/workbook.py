"""The workbook of a run for reviewers: filters, frozen headings, ids as text, a place for each decision."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from screening.matching.policy import FEATURES
from screening.report.model import Report, verdict_sentence

DISPOSITIONS = ("true match", "false positive", "needs more information")
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that the same facts give the same bytes
_BAND_COLOURS = {"match": "#f8d7da", "probable": "#fde8cf", "possible": "#fff6d6"}
_MAX_WIDTH = 60
_REASON_WIDTH = 90
_LINE_HEIGHT = 15
_A3, _A4 = 8, 9
_MANY_COLUMNS = 14
_MAX_CELL = 32_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: heading, width in characters, and the field that it shows."""

    heading: str
    width: int
    field: str


_HITS = (
    Column("Counterparty id", 16, "counterparty_id"),
    Column("Counterparty", 36, "counterparty_name"),
    Column("Country", 9, "counterparty_country"),
    Column("Role", 12, "role"),
    Column("Band", 11, "band"),
    Column("Score", 8, "score"),
    Column("Event", 11, "event"),
    Column("What changed", 24, "detail"),
    Column("List", 16, "list_id"),
    Column("Entry", 40, "entry_name"),
    Column("State", 12, "state"),
    Column("Name of the counterparty that matched", 36, "matched_counterparty_name"),
    Column("Name of the entry that matched", 36, "matched_entry_name"),
    Column("Type of that name", 14, "entry_name_type"),
    Column("Why", 50, "summary"),
    Column("Licence requirement", 40, "licence_requirement"),
    Column("Review policy", 30, "licence_policy"),
    Column("Footnotes", 10, "footnotes"),
    Column("Citation", 36, "citation"),
    Column("Listed on", 12, "listed_on"),
    Column("Entry id", 40, "entry_id"),
)
_DECISION = (
    Column("Disposition", 22, ""),
    Column("Reason", 40, ""),
    Column("Reviewer", 16, ""),
    Column("Second reviewer", 16, ""),
)
_NEAR = _HITS[:6] + _HITS[8:15]
_REJECTED = (
    Column("Row", 8, "row"),
    Column("Counterparty id", 16, "counterparty_id"),
    Column("Column", 18, "column"),
    Column("Reason and what to do", 60, "reason"),
    Column("Content", 60, "content"),
)
_LISTS = (
    Column("List", 18, "list_id"),
    Column("Title", 50, "title"),
    Column("Verdict", 11, "verdict"),
    Column("Origin", 10, "origin"),
    Column("Completeness", 13, "completeness"),
    Column("Edition", 12, "edition_on"),
    Column("Retrieved", 12, "retrieved_on"),
    Column("Age in days", 11, "age_days"),
    Column("Entries", 9, "entries"),
    Column("Names", 9, "names"),
    Column("What is wrong", 60, "reasons"),
    Column("Official source", 50, "official_url"),
    Column("Snapshot", 66, "snapshot_id"),
)
_GLOSSARY = (
    Column("Word", 18, "word"),
    Column("Meaning", 90, "meaning"),
)
_WORDS = (
    ("match", "Band: the names are practically the same."),
    ("probable", "Band: small differences of spelling or form."),
    ("possible", "Band: the distinctive words agree, other words differ; or a weak alias is equal."),
    ("near miss", "Below the lowest band; listed so that the thresholds can be checked, not for decision."),
    ("new", "Event: was no hit in the run before."),
    ("changed", "Event: was a hit before, and something about it is different."),
    ("in_force", "State: the entry's measures apply."),
    ("suspended", "State: the measures are suspended; the entry is still listed."),
    ("stopped", "State: the measures were ended; the listing was not announced to be removed."),
    ("unverified", "State: a term ran out and no notice is known that says what followed."),
    (
        "bundled",
        "Origin of a list: curated data that ships with the product, not fetched from the publisher.",
    ),
    ("extract", "Completeness of a list: only chosen entries; a clean result says nothing about the others."),
    ("canary", "A known name that every run must flag."),
)


class _Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, path: Path) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties({"title": "Screening report", "created": _CREATED})
        self.head: Format = self.book.add_format(
            {"bold": True, "bg_color": "#1f3a5f", "font_color": "white", "text_wrap": True, "valign": "top"}
        )
        self.text: Format = self.book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number: Format = self.book.add_format({"valign": "top", "align": "left"})
        self.day: Format = self.book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.input: Format = self.book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#eef5ee"})
        self.title: Format = self.book.add_format({"bold": True, "font_size": 16})
        self.label: Format = self.book.add_format({"bold": True, "valign": "top"})
        self.warning: Format = self.book.add_format({"bold": True, "font_color": "#9c0006", "text_wrap": True})

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> tuple[Worksheet, int]:
        """A sheet with a heading row, a filter and frozen heading; returns it and its number of rows."""
        sheet = self.book.add_worksheet(name)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, min(column.width, _MAX_WIDTH))
            sheet.write_string(0, position, column.heading, self.head)
        count = 0
        for count, row in enumerate(rows, start=1):
            for position, column in enumerate(columns):
                self.write(sheet, count, position, row.get(column.field) if column.field else "")
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        is_wide = len(columns) > _MANY_COLUMNS
        sheet.set_landscape()
        sheet.set_paper(_A3 if is_wide else _A4)
        sheet.fit_to_pages(2 if is_wide else 1, 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet, count

    def write(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        """A cell by the type of its value; text is always text, whatever it begins with."""
        if isinstance(value, bool | None):
            sheet.write_string(row, column, "" if value is None else str(value).lower(), self.text)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001 - a date
        else:
            sheet.write_string(row, column, str(value)[:_MAX_CELL], self.text)


def write_workbook(report: Report, path: Path) -> None:
    """The workbook of a report, byte for byte the same for the same facts."""
    book = _Book(path)
    _summary_sheet(book, report)
    _hits_sheet(book, report)
    book.sheet("Near misses", _NEAR, (_hit_row(report, hit) for hit in report.near_misses.iter_rows(named=True)))
    book.sheet("Rejected", _REJECTED, _left_out(report))
    book.sheet("Lists", _LISTS, (_list_row(status.model_dump()) for status in report.statuses))
    glossary = [{"word": word, "meaning": meaning} for word, meaning in _WORDS]
    glossary += [{"word": f.name, "meaning": f"Feature: {f.meaning}. Effect: {f.effect}."} for f in FEATURES]
    book.sheet("Glossary", _GLOSSARY, glossary)
    book.book.close()


def _summary_sheet(book: _Book, report: Report) -> None:
    sheet = book.book.add_worksheet("Summary")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _REASON_WIDTH)
    sheet.write_string(0, 0, f"Screening of {report.run['business_date']}", book.title)
    sheet.write_string(1, 0, verdict_sentence(report.verdict, report.counts))
    row = 3
    for status in report.statuses:
        for reason in status.reasons:
            sheet.write_string(row, 0, status.list_id, book.warning)
            sheet.write_string(row, 1, reason, book.warning)
            sheet.set_row(row, _LINE_HEIGHT * (1 + len(reason) // _REASON_WIDTH))
            row += 1
    for label, value in _summary_rows(report):
        row += 1
        sheet.write_string(row, 0, label, book.label)
        book.write(sheet, row, 1, value)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _summary_rows(report: Report) -> list[tuple[str, Any]]:
    counts, run = report.counts, report.run
    return [
        ("Rows in the file", counts["rows_in"]),
        ("Screened", counts["screened"]),
        ("Unable to determine", counts["undetermined"]),
        ("Rejected", counts["rejected"]),
        ("Open hits", counts["open_hits"]),
        *((f"  {band}", count) for band, count in counts["bands"].items()),
        (
            "New / changed / gone",
            " / ".join(str(counts["events"][event]) for event in ("new", "changed", "gone")),
        ),
        ("Near misses", counts["near_misses"]),
        ("Canaries caught", counts["canaries_caught"]),
        ("Business date", run["business_date"]),
        ("Lists as of", run["as_of"]),
        ("Counterparty file", run["counterparties"]["file"]),
        ("SHA-256 of that file", run["counterparties"]["sha256"]),
        ("Bands", json.dumps(run["configuration"]["bands"])),
        ("Code", f"{run['code']['version']} {run['code']['sha256']}"),
        ("Run", run["run_id"]),
        ("Run key", run["run_key"]),
    ]


def _hits_sheet(book: _Book, report: Report) -> None:
    columns = (*_HITS, *_DECISION)
    rows = (_hit_row(report, hit) for hit in report.hits.iter_rows(named=True))
    sheet, count = book.sheet("Hits", columns, rows)
    first = len(_HITS)
    for row in range(1, count + 1):
        for column in range(first, len(columns)):
            sheet.write_blank(row, column, None, book.input)
    if not count:
        sheet.write_string(1, 0, "No hits.", book.text)
        return
    sheet.data_validation(1, first, count, first, {"validate": "list", "source": list(DISPOSITIONS)})
    band = next(position for position, column in enumerate(_HITS) if column.field == "band")
    for name, colour in _BAND_COLOURS.items():
        sheet.conditional_format(
            1, band, count, band,
            {"type": "cell", "criteria": "==", "value": f'"{name}"',
             "format": book.book.add_format({"bg_color": colour})},
        )  # fmt: skip


def _hit_row(report: Report, hit: dict[str, Any]) -> dict[str, Any]:
    entry = report.entries[hit["entry_id"]]
    key = (hit["counterparty_id"], hit["list_id"], hit["entry_id"])
    return hit | {
        "summary": json.loads(hit["explanation"])["summary"],
        "detail": report.event_details.get(key, "") if hit["event"] == "changed" else "",
        "licence_requirement": entry["licence_requirement"] or " ".join(m["text"] for m in entry["measures"]),
        "licence_policy": entry["licence_policy"],
        "footnotes": ", ".join(entry["footnotes"]),
        "citation": entry["citation"],
        "listed_on": entry["listed_on"],
    }


def _left_out(report: Report) -> Iterable[dict[str, Any]]:
    yield from report.rejected.iter_rows(named=True)
    for row in report.undetermined.iter_rows(named=True):
        yield {
            **row,
            "column": "name",
            "reason": f"unable to determine: {row['reason']}",
            "content": row["name"],
        }


def _list_row(status: dict[str, Any]) -> dict[str, Any]:
    return status | {"reasons": "; ".join(status["reasons"])}
