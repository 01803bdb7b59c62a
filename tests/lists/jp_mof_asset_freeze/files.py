"""MOF's two files with made-up parties in the real shape."""

import csv
import io

import xlsxwriter

from lists.jp_mof_asset_freeze.columns import TABLE

TITLE = "資産凍結等の措置の対象となる月光関係者等"
HEADINGS = ("告示日付", "告示\n番号", "日 本 語 表 記", "英　語　表　記")
"""The headings that every sheet has, spaced for looks."""


def workbook(sheets):
    """A workbook of these sheets: name -> rows, each a tuple of cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        dotted = book.add_format({"num_format": "yyyy.m.d"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(number, column, cell, dotted)
                    elif cell is not None:
                        sheet.write(number, column, cell)
    return {"list": content.getvalue()}


def sheet(*rows, headings=(), title=TITLE):
    """Rows of a sheet below its title, an empty row and its headings."""
    return [(title,), (), (*HEADINGS, *headings), *rows]


def one_sheet(*rows, headings=(), name="2.タリバーン関係者等 "):
    return workbook({"一覧": [("目次",)], name: sheet(*rows, headings=headings)})


PRINTED = {heading: heading.replace("(", "（").replace(")", "）") for heading in TABLE}
"""The headings of the CSV file as MOF prints them."""


ALL = tuple(PRINTED.values())


def table(*rows, headings=ALL, encoding="utf-8-sig"):
    """The CSV file of these rows: heading -> cell, the rest empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        given = {
            "区分": "2",
            "番号": "002-000001",
            "告示日付": "2001.9.22",
            "告示番号": "1",
            "個人・団体": "団体",
        } | row
        writer.writerow([given.get(heading, "") for heading in headings])
    return {"list": text.getvalue().encode(encoding)}
