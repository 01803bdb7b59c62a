import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists import parsing
from lists.parsing import (
    curated_rows,
    entry_name,
    identifiers,
    in_force_since,
    iso_date,
    several,
    slug,
    told_apart,
    unique_names,
    unpacked,
)
from screening.errors import ListError
from screening.models import Identifier, NameType, State


def test_a_gzipped_file_is_unpacked_and_a_plain_one_left_alone():
    assert unpacked(gzip.compress(b"a,b\n"), role="prim") == unpacked(b"a,b\n", role="prim") == b"a,b\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (gzip.compress(b""), "empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\r\n  <html lang='en'>", "web page"),
        (gzip.compress(b"<HTML>"), "web page"),
        (gzip.compress(b"a,b\n" * 1000)[:-20], "damaged or cut off"),
        (b"\x1f\x8b", "damaged or cut off"),
    ],
)
def test_a_file_that_cannot_be_a_list_is_refused_with_its_role_and_the_reason(content, reason):
    with pytest.raises(ListError, match=f"prim: .*{reason}"):
        unpacked(content, role="prim")


def test_a_web_page_is_let_through_where_the_list_is_one():
    assert unpacked(gzip.compress(b"<!DOCTYPE html>"), role="page", is_page=True) == b"<!DOCTYPE html>"


def test_a_file_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(parsing, "_MAX_UNPACKED", 1_000)

    with pytest.raises(ListError, match="unpacks to more than"):
        unpacked(gzip.compress(b"0" * 1_001), role="prim")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huawei Technologies Co., Ltd.", "huawei-technologies-co-ltd"),
        ("HUAWEI  TECHNOLOGIES CO.,LTD", "huawei-technologies-co-ltd"),
        ("Société Générale", "societe-generale"),
        ("O’Neil's", "oneils"),
        ("ＡＢＣ", "abc"),
        ("洛克希德·马丁公司", "洛克希德-马丁公司"),
        ("ファーウェイ", "ファーウェイ"),
        ("2025-10/14-1", "2025-10-14-1"),
        ("...", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_whatever_the_punctuation(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("name", "script", "language"),
    [("Huawei", "latin", "en"), ("华为", "han", None), ("ファーウェイ", "kana", None), ("123", "none", None)],
)
def test_the_language_of_a_name_is_told_only_where_its_script_leaves_no_choice(name, script, language):
    found = entry_name(name, NameType.ALIAS)

    assert (found.script, found.language) == (script, language)


def test_a_language_that_is_given_stays():
    assert entry_name("华为", NameType.PRIMARY, language="zh-Hans").language == "zh-Hans"


def test_a_name_that_stands_twice_keeps_its_first_type():
    names = [entry_name("A", NameType.PRIMARY), entry_name("B", NameType.ALIAS), entry_name("A", NameType.WEAK)]

    assert [(name.name, name.type) for name in unique_names(names)] == [("A", "primary"), ("B", "alias")]


def test_a_measure_in_force_begins_at_midnight_and_has_no_end():
    measure = in_force_since("LICENCE", "text", since=date(2019, 5, 21), basis="15 CFR 744.16")
    (period,) = measure.periods

    assert (period.state, period.from_at.isoformat(), period.until_at) == (State.IN_FORCE, "2019-05-21T00:00:00", None)


def test_rows_of_a_curated_table_are_read_by_heading():
    content = '\ufeffname,note\n"A, B","two\nlines"\nC,\n'.encode()

    assert curated_rows(content, role="t.csv", columns=["name", "note"]) == [
        {"name": "A, B", "note": "two\nlines"},
        {"name": "C", "note": ""},
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,remark\nA,\n", r"t\.csv: the columns are \['name', 'remark'\], expected \['name', 'note'\]"),
        (b"note,name\n,A\n", r"t\.csv: the columns are"),
        (b"name,note\nA,B\nC\n", r"t\.csv, row 3: 1 cells, expected 2"),
        (b"name,note\nA,B,C\n", r"t\.csv, row 2: 3 cells, expected 2"),
        (b'name,note\nA,"B\n', r"t\.csv: not a CSV table in UTF-8"),
        ("name,note\nA,é\n".encode("latin-1"), r"t\.csv: not a CSV table in UTF-8"),
        (b"", r"t\.csv: the file is empty"),
    ],
)
def test_a_curated_table_of_another_shape_is_refused_with_its_row(content, message):
    with pytest.raises(ListError, match=message):
        curated_rows(content, role="t.csv", columns=["name", "note"])


@pytest.mark.parametrize(
    ("cell", "expected"), [("A | B", ("A", "B")), ("A|B", ("A|B",)), ("", ()), (" | ", ()), ("A |  | B ", ("A", "B"))]
)
def test_values_of_a_cell_stand_between_bars_with_blanks(cell, expected):
    assert several(cell) == expected


def test_identifiers_are_written_as_kind_and_value():
    assert identifiers("USCC:91110000MA005UCQ5P | TICKER:00981 HK", where="row 2") == (
        Identifier(kind="USCC", value="91110000MA005UCQ5P"),
        Identifier(kind="TICKER", value="00981 HK"),
    )


@pytest.mark.parametrize("cell", ["91110000MA005UCQ5P", "USCC:", ":1", "LEI:5 | 7"])
def test_an_identifier_without_kind_or_value_is_refused(cell):
    with pytest.raises(ListError, match=r"row 2: identifier .* is not written as KIND:VALUE"):
        identifiers(cell, where="row 2")


def test_a_date_is_read_and_anything_else_refused_with_its_place():
    assert iso_date("2025-04-10", where="row 2") == date(2025, 4, 10)
    with pytest.raises(ListError, match=r"row 2: '10\.04\.25' is not a date"):
        iso_date("10.04.25", where="row 2")


def test_ids_that_several_entries_share_are_numbered_in_their_order():
    assert told_apart(["a", "b", "a", "c", "a"]) == ["a:1", "b", "a:2", "c", "a:3"]
    assert told_apart([]) == []
