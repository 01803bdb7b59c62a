import pytest

from lists.jp_mof_asset_freeze.values import countries_in, numbers_in, several


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("アフガニスタン", ["AF"], []),
        ("(a)南スーダン (b)ウガンダ", ["SS", "UG"], []),
        ("トルコ、ヨルダン及びイラク", ["TR", "JO", "IQ"], []),
        ("イラン；Iran", ["IR"], []),
        ("タジキスタン Tajikistan", ["TJ"], []),
        ("インドネシア（2003年12月時点）", ["ID"], []),
        ("月光共和国", [], ["月光共和国"]),
        ("不明", [], []),
    ],
)
def test_countries_are_codes_and_what_is_none_is_not_lost(cell, codes, unknown):
    assert countries_in(cell) == (codes, unknown)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("南スーダン旅券、D00000001", ["D00000001"]),
        ("月旅券番号：OR1000001（2003年2月4日に発行、2006年2月2日に失効、Lunaの名義で発行)", ["OR1000001"]),
        ("(a)南スーダン S00000001号 (b)スーダン 003606号", ["S00000001", "003606"]),
        ("100000348（月旅券）、旅券失効日：2023年5月18日; 700000480（月旅券）", ["100000348", "700000480"]),
        ("ウガンダ旅券A00100000（2029年12月16日に失効）", ["A00100000"]),
        ("月旅券：SEー011697", []),
        ("不明", []),
    ],
)
def test_numbers_are_taken_without_their_dates_and_notes(cell, expected):
    assert numbers_in(cell) == expected


def test_values_stand_lettered_on_lines_or_between_semicolons():
    assert several("(a)月市1番地 (b)月市2番地；月市3番地\n①月市4番地") == [
        "月市1番地", "月市2番地", "月市3番地", "月市4番地",
    ]  # fmt: skip
