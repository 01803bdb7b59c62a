from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.notice_text.keys import BEIJING, dates, instant, key_parts, notice_keys, number
from screening.errors import ListError


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("20", 20), ("２０", 20), ("二十", 20), ("二十三", 23), ("十", 10), ("十二", 12), ("两", 2), ("三", 3),
     ("二〇二六", 2026), ("二○二六", 2026)],
)  # fmt: skip
def test_a_number_is_read_in_every_notation(numeral, value):
    assert number(numeral) == value


@given(st.integers(min_value=0, max_value=9999))
def test_arabic_digits_of_both_widths_have_the_same_value(value):
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    assert number(wide) == number(str(value)) == value


def test_what_is_no_number_is_refused():
    with pytest.raises(ListError, match="'二十百' is not a number"):
        number("二十百")


@pytest.mark.parametrize(
    "printed",
    ["不可靠实体清单工作机制公告〔2025〕4号", "不可靠实体清单工作机制〔2025〕4号",
     "不可靠实体清单工作机制公告[2025]4号", "不可靠实体清单工作机制公告2025年第4号",
     "不 可 靠 实 体 清 单 工 作 机 制\n公　 告\n2025年 第4号",
     "不可靠实体清单工作机制公告〔２０２５〕４号"],
)  # fmt: skip
def test_a_notice_has_one_key_however_its_number_is_printed(printed):
    assert notice_keys(printed) == ("不可靠实体清单工作机制公告〔2025〕4号",)


def test_a_year_in_chinese_characters_gives_the_same_key():
    assert notice_keys("中华人民共和国商务部令 二〇二六年第1号") == ("商务部令2026年第1号",)


def test_two_numbers_behind_one_authority_are_two_notices():
    assert notice_keys("（不可靠实体清单工作机制公告〔2025〕5号和6号）") == (
        "不可靠实体清单工作机制公告〔2025〕5号",
        "不可靠实体清单工作机制公告〔2025〕6号",
    )


def test_a_number_without_a_year_needs_the_year_of_its_date():
    assert notice_keys("中华人民共和国外交部令 第 4 号", year=2022) == ("外交部令2022年第4号",)
    assert notice_keys("中华人民共和国外交部令 第 4 号") == ()


def test_a_key_has_an_authority_and_a_number():
    assert key_parts("不可靠实体清单工作机制公告〔2025〕4号") == ("不可靠实体清单工作机制公告", "〔2025〕4号")
    assert key_parts("答记者问 2025-05-14") == ("", "答记者问 2025-05-14")


def test_every_date_of_a_text_is_found_in_order():
    assert dates("2025年4月9日公告，自二〇二五年四月十日起") == (date(2025, 4, 9), date(2025, 4, 10))


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(ListError, match="'2025年2月30日' is no day of the calendar"):
        dates("2025年2月30日")


def test_a_year_of_two_digits_is_refused_because_its_century_is_a_guess():
    with pytest.raises(ListError, match="'23年2月16日' has a year without its century; write all four digits"):
        dates("23年2月16日")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025年4月10日12时01分", datetime(2025, 4, 10, 12, 1, tzinfo=BEIJING)),
     ("2025年4月10日12时", datetime(2025, 4, 10, 12, tzinfo=BEIJING)),
     ("2025年4月10日", datetime(2025, 4, 10, tzinfo=BEIJING)), ("公布之日", None)],
)  # fmt: skip
def test_an_instant_has_the_clock_time_of_beijing(text, expected):
    assert instant(text) == expected
