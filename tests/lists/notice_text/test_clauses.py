from datetime import datetime

import pytest

from lists.notice_text.clauses import Clause, changes, measures
from lists.notice_text.keys import BEIJING
from screening.models import Kind, State


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def test_numbered_measures_are_for_all_parties():
    found = measures(["一、禁止进出口；", "（二）禁止新增投资。"])

    assert found.clauses == (Clause("禁止进出口"), Clause("禁止新增投资"))


def test_measures_below_the_head_of_a_group_are_for_that_group():
    found = measures(
        ["一、对甲研究所、乙图书馆等2家机构：", "严格限制交易。", "二、对丙、丁等2名个人：", "（一）冻结财产；"]
    )

    assert found.clauses == (Clause("严格限制交易", Kind.ORGANISATION), Clause("冻结财产", Kind.PERSON))
    assert found.counts == (2, 2)


def test_a_number_is_no_total_where_another_group_has_none():
    assert measures(["一、对甲等2家企业，冻结财产。", "二、对相关人员，不予签发签证。"]).counts == ()


def test_a_group_that_is_neither_persons_nor_organisations_is_handed_back():
    assert measures(["一、对某某船舶，禁止入港。"]).unread == ("一、对某某船舶，禁止入港。",)


def test_a_measure_against_executives_of_a_company_is_no_group():
    assert measures(["二、对高级管理人员不予签发签证、不准入境。"]).clauses == (
        Clause("对高级管理人员不予签发签证、不准入境"),
    )


def test_a_prohibition_behind_a_comma_is_a_measure_of_its_own():
    assert Clause("禁止甲，禁止乙；丙应当停止").parts() == ("禁止甲", "禁止乙", "丙应当停止")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "自2031年5月14日起，暂停4月4日公告（不可靠实体清单工作机制〔2031〕7号）相关措施90天。",
            [("〔2031〕7号", State.SUSPENDED, beijing(2031, 5, 14), beijing(2031, 8, 12))],
        ),
        (
            "中方决定自2031年11月10日起，继续暂停（不可靠实体清单工作机制公告〔2031〕7号）相关措施1年，"
            "停止（不可靠实体清单工作机制公告〔2031〕5号和6号）相关措施。",
            [
                ("〔2031〕7号", State.SUSPENDED, beijing(2031, 11, 10), beijing(2032, 11, 10)),
                ("〔2031〕5号", State.STOPPED, beijing(2031, 11, 10), None),
                ("〔2031〕6号", State.STOPPED, beijing(2031, 11, 10), None),
            ],
        ),
        (
            "自2031年8月31日起，暂停不可靠实体清单工作机制公告〔2031〕8号相关措施六个月。",
            [("〔2031〕8号", State.SUSPENDED, beijing(2031, 8, 31), beijing(2032, 2, 29))],
        ),
        (
            "自2031年4月10日12时01分起，恢复不可靠实体清单工作机制公告〔2031〕8号相关措施。",
            [("〔2031〕8号", State.IN_FORCE, beijing(2031, 4, 10, 12, 1), None)],
        ),
        (
            "自2031年4月24日起，取消不可靠实体清单工作机制公告〔2031〕9号相关措施。",
            [("〔2031〕9号", State.STOPPED, beijing(2031, 4, 24), None)],
        ),
        (
            "自2031年4月24日起，将不可靠实体清单工作机制公告〔2031〕9号所列实体移出不可靠实体清单"
            "（不可靠实体清单工作机制公告〔2031〕9号）。",
            [("〔2031〕9号", State.REMOVED, beijing(2031, 4, 24), None)],
        ),
    ],
)
def test_a_change_has_its_notice_state_day_and_term(sentence, expected):
    found, unread = changes(sentence)

    assert [
        (c.key.removeprefix("不可靠实体清单工作机制公告"), c.state, c.from_at, c.until_at) for c in found
    ] == expected
    assert unread == ()
    assert all(change.quote == sentence for change in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "中方将暂停或取消有关反制措施。",
        "自2031年5月14日起，暂停4月4日公告相关措施90天。",
        "自2031年5月14日起，暂停商务部公告2031年第1号相关措施，商务部公告2031年第2号另行处理。",
    ],
)
def test_a_sentence_on_a_change_without_a_day_or_a_notice_is_handed_back(sentence):
    assert changes(sentence)[1] == (sentence,)


def test_a_sentence_without_a_word_for_a_change_changes_nothing():
    assert changes("国内企业可申请与上述实体进行交易。") == ((), ())
