"""MOF's workbook and CSV file: made-up parties in the real shape, the ugly rows included."""

import logging
from datetime import date, datetime

import pytest

from lists.check import missing_canaries
from lists.declaration import declared
from lists.jp_mof_asset_freeze.columns import SHEETS, TABLE
from lists.jp_mof_asset_freeze.parse import parse_published, read_edition
from screening.errors import ListError
from tests.lists.jp_mof_asset_freeze.files import HEADINGS, PRINTED, TITLE, one_sheet, sheet, table, workbook

LUNA = ("2001.9.22", 1, "ルナ・ワークス", "LUNA WORKS")


def typed(entry):
    return [(name.name, name.type.value) for name in entry.names]


# the workbook ---------------------------------------------------------------------------------------------------------


def test_a_row_of_a_sheet_is_an_entry_with_both_of_its_names():
    [entry] = parse_published(one_sheet(LUNA))

    assert typed(entry) == [("LUNA WORKS", "primary"), ("ルナ・ワークス", "primary")]
    assert (entry.entry_id, entry.primary_name) == ("jp-mof-asset-freeze:2001-09-22:luna-works", "LUNA WORKS")
    assert (entry.listed_on, entry.programmes) == (date(2001, 9, 22), (TITLE,))
    assert entry.citation == f"外務省告示 2001-09-22; 財務省 資産凍結等の措置の対象となる者 {TITLE} 番号1"
    assert entry.measures[0].periods[0].from_at == datetime(2001, 9, 22)


def test_every_column_of_a_sheet_is_used():
    row = (
        *LUNA[:3], "LUNA AL-HAJ", "(a)ルナ・ハジ(b)ルナ・ベイ", "旧ルナ", "Lu", "1961年頃", "月", "南スーダン",
        "南スーダン旅券、D00000001", "国民ID 10000002", "月市1；月市2", "QDi.999", "ムラー", "死亡したとされる。",
    )  # fmt: skip
    headings = (
        "別 名", "旧 称", "確定に十分でない別名", "生 年 月 日", "出 生 地", "国 籍", "旅 券 番 号", "I D 番 号",
        "住 所 ・ 所 在 地", "国連参照番号", "称 号", "そ の 他 の 情 報",
    )  # fmt: skip
    [entry] = parse_published(one_sheet(row, headings=headings))

    assert typed(entry)[2:] == [("ルナ・ハジ", "alias"), ("ルナ・ベイ", "alias"), ("旧ルナ", "former"), ("Lu", "weak")]
    assert (entry.kind, entry.country, entry.nationalities) == ("person", "SS", ("SS",))
    assert entry.birth_dates == ("1961",)
    assert entry.addresses == ("月市1", "月市2")
    assert [(one.kind, one.value) for one in entry.identifiers] == [
        ("PASSPORT", "D00000001"), ("NATIONAL_ID", "10000002"), ("UN_REFERENCE", "QDi.999"),
    ]  # fmt: skip
    assert entry.remarks.split("\n") == [
        "生年月日: 1961年頃", "出生地: 月", "旅券番号: 南スーダン旅券、D00000001", "ID番号: 国民ID 10000002",
        "称号: ムラー", "その他の情報: 死亡したとされる。",
    ]  # fmt: skip


@pytest.mark.parametrize("printed", [datetime(2001, 9, 22), "2001.9.22", "2001年9月22日", "平成13年9月22日", 37156])
def test_the_date_of_the_notice_is_read_in_every_format(printed):
    [entry] = parse_published(one_sheet((printed, *LUNA[1:])))

    assert entry.listed_on == date(2001, 9, 22)


def test_a_date_of_a_notice_that_cannot_be_read_refuses_the_workbook_by_sheet_and_row():
    with pytest.raises(
        ListError, match=r"sheet '2\.タリバーン関係者等 ', row 5: the date of the notice '近日' can't be read"
    ):
        parse_published(one_sheet(LUNA, ("近日", *LUNA[1:])))


@pytest.mark.parametrize(
    ("name", "headings", "cells", "kind"),
    [
        ("15.北朝鮮(決議1718号等；個人)", (), (), "person"),
        ("30.ロシア連邦(特定銀行）", (), (), "organisation"),
        ("5.イラク前政権関係者等（Ⅰ）", (), (), "person"),
        ("21.ソマリア", ("生年月日",), ("1961年",), "person"),
        ("21.ソマリア", ("住所",), ("月市",), "organisation"),
        ("21.ソマリア", ("国連参照番号", "国籍"), ("SOe.001", "ソマリア"), "organisation"),
        ("21.ソマリア", ("国連参照番号",), ("SOi.001",), "person"),
    ],
)
def test_what_a_party_is_follows_from_its_sheet_or_its_row(name, headings, cells, kind):
    [entry] = parse_published(one_sheet((*LUNA, *cells), headings=headings, name=name))

    assert entry.kind == kind


def test_the_number_of_a_sheet_may_move():
    entries = parse_published(workbook({"99.マリ共和国": sheet(LUNA)}))

    assert len(entries) == 1


def test_titles_of_sheets_are_known_as_they_are_compared():
    assert [title for title in SHEETS if " " in title or "（" in title or "；" in title] == []


def test_a_sheet_that_is_not_known_refuses_the_workbook_by_name():
    with pytest.raises(
        ListError, match=r"sheet '45\.月光\(個人\)': not known; say in lists/jp_mof_asset_freeze/columns\.py"
    ):
        parse_published(workbook({"2.タリバーン関係者等": sheet(LUNA), "45.月光(個人)": sheet(LUNA)}))


def test_a_heading_that_is_not_known_refuses_the_workbook_by_sheet_and_heading():
    with pytest.raises(ListError, match=r"sheet '2\.タリバーン関係者等 ': the heading '好物' is not known"):
        parse_published(one_sheet((*LUNA, "月見団子"), headings=("好 物",)))


@pytest.mark.parametrize("name", ["一覧", "8.リベリア【廃止】", "11.コートジボワール（解除）"])
def test_the_contents_and_programmes_that_ended_are_left_out(name):
    entries = parse_published(workbook({name: [("月",)], "2.タリバーン関係者等": sheet(LUNA)}))

    assert len(entries) == 1


def test_a_sheet_without_headings_refuses_the_workbook():
    with pytest.raises(ListError, match="there is no row of headings with 告示日付"):
        parse_published(workbook({"2.タリバーン関係者等": [(TITLE,), LUNA]}))


def test_a_sheet_without_a_column_of_names_refuses_the_workbook():
    with pytest.raises(ListError, match="there is no heading 日本語表記 or 英語表記"):
        parse_published(workbook({"2.タリバーン関係者等": [HEADINGS[:3], LUNA[:3]]}))


def test_a_cell_beside_the_headings_refuses_the_workbook():
    with pytest.raises(ListError, match="row 4: a cell stands in a column without a heading"):
        parse_published(one_sheet((*LUNA, None, "月")))


def test_notes_and_numbers_that_were_removed_are_no_parties_and_are_counted(caplog):
    caplog.set_level(logging.INFO)
    rows = (LUNA, ("2001.9.22", 2, "（削除）", None), ("2002.1.1", 3), ("（注）月光は月の光をいう。",))
    entries = parse_published(one_sheet(*rows))

    assert len(entries) == 1
    assert "3 rows name no party" in caplog.text


def test_a_row_that_lost_its_name_refuses_the_workbook():
    with pytest.raises(ListError, match="row 5: says something of a party but not its name"):
        parse_published(one_sheet((*LUNA, "x"), ("2001.9.22", 2, None, None, "1961年"), headings=("生年月日",)))


def test_a_party_with_a_japanese_name_only_is_kept():
    [entry] = parse_published(one_sheet((*LUNA[:3], None)))

    assert (entry.primary_name, entry.entry_id) == ("ルナ・ワークス", "jp-mof-asset-freeze:2001-09-22:ルナ・ワークス")


def test_a_name_over_two_lines_is_one_name_and_its_lines_may_be_names_too():
    [entry] = parse_published(one_sheet((*LUNA[:3], "LUNA MINING_x000D_\nDEVELOPMENT TRADING\nCORPORATION")))

    assert [name for name, _ in typed(entry)] == [
        "LUNA MINING DEVELOPMENT TRADING CORPORATION", "LUNA MINING", "DEVELOPMENT TRADING", "ルナ・ワークス",
    ]  # fmt: skip


def test_a_name_that_is_too_weak_stays_weak_whatever_it_is_called_besides():
    [entry] = parse_published(one_sheet((*LUNA, "Lu, f.k.a. Lun"), headings=("確定に十分でない別名",)))

    assert typed(entry)[2:] == [("Lu", "weak"), ("Lun", "weak")]


def test_a_sentence_among_the_names_is_kept_for_the_reviewer():
    [entry] = parse_published(one_sheet((*LUNA, "ソル社が使用している別名。"), headings=("別名",)))

    assert len(entry.names) == 2
    assert entry.remarks == "別名: ソル社が使用している別名。"


def test_parties_of_one_name_and_day_are_told_apart():
    entries = parse_published(one_sheet(LUNA, (*LUNA[:2], "別のルナ", "Luna Works")))

    assert [entry.entry_id[-12:] for entry in entries] == ["luna-works:1", "luna-works:2"]


def test_a_file_that_is_no_workbook_is_refused():
    with pytest.raises(ListError, match="not an Excel workbook"):
        parse_published({"list": b"PK\x03\x04 and so on"})


# the CSV file ---------------------------------------------------------------------------------------------------------


def test_a_row_of_the_csv_file_is_the_same_entry_as_that_of_the_workbook():
    [of_table] = parse_published(table({"氏名（日本語）": LUNA[2], "氏名（英語）": LUNA[3]}))
    [of_workbook] = parse_published(one_sheet(LUNA))

    assert of_table.entry_id == of_workbook.entry_id
    assert of_table.names == of_workbook.names
    assert of_table.measures == of_workbook.measures


def test_every_column_of_the_csv_file_is_used():
    [entry] = parse_published(
        table(
            {
                "区分": "40", "番号": "040-000007", "告示日付": "2018.8.17", "個人・団体": "個人",
                "氏名（日本語）": "ルナ・ハジ", "氏名（英語）": "Luna al-Haj",
                "別名・別称（日本語）": "ルナ・イチ（生年月日1963/4/11； 1964/4/11）； ルナ・ニ",
                "別名・別称（英語）": "Luna Ichi; Luna Ni",
                "旧称（日本語）": "旧ルナ", "旧称（英語）": "Old Luna",
                "確定に十分でない別名（日本語）": "ル", "確定に十分でない別名（英語）": "Lu",
                "称号（日本語）": "ムラー", "称号（英語）": "Mullah",
                "役職（日本語）": "月長官", "役職（英語）": "Head",
                "生年月日": "1963/4/11； 1964/4/11", "出生地（日本語）": "月", "出生地（英語）": "Moon",
                "国籍（日本語）": "南スーダン", "国籍（英語）": "South Sudan",
                "旅券番号": "D00000001", "身分証番号": "10000002",
                "住所・所在地（国）（日本語）": "ウガンダ",
                "住所・所在地（都市その他の情報）（日本語）": "月市1；月市2",
                "住所・所在地（国）（英語）": "Uganda", "住所・所在地（都市その他の情報）（英語）": "Moon City",
                "国連参照番号": "SSi.999", "リスト掲載日": "2018.7.13", "その他の情報": "月にいる。",
                "外務省告示情報": "（7）ルナ・ハジ LUNA AL-HAJ (original script: لونا)",
            }
        )
    )  # fmt: skip

    assert typed(entry) == [
        ("Luna al-Haj", "primary"), ("ルナ・ハジ", "primary"), ("ルナ・イチ", "alias"), ("ルナ・ニ", "alias"),
        ("Luna Ichi", "alias"), ("Luna Ni", "alias"), ("旧ルナ", "former"), ("Old Luna", "former"), ("ル", "weak"),
        ("Lu", "weak"), ("لونا", "alias"),
    ]  # fmt: skip
    assert (entry.kind, entry.country, entry.nationalities) == ("person", "UG", ("SS",))
    assert (entry.programmes, entry.birth_dates) == (("区分40",), ("1963-04-11", "1964-04-11"))
    assert entry.addresses == ("Moon City, Uganda", "月市1, ウガンダ", "月市2, ウガンダ")
    assert [(one.kind, one.value) for one in entry.identifiers] == [
        ("PASSPORT", "D00000001"), ("NATIONAL_ID", "10000002"), ("UN_REFERENCE", "SSi.999"),
    ]  # fmt: skip
    assert entry.citation.endswith("区分40 番号040-000007")
    assert [line.split(":")[0] for line in entry.remarks.split("\n")] == [
        "称号(日本語)", "称号(英語)", "役職(日本語)", "役職(英語)", "出生地(日本語)", "出生地(英語)",
        "旅券番号", "身分証番号", "リスト掲載日", "その他の情報",
    ]  # fmt: skip


def test_addresses_and_countries_of_unequal_number_are_left_as_they_stand():
    places = {"住所・所在地（国）（英語）": "Iran; Iraq", "住所・所在地（都市その他の情報）（英語）": "A; B; C"}
    [entry] = parse_published(table({"氏名（英語）": "Luna"} | places))

    assert entry.addresses == ("A", "B", "C", "Iran", "Iraq")
    assert entry.country is None


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"個人・団体": "船舶"}, "row 3: 個人・団体 says '船舶'; it is known to say 個人 or 団体"),
        ({"個人・団体": ""}, "row 3: 個人・団体 says ''"),
        ({"区分": ""}, "row 3: 区分 is empty"),
        ({"告示日付": "近日"}, "row 3: the date of the notice '近日' can't be read"),
        ({"氏名（英語）": "不明"}, "row 3: the party has no name"),
    ],
)
def test_a_row_that_is_not_understood_refuses_the_csv_file_by_its_row(row, what):
    with pytest.raises(ListError, match=what):
        parse_published(table({"氏名（英語）": "Luna"}, {"氏名（英語）": "Sol"} | row))


def test_a_heading_that_is_not_known_refuses_the_csv_file():
    with pytest.raises(ListError, match="the heading '好物' is not known"):
        parse_published(table({"氏名（英語）": "Luna"}, headings=(*PRINTED.values(), "好物")))


def test_a_heading_that_is_missing_refuses_the_csv_file():
    without = tuple(heading for heading in PRINTED.values() if heading != "旅券番号")

    with pytest.raises(ListError, match="there is no heading 旅券番号"):
        parse_published(table({"氏名（英語）": "Luna"}, headings=without))


def test_a_row_that_was_cut_off_refuses_the_csv_file():
    content = table({"氏名（英語）": "Luna"})["list"][:-5]

    with pytest.raises(ListError, match=f"row 2: {len(TABLE) - 3} cells, expected {len(TABLE)}"):
        parse_published({"list": content})


@pytest.mark.parametrize("content", [table({"氏名（英語）": "Luna"}, encoding="cp932")["list"] + b"\xff", b'a,"b\n'])
def test_a_file_that_is_neither_is_refused(content):
    with pytest.raises(ListError, match="not a CSV table in UTF-8"):
        parse_published({"list": content})


# how it is fetched ----------------------------------------------------------------------------------------------------


def test_the_newest_file_is_the_one_that_the_page_links_to_last_by_date():
    page = """<a href="shisantouketsu20260305.csv">旧</a> <a href="/x/shisantouketsu20260828.csv">CSV</a>""".encode()
    edition = read_edition(page)
    url = declared("jp-mof-asset-freeze").published.files["list"].url

    assert edition == date(2026, 8, 28)
    assert url.format(edition=edition).endswith("/economic_sanctions/shisantouketsu20260828.csv")


@pytest.mark.parametrize("page", [b"", b"<html>shisantouketsu20260305.xlsx</html>"])
def test_a_page_without_a_link_to_the_file_is_refused(page):
    with pytest.raises(ListError, match=r"links to no file shisantouketsuYYYYMMDD\.csv; look where it moved"):
        read_edition(page)


def test_its_canaries_are_found_as_both_files_print_them():
    canaries = declared("jp-mof-asset-freeze").canaries
    printed = [(*LUNA[:2], None, name.title()) for name in canaries]

    assert missing_canaries(canaries, parse_published(one_sheet(*printed))) == []
    assert missing_canaries(canaries, parse_published(one_sheet(LUNA))) == list(canaries)
