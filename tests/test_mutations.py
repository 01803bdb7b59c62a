"""What a mutation of a listed name looks like, class by class."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.forms import name_form
from tests.mutations import CHANGES, FIELD_WIDTH, mutations

ORGANISATION = "Semiconductor Manufacturing International Corporation"
NAMES = st.sampled_from(
    (ORGANISATION, "Huawei Technologies Co., Ltd.", "CETC 55th Research Institute", "ロッキード・マーティン株式会社",
     "中国电子科技集团公司第五十五研究所", "沖電気工業株式会社", "Wuhan Xinxin")
)  # fmt: skip


def changed(kind, name, seed=0):
    return CHANGES[kind](name, random.Random(seed))  # noqa: S311 - repeatable on purpose


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("legal_form_swap", "Huawei Technologies Co., Ltd.", "Huawei Technologies Company Limited"),
        ("legal_form_swap", "沖電気工業株式会社", "沖電気工業㈱"),
        ("legal_form_swap", "华为技术有限公司", "华为技术股份有限公司"),
        ("legal_form_omit", "华为技术有限公司", "华为技术"),
        ("word_order", "Blue Marine Works", "Marine Works Blue"),
        ("drop_generic", "Blue Marine Group", "Blue Marine"),
        ("split", "Gazprombank", "Gazpr ombank"),
        ("join", "Gazprom Bank", "GazpromBank"),
        ("abbreviation", ORGANISATION, "Semiconductor Mfg Intl Corp"),
        ("number_words", "CETC 55th Research Institute", "CETC No. 55 Research Institute"),
        ("number_words", "第五十五研究所", "第55研究所"),
        ("number_words", "第十研究所", "第10研究所"),
        ("initials", "PUTIN, Vladimir Vladimirovich", "V. PUTIN"),
        ("name_order", "PUTIN, Vladimir", "Vladimir PUTIN"),
        ("middle_name_omit", "PUTIN, Vladimir Vladimirovich", "PUTIN, Vladimir"),
        ("pinyin_spacing", "Wuhan", "Wu Han"),
        ("pinyin_spacing", "Guangzhou", "Guang Zhou"),
        ("han_variants", "华为技术", "華為技術"),
        ("han_variants", "華為技術", "华为技术"),
        ("japanese_variants", "中国电子科技集团", "中国電子科技集団"),
        ("old_kanji", "斎藤株式会社", "齋藤株式會社"),
        ("half_width_kana", "ガスプロム・バンク", "ｶﾞｽﾌﾟﾛﾑ･ﾊﾞﾝｸ"),
        ("small_kana", "ファーウェイ", "フアーウエイ"),
        ("long_vowel", "ファーウェイ", "ファウェイ"),
        ("hiragana", "トヨタ", "とよた"),
        ("full_width", "AB 1", "ＡＢ １"),
        ("han_spaces", "华为", "华 为"),
    ],
)
def test_a_class_changes_a_name_in_its_way(kind, name, expected):
    assert changed(kind, name) == expected


def test_a_name_is_cut_off_at_the_width_of_a_field():
    assert changed("cut_off", ORGANISATION) == ORGANISATION[:FIELD_WIDTH]


@pytest.mark.parametrize("kind", ["one_edit", "keyboard", "doubled_letter"])
@pytest.mark.parametrize("seed", range(20))
def test_a_slip_is_one_edit_away(kind, seed):
    from rapidfuzz.distance import OSA

    assert OSA.distance("Rosoboronexport", changed(kind, "Rosoboronexport", seed)) <= 1


@given(NAMES, st.integers(0, 1000))
def test_a_seed_always_gives_the_same_mutations(name, seed):
    assert list(mutations(name, seed=seed)) == list(mutations(name, seed=seed))


@given(NAMES, st.integers(0, 1000))
def test_a_mutation_is_another_spelling_with_something_to_compare(name, seed):
    for mutation in mutations(name, seed=seed):
        assert mutation.name != name
        assert mutation.name == " ".join(mutation.name.split())
        assert not name_form(mutation.name).is_empty


def test_persons_and_organisations_have_classes_of_their_own():
    person = {mutation.kind for mutation in mutations("PUTIN, Vladimir Vladimirovich", is_person=True)}
    organisation = {mutation.kind for mutation in mutations("Huawei Technologies Group Co., Ltd.")}

    assert {"initials", "name_order", "middle_name_omit"} <= person
    assert {"legal_form_swap", "drop_generic", "city_prefix"} <= organisation
    assert not person & {"legal_form_swap", "drop_generic", "city_prefix"}
    assert not organisation & {"initials", "name_order"}


def test_each_class_says_what_it_does():
    assert [kind for kind, change in CHANGES.items() if not change.__doc__] == []
