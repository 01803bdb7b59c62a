import shutil
import subprocess
import zipfile
from datetime import datetime

import openpyxl
import pytest

from screening.matching.policy import FEATURES
from screening.models import Language
from screening.report.digest import changes_frame
from screening.report.language import wording_of
from screening.report.model import Background
from screening.report.words import FEATURE_NAMES
from screening.report.workbook import dispositions, write_workbook
from tests.made_up import counterparty, entry, status
from tests.report.conftest import EXTRACT
from tests.report.reports import report_of

SHEETS = ["Summary", "Hits", "Near misses", "Rejected", "Lists", "Changes", "Glossary"]
FORMULAS = [
    "=1+1 Trading",
    "+81 Trading",
    "-5 Trading",
    "@SUM(A1) Trading",
    '=HYPERLINK("http://x.example","y") Trading',
]


def written(report, folder):
    path = folder / "hits.xlsx"
    write_workbook(report, path)
    return openpyxl.load_workbook(path)


def rows_of(sheet):
    """Rows below the headings as dictionaries of cells."""
    headings = [cell.value for cell in sheet[1]]
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def values_of(row):
    return {heading: cell.value for heading, cell in row.items()}


@pytest.fixture(scope="module")
def book(report, tmp_path_factory):
    return written(report, tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def hits(book):
    return {row["Counterparty id"].value: row for row in rows_of(book["Hits"])}


def test_the_workbook_has_these_sheets_in_this_order(book):
    assert book.sheetnames == SHEETS


def test_there_is_one_row_a_hit_in_the_order_of_the_report(report, book):
    listed = [(row["Counterparty id"].value, row["List"].value, row["Entry id"].value) for row in rows_of(book["Hits"])]

    assert listed == report.hits.select("counterparty_id", "list_id", "entry_id").rows()


def test_a_row_says_who_matched_what_and_why(hits):
    row = values_of(hits["000017"])

    assert {heading: row[heading] for heading in (
        "Counterparty", "Country", "Role", "Band", "Score", "Event", "List", "Entry", "State",
        "Name of the counterparty that matched", "Name of the entry that matched", "Type of that name",
        "Licence requirement", "Review policy", "Footnotes", "Citation",
    )} == {
        "Counterparty": "Firma Hua",
        "Country": "TW",
        "Role": "supplier",
        "Band": "probable",
        "Score": 94,
        "Event": "unchanged",
        "List": "made-up",
        "Entry": "Huawei Technologies Co., Ltd.",
        "State": "in force",
        "Name of the counterparty that matched": "華為技術有限公司",
        "Name of the entry that matched": "华为技术有限公司",
        "Type of that name": "native name",
        "Licence requirement": "For all items <subject to the EAR>",
        "Review policy": "Presumption of denial",
        "Footnotes": "1, 2",
        "Citation": "84 FR 22963 & others",
    }  # fmt: skip
    assert row["Why"].startswith("The names are equal")


def test_where_a_list_has_no_licence_requirement_its_measures_stand_there(hits):
    assert hits["000002"]["Licence requirement"].value == "No exports."


def test_what_changed_stands_only_beside_changed_hits(hits):
    assert "in force → suspended" in hits["000002"]["What changed"].value
    assert not hits["000017"]["What changed"].value


def test_ids_are_text_with_leading_zeros_and_never_numbers(hits):
    assert {"000017", "000002", "1E5", "+4"} <= set(hits)
    assert all(row["Counterparty id"].data_type == "s" for row in hits.values())
    assert all(row["Counterparty id"].number_format == "@" for row in hits.values())


def test_scores_are_numbers_and_dates_are_dates(hits):
    row = hits["000017"]

    assert row["Score"].data_type == "n"
    assert row["Listed on"].value == datetime(2019, 5, 21)
    assert row["Listed on"].number_format == "yyyy-mm-dd"
    assert not hits["000002"]["Listed on"].value


@pytest.mark.parametrize("name", FORMULAS)
def test_no_text_is_ever_a_formula_or_a_link(name, tmp_path):
    report = report_of(
        [counterparty(name, name, role=name)],
        [entry(name, citation=name, licence_policy=name, text=name)],
        rejected=[(2, name, name, name, name)],
        undetermined=[(3, name, name, name)],
    )
    book = written(report, tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert sum(cell.value == name for cell in cells) > 8
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {status().official_url}


def test_a_decision_is_chosen_from_a_list_on_every_row(report, book):
    [validation] = book["Hits"].data_validations.dataValidation
    column = next(cell.column_letter for cell in book["Hits"][1] if cell.value == "Disposition")

    assert validation.formula1 == f'"{",".join(dispositions())}"'
    assert str(validation.sqref) == f"{column}2:{column}{1 + report.hits.height}"


def test_the_cells_for_the_decision_are_empty(hits):
    for row in hits.values():
        assert [row[heading].value for heading in ("Disposition", "Reason", "Reviewer", "Second reviewer")] == [
            None
        ] * 4


def test_headings_stay_in_sight_and_every_table_can_be_filtered(book):
    for name in SHEETS[1:]:
        sheet = book[name]

        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_near_misses_have_a_sheet_of_their_own(report, book):
    ids = [row["Counterparty id"].value for row in rows_of(book["Near misses"])]

    assert ids == report.near_misses["counterparty_id"].to_list() == ["=5"]
    assert all(row["Band"].value == "near miss" for row in rows_of(book["Near misses"]))


def test_rows_left_out_are_there_with_their_reason(book):
    assert [tuple(values_of(row).values()) for row in rows_of(book["Rejected"])] == [
        (9, "000009", "name", "the counterparty has no name; fill it in", "000009 |  | <u>x</u>"),
        (10, "000010", "name", "unable to determine: nothing comparable is left of the name", "***"),
    ]


def test_the_sheet_of_lists_says_how_each_stands(book):
    rows = {row["List"].value: values_of(row) for row in rows_of(book["Lists"])}

    assert list(rows) == ["made-up", "second"]
    assert (rows["made-up"]["Verdict"], rows["made-up"]["Completeness"]) == ("degraded", "EXTRACT ONLY")
    assert rows["made-up"]["What is wrong"] == "; ".join(EXTRACT.reasons)
    assert rows["second"]["Edition"] == datetime(2026, 11, 20)
    assert (rows["second"]["Entries"], rows["second"]["Names"], rows["second"]["Age in days"]) == (3, 4, 1)


def test_the_summary_begins_with_the_verdict_and_what_is_wrong_with_the_lists(report, book):
    cells = [[cell.value for cell in row] for row in book["Summary"].iter_rows(max_col=2)]
    facts = {label: value for label, value in cells if label}

    assert cells[0][0] == "Screening of 2026-11-22"
    assert cells[1][0].endswith("a person must decide each.")
    assert ["made-up", EXTRACT.reasons[0]] in cells
    assert facts["Open hits"] == report.counts["open_hits"]
    assert (facts["Rows in the file"], facts["Rejected"], facts["Unable to determine"]) == (8, 1, 1)
    assert facts["Run key"] == report.run["run_key"]
    assert facts["SHA-256 of that file"] == report.run["counterparties"]["sha256"]


def test_the_glossary_explains_every_feature_of_the_score(book):
    words = {row["Word"].value: row["Meaning"].value for row in rows_of(book["Glossary"])}

    assert {FEATURE_NAMES[feature.name] for feature in FEATURES} <= set(words)
    assert {"match", "probable", "possible", "near miss"} <= set(words)
    assert all(words.values())


def test_a_run_without_hits_says_so_and_offers_nothing_to_decide(quiet, tmp_path):
    book = written(quiet, tmp_path)

    assert book.sheetnames == SHEETS
    assert book["Hits"]["A2"].value == "No hits."
    assert book["Hits"].data_validations.dataValidation == []


def test_a_cell_longer_than_excel_allows_is_cut_and_the_file_still_opens(tmp_path):
    long = "x" * 40_000
    book = written(report_of([counterparty("1", "Huawei")], [entry("Huawei", licence_requirement=long)]), tmp_path)
    [row] = rows_of(book["Hits"])

    assert 30_000 < len(row["Licence requirement"].value) < 32_768


def test_nothing_in_the_file_tells_when_it_was_written(report, tmp_path):
    book = written(report, tmp_path)
    with zipfile.ZipFile(tmp_path / "hits.xlsx") as archive:
        years = {item.date_time[0] for item in archive.infolist()}

    assert (book.properties.created, book.properties.modified) == (datetime(2000, 1, 1), datetime(2000, 1, 1))
    assert years == {1980}


def test_the_same_facts_give_the_same_bytes(report, tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_workbook(report, tmp_path / name / "hits.xlsx")

    assert (tmp_path / "one" / "hits.xlsx").read_bytes() == (tmp_path / "other" / "hits.xlsx").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (apt-get install libreoffice-calc)")
def test_libreoffice_opens_every_sheet_and_keeps_ids_and_dates(report, tmp_path):
    write_workbook(report, tmp_path / "hits.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    to = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    command = ["soffice", profile, *to, str(tmp_path / "hits.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "saved" / "hits.xlsx")
    saved = {row["Counterparty id"].value: row for row in rows_of(book["Hits"])}

    assert book.sheetnames == SHEETS
    assert {"000017", "000002", "1E5", "+4"} <= set(saved)
    assert saved["000017"]["Listed on"].value == datetime(2019, 5, 21)
    assert len(book["Hits"].data_validations.dataValidation) == 1


@pytest.mark.parametrize("language", [Language.JA, Language.ZH])
def test_a_workbook_speaks_the_language_of_its_report(report, tmp_path, language):
    wording = wording_of(language)
    write_workbook(report, tmp_path / "hits.xlsx", wording)
    book = openpyxl.load_workbook(tmp_path / "hits.xlsx")
    [validation] = book.worksheets[1].data_validations.dataValidation

    assert book.sheetnames == [wording.text(name) for name in SHEETS]
    assert validation.formula1 == f'"{",".join(dispositions(wording))}"'
    assert book.worksheets[1]["A1"].value == wording.text("Counterparty id")


def test_changes_of_the_lists_have_a_sheet(tmp_path):
    changes = changes_frame(
        [{"list_id": "made-up", "change": "changed", "entry_id": "e", "primary_name": "=Panda", "country": "CN",
          "citation": "84 FR 1", "fields": ["names", "licence_policy"], "counterparties": 2}]
    )  # fmt: skip
    book = written(report_of([counterparty("1", "A")], [], background=Background(changes=changes)), tmp_path)
    [row] = rows_of(book["Changes"])

    assert list(values_of(row).values()) == [
        "made-up", "changed", "=Panda", "CN", "names, review policy", "84 FR 1", 2, "e",
    ]  # fmt: skip


def test_a_row_is_as_high_as_its_longest_text_up_to_a_limit(tmp_path):
    parties = [counterparty("1", "Huawei"), counterparty("2", "Panda")]
    book = written(report_of(parties, [entry("Huawei", licence_policy="x" * 400), entry("Panda")]), tmp_path)
    heights = [book["Hits"].row_dimensions[row].height for row in (2, 3)]

    assert heights[0] == 60
    assert heights[1] < heights[0]
