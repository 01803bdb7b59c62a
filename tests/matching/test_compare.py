"""Two names side by side: partners, effects, and what must hold for any two."""

import pytest
from hypothesis import given

from screening.matching import policy
from screening.matching.compare import compare
from screening.names.forms import name_form
from tests.matching.strategies import names


def compared(left, right, **options):
    return compare(name_form(left), name_form(right), **options)


def partners(left, right, **options):
    """(words of the left name, words of the right one, how) of the partners that are not equal."""
    found = compared(left, right, **options).alignment.partners
    return [
        (" ".join(word.text for word in one.left), " ".join(word.text for word in one.right), one.how)
        for one in found
        if one.how != "equal"
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Gazprom Bank", "Gazprombank", [("gazprom bank", "gazprombank", "joined")]),
        ("Huawai Technologies", "Huawei Technologies", [("huawai", "huawei", "spelling")]),
        ("Alfa Bureau", "Alpha Bureau", []),
        ("Zorvex QTL", "Zorvex Quarry Timber Lorry", [("qtl", "quarry timber lorry", "acronym")]),
        ("哈工大", "哈尔滨工业大学", [("哈工大", "哈尔滨 工业大学", "acronym")]),
    ],
)
def test_words_that_were_split_misspelt_or_shortened_find_their_partners(left, right, expected):
    assert partners(left, right)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("left", "right", "effect", "at_most"),
    [
        ("CETC 54th Research Institute", "CETC 55th Research Institute", "numbers_differ", policy.NUMBERS_DIFFER_CAP),
        ("Shanghai Cambricon Information Technology", "Anhui Cambricon Information Technology", "contradicted",
         policy.CONTRADICTED_CAP),
        ("Lockheed Martin", "Lockheed Martin Canada", "place_added", policy.PLACE_ADDED_CAP),
        ("Beijing Institute of Technology", "Beijing Institute of Petrochemical Technology", "generic_only",
         policy.GENERIC_ONLY_CAP),
        ("Vladimir Putin", "Vladimir Petrov", "names_contradict", policy.PERSON_CONTRADICTED_CAP),
    ],
)  # fmt: skip
def test_a_rule_that_holds_the_score_down_is_named_and_can_be_waived(left, right, effect, at_most):
    kind = "person" if effect.startswith("names") else "organisation"
    found = compared(left, right, kind=kind)
    without = compared(left, right, kind=kind, waived=frozenset({effect}))

    assert effect in found.effects
    assert found.score <= at_most
    assert effect not in without.effects
    assert without.score >= found.score
    assert effect in policy.LOWERING


@pytest.mark.parametrize(
    ("left", "right", "lowest"),
    [
        ("武汉新芯集成电路制造有限公司", "Wuhan Xinxin Semiconductor Manufacturing Corp.", 88),
        ("哈尔滨工业大学", "Harbin Institute of Technology", 95),
        ("ハルビン工業大学", "Harbin Institute of Technology", 95),
        ("ロッキード・マーティン", "Lockheed Martin Corporation", 88),
        ("川崎重工業株式会社", "Kawasaki Heavy Industries, Ltd.", 95),
        ("中国电子科技集团公司第五十五研究所", "CETC 55th Research Institute", 88),
        ("Hua Wei Ji Shu You Xian Gong Si", "华为技术有限公司", 88),
        ("Huawei (华为)", "华为技术有限公司", 80),
    ],
)
def test_a_name_in_another_script_meets_its_english_one(left, right, lowest):
    assert compared(left, right).score >= lowest
    assert compared(right, left).score >= lowest


@pytest.mark.parametrize(
    ("left", "right"),
    [("华威技术", "华为技术有限公司"), ("北京理工大学", "北京工业大学"), ("上海神州航天科技", "上海申洲航天科技")],
)
def test_chinese_names_that_only_sound_alike_or_are_translated_alike_are_no_hit(left, right):
    assert compared(left, right).score < 80


def test_names_of_people_may_leave_a_name_out_but_not_contradict_it():
    with_father = compared("Vladimir Putin", "PUTIN, Vladimir Vladimirovich", kind="person")
    initials = compared("V. V. Putin", "Vladimir Vladimirovich Putin", kind="person")
    other = compared("Vladimir Vladimirovich Putin", "Igor Vladimirovich Putin", kind="person")

    assert with_father.score >= 88
    assert initials.score >= 80
    assert other.score < 72


def test_the_kind_of_ship_before_a_vessels_name_counts_nothing():
    assert compared("MV Wise Honest", "WISE HONEST", kind="vessel").score >= 95
    assert compared("Ocean Pearl 2", "Ocean Pearl 3", kind="vessel").score <= policy.NUMBERS_DIFFER_CAP


@given(names, names)
def test_any_two_names_have_a_score_from_0_to_100_with_effects_that_can_be_told(left, right):
    found = compared(left, right)

    if found is not None:
        assert 0 <= found.score <= 100
        assert 0 <= found.left_coverage <= 1.0001
        assert 0 <= found.right_coverage <= 1.0001
        assert set(found.effects) <= {*policy.EFFECTS, "numbers_one_sided", "legal_form_differs", "no_name_agrees"}


@given(names)
def test_a_name_compared_with_itself_is_equal(name):
    if not name_form(name).is_empty:
        assert compared(name, name).score == 100
