import polars as pl
import pytest

from screening.errors import InputError
from screening.tuning.pairs import read_pairs

HEADER = "name1,name2,is_match"


@pytest.fixture
def pairs_of(tmp_path):
    def read(*lines):
        path = tmp_path / "pairs.csv"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return read_pairs(path)

    return read


def test_each_row_is_a_labelled_pair(pairs_of):
    found = pairs_of(HEADER, '"Acme Co., Ltd.",Acme,true', "Acme,Apex,FALSE")

    assert found.pairs.select("row", "name1", "name2", "is_match").rows() == [
        (2, "Acme Co., Ltd.", "Acme", True),
        (3, "Acme", "Apex", False),
    ]


def test_kind_and_countries_are_optional_and_may_be_empty(pairs_of):
    found = pairs_of(HEADER + ",kind,country1,country2", "A,B,1,person,Japan,", "A,B,0,,,CN")

    assert found.pairs.select("kind", "country1", "country2").rows() == [
        ("person", "JP", None),
        ("organisation", None, "CN"),
    ]


def test_other_columns_are_kept_and_named(pairs_of):
    found = pairs_of(HEADER + ",class,note", "A,B,true,typo,seen in May")

    assert found.ignored_columns == ("note",)
    assert found.given.row(0, named=True)["note"] == "seen in May"
    assert found.pairs["class"].to_list() == ["typo"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name1,is_match", "A,true"], "row 1: no column name2; the file has name1, is_match"),
        ([HEADER + ",score", "A,B,true,9"], "row 1: the column score is one that tune writes"),
        ([HEADER + ",name1", "A,B,true,C"], "row 1: more than one column name1"),
        ([HEADER], "no pair stands below the header"),
        ([HEADER, "A,B,true", "A,B"], "row 3: 2 cells, but 3 headings"),
        ([HEADER, "A,B,maybe"], "row 2, column is_match: 'maybe' is neither true nor false"),
        ([HEADER, "A,B,"], "row 2, column is_match: '' is neither true nor false"),
        ([HEADER, " ,B,true"], "row 2, column name1: there is no name"),
        ([HEADER + ",kind", "A,B,true,ship"], "row 2, column kind: 'ship' is no kind of party"),
        ([HEADER + ",country2", "A,B,true,Atlantis"], "row 2, column country2: the country 'Atlantis' is not known"),
    ],
)
def test_what_is_not_understood_is_named_with_file_row_and_column(pairs_of, lines, message):
    with pytest.raises(InputError) as error:
        pairs_of(*lines)

    assert "pairs.csv" in str(error.value)
    assert message in str(error.value)


def test_parquet_is_read_too(tmp_path):
    path = tmp_path / "pairs.parquet"
    pl.DataFrame({"name1": ["A"], "name2": ["B"], "is_match": [True]}).write_parquet(path)

    assert read_pairs(path).pairs["is_match"].to_list() == [True]
