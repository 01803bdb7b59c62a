from datetime import date, datetime

import pytest

from lists.notice_text.clauses import Clause
from lists.notice_text.keys import BEIJING
from lists.notice_text.read import NoticeKind, one_event, read_notice
from screening.errors import ListError
from screening.models import Kind, State
from tests.lists.notice_text import samples


def read(text):
    return read_notice(text, where="notice.md")


@pytest.mark.parametrize("text", samples.ALL.values(), ids=samples.ALL)
def test_every_line_of_the_samples_is_understood(text):
    assert read(text).unread == ()


def test_the_head_of_a_notice_gives_key_title_dates_and_legal_basis():
    notice = read(samples.ANNEX)

    assert notice.key == "商务部公告2031年第7号"
    assert notice.title == "公布将5家美国实体列入出口管制管控名单"
    assert notice.kind is NoticeKind.LISTING
    assert notice.published_on == date(2031, 4, 9)
    assert notice.effective_at == datetime(2031, 4, 10, 12, 1, tzinfo=BEIJING)
    assert notice.legal_basis == ("《中华人民共和国出口管制法》", "《中华人民共和国两用物项出口管制条例》")
    assert notice.urls == ("https://www.mofcom.gov.cn/zwgk/zcfb/art/2031/art_1.html",)


def test_parties_of_an_annex_keep_their_names_letter_by_letter():
    notice = read(samples.ANNEX)

    assert [(party.name_zh, party.name_en) for party in notice.heads] == [
        ("翠鸟渔具公司", "Kingfisher Tackle, Inc."),
        ("白鹭防务、空间与安全集团", "Egret(Holdings) LLC"),
        ("海鸥公司", "Gull Corp."),
        ("急速风筝公司", "Rapid Kite LLC"),
        ("Heron公司", "Heron Inc."),
    ]
    assert [party.name_en for party in notice.parties if party.branch_of] == ["Heron Japan KK", "Heron Sp. z o.o."]
    assert notice.stated == (5, 5, 5, 5)


def test_measures_are_read_without_their_numbers():
    assert [clause.parts() for clause in read(samples.ANNEX).clauses] == [
        (
            "禁止出口经营者向上述5家实体出口两用物项",
            "禁止境外组织和个人将原产于中华人民共和国的两用物项转移或提供给上述5家实体",
            "正在开展的相关活动应当立即停止",
        ),
        ("特殊情况下确需出口的，出口经营者应当向商务部提出申请",),
    ]


def test_parties_in_prose_are_found_with_the_number_behind_them():
    notice = read(samples.PROSE)

    assert notice.key == "不可靠实体清单工作机制公告〔2031〕8号"
    assert [(party.name_zh, party.name_en) for party in notice.parties] == [
        ("翠鸟渔具公司", "Kingfisher Tackle, Inc."),
        ("白鹭集团", ""),
        ("海鸥公司", "Gull Corp."),
        ("Heron公司", "Heron"),
    ]
    assert notice.effective_at == datetime(2031, 4, 9, tzinfo=BEIJING)


def test_a_party_that_is_only_warned_of_is_not_listed_though_the_title_counts_it():
    notice = read(samples.WARNING)

    assert [party.name_en for party in notice.parties] == ["Egret Systems"]
    assert notice.warned == ("美国帽塞公司",)
    assert notice.stated == (2,)
    assert notice.key == "不可靠实体清单工作机制公告〔2031〕9号"


def test_an_investigation_lists_nobody_and_orders_no_measure():
    notice = read(samples.INVESTIGATION)

    assert (notice.kind, notice.parties, notice.clauses) == (NoticeKind.INVESTIGATION, (), ())


def test_persons_have_their_posts_and_what_else_is_printed_of_them():
    notice = read(samples.PERSONS)
    persons = [party for party in notice.parties if party.kind is Kind.PERSON]

    assert notice.key == "外交部令2031年第70号"
    assert [party.kind for party in notice.parties[:2]] == [Kind.ORGANISATION] * 2
    assert [(p.name_zh, p.name_en, p.sex, p.post, p.born_on, p.nationality) for p in persons] == [
        ("约翰·渔", "John O’Fisher", "男", "翠鸟渔具公司董事长、总裁", "", ""),
        ("玛丽·鹭", "Mary Egret", "女", "白鹭集团前执行主任", "", ""),
        ("山田渔", "YAMADA Gyo", "男", "", "1961-03-04", "日本"),
    ]
    assert notice.stated == (5,)


def test_measures_of_a_group_are_told_apart():
    assert read(samples.PERSONS).clauses[1] == Clause("不予签发签证、不准入境（包括香港、澳门）", Kind.PERSON)


def test_staff_in_prose_have_the_post_before_them():
    notice = read(samples.STAFF)

    assert [(party.name_zh, party.post) for party in notice.parties[1:]] == [
        ("甲·一", "执行主任"),
        ("乙·二", "法律顾问"),
        ("丙·三", "法律顾问"),
    ]
    assert notice.stated == (4,)


def test_a_person_may_be_named_in_the_decision_only():
    (person,) = read(samples.ONE_PERSON).parties

    assert (person.name_zh, person.kind) == ("山田", Kind.PERSON)


def test_an_order_lists_and_prohibits_in_one_sentence():
    notice = read(samples.ORDER)

    assert notice.key == "商务部令2031年第5号"
    assert [party.name_en for party in notice.parties] == ["UAB Lake Bankas", "AB River Bankas"]
    assert notice.clauses == (Clause("禁止我国境内的组织、个人与其进行有关交易、合作等活动"),)
    assert {party.kind for party in notice.parties} == {Kind.ORGANISATION}


def test_addresses_belong_to_the_party_before_them():
    assert [party.address for party in read(samples.ADDRESSES).parties] == [
        "日本东京都港区1-1，105-0001",
        "日本大阪府堺市2号，590-0001",
    ]


def test_an_answer_to_the_press_changes_the_state_of_other_notices():
    notice = read(samples.ADJUSTMENT)

    assert (notice.key, notice.kind) == ("答记者问 2031-05-14", NoticeKind.ADJUSTMENT)
    assert [(change.key[-8:], change.state) for change in notice.changes] == [
        ("〔2031〕7号", State.SUSPENDED),
        ("〔2031〕5号", State.STOPPED),
        ("〔2031〕6号", State.STOPPED),
    ]


def test_an_order_may_suspend_the_measures_of_another():
    notice = read(samples.SUSPENSION)
    (change,) = notice.changes

    assert (notice.key, notice.parties) == ("商务部令2031年第7号", ())
    assert (change.key, change.state) == ("商务部令2031年第6号", State.SUSPENDED)
    assert change.from_at == datetime(2031, 11, 10, tzinfo=BEIJING)
    assert change.until_at == datetime(2032, 11, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("4.急速风筝公司(Rapid Kite LLC)\n", "", "notice.md: 商务部公告2031年第7号 states 5 parties, 4 were read"),
        ("4.急速风筝公司(Rapid Kite LLC)\n", "4.急速风筝（见下）\n", "4 were read; not understood: 4.急速风筝（见下）"),
        ("公布将5家", "公布将6家", "states 6 parties, 5 were read"),
        ("等5家美国", "等6家美国", "states 6 parties, 5 were read"),
        (
            "【发布文号】商务部公告2031年第7号",
            "【发布文号】商务部公告2031年第8号",
            "has two numbers, .+第7号 and .+第8号",
        ),
        ("自2031年4月10日12时01分起", "自适当时候起", "does not say clearly when it takes effect: 适当时候"),
    ],
)
def test_a_text_that_contradicts_itself_is_refused(old, new, message):
    assert old in samples.ANNEX
    with pytest.raises(ListError, match=message):
        read(samples.ANNEX.replace(old, new, 1))


def test_a_text_without_title_number_or_date_is_refused():
    with pytest.raises(ListError, match="no line is the title of a notice"):
        read("某公司的新闻\n")
    with pytest.raises(ListError, match="has no number of a notice"):
        read("某委员会关于某事的公告\n2031年1月1日\n决定将甲公司（A）列入反制清单。\n")
    with pytest.raises(ListError, match="has no date of publication"):
        read("某委员会关于某事的公告\n")


def test_a_line_that_is_not_understood_is_named_and_not_dropped():
    text = samples.PROSE.replace("本公告未尽事宜", "上述企业的子公司另行通知。\n本公告未尽事宜")

    assert read(text).unread == ("上述企业的子公司另行通知。",)


def test_a_second_paragraph_that_lists_somebody_is_not_taken_for_a_measure():
    line = "三、决定将海燕公司（Petrel Inc.）列入不可靠实体清单。"

    assert read(samples.PROSE.replace("本公告未尽事宜", f"{line}\n本公告未尽事宜")).unread == (line,)


def test_an_annex_that_is_missing_in_the_text_is_named():
    start = samples.ANNEX.index("\n附件\n")

    with pytest.raises(ListError, match=r"states 5 parties, 0 were read; not understood: 附件：.*no such annex"):
        read(samples.ANNEX[:start])


def test_the_same_notice_from_five_addresses_is_one_event():
    texts = [samples.ANNEX.replace("art_1", f"art_{number}") for number in range(5)]

    (event,) = one_event(read(text) for text in texts)

    assert event.key == "商务部公告2031年第7号"
    assert len(event.urls) == 5


def test_two_texts_of_one_notice_that_say_different_things_are_refused():
    other = samples.ANNEX.replace("Gull Corp.", "Gull Corporation")

    with pytest.raises(ListError, match="two texts of 商务部公告2031年第7号 differ in their parties"):
        one_event([read(samples.ANNEX), read(other)])


def test_words_are_printed_whatever_the_white_space_between_them():
    assert read(samples.ANNEX).prints("白鹭防务、空间与安全集团（Egret(Holdings)LLC)")
    assert not read(samples.ANNEX).prints("白鹭公司")
