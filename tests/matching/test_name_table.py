import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.name_table import NAME_TABLE, name_table
from screening.names.forms import name_form


def test_each_name_has_one_row_in_the_order_of_its_first_occurrence():
    table = name_table(["Zulu Works", "Alpha Works", "Zulu Works", "Mike Works"])

    assert table["name"].to_list() == ["Zulu Works", "Alpha Works", "Mike Works"]
    assert table["view_id"].to_list() == [0, 1, 2]


def test_names_without_a_comparable_form_have_no_row_and_leave_no_gap_in_the_ids():
    table = name_table(["***", "Zulu Works", "", "・・・", "Alpha Works"])

    assert table.select("view_id", "name").rows() == [(0, "Zulu Works"), (1, "Alpha Works")]


def test_names_that_are_only_written_differently_keep_rows_of_their_own():
    table = name_table(["Huawei Technologies", "HUAWEI TECHNOLOGIES"])

    assert table.height == 2
    assert table["joined"].n_unique() == 1


def test_a_name_in_another_script_has_a_row_as_written_and_one_in_english():
    table = name_table(["中国电子科技集团公司第五十五研究所", "Huawei"])
    form = name_form("中国电子科技集团公司第五十五研究所")

    assert table.select("name", "language").rows() == [
        ("中国电子科技集团公司第五十五研究所", "written"),
        ("中国电子科技集团公司第五十五研究所", "english"),
        ("Huawei", "english"),
    ]
    for row, view in zip(table.iter_rows(named=True), form.views, strict=False):
        assert (row["joined"], row["sorted_core"], tuple(row["tokens"])) == (view.joined, view.sorted_core, view.tokens)
        assert row["weights"] == pl.Series(view.weights, dtype=pl.Float32).to_list()


def test_readings_are_told_from_words_that_were_written():
    table = name_table(["サロニック新芯", "Saronic Xinxin"])

    assert table["heard"].to_list()[-1] == table["read"].to_list()[-1] == []
    assert "saronikku" in table["heard"].to_list()[1]


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

    comparable = [name for name in dict.fromkeys(names) if not name_form(name).is_empty]

    assert table["name"].unique(maintain_order=True).to_list() == comparable
    assert table.height == sum(len(name_form(name).views) for name in comparable)
    assert table["tokens"].list.len().to_list() == table["weights"].list.len().to_list()
    assert table["view_id"].to_list() == list(range(table.height))
