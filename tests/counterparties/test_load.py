import csv
import io

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from screening.counterparties.load import load_counterparties
from screening.counterparties.mapping import Columns, File, Mapping, read_mapping
from screening.errors import InputError
from screening.frames import COUNTERPARTIES, REJECTED

HEADER = "counterparty_id,name,country,address,role,identifiers"
PLAIN = f"""{HEADER}
000101,株式会社日立製作所,JP,東京都千代田区1-6-6,customer,JP_CN:7010001008844
000102,华为技术有限公司,中国,深圳市,supplier,
"""


@pytest.fixture
def load(tmp_path):
    """The counterparties of a file with this content."""

    def put(content, mapping=None, *, name="ledger.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_counterparties(path, mapping or Mapping())

    return put


def rejects(loaded):
    return loaded.rejected.select("row", "counterparty_id", "column").rows()


def names(loaded):
    return loaded.counterparties["names"].to_list()


def test_a_row_is_a_counterparty_with_all_that_it_says(load):
    loaded = load(PLAIN)

    assert loaded.counterparties.schema == COUNTERPARTIES
    assert loaded.counterparties.row(0, named=True) == {
        "row": 2,
        "counterparty_id": "000101",
        "name": "株式会社日立製作所",
        "names": ["株式会社日立製作所"],
        "country": "JP",
        "address": "東京都千代田区1-6-6",
        "role": "customer",
        "identifiers": [{"kind": "JP_CN", "value": "7010001008844"}],
    }
    assert loaded.counterparties["country"].to_list() == ["JP", "CN"]
    assert (loaded.rows_in, loaded.encoding, loaded.ignored_columns) == (2, "utf-8", ())


def test_only_id_and_name_are_needed(load):
    loaded = load("counterparty_id,name\n1,Acme\n")

    assert loaded.counterparties.row(0) == (2, "1", "Acme", ["Acme"], None, "", "", [])
    assert loaded.rejected.schema == REJECTED


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_unicode_encoding_and_delimiter_gives_the_same_counterparties(load, codec, delimiter):
    loaded = load(PLAIN.replace(",", delimiter).encode(codec))

    assert loaded.counterparties.equals(load(PLAIN).counterparties)
    assert loaded.encoding == codec.removesuffix("-sig")


def test_a_japanese_and_a_chinese_ledger_are_read_in_their_own_encodings(load):
    japanese = load(f"{HEADER}\n1,沖電気工業株式会社,JP,,,\n".encode("cp932"))
    chinese = load(f"{HEADER}\n1,华为技术有限公司,CN,,,\n".encode("gb18030"))

    assert (names(japanese), japanese.encoding) == ([["沖電気工業株式会社"]], "cp932")
    assert (names(chinese), chinese.encoding) == ([["华为技术有限公司"]], "gb18030")


def test_parquet_and_excel_give_the_same_counterparties_as_text(tmp_path, load):
    rows = list(csv.reader(PLAIN.splitlines()))
    pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(tmp_path / "ledger.parquet")
    with xlsxwriter.Workbook(tmp_path / "ledger.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    plain = load(PLAIN).counterparties

    assert load_counterparties(tmp_path / "ledger.parquet", Mapping()).counterparties.equals(plain)
    assert load_counterparties(tmp_path / "ledger.xlsx", Mapping()).counterparties.equals(plain)


def test_ids_and_registry_numbers_keep_their_leading_zeros(load):
    loaded = load("counterparty_id,name,identifiers\n000101,A,USCC:0012345\n00101,B,\n101,C,\n")

    assert loaded.counterparties["counterparty_id"].to_list() == ["000101", "00101", "101"]
    assert loaded.counterparties["identifiers"][0].to_list() == [{"kind": "USCC", "value": "0012345"}]


def test_headings_are_found_in_any_case(load):
    assert names(load("Counterparty_ID,NAME\n1,Acme\n")) == [["Acme"]]


def test_further_names_come_from_further_columns_and_from_bars_within_a_cell(load):
    loaded = load(
        "counterparty_id,name,name_en,other_names\n1,日立,Hitachi Ltd.,Hitachi | HITACHI  SEISAKUSHO | \n2,Acme,,Acme\n"
    )

    assert names(loaded) == [["日立", "Hitachi Ltd.", "Hitachi", "HITACHI SEISAKUSHO"], ["Acme"]]


def test_a_bar_without_blanks_belongs_to_the_name(load):
    assert names(load("counterparty_id,name\n1,A|B\n")) == [["A|B"]]


def test_line_breaks_within_a_name_are_blanks(load):
    assert names(load('counterparty_id,name\n1,"Acme\r\nTrading"\n')) == [["Acme Trading"]]


def test_a_name_in_another_column_makes_up_for_an_empty_first_one(load):
    loaded = load("counterparty_id,name,name_en\n1,,Acme\n")

    assert loaded.counterparties.row(0, named=True)["name"] == "Acme"


def test_identifiers_stand_in_one_cell_or_in_columns_of_their_own(load):
    mapping = Mapping(columns=Columns(identifier_columns={"uscc": "credit code"}))
    loaded = load("counterparty_id,name,identifiers,credit code\n1,A,LEI:5493; ticker : 00981 HK|77,9111\n", mapping)

    assert loaded.counterparties["identifiers"][0].to_list() == [
        {"kind": "USCC", "value": "9111"},
        {"kind": "LEI", "value": "5493"},
        {"kind": "TICKER", "value": "00981 HK"},
        {"kind": "", "value": "77"},
    ]


def test_parts_of_an_address_are_joined_and_empty_ones_left_out(load):
    mapping = Mapping(columns=Columns(address=("pref", "city", "street")))
    loaded = load("counterparty_id,name,pref,city,street\n1,A,Tokyo,,1-6-6\n", mapping)

    assert loaded.counterparties["address"].to_list() == ["Tokyo, 1-6-6"]


@pytest.mark.parametrize(
    ("cell", "code"), [("JP", "JP"), ("日本", "JP"), ("China", "CN"), ("", None), ("Atlantis", None)]
)
def test_an_unknown_country_is_no_reason_to_leave_a_counterparty_out(load, cell, code):
    loaded = load(f"counterparty_id,name,country\n1,A,{cell}\n")

    assert loaded.counterparties["country"].to_list() == [code]


def test_columns_that_are_not_used_are_named(load):
    assert load("counterparty_id,name,turnover,note\n1,A,5,x\n").ignored_columns == ("turnover", "note")


def test_a_mapping_file_gives_the_headings(tmp_path, load):
    path = tmp_path / "mapping.toml"
    path.write_text(
        '[columns]\ncounterparty_id = "コード"\nname = "会社名"\nnames = ["英文名"]\ncountry = "国"\n'
        '[file]\nencoding = "cp932"\n',
        encoding="utf-8",
    )
    loaded = load("コード,会社名,英文名,国,名称2\n0007,沖電気,Oki,日本,x\n".encode("cp932"), read_mapping(path))

    assert loaded.counterparties.select("counterparty_id", "names", "country").row(0) == (
        "0007",
        ["沖電気", "Oki"],
        "JP",
    )
    assert loaded.ignored_columns == ("名称2",)


BAD = [
    ("1,Acme", "", "the row has 2 cells, the header 3; look for a missing or stray delimiter"),
    ("1,Acme,JP,", "", "the row has 4 cells, the header 3"),
    (",Acme,JP", "counterparty_id", "the counterparty has no id; give it one"),
    ("   ,Acme,JP", "counterparty_id", "the counterparty has no id; give it one"),
    ("1,,JP", "name", "the counterparty has no name; fill it in"),
    ("1, \u3000,JP", "name", "the counterparty has no name; fill it in"),
    ("000,Twin,JP", "counterparty_id", "the id '000' is already on row 2; give each row its own id"),
]


@pytest.mark.parametrize(("line", "column", "reason"), BAD)
def test_a_bad_row_is_rejected_with_its_place_and_reason_and_the_others_are_loaded(load, line, column, reason):
    loaded = load(f"counterparty_id,name,country\n000,First,JP\n{line}\n999,Last,JP\n")
    (row,) = loaded.rejected.rows(named=True)

    assert (row["row"], row["column"]) == (3, column)
    assert row["reason"].startswith(reason)
    assert row["content"] == " | ".join(line.split(","))
    assert loaded.counterparties["counterparty_id"].to_list() == ["000", "999"]
    assert loaded.rows_in == 3


def test_the_first_of_two_rows_with_one_id_is_kept_whatever_blanks_stand_around_it(load):
    loaded = load("counterparty_id,name\n7,First\n 7 ,Second\n7,Third\n")

    assert names(loaded) == [["First"]]
    assert rejects(loaded) == [(3, "7", "counterparty_id"), (4, "7", "counterparty_id")]


def test_a_rejected_row_does_not_take_up_its_id(load):
    loaded = load("counterparty_id,name\n7,\n7,Acme\n")

    assert names(loaded) == [["Acme"]]
    assert rejects(loaded) == [(2, "7", "name")]


def test_blank_lines_are_no_rows_but_count_as_lines(load):
    loaded = load("counterparty_id,name\n\n1,A\n\n\n2,\n")

    assert loaded.counterparties["row"].to_list() == [3]
    assert rejects(loaded) == [(6, "2", "name")]
    assert loaded.rows_in == 2


def test_the_content_of_a_rejected_row_is_shown_shortened(load):
    loaded = load(f"counterparty_id,name\n,{'A' * 1000}\n")

    assert len(loaded.rejected["content"][0]) == 200


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,name\n1,A\n", r"no column 'counterparty_id' for the counterparty_id \(columns: id, name\); .*--mapping"),
        ("counterparty_id,firm\n1,A\n", r"no column 'name' for the name \(columns: counterparty_id, firm\)"),
        ("counterparty_id,name\n", "no rows below the header"),
        ("", "the file is empty"),
        ('counterparty_id,name\n1,"A\n', "row 2: not readable as CSV"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(load, content, message):
    with pytest.raises(InputError, match=message):
        load(content)


@pytest.mark.parametrize(
    "columns",
    [
        {"country": "国"},
        {"role": "役割"},
        {"identifiers": "番号"},
        {"address": ("住所",)},
        {"names": ("英文名",)},
        {"identifier_columns": {"LEI": "LEI"}},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_a_column_that_the_mapping_names_must_be_there(load, columns):
    with pytest.raises(InputError, match="there is no column"):
        load("counterparty_id,name\n1,A\n", Mapping(columns=Columns(**columns)))


def test_a_wrong_encoding_in_the_mapping_is_refused_with_the_row(load):
    with pytest.raises(InputError, match=r"ledger\.csv, row 2: byte \d+ is not utf-8"):
        load("counterparty_id,name\n1,日立\n".encode("cp932"), Mapping(file=File(encoding="utf-8")))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        load_counterparties(tmp_path / "none.csv", Mapping())


def test_formulas_and_markup_in_names_are_data(load):
    loaded = load("counterparty_id,name\n=1+1,=HYPERLINK(A1)\n2,<script>alert(1)</script>\n3,'; drop table hit; --\n")

    assert names(loaded) == [["=HYPERLINK(A1)"], ["<script>alert(1)</script>"], ["'; drop table hit; --"]]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00|"), max_size=8)
IDS = st.one_of(st.sampled_from(["", " ", "1", "2", "3"]), CELLS)
ROWS = st.lists(st.one_of(st.tuples(IDS, CELLS, CELLS), st.tuples(IDS, CELLS)), min_size=1, max_size=12)


@given(rows=ROWS)
def test_every_row_is_either_loaded_or_rejected(tmp_path_factory, rows):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("counterparty_id", "name", "country"), *rows])
    path = tmp_path_factory.getbasetemp() / "property.csv"
    path.write_bytes(text.getvalue().encode())
    loaded = load_counterparties(path, Mapping())

    assert loaded.rows_in == len(rows)
    assert loaded.counterparties.height + loaded.rejected.height == len(rows)
    assert loaded.counterparties["counterparty_id"].n_unique() == loaded.counterparties.height
    assert set(loaded.counterparties["row"]) & set(loaded.rejected["row"]) == set()
    assert all(names and all(names) for names in loaded.counterparties["names"].to_list())
    assert all(reason for reason in loaded.rejected["reason"])
