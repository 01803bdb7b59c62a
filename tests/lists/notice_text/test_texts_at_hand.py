"""All the texts of notices that are at hand: each is read whole, and states as many parties as it names."""

import pytest

from lists.notice_text.read import NoticeKind, read_notice

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def notices(shared_data):
    folder = shared_data / "lists" / "cn_notices"
    paths = sorted(folder.glob("*/*.md"))
    return {notice.key: notice for path in paths for notice in [read_notice(path.read_text("utf-8"), where=path.name)]}


def test_forty_one_documents_are_forty_one_notices(notices):
    assert len(notices) == 41


def test_only_an_empty_number_is_not_understood(notices):
    assert {key: notice.unread for key, notice in notices.items() if notice.unread} == {
        "商务部公告2025年第1号": ("29.",)
    }


@pytest.mark.parametrize(
    ("key", "heads", "branches"),
    [
        ("商务部公告2025年第1号", 28, 0),
        ("商务部公告2026年第11号", 20, 0),
        ("不可靠实体清单工作机制公告〔2025〕10号", 14, 9),
        ("不可靠实体清单工作机制公告〔2025〕8号", 6, 0),
        ("外交部令2025年第19号", 30, 0),
        ("外交部令2024年第15号", 22, 0),
    ],
)
def test_as_many_parties_are_read_as_a_notice_states(notices, key, heads, branches):
    notice = notices[key]

    assert (len(notice.heads), len(notice.parties) - len(notice.heads)) == (heads, branches)
    assert set(notice.stated) <= {heads}


def test_every_notice_that_lists_names_somebody_and_no_other_does(notices):
    lists = {NoticeKind.LISTING, NoticeKind.MEASURE}

    assert {key for key, notice in notices.items() if bool(notice.parties) != (notice.kind in lists)} == set()
    assert sum(len(notice.parties) for notice in notices.values()) == 82 + 102 + 154


def test_caplugs_is_the_only_party_that_is_warned_of(notices):
    assert {key: notice.warned for key, notice in notices.items() if notice.warned} == {
        "不可靠实体清单工作机制公告〔2024〕1号": ("美国凯普拉格斯公司",)
    }


def test_every_listing_but_one_names_its_measures(notices):
    without = {key for key, notice in notices.items() if notice.parties and not notice.clauses}

    assert without == {"不可靠实体清单工作机制公告〔2025〕4号"}


def test_names_are_those_of_the_text_letter_by_letter(notices):
    made_up = [
        name
        for notice in notices.values()
        for party in notice.parties
        for name in (party.name_zh, party.name_en)
        if not notice.prints(name)
    ]

    assert made_up == []
