import polars as pl
import pytest

from screening.report.quality import quality
from tests.made_up import counterparties, counterparty


def findings(name, country="JP"):
    return set(quality(counterparties(counterparty("1", name, country=country)))["finding"])


@pytest.mark.parametrize("name", ["ABC", "A.B.C.", "N E C", "J. R."])
def test_initials_are_found(name):
    assert "initials_only" in findings(name)


@pytest.mark.parametrize("name", ["Sony", "3M Company", "ABC Trading", "日立", "IHI Corporation"])
def test_names_of_whole_words_are_no_initials(name):
    assert "initials_only" not in findings(name)


@pytest.mark.parametrize(
    "name", ["Wren Pottery; Kestrel Ltd", "Wren / Kestrel", "Wren Pottery c/o Kestrel Ltd", "日立製作所 気付 東芝"]
)
def test_two_parties_in_one_field_are_found(name):
    assert "two_parties" in findings(name)


@pytest.mark.parametrize("name", ["A/S Norsk Shell", "Wren and Kestrel Ltd", "Marks & Spencer"])
def test_one_party_with_a_sign_in_its_name_is_one(name):
    assert "two_parties" not in findings(name)


def test_a_name_as_long_as_a_field_was_probably_cut_off_unless_it_ends_with_its_legal_form():
    cut = "Beijing Institute of Aerospace Cont"

    assert len(cut) == 35
    assert "cut_off" in findings(cut)
    assert "cut_off" not in findings("Beijing Institute of Aerospace Ltd.".rjust(35))
    assert "cut_off" not in findings(cut[:-1])


def test_lengths_at_which_names_do_not_pile_up_are_no_limits():
    names = ["Kestrel Institute of " + "x" * length for length in range(10, 25)]
    rows = counterparties(*(counterparty(str(number), name, country="GB") for number, name in enumerate(names)))

    assert 35 in rows["name"].str.len_chars().to_list()
    assert quality(rows).is_empty()


def test_a_row_without_country_is_found_and_counted_with_examples():
    rows = counterparties(*(counterparty(f"{number:03}", f"Wren {number}", row=number) for number in range(30)))
    [row] = quality(rows).filter(pl.col("finding") == "no_country").to_dicts()

    assert row["rows"] == 30
    assert row["examples"][:2] == ["000: Wren 0", "001: Wren 1"]
    assert len(row["examples"]) == 10


def test_good_rows_have_no_findings():
    assert quality(counterparties(counterparty("1", "Wren Pottery Ltd", country="GB"))).is_empty()
