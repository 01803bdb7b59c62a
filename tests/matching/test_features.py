import pytest
from rapidfuzz import fuzz

from screening.matching.candidates import candidates
from screening.matching.features import FEATURES, features
from screening.matching.name_table import name_table
from screening.names.forms import name_form
from tests.made_up import scored_names

NUMBERS = [
    ("Factory Huawei 54", "54th Huawei Factory", "same"),
    ("Factory Huawei 54", "Factory Huawei 55", "differ"),
    ("Factory Huawei 54", "Factory Huawei", "one_sided"),
    ("Factory Huawei", "Factory Huawei 54", "one_sided"),
    ("Factory Huawei 3 of 54", "Factory Huawei 54", "one_sided"),
    ("Factory Huawei", "Factory Huawei", "none"),
]
LEGAL_FORMS = [
    ("Huawei GmbH", "Huawei GmbH", "same"),
    ("Huawei Co., Ltd.", "Huawei Company Limited", "same"),
    ("Huawei GmbH", "Huawei Inc.", "differ"),
    ("Huawei", "Huawei Inc.", "one_sided"),
    ("Huawei", "Huawei", "none"),
    ("华为有限公司", "华为股份有限公司", "differ"),
]
CUT_OFF = [
    ("Semiconductor Manufacturing Interna", "Semiconductor Manufacturing International Corp", True),
    ("Semiconductor Manufacturing International Co", "Semiconductor Manufacturing International Corp", True),
    ("Semiconductor Manufacturing", "Semiconductor Manufacturing International Corp", False),
    ("Semiconductor Manufacturing International Corp", "Semiconductor Manufacturing Interna", False),
    ("Semiconductor Manufacturing Intarna", "Semiconductor Manufacturing International Corp", False),
]
ONE_EDIT = [
    ("Huawei Technologies", "Huawai Technologies", True),
    ("Huawei Technologies", "Hauwei Technologies", True),
    ("Huawei Technologies", "Huawei Technologies Ltd", False),
    ("Nanjing Panda Electronics", "Nanjng Panda Electronic Wrks", False),
]


def feature_of(query, entry, name):
    return scored_names([query], [entry]).row(0, named=True)[name]


@pytest.mark.parametrize(("query", "entry", "agreement"), NUMBERS)
def test_numbers_agree_differ_or_stand_on_one_side(query, entry, agreement):
    assert feature_of(query, entry, "numbers") == agreement


@pytest.mark.parametrize(("query", "entry", "agreement"), LEGAL_FORMS)
def test_legal_forms_agree_differ_or_stand_on_one_side(query, entry, agreement):
    assert feature_of(query, entry, "legal_form") == agreement


def test_legal_forms_of_different_scripts_are_not_compared():
    assert feature_of("HUAWEI 技术 GmbH", "HUAWEI Technology Inc.", "legal_form") == "none"


@pytest.mark.parametrize(("query", "entry", "is_cut_off"), CUT_OFF)
def test_a_counterparty_is_cut_off_where_the_entry_goes_on_within_the_word(query, entry, is_cut_off):
    assert feature_of(query, entry, "is_cut_off") is is_cut_off


@pytest.mark.parametrize(("query", "entry", "is_one_edit"), ONE_EDIT)
def test_one_letter_wrong_or_swapped_is_one_edit_and_nothing_else_is(query, entry, is_one_edit):
    assert feature_of(query, entry, "is_one_edit") is is_one_edit


def test_names_are_equal_in_any_order_of_words_and_with_words_split():
    assert feature_of("Technologies Huawei", "Huawei Technology", "is_equal")
    assert feature_of("Gazprom Bank", "Gazprombank", "is_equal")
    assert not feature_of("Gazprombank", "Gazprombanks", "is_equal")


def test_folded_look_alikes_are_told():
    assert feature_of("Huаwei", "Huawei", "is_evasive")
    assert not feature_of("Huawei", "Huawei", "is_evasive")


def test_east_asian_names_are_those_in_han_or_kana_on_both_sides():
    assert feature_of("华为技术", "華為技術", "is_east_asian")
    assert feature_of("ファーウェイ", "ﾌｧｰｳｪｲ", "is_east_asian")
    assert not feature_of("Huawei", "Huawei", "is_east_asian")


def test_the_joined_length_is_that_of_the_shorter_name():
    assert feature_of("Huawei", "Huawei Technology", "joined_length") == len("huawei")


def test_ratios_are_those_of_rapidfuzz_without_cutoff_or_processor():
    query, entry = "Panda Electronics Nanjing", "Nanjing Panda Electronic Works"
    left, right = name_form(query), name_form(entry)
    row = scored_names([query], [entry]).row(0, named=True)

    assert row["sorted_ratio"] == pytest.approx(fuzz.ratio(left.sorted_core, right.sorted_core), abs=1e-4)
    assert row["joined_ratio"] == pytest.approx(fuzz.ratio(left.joined, right.joined), abs=1e-4)
    assert row["written_ratio"] == pytest.approx(fuzz.ratio(query, entry), abs=1e-4)


def test_whole_columns_and_single_pairs_give_the_same_features():
    names = [side for query, entry, _ in NUMBERS + LEGAL_FORMS + CUT_OFF + ONE_EDIT for side in (query, entry)]
    together = {(row["query"], row["entry"]): row for row in scored_names(names, names).iter_rows(named=True)}

    for query, entry, _ in (NUMBERS + LEGAL_FORMS + CUT_OFF + ONE_EDIT)[::4]:
        alone = scored_names([query], [entry]).row(0, named=True)
        ids = ("query_id", "entry_id")
        assert {k: v for k, v in alone.items() if k not in ids} == {
            k: v for k, v in together[query, entry].items() if k not in ids
        }


def test_features_keep_the_order_of_the_candidates():
    left, right = name_table(["Huawei", "Panda"]), name_table(["Panda Works", "Huawei Works"])
    pairs = candidates(left, right).reverse()
    measured = features(pairs, left, right)

    assert measured.select("query_id", "entry_id").rows() == pairs.select("query_id", "entry_id").rows()
    assert dict(measured.schema) == FEATURES


def test_no_candidates_have_no_features_but_the_same_columns():
    left, right = name_table(["Huawei"]), name_table(["Panda"])
    measured = features(candidates(left, right), left, right)

    assert measured.is_empty()
    assert dict(measured.schema) == FEATURES
