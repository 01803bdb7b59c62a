"""The workbook of a run for reviewers: filters, frozen headings, ids as text, a place for each decision."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from screening.models import ListStatus
from screening.report import words
from screening.report.language import ENGLISH, Wording, msg
from screening.report.model import Report, verdict_sentence
from screening.report.sentences import sentence
from screening.report.tables import display_width

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that the same facts give the same bytes
_BAND_COLOURS = {"match": "#f8d7da", "probable": "#fde8cf", "possible": "#fff6d6"}
_MAX_WIDTH = 60
_REASON_WIDTH = 90
_LINE_HEIGHT = 15
_A3, _A4 = 8, 9
_MANY_COLUMNS = 14
_PAGES_ACROSS = 3
_MAX_LINES = 4
"""A row grows to this many lines; what is longer is read in the cell."""
_MAX_CELL = 32_000
_LINK_FIELD = "official_url"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: heading, width in characters, and the field that it shows."""

    heading: str
    width: int
    field: str


_HITS = (
    Column(msg("Counterparty id"), 16, "counterparty_id"),
    Column(msg("Counterparty"), 36, "counterparty_name"),
    Column(msg("Country"), 9, "counterparty_country"),
    Column(msg("Role"), 12, "role"),
    Column(msg("Band"), 11, "band"),
    Column(msg("Score"), 8, "score"),
    Column(msg("Event"), 11, "event"),
    Column(msg("Days open"), 8, "days_open"),
    Column(msg("What changed"), 24, "detail"),
    Column(msg("List"), 16, "list_id"),
    Column(msg("Entry"), 40, "entry_name"),
    Column(msg("State"), 12, "state"),
    Column(msg("Name of the counterparty that matched"), 36, "matched_counterparty_name"),
    Column(msg("Name of the entry that matched"), 36, "matched_entry_name"),
    Column(msg("Type of that name"), 14, "entry_name_type"),
    Column(msg("Why"), 50, "summary"),
    Column(msg("Licence requirement"), 40, "licence_requirement"),
    Column(msg("Review policy"), 30, "licence_policy"),
    Column(msg("Footnotes"), 10, "footnotes"),
    Column(msg("Citation"), 36, "citation"),
    Column(msg("Listed on"), 12, "listed_on"),
    Column(msg("Programmes"), 18, "programmes"),
    Column(msg("Remarks"), 30, "remarks"),
    Column(msg("Official source"), 30, "official_url"),
    Column(msg("Entry id"), 40, "entry_id"),
)
_DECISION = (
    Column(msg("Disposition"), 22, ""),
    Column(msg("Reason"), 40, ""),
    Column(msg("Reviewer"), 16, ""),
    Column(msg("Second reviewer"), 16, ""),
)
_NEAR = _HITS[:6] + _HITS[9:16]
_REJECTED = (
    Column(msg("Row"), 8, "row"),
    Column(msg("Counterparty id"), 16, "counterparty_id"),
    Column(msg("Column"), 18, "column"),
    Column(msg("Reason and what to do"), 60, "reason"),
    Column(msg("Content"), 60, "content"),
)
_LISTS = (
    Column(msg("List"), 18, "list_id"),
    Column(msg("Title"), 50, "title"),
    Column(msg("Verdict"), 11, "verdict"),
    Column(msg("Origin"), 10, "origin"),
    Column(msg("Completeness"), 13, "completeness"),
    Column(msg("Edition"), 12, "edition_on"),
    Column(msg("Retrieved"), 12, "retrieved_on"),
    Column(msg("Age in days"), 11, "age_days"),
    Column(msg("Entries"), 9, "entries"),
    Column(msg("Names"), 9, "names"),
    Column(msg("What is wrong"), 60, "reasons"),
    Column(msg("Official source"), 50, "official_url"),
    Column(msg("Snapshot"), 66, "snapshot_id"),
)
_CHANGES = (
    Column(msg("List"), 18, "list_id"),
    Column(msg("Change"), 11, "change"),
    Column(msg("Entry"), 40, "primary_name"),
    Column(msg("Country"), 9, "country"),
    Column(msg("What changed"), 40, "fields"),
    Column(msg("Citation"), 40, "citation"),
    Column(msg("Counterparties"), 14, "counterparties"),
    Column(msg("Entry id"), 50, "entry_id"),
)
_GLOSSARY = (
    Column(msg("Word"), 18, "word"),
    Column(msg("Meaning"), 90, "meaning"),
)


class _Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, path: Path, wording: Wording) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.wording = wording
        self.book = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties({"title": wording.text("Screening report"), "created": _CREATED})
        self.head: Format = self.book.add_format(
            {"bold": True, "bg_color": "#1f3a5f", "font_color": "white", "text_wrap": True, "valign": "top"}
        )
        self.text: Format = self.book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number: Format = self.book.add_format({"valign": "top", "align": "left"})
        self.day: Format = self.book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.link: Format = self.book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#0b5cad", "underline": 1}
        )
        self.input: Format = self.book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#eef5ee"})
        self.title: Format = self.book.add_format({"bold": True, "font_size": 16})
        self.label: Format = self.book.add_format({"bold": True, "valign": "top"})
        self.warning: Format = self.book.add_format({"bold": True, "font_color": "#9c0006", "text_wrap": True})

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> tuple[Worksheet, int]:
        """A sheet with a heading row, a filter and frozen heading; returns it and its number of rows."""
        sheet = self.book.add_worksheet(self.wording.text(name))
        for position, column in enumerate(columns):
            sheet.set_column(position, position, min(column.width, _MAX_WIDTH))
            sheet.write_string(0, position, self.wording.text(column.heading), self.head)
        count = 0
        for count, row in enumerate(rows, start=1):
            sheet.set_row(count, _LINE_HEIGHT * _lines(columns, row))
            for position, column in enumerate(columns):
                self.write(sheet, count, position, row.get(column.field) if column.field else "",
                           is_link=column.field == _LINK_FIELD)  # fmt: skip
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        is_wide = len(columns) > _MANY_COLUMNS
        sheet.set_landscape()
        sheet.set_paper(_A3 if is_wide else _A4)
        sheet.fit_to_pages(_PAGES_ACROSS if is_wide else 1, 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)
        sheet.set_footer("&L&A&R" + self.wording.text("Page %(page)s of %(pages)s", page="&P", pages="&N"))
        return sheet, count

    def write(self, sheet: Worksheet, row: int, column: int, value: Any, *, is_link: bool = False) -> None:
        """A cell by the type of its value; text is always text, whatever it begins with."""
        if isinstance(value, bool | None):
            sheet.write_string(row, column, "" if value is None else str(value).lower(), self.text)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001 - a date
        elif is_link and value.startswith("https://"):
            # only addresses that a list declares come here, never text of a list or of the company
            sheet.write_url(row, column, value, self.link)
        else:
            sheet.write_string(row, column, str(value)[:_MAX_CELL], self.text)


def _lines(columns: Sequence[Column], row: Mapping[str, Any]) -> int:
    """Lines that the longest text of a row needs, as spreadsheets do not fit the heights of rows by themselves."""
    texts = ((column.width, row.get(column.field)) for column in columns if column.field)
    needed = (-(-display_width(text) // (width - 1)) for width, text in texts if isinstance(text, str) and text)
    return min(max(needed, default=1), _MAX_LINES)


def write_workbook(report: Report, path: Path, wording: Wording = ENGLISH) -> None:
    """The workbook of a report, byte for byte the same for the same facts and language."""
    book = _Book(path, wording)
    _summary_sheet(book, report)
    _hits_sheet(book, report)
    near_misses = report.near_misses.iter_rows(named=True)
    book.sheet(msg("Near misses"), _NEAR, (_hit_row(report, hit, wording) for hit in near_misses))
    book.sheet(msg("Rejected"), _REJECTED, _left_out(report, wording))
    book.sheet(msg("Lists"), _LISTS, (_list_row(status, wording) for status in report.statuses))
    changes = report.background.changes.iter_rows(named=True)
    book.sheet(msg("Changes"), _CHANGES, (_change_row(change, wording) for change in changes))
    glossary = [{"word": word, "meaning": meaning} for word, meaning in words.glossary(wording)]
    book.sheet(msg("Glossary"), _GLOSSARY, glossary)
    book.book.close()


def dispositions(wording: Wording = ENGLISH) -> list[str]:
    """What a reviewer chooses from, in the language of the workbook."""
    return [wording.text(disposition) for disposition in words.DISPOSITIONS]


def _summary_sheet(book: _Book, report: Report) -> None:
    wording = book.wording
    sheet = book.book.add_worksheet(wording.text(msg("Summary")))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _REASON_WIDTH)
    sheet.write_string(0, 0, wording.text("Screening of %(day)s", day=report.run["business_date"]), book.title)
    sheet.write_string(1, 0, verdict_sentence(report.verdict, report.counts, wording))
    row = 3
    for status in report.statuses:
        for said in status.reasons:
            reason = sentence(said, wording)
            sheet.write_string(row, 0, status.list_id, book.warning)
            sheet.write_string(row, 1, reason, book.warning)
            sheet.set_row(row, _LINE_HEIGHT * (1 + display_width(reason) // _REASON_WIDTH))
            row += 1
    for label, value in _summary_rows(report, wording):
        row += 1
        sheet.write_string(row, 0, label, book.label)
        book.write(sheet, row, 1, value)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _summary_rows(report: Report, wording: Wording) -> list[tuple[str, Any]]:
    counts, run = report.counts, report.run
    said, bands = wording.text, run["configuration"]["bands"]
    return [
        (said(msg("Rows in the file")), counts["rows_in"]),
        (said(msg("Screened")), counts["screened"]),
        (said(msg("Unable to determine")), counts["undetermined"]),
        (said(msg("Rejected")), counts["rejected"]),
        (said(msg("Open hits")), counts["open_hits"]),
        *((f"  {wording.label(words.BANDS, band)}", count) for band, count in counts["bands"].items()),
        (
            said(msg("New / changed / gone")),
            " / ".join(str(counts["events"][event]) for event in ("new", "changed", "gone")),
        ),
        (said(msg("Near misses")), counts["near_misses"]),
        (said(msg("Canaries caught")), counts["canaries_caught"]),
        (said(msg("Business date")), report.business_date),
        (said(msg("Lists as of")), date.fromisoformat(run["as_of"])),
        (said(msg("Counterparty file")), run["counterparties"]["file"]),
        (said(msg("SHA-256 of that file")), run["counterparties"]["sha256"]),
        (
            said(msg("Bands")),
            "; ".join(f"{wording.label(words.BANDS, band)} ≥ {lowest:g}" for band, lowest in bands.items()),
        ),
        (said(msg("Code")), f"{run['code']['version']} {run['code']['sha256']}"),
        (said(msg("Run")), run["run_id"]),
        (said(msg("Run key")), run["run_key"]),
    ]


def _hits_sheet(book: _Book, report: Report) -> None:
    columns = (*_HITS, *_DECISION)
    rows = (_hit_row(report, hit, book.wording) for hit in report.hits.iter_rows(named=True))
    sheet, count = book.sheet(msg("Hits"), columns, rows)
    first = len(_HITS)
    for row in range(1, count + 1):
        for column in range(first, len(columns)):
            sheet.write_blank(row, column, None, book.input)
    if not count:
        sheet.write_string(1, 0, book.wording.text("No hits."), book.text)
        return
    sheet.data_validation(1, first, count, first, {"validate": "list", "source": dispositions(book.wording)})
    band = next(position for position, column in enumerate(_HITS) if column.field == "band")
    for name, colour in _BAND_COLOURS.items():
        sheet.conditional_format(
            1, band, count, band,
            {"type": "cell", "criteria": "==", "value": f'"{book.wording.label(words.BANDS, name)}"',
             "format": book.book.add_format({"bg_color": colour})},
        )  # fmt: skip


def _hit_row(report: Report, hit: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    entry = report.entries[hit["entry_id"]]
    key = (hit["counterparty_id"], hit["list_id"], hit["entry_id"])
    links = {status.list_id: status.official_url for status in report.statuses}
    return dict(hit) | {
        "band": wording.label(words.BANDS, hit["band"]),
        "event": wording.label(words.EVENTS, hit["event"]),
        "state": wording.label(words.STATES, hit["state"]),
        "entry_name_type": wording.label(words.NAME_TYPES, hit["entry_name_type"]),
        "days_open": report.days_open.get(key),
        "summary": sentence(json.loads(hit["explanation"])["summary"], wording),
        "detail": words.change_text(report.event_details.get(key, ""), wording) if hit["event"] == "changed" else "",
        "licence_requirement": entry["licence_requirement"] or " ".join(m["text"] for m in entry["measures"]),
        "licence_policy": entry["licence_policy"],
        "footnotes": ", ".join(entry["footnotes"]),
        "citation": entry["citation"],
        "listed_on": entry["listed_on"],
        "programmes": ", ".join(entry["programmes"]),
        "remarks": entry["remarks"],
        "official_url": links.get(hit["list_id"], ""),
    }


def _left_out(report: Report, wording: Wording) -> Iterable[dict[str, Any]]:
    for row in report.rejected.iter_rows(named=True):
        yield row | {"reason": wording.given(row["reason"])}
    for row in report.undetermined.iter_rows(named=True):
        reason = wording.given(row["reason"])
        yield {
            **row,
            "column": "name",
            "reason": wording.text("unable to determine: %(reason)s", reason=reason),
            "content": row["name"],
        }


def _list_row(status: ListStatus, wording: Wording) -> dict[str, Any]:
    return status.model_dump() | {
        "title": status.titles.get(wording.language.value, status.title),
        "verdict": wording.label(words.VERDICTS, status.verdict),
        "origin": wording.label(words.ORIGINS, status.origin) if status.origin else None,
        "completeness": wording.label(words.COMPLETENESS, status.completeness) if status.completeness else None,
        "reasons": "; ".join(sentence(reason, wording) for reason in status.reasons),
    }


def _change_row(change: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    return dict(change) | {
        "change": wording.label(words.CHANGES, change["change"]),
        "fields": wording.enumeration(wording.label(words.FIELDS, field) for field in change["fields"]),
    }
