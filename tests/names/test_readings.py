import pytest

from screening.names.readings import kana_reading, pinyin_readings, romanised


@pytest.mark.parametrize(
    ("kana", "reading"),
    [
        ("ロッキード", "rokkido"), ("マーティン", "matin"), ("シャープ", "shapu"), ("チュウゴク", "chuugoku"),
        ("ファーウェイ", "fawei"), ("ウィング", "wingu"), ("ヴァルト", "varuto"), ("ジェネラル", "jeneraru"),
        ("ー", ""),
    ],
)  # fmt: skip
def test_katakana_are_read_as_they_sound(kana, reading):
    assert kana_reading(kana) == reading


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("华为", ("huawei",)),
        ("重庆", ("chongqing", "zhongqing")),
        ("长鑫", ("zhangxin", "changxin")),
        ("绿", ("lv", "lu")),
    ],
)
def test_chinese_is_read_in_pinyin_and_only_real_polyphones_have_two_readings(text, readings):
    assert pinyin_readings(text) == readings


def test_a_run_with_a_character_that_has_no_reading_is_not_read():
    assert pinyin_readings("华ア") == ()


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("삼성전자", "samseongjeonja"),
        ("рособоронэкспорт", "rosoboroneksport"),
        ("ωμεγα", "omega"),
        ("huawei", "huawei"),
    ],
)
def test_other_alphabets_are_read_in_latin_letters(text, latin):
    assert romanised(text) == latin
