"""METI's workbook of the Foreign User List: made-up rows in the real shape, and the real one."""

import io
import re
from collections import Counter

import polars as pl
import pytest
import xlsxwriter

from lists.jp_foreign_user_list.parse import parse_published
from screening.errors import ListError
from screening.names.scripts import CJK

HEADINGS = (
    "No.",
    "国名、地域名\nCountry or Region",
    "企業名､組織名\nCompany or Organization",
    "別名\nAlso Known As",
    "懸念区分\nType of WMD",
    "通常兵器\nConventional Weapons",
)
CHINA = "中国\nPeople's Republic of China"


def workbook(*rows, headings=HEADINGS):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("ユーザーリスト")
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            sheet.write_formula(number, 0, "=ROW()-1", None, number)
            for column, cell in enumerate(row, start=1):
                if cell:
                    sheet.write_string(number, column, cell)
    return {"workbook": content.getvalue()}


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


@pytest.mark.parametrize(
    ("organisation", "aliases", "expected"),
    [
        ("Moon Institute\n(中国月球研究所)", None, [("Moon Institute", "primary"), ("中国月球研究所", "native")]),
        ("Moon Institute（中国月球研究所）", None, [("Moon Institute", "primary"), ("中国月球研究所", "native")]),
        ("Moon Institute (MI)", " ", [("Moon Institute (MI)", "primary")]),
        ("月光技術貿易", None, [("月光技術貿易", "primary")]),
        ("Ｍｏｏｎ　Works", None, [("Moon Works", "primary")]),
        (
            "Moon Works",
            "・Moon W.\nLuna Works\n(月工廠)\n・Works of the Moon（月の工場） ",
            [
                ("Moon Works", "primary"),
                ("Moon W.", "alias"),
                ("Luna Works", "alias"),
                ("月工廠", "native"),
                ("Works of the Moon", "alias"),
                ("月の工場", "native"),
            ],
        ),
    ],
)
def test_latin_and_native_names_are_told_apart(organisation, aliases, expected):
    entry = parse_published(workbook((CHINA, organisation, aliases, "核\nN")))[0]

    assert names(entry) == expected


@pytest.mark.parametrize(
    ("weapons", "conventional", "expected"),
    [
        ("生物、化学、ミサイル、核\nB,C,M,N", None, ("B", "C", "M", "N")),
        ("ミサイル、核\nM、N", "通常兵器\nCW", ("M", "N", "CW")),
        ("ミサイルM", None, ("M",)),
        ("核\nＮ ", None, ("N",)),
        (None, "通常兵器\nCW", ("CW",)),
    ],
)
def test_categories_are_read_in_every_spelling(weapons, conventional, expected):
    entry = parse_published(workbook((CHINA, "Moon Works", None, weapons, conventional)))[0]

    assert entry.footnotes == expected


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ((CHINA, "Moon Works", None, "電磁\nE"), "row 2: the category"),
        ((CHINA, "Moon Works", None, "生物\nC"), "row 2: the category"),
        ((CHINA, "Moon Works", None, "核\nN", "その他"), "row 2: the category"),
        (("月\nMoon Republic", "Moon Works", None, "核\nN"), "row 2: the country"),
        ((CHINA, " ", "・Moon", "核\nN"), "row 2: the organisation has no name"),
    ],
)
def test_what_is_not_known_refuses_the_workbook_and_names_the_row(row, what):
    with pytest.raises(ListError, match=what):
        parse_published(workbook(row))


def test_other_headings_refuse_the_workbook():
    with pytest.raises(ListError, match="headings"):
        parse_published(workbook((CHINA, "Moon Works"), headings=("No.", "Country", "Name", "Alias", "WMD", "CW")))


def test_a_pdf_is_refused_with_what_to_fetch_instead():
    with pytest.raises(ListError, match="XLSX, not the PDF"):
        parse_published({"workbook": b"%PDF-1.7 something"})


def test_ids_come_from_country_and_name_and_not_from_the_number_of_the_row():
    first = parse_published(workbook((CHINA, "Moon Works", None, "核\nN"), (CHINA, "Sun Works", None, "核\nN")))
    second = parse_published(workbook((CHINA, "Sun Works", None, "核\nN")))

    assert second[0].entry_id == first[1].entry_id == "jp-foreign-user-list:cn:sun-works"


@pytest.mark.shared_data
def test_every_row_of_the_edition_of_2025_is_an_entry(shared_data):
    path = shared_data / "lists/jp_meti/meti_foreign_user_list_2025-09-29.xlsx"
    entries = parse_published({"workbook": path.read_bytes()})

    assert len(entries) == len({entry.entry_id for entry in entries}) == 835
    assert Counter(entry.country for entry in entries).most_common(5) == [
        ("IR", 257),
        ("KP", 154),
        ("CN", 127),
        ("PK", 103),
        ("RU", 100),
    ]
    assert sum("CW" in entry.footnotes for entry in entries) == 240
    assert sum(entry.footnotes == ("CW",) for entry in entries) == 54
    assert [entry.primary_name for entry in entries if entry.names[0].script != "latin"] == [
        "セソン技術貿易",
        "朝鮮綾羅科学技術交流社",
        "マンウォル貿易",
        "民族経済協力連合会",
    ]
    assert not any("・" in name.name[:1] or not name.name.strip() for entry in entries for name in entry.names)


@pytest.mark.shared_data
def test_the_traps_of_the_edition_of_2025_are_all_met(shared_data):
    content = (shared_data / "lists/jp_meti/meti_foreign_user_list_2025-09-29.xlsx").read_bytes()
    rows = [
        tuple(cell or "" for cell in row)
        for row in pl.read_excel(io.BytesIO(content), infer_schema_length=0).iter_rows()
    ]
    by_row = list(zip(rows, parse_published({"workbook": content}), strict=True))
    full_width = [entry for row, entry in by_row if re.search(rf"（[^（）]*[{CJK}]", row[2])]
    wrapped = [entry for row, entry in by_row if "\n" in row[2]]

    assert [int(row[0]) for row in rows] == list(range(1, 836)), "No. is the value of a formula"
    assert sum(not row[4].strip() for row in rows) == 54
    assert len(full_width) == 64
    assert len(wrapped) == 192
    assert not any("\n" in name.name for _, entry in by_row for name in entry.names)
    assert all(any(name.type == "native" for name in entry.names) for entry in full_width)
    assert not any(mark in entry.primary_name for entry in full_width for mark in "（）")
    assert {entry.footnotes[:2] for row, entry in by_row if "M、N" in row[4]} == {("M", "N")}
