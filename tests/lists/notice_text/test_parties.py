import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.notice_text.parties import Party, annex_parties, person_named, prose_parties
from screening.models import Kind


def names(found):
    return [(party.name_zh, party.name_en) for party in found.parties]


@pytest.mark.parametrize(
    ("line", "name_zh", "name_en"),
    [
        ("1. 翠鸟公司（Kingfisher Inc.）", "翠鸟公司", "Kingfisher Inc."),
        ("10.翠鸟公司（Kingfisher Inc.）", "翠鸟公司", "Kingfisher Inc."),
        ("1. 翠鸟公司（Kingfisher Inc.)", "翠鸟公司", "Kingfisher Inc."),
        ("1. 翠鸟公司(Kingfisher Inc.)", "翠鸟公司", "Kingfisher Inc."),
        ("1. 翠鸟公司 （Kingfisher Inc.）", "翠鸟公司", "Kingfisher Inc."),
        ("1、翠鸟公司（Kingfisher (UK) Ltd.）", "翠鸟公司", "Kingfisher (UK) Ltd."),
        ("（一）翠鸟公司（Kingfisher Inc.）", "翠鸟公司", "Kingfisher Inc."),
        ("一、翠鸟公司", "翠鸟公司", ""),
        ("1. 翠鸟（集团）公司（Kingfisher Group）", "翠鸟（集团）公司", "Kingfisher Group"),
        ("1. BRINC无人机公司（BRINC）；", "BRINC无人机公司", "BRINC"),
        ("1. Exelis公司（3M Co.）", "Exelis公司", "3M Co."),
        ("1. 白鹭防务、空间与安全集团（Egret）", "白鹭防务、空间与安全集团", "Egret"),
    ],
)
def test_a_line_of_an_annex_is_one_party(line, name_zh, name_en):
    found = annex_parties([line])

    assert names(found) == [(name_zh, name_en)]
    assert found.unread == ()


HAN = st.text("翠鸟白鹭海鸥急速风筝防务与科技·、", min_size=1, max_size=8).map(lambda text: f"翠{text}公司")
LATIN = st.from_regex(r"[A-Z][A-Za-z]{1,8}( [A-Z&][A-Za-z]{0,8}){0,2}(, (Inc|LLC)\.?)?", fullmatch=True)
PRINTED = st.tuples(
    HAN, LATIN, st.sampled_from("（("), st.sampled_from("）)"), st.sampled_from([". ", ".", "．", "、"])
)


@given(st.lists(PRINTED, min_size=1, max_size=12))
def test_whatever_brackets_and_marks_a_notice_uses_its_names_come_back(printed):
    lines = [
        f"{number}{mark}{name_zh}{opened}{name_en}{closed}"
        for number, (name_zh, name_en, opened, closed, mark) in enumerate(printed, start=1)
    ]
    found = annex_parties(lines)

    assert names(found) == [(name_zh, name_en) for name_zh, name_en, *_ in printed]
    assert [party.item for party in found.parties] == [str(number) for number in range(1, len(printed) + 1)]


@given(st.lists(st.tuples(HAN, LATIN), min_size=2, max_size=6))
def test_names_in_prose_come_back_with_their_number(pairs):
    *most, last = [f"{name_zh}（{name_en}）" for name_zh, name_en in pairs]
    found = prose_parties(f"{'、'.join(most)}和{last}等{len(pairs)}家实体")

    assert names(found) == pairs
    assert found.counts == (len(pairs),)


@pytest.mark.parametrize("line", ["29.", "详见商务部网站", "1. 翠鸟公司（Kingfisher）另行通知", "-Kingfisher Japan KK",
                                  "地址：东京", "翠鸟"])  # fmt: skip
def test_a_line_that_is_not_understood_is_handed_back(line):
    assert annex_parties([line]).unread == (line,)


def test_a_head_that_is_repeated_among_its_branches_counts_once():
    found = annex_parties(["14. 翠鸟公司（Kingfisher Inc.）及其分支机构", "-Kingfisher Inc.", "- Kingfisher Japan KK"])

    assert [(party.name_en, party.item, party.branch_of) for party in found.parties] == [
        ("Kingfisher Inc.", "14", ""),
        ("Kingfisher Japan KK", "14", "14"),
    ]


def test_the_number_of_a_section_stands_before_that_of_its_lines():
    found = annex_parties(
        ["一、企业（共2家）", "（一）甲公司（A）", "（二）乙公司（B）", "二、高级管理人员", "（一）丙（C），男"]
    )

    assert [party.item for party in found.parties] == ["一（一）", "一（二）", "二（一）"]
    assert [party.kind for party in found.parties] == [Kind.ORGANISATION, Kind.ORGANISATION, Kind.PERSON]
    assert found.counts == (2,)


def test_staff_in_prose_who_are_fewer_than_stated_are_handed_back():
    line = "（一）翠鸟相关人员，包括主席甲（A One），副主席乙（B Two）等，共3人"

    assert annex_parties([line]).unread == (line,)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("甲公司（A Co.）、乙公司（B Co.）", [("甲公司", "A Co."), ("乙公司", "B Co.")]),
        ("甲公司（A)、乙公司 （B）和丙集团（C）等3家实体", [("甲公司", "A"), ("乙公司", "B"), ("丙集团", "C")]),
        ("参与对台湾地区军售的甲公司（A Co.）", [("甲公司", "A Co.")]),
        ("甲防务、空间与安全集团（A, B & C）", [("甲防务、空间与安全集团", "A, B & C")]),
        ("甲集团、乙公司（B, Inc.）", [("甲集团", ""), ("乙公司", "B, Inc.")]),
        ("甲集团和乙公司", [("甲集团", ""), ("乙公司", "")]),
        ("AEVEX 航天公司（AEVEX Aerospace）", [("AEVEX 航天公司", "AEVEX Aerospace")]),
        ("欧盟UAB A Bankas和AB B Bankas两家银行", [("", "UAB A Bankas"), ("", "AB B Bankas")]),
        ("某会社3家美国相关子公司A LLC、B Inc.和C Corp.", [("", "A LLC"), ("", "B Inc."), ("", "C Corp.")]),
    ],
)  # fmt: skip
def test_names_in_prose_are_parted_where_an_organisation_ends(prose, expected):
    found = prose_parties(prose)

    assert names(found) == expected
    assert found.unread == ()


@pytest.mark.parametrize("prose", ["翠鸟公司等美国实体", "某会社4家子公司A LLC、B Inc.", "甲与乙", "甲公司（A）、乙"])
def test_prose_that_names_only_examples_or_is_not_understood_is_handed_back(prose):
    assert prose_parties(prose).unread == (prose,)


def test_one_person_is_named_in_chinese_characters_only():
    assert person_named("石某").parties == (Party("1", "石某", kind=Kind.PERSON),)
    assert person_named("翠鸟公司").unread == ("翠鸟公司",)
    assert person_named("石某等人").unread == ("石某等人",)
