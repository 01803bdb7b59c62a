import polars as pl
import pytest
import xlsxwriter

from screening.counterparties.mapping import File, Mapping
from screening.counterparties.tables import read_table
from screening.errors import InputError

HEADER = ["counterparty_id", "name"]


@pytest.fixture
def write(tmp_path):
    """A file of this name with this content."""

    def put(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


@pytest.fixture
def workbook(tmp_path):
    """An Excel file with these rows on each of its sheets."""

    def put(sheets, name="ledger.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        sheet.write(number, column, cell)
        return path

    return put


def read(path, **file):
    table = read_table(path, Mapping(file=File(**file)))
    return table.header, list(table.rows)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_commas_tabs_and_semicolons_are_told_apart_by_the_heading(write, delimiter):
    text = "counterparty_id,name,country\n1,Acme,JP\n".replace(",", delimiter)

    assert read(write("a.csv", text)) == (["counterparty_id", "name", "country"], [(2, ["1", "Acme", "JP"])])


def test_a_delimiter_that_a_person_names_is_used(write):
    assert read(write("a.csv", "counterparty_id|name\n1|A,B\n"), delimiter="|") == (HEADER, [(2, ["1", "A,B"])])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(write, ending):
    assert read(write("a.csv", ending.join(["counterparty_id,name", "1,A", "2,B"]))) == (
        HEADER,
        [(2, ["1", "A"]), (3, ["2", "B"])],
    )


def test_quoted_cells_keep_delimiters_quotes_and_line_breaks_and_rows_their_line(write):
    text = 'counterparty_id,name\n1,"A, ""B""\nC"\n2,D\n\n3,E\n'

    assert read(write("a.csv", text)) == (HEADER, [(2, ["1", 'A, "B"\nC']), (4, ["2", "D"]), (6, ["3", "E"])])


def test_blanks_around_headings_are_removed_but_not_those_of_cells(write):
    assert read(write("a.csv", " counterparty_id , name\n1, A\n")) == (HEADER, [(2, ["1", " A"])])


def test_rows_of_another_length_are_left_to_the_caller(write):
    assert read(write("a.csv", "counterparty_id,name\n1\n2,B,C\n")) == (HEADER, [(2, ["1"]), (3, ["2", "B", "C"])])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\n\n", "holds no header row"),
        ("a.xlsx", b"", "the file is empty"),
        ("a.parquet", b"PAR1", "not readable as Parquet"),
        ("a.xlsx", b"counterparty_id,name\n1,A\n", "not readable as Excel"),
        ("a.csv", b"PK\x03\x04\x00\x00", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(write, name, content, message):
    path = write(name, content)

    with pytest.raises(InputError, match=message) as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError, match="there is no such file"):
            read(path)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('counterparty_id,name\n1,A\n2,"B\n3,C\n', 3),
        ('counterparty_id,name\n1,A\n2,"B"x\n', 3),
        ('counterparty_id,"name\n1,A\n', 1),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_row(write, text, row):
    with pytest.raises(InputError, match=rf"row {row}: not readable as CSV .*quotation mark"):
        read(write("a.csv", text))


def test_a_cell_longer_than_any_name_is_refused(write):
    with pytest.raises(InputError, match="row 2: not readable as CSV"):
        read(write("a.csv", f"counterparty_id,name\n1,{'A' * 1_000_001}\n"))


def test_parquet_is_read_as_text_with_lists_as_several_names(tmp_path):
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame(
        {"counterparty_id": [7, None], "name": ["A", None], "names": [["B", "C"], []], "nested": [{"x": 1}, {"x": 2}]}
    )
    frame.write_parquet(path)

    assert read(path) == (["counterparty_id", "name", "names"], [(2, ["7", "A", "B | C"]), (3, ["", "", ""])])


def test_excel_is_read_from_the_first_sheet_or_the_one_that_a_person_names(workbook):
    path = workbook({"first": [HEADER, ["1", "A"]], "second": [HEADER, ["2", "B"]]})

    assert read(path) == (HEADER, [(2, ["1", "A"])])
    assert read(path, sheet="second") == (HEADER, [(2, ["2", "B"])])


def test_a_sheet_that_is_not_there_is_refused(workbook):
    path = workbook({"first": [HEADER, ["1", "A"]]})

    with pytest.raises(InputError, match=r"not readable as Excel: .*third"):
        read(path, sheet="third")


def test_an_empty_sheet_is_refused(workbook):
    path = workbook({"empty": []})

    with pytest.raises(InputError, match="the Excel file holds no columns"):
        read(path)


def test_numbers_of_excel_are_text_and_text_keeps_its_zeros(workbook):
    path = workbook({"first": [HEADER, ["000101", "A"], [102, "B"], [103.5, "C"]]})

    assert [cells[0] for _, cells in read(path)[1]] == ["000101", "102", "103.5"]


def test_a_formula_of_excel_is_read_as_its_value_and_never_run(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_string(1, 0, "1")
        sheet.write_formula(1, 1, '="Ac"&"me"', value="Acme")

    assert read(path)[1] == [(2, ["1", "Acme"])]


@pytest.mark.parametrize("name", ["a.CSV", "a.txt", "a", "a.tsv"])
def test_any_other_name_is_read_as_text(write, name):
    assert read(write(name, "counterparty_id\tname\n1\tA\n")) == (HEADER, [(2, ["1", "A"])])


def test_the_kind_of_file_is_remembered(write, workbook):
    kinds = [read_table(path, Mapping()).encoding for path in (write("a.csv", "a,b\n"), workbook({"x": [HEADER]}))]

    assert kinds == ["utf-8", "Excel"]
