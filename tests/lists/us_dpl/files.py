"""Made-up files of the Denied Persons List in each of its shapes, and real rows of the Consolidated Screening List."""

import csv
import gzip
import io
import re

import xlsxwriter

HEADINGS = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date",
    "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
ONE_CELL = (
    "Name_and_Address",
    "Effective_Date",
    "Expiration_Date",
    "Appropriate Federal Register Citations",
    "Type of Denial",
)


def row(name="MOON TRADING LLC", **cells):
    """A row with what most rows have; other cells by heading."""
    usual = dict(zip(HEADINGS, (name, "1 MOON ROAD", "TOWN", "TX", "", "75081", "06/19/2003", "06/29/2056", "Y",
                                "2007-01-31", "F.R. NOTICE ADDED", "68 F.R. 38290 6/27/03"), strict=True))  # fmt: skip
    assert set(cells) <= set(HEADINGS)
    return tuple((usual | cells).values())


def text(*rows, headings=HEADINGS, delimiter="\t"):
    """The file as text, every cell quoted."""
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([headings, *rows])
    return {"list": content.getvalue().encode()}


def workbook(*rows, headings=HEADINGS, date_format=None):
    """The file as Excel workbook."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": date_format}) as book:
        sheet = book.add_worksheet("dpl")
        for number, cells in enumerate([headings, *rows]):
            sheet.write_row(number, 0, cells)
    return {"list": content.getvalue()}


def rewritten(path):
    """DPL rows of the Consolidated Screening List as a file of BIS."""
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [one for one in csv.DictReader(file) if one["source"].startswith("Denied Persons List")]
    return text(*(written for one in rows for written in _written(one)))


def _written(one):
    for address in one["addresses"].split("; "):
        *parts, last = address.split(", ")
        is_country = re.fullmatch("[A-Z]{2,3}", last) is not None
        state = next((part for part in parts if re.fullmatch("[A-Z]{2}", part)), "")
        yield row(
            one["name"],
            Street_Address=", ".join(parts) if is_country else address,
            City="",
            State="" if is_country else state,
            Country=last if is_country else "",
            Postal_Code="",
            Effective_Date=_american(one["start_date"]),
            Expiration_Date=_american(one["end_date"]),
            Standard_Order=one["standard_order"],
            FR_Citation=one["federal_register_notice"],
        )


def _american(day):
    return "/".join((*day.split("-")[1:], day[:4])) if day else ""
