"""What texts of notices prove of curated tables, what differs, and which rows are missing."""

from collections import Counter

import pytest

from lists.notice_text.read import read_notice
from lists.notices import COLUMNS, parse_notices
from lists.propose import proposal, propose
from screening.errors import InputError, ListError
from tests.lists.notice_text import samples

EMPTY = {role: [] for role in COLUMNS}
LISTED = {
    "cn-uel": ("unreliable-entity-list", "unreliable-entity-list-updates"),
    "cn-ecl": ("import-export-control-list",),
    "cn-countermeasures": ("anti-sanction-list",),
}


def notice(text):
    return read_notice(text, where="notice.md")


def proposed(*texts, tables=EMPTY):
    return proposal("cn-made-up", tables, [notice(text) for text in texts])


def filled(*texts):
    """Tables with the rows that texts propose; a person has filled in the English text."""
    rows = proposed(*texts).missing
    return rows | {"measures": [row | {"text_en": "In English."} for row in rows["measures"]]}


def with_cell(tables, role, number, **cells):
    rows = list(tables[role])
    rows[number] = rows[number] | cells
    return tables | {role: rows}


def test_a_new_notice_gives_rows_in_the_columns_of_the_tables():
    rows = proposed(samples.ANNEX).missing

    assert {role: list(row) for role, found in rows.items() for row in found} == {
        role: COLUMNS[role].split(",") for role in ("notices", "entries", "measures")
    }
    assert rows["notices"][0]["notice_no"] == "商务部公告2031年第7号"
    assert rows["notices"][0]["effective_at"] == "2031-04-10T12:01:00+08:00"
    assert [row["entry_key"] for row in rows["entries"]] == [
        "2031-7/1", "2031-7/2", "2031-7/3", "2031-7/4", "2031-7/5", "2031-7/5-1", "2031-7/5-2",
    ]  # fmt: skip
    assert [row["branch_of"] for row in rows["entries"]] == [""] * 5 + ["2031-7/5"] * 2
    assert [(row["measure"], row["text_zh"]) for row in rows["measures"]] == [
        ("DUALUSE_BAN", "禁止出口经营者向上述5家实体出口两用物项 | 正在开展的相关活动应当立即停止"),
        (
            "OVERSEAS_TRANSFER",
            "禁止境外组织和个人将原产于中华人民共和国的两用物项转移或提供给上述5家实体"
            " | 正在开展的相关活动应当立即停止",
        ),
        ("SPECIAL_LICENCE", "特殊情况下确需出口的，出口经营者应当向商务部提出申请"),
    ]


def test_the_measures_of_the_watch_list_have_the_codes_of_its_tables():
    assert [row["measure"] for row in proposed(samples.WATCH).missing["measures"]] == [
        "NO_GENERAL_LICENCE",
        "RISK_REPORT_AND_PLEDGE",
        "NO_TIME_LIMIT",
        "STRICTER_REVIEW",
    ]


def test_the_country_is_that_of_the_title_for_organisations_that_it_names():
    annex = proposed(samples.ANNEX).missing["entries"]
    persons = proposed(samples.PERSONS).missing["entries"]

    assert [row["country"] for row in annex] == ["US"] * 5 + ["", ""]
    assert [row["country"] for row in persons] == ["US", "US", "", "", ""]


def test_persons_get_rows_of_their_own_and_measures_by_kind():
    rows = proposed(samples.PERSONS).missing

    assert rows["persons"][2] == {
        "entry_key": "mfa-2031-70/5", "sex": "男", "post_zh": "", "birth_date": "1961-03-04", "nationality": "JP",
    }  # fmt: skip
    assert [(row["applies_to"], row["measure"]) for row in rows["measures"]] == [
        ("kind:organisation", "FREEZE"),
        ("kind:organisation", "TXN"),
        ("kind:person", "ENTRY"),
    ]


@pytest.mark.parametrize(
    "text",
    [samples.ANNEX, samples.PROSE, samples.PERSONS, samples.STAFF, samples.ORDER, samples.ADDRESSES, samples.WATCH],
)
def test_proposed_rows_are_proved_by_their_own_text_and_nothing_is_left(text):
    again = proposed(text, tables=filled(text))

    assert again.differing == []
    assert [rows for rows in again.missing.values() if rows] == []
    assert len(again.proved) > 10


def test_proposed_rows_can_be_read_as_tables_of_a_list():
    tables = filled(samples.ANNEX, samples.PERSONS)
    files = {role: csv_of(role, rows) for role, rows in tables.items()}

    assert len(parse_notices(files, list_id="cn-made-up", authority="")) == 7 + 5


def csv_of(role, rows):
    lines = [COLUMNS[role], *(",".join(f'"{cell}"' for cell in row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


@pytest.mark.parametrize(
    ("role", "cells", "table", "column"),
    [
        ("entries", {"name_zh": "翠鸟公司"}, "entries", "name_zh"),
        ("entries", {"kind": "person"}, "entries", "kind"),
        ("entries", {"branch_of": "2031-7/2"}, "entries", "branch_of"),
        ("notices", {"title_zh": "公布"}, "notices", "title_zh"),
        ("notices", {"entries": "4"}, "notices", "entries"),
        ("notices", {"effective_at": "2031-04-10T00:00:00+08:00"}, "notices", "effective_at"),
        ("measures", {"text_zh": "禁止进口"}, "measures", "text_zh"),
        ("measures", {"from_at": "2031-04-09T00:00:00+08:00"}, "measures", "from_at"),
    ],
)
def test_a_cell_that_the_text_does_not_bear_out_differs(role, cells, table, column):
    tables = with_cell(filled(samples.ANNEX), role, 0, **cells)

    assert (table, column) in [
        (proof.table, proof.column) for proof in proposed(samples.ANNEX, tables=tables).differing
    ]


def test_an_entry_that_the_text_does_not_name_differs_and_the_party_is_missing():
    tables = with_cell(filled(samples.ANNEX), "entries", 2, name_zh="海燕公司", name_en="Petrel Corp.")
    answer = proposed(samples.ANNEX, tables=tables)

    assert [(proof.row, proof.printed) for proof in answer.differing] == [("2031-7/3", "")]
    assert [row["name_en"] for row in answer.missing["entries"]] == ["Gull Corp."]


def test_a_name_without_the_word_for_the_country_before_it_is_proved():
    tables = with_cell(filled(samples.WARNING), "entries", 0, name_zh="白鹭公司")

    assert proposed(samples.WARNING, tables=tables).differing == []


def test_a_party_that_is_only_warned_of_gets_no_row():
    assert [row["name_en"] for row in proposed(samples.WARNING).missing["entries"]] == ["Egret Systems"]


def test_a_measure_in_words_that_are_not_known_has_no_code_and_is_told():
    text = samples.PROSE.replace("禁止上述企业在中国境内新增投资", "禁止上述企业在中国境内垂钓")
    answer = proposed(text)

    assert [row["measure"] for row in answer.missing["measures"]] == ["IE", ""]
    assert answer.unread == [
        ("不可靠实体清单工作机制公告〔2031〕8号", "no code of a measure is known for: 禁止上述企业在中国境内垂钓")
    ]


def test_words_that_were_not_known_before_are_told_for_the_row_that_lacks_them():
    tables = with_cell(filled(samples.PROSE), "measures", 0, text_zh="")
    tables = with_cell(tables, "notices", 0, checked="secondary")
    answer = proposed(samples.PROSE, tables=tables)

    assert answer.missing["measures"] == []
    assert [(proof.table, proof.column, proof.kept, proof.printed) for proof in answer.differing] == [
        ("notices", "checked", "secondary", "notice_text"),
        ("measures", "text_zh", "", "禁止上述企业从事与中国有关的进出口活动"),
    ]


def test_a_measure_that_the_table_has_for_companies_only_is_missing_for_persons():
    text = samples.PERSONS.replace(
        "企业高级管理人员，不予", "企业高级管理人员，冻结在我国境内的动产、不动产和其他各类财产；不予"
    )
    tables = filled(samples.PERSONS)

    assert [(row["applies_to"], row["measure"]) for row in proposed(text, tables=tables).missing["measures"]] == [
        ("kind:person", "FREEZE")
    ]


def test_changes_of_state_give_rows_with_the_end_of_their_term():
    known = [dict.fromkeys(COLUMNS["notices"].split(","), "") | {"notice_no": f"〔2031〕{n}号"} for n in (5, 6, 7)]
    rows = proposed(samples.ADJUSTMENT, tables=EMPTY | {"notices": known}).missing["states"]

    assert [(row["notice_no"], row["state"], row["from_at"][:10], row["basis"]) for row in rows] == [
        ("〔2031〕7号", "suspended", "2031-05-14", "答记者问 2031-05-14"),
        ("〔2031〕7号", "unverified", "2031-08-12", "term of the suspension ended"),
        ("〔2031〕5号", "stopped", "2031-05-14", "答记者问 2031-05-14"),
        ("〔2031〕6号", "stopped", "2031-05-14", "答记者问 2031-05-14"),
    ]


def test_a_change_of_a_notice_that_the_list_does_not_have_is_told():
    assert [key for key, line in proposed(samples.ADJUSTMENT).unread if "is no notice of cn-made-up" in line] == [
        "答记者问 2031-05-14"
    ] * 3


def test_the_same_notice_from_five_addresses_gives_its_rows_once():
    texts = [samples.ANNEX.replace("art_1", f"art_{number}") for number in range(5)]
    answer = proposed(*texts)

    assert Counter(row["notice_no"] for row in answer.missing["entries"]) == {"商务部公告2031年第7号": 7}
    assert len(answer.notices["商务部公告2031年第7号"]) == 5


def test_a_list_that_is_not_kept_as_notices_is_refused():
    with pytest.raises(InputError, match="us-entity-list is not kept as texts of notices; choose from cn-countermeas"):
        propose("us-entity-list", {})


def test_a_notice_of_another_list_is_refused():
    with pytest.raises(
        ListError, match=r"annex\.md: 公布将5家美国实体列入出口管制管控名单 is not about 不可靠实体清单"
    ):
        propose("cn-uel", {"annex.md": samples.ANNEX})


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("list_id", "notices", "entries", "states"),
    [("cn-uel", 17, 82, 7), ("cn-ecl", 7, 102, 0), ("cn-countermeasures", 17, 154, 0)],
)
def test_the_texts_at_hand_prove_the_curated_tables_name_by_name(shared_data, list_id, notices, entries, states):
    folder = shared_data / "lists" / "cn_notices"
    paths = [path for name in LISTED[list_id] for path in sorted((folder / name).glob("*.md"))]
    answer = propose(list_id, {path.name: path.read_text(encoding="utf-8") for path in paths})
    proved = Counter((proof.table, proof.column) for proof in answer.proved)

    assert len(answer.notices) == len(paths) == notices
    assert answer.differing == []
    assert [rows for rows in answer.missing.values() if rows] == []
    assert proved["entries", "name_zh"] == proved["entries", "name_en"] == entries
    assert proved["notices", "entries"] == proved["notices", "effective_at"] == notices
    assert proved["states", "state"] == proved["states", "quote_zh"] == states
    # the stored text of 商务部公告2025年第1号 ends with a number and nothing behind it
    assert [line for _, line in answer.unread] == (["29."] if list_id == "cn-ecl" else [])
