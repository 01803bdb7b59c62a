import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.name_table import NAME_TABLE, name_table
from screening.names.forms import name_form


def test_each_name_has_one_row_in_the_order_of_its_first_occurrence():
    table = name_table(["Zulu Works", "Alpha Works", "Zulu Works", "Mike Works"])

    assert table["name"].to_list() == ["Zulu Works", "Alpha Works", "Mike Works"]
    assert table["name_id"].to_list() == [0, 1, 2]


def test_names_without_a_comparable_form_have_no_row_and_leave_no_gap_in_the_ids():
    table = name_table(["***", "Zulu Works", "", "・・・", "Alpha Works"])

    assert table.select("name_id", "name").rows() == [(0, "Zulu Works"), (1, "Alpha Works")]


def test_names_that_are_only_written_differently_keep_rows_of_their_own():
    table = name_table(["Huawei Technologies", "HUAWEI TECHNOLOGIES"])

    assert table.height == 2
    assert table["core"].n_unique() == 1


def test_the_row_of_a_name_carries_its_form():
    row = name_table(["中国电子科技集团公司第五十五研究所"]).row(0, named=True)
    form = name_form(row["name"])

    assert row["core"] == form.core
    assert row["joined"] == form.joined
    assert row["sorted_core"] == form.sorted_core
    assert tuple(row["tokens"]) == form.tokens
    assert row["weights"] == pl.Series(form.weights, dtype=pl.Float32).to_list()
    assert row["numbers"] == ["55"]
    assert row["script"] == "han"


def test_pairs_are_the_neighbouring_words_each_once():
    table = name_table(["Bank China Bank China", "Huawei"])

    assert table["pairs"].to_list() == [["bank china", "china bank"], []]


def test_no_names_make_an_empty_table_of_the_same_schema():
    table = name_table([])

    assert table.is_empty()
    assert dict(table.schema) == NAME_TABLE


@given(st.lists(st.text(max_size=12), max_size=12))
def test_a_table_holds_exactly_the_names_that_have_a_form(names):
    table = name_table(names)

    assert table["name"].to_list() == [name for name in dict.fromkeys(names) if not name_form(name).is_empty]
    assert table["tokens"].list.len().to_list() == table["weights"].list.len().to_list()
    assert table["name_id"].to_list() == list(range(table.height))
