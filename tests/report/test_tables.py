import csv
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.report.model import HIT_COLUMNS
from screening.report.tables import safe_cell, write_csv, write_parquet

FORMULAS = ["=1+1", "+81", "-5", "@SUM(A1)", "\tx", "\rx", "=cmd|'/C calc'!A1"]
HARMLESS = ["Huawei", "1-2", "a=b", "'quoted'", " =x", "", "株式会社", "5+5"]


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("cell", FORMULAS)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_text_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


@pytest.mark.parametrize(
    ("cell", "shown"), [(None, ""), (-5, -5), (-0.5, -0.5), (date(2026, 11, 22), date(2026, 11, 22))]
)
def test_numbers_and_dates_stay_and_nothing_is_empty(cell, shown):
    assert safe_cell(cell) == shown


@given(st.text(max_size=8))
def test_no_cell_begins_like_a_formula_and_the_text_is_only_added_to(text):
    cell = safe_cell(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text or cell == text


def test_a_table_with_quotes_line_breaks_and_other_scripts_is_read_back(tmp_path):
    frame = pl.DataFrame(
        {"name": ['Gebr. "Möwe", Bootsbau', "two\nlines", "华为; ファーウェイ", None], "score": [1.5, 2, -3, 4]}
    )
    write_csv(frame, tmp_path / "table.csv")

    assert read(tmp_path / "table.csv") == [
        ["name", "score"],
        ['Gebr. "Möwe", Bootsbau', "1.5"],
        ["two\nlines", "2.0"],
        ["华为; ファーウェイ", "-3.0"],
        ["", "4.0"],
    ]


def test_a_table_without_rows_has_its_headings(tmp_path):
    write_csv(pl.DataFrame(schema={"a": pl.String, "b": pl.Int64}), tmp_path / "table.csv")

    assert read(tmp_path / "table.csv") == [["a", "b"]]


def test_hits_as_csv_have_the_documented_columns_and_every_hit(report, tmp_path):
    write_csv(report.hits, tmp_path / "hits.csv")
    header, *rows = read(tmp_path / "hits.csv")

    assert tuple(header) == HIT_COLUMNS
    assert len(rows) == report.hits.height


def test_an_id_like_a_formula_is_safe_in_csv_and_exact_in_parquet(report, tmp_path):
    write_csv(report.near_misses, tmp_path / "table.csv")
    write_parquet(report.near_misses, tmp_path / "table.parquet")
    column = HIT_COLUMNS.index("counterparty_id")

    assert [row[column] for row in read(tmp_path / "table.csv")[1:]] == ["'=5"]
    assert pl.read_parquet(tmp_path / "table.parquet")["counterparty_id"].to_list() == ["=5"]


def test_parquet_keeps_every_value_and_type(report, tmp_path):
    write_parquet(report.hits, tmp_path / "hits.parquet")

    assert pl.read_parquet(tmp_path / "hits.parquet").equals(report.hits)
    assert pl.read_parquet_schema(tmp_path / "hits.parquet") == report.hits.schema


def test_the_same_table_gives_the_same_bytes(report, tmp_path):
    for name in ("one", "other"):
        write_csv(report.hits, tmp_path / f"{name}.csv")
        write_parquet(report.hits, tmp_path / f"{name}.parquet")

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "other.parquet").read_bytes()
