import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.clean import clean
from screening.names.forms import name_form
from screening.names.numbers import plain_numbers

NUMBERS = [
    ("55th Research Institute", "55"),
    ("1st Academy", "1"),
    ("22nd Institute", "22"),
    ("23rd Research Institute", "23"),
    ("No. 13 Institute", "13"),
    ("No.13 Institute", "13"),
    ("Factory No 5", "5"),
    ("Factory Nr. 5", "5"),
    ("№ 13", "13"),
    ("Institute №13", "13"),
    ("Number 7 Plant", "7"),
    ("283 Factory", "283"),
    ("Second Academy", "2"),
    ("Twelfth Bureau", "12"),
    ("Plant II", "2"),
    ("Plant VIII", "8"),
    ("第55研究所", "55"),
    ("第五十五研究所", "55"),
    ("第十研究所", "10"),
    ("第二十研究所", "20"),
    ("第一百零五研究所", "105"),
    ("第七〇四研究所", "704"),
    ("七〇四研究所", "704"),
    ("七一九所", "719"),
    ("船舶七一九中心", "719"),
    ("二十三所", "23"),
    ("二院", None),
    ("第二研究院", "2"),
    ("二八三厂", "283"),
    ("二〇二所", "202"),
    ("第２研究所", "2"),
    ("CETC 55", "55"),
    ("No. 007", "7"),
]

BRANDS = [
    "三菱重工",
    "一汽集团",
    "三井物産",
    "四川大学",
    "九州電力",
    "五粮液",
    "万华化学",
    "百度",
    "千代田",
    "Company Limited",
    "I-Tech",
    "Vivo",
]


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_a_number_in_any_notation_becomes_arabic_digits(name, number):
    found = re.findall(r"\d+", plain_numbers(clean(name).text))

    assert [str(int(digits)) for digits in found] == ([number] if number else [])


@pytest.mark.parametrize("name", BRANDS)
def test_numerals_that_are_letters_of_a_brand_stay_letters(name):
    assert plain_numbers(clean(name).text) == clean(name).text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中国电子科技集团公司第五十五研究所", "中国電子科技集団公司第55研究所"),
        ("第七〇四研究所", "第七零四研究所"),
        ("55th Research Institute", "Research Institute No. 55"),
        ("Institute II", "Second Institute"),
        ("Factory 05", "Factory 5"),
    ],
)
def test_the_same_number_in_two_notations_is_the_same_number(left, right):
    assert name_form(left).numbers == name_form(right).numbers != ()


def test_the_54th_institute_is_not_the_55th():
    left, right = name_form("54th Research Institute of CETC"), name_form("55th Research Institute of CETC")

    assert (left.numbers, right.numbers) == (("54",), ("55",))


def test_several_numbers_of_a_name_are_all_kept():
    assert set(name_form("Plant No. 13, 7th Bureau").numbers) == {"13", "7"}


def chinese(number):
    """A number below 10,000 as Chinese counts it: 105 is 一百零五."""
    digits, written, skipped = "〇一二三四五六七八九", "", False
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            written += ("零" if skipped and written else "") + digits[digit] + unit
            skipped = False
        else:
            skipped = True
    return written.removeprefix("一") if 10 <= number < 20 else written


@given(st.integers(1, 9999))
def test_every_chinese_number_of_an_institute_is_read(number):
    counted = plain_numbers(f"第{chinese(number)}研究所").split()
    spelt = plain_numbers(f"第{''.join('〇一二三四五六七八九'[int(digit)] for digit in str(number))}研究所").split()

    assert counted == [str(number), "研究所"]
    assert spelt == [str(number), "研究所"]


@given(st.integers(0, 10**12))
def test_ordinals_and_plain_digits_are_the_same_number(number):
    assert plain_numbers(f"{number}th institute").split() == plain_numbers(f"{number} institute").split()


WORDS = st.sampled_from(
    [
        "第五十五研究所",
        "第七〇四所",
        "55th",
        "no. 13",
        "№5",
        "ii",
        "second",
        "institute",
        "华为",
        "三菱",
        "12",
        "factory",
        "一汽",
    ]
)


@given(st.lists(WORDS).map(" ".join))
def test_numbers_that_are_plain_stay_as_they_are(name):
    plain = plain_numbers(name)

    assert plain_numbers(plain) == plain


@given(st.text(st.characters(codec="ascii", categories=("Nd", "Lu", "P"))).map(str.upper))
def test_text_without_ordinals_and_numerals_is_left_alone(text):
    assert plain_numbers(text) == text
