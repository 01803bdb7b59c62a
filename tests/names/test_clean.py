import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.clean import clean

SAME = [
    ("ＨＵＡＷＥＩ", "Huawei"),
    ("HUAWEI", "huawei"),
    ("Huawei\u3000Technologies", "Huawei Technologies"),
    (" Huawei \t\n Technologies ", "Huawei Technologies"),
    ("Huawei\x85Technologies", "Huawei Technologies"),
    ("Huawei\u200bTechnologies", "HuaweiTechnologies"),
    ("Hua\u00adwei", "Huawei"),
    ("\u202eHuawei\u202c", "Huawei"),
    ("Huawei\ufe0f", "Huawei"),
    ("Société", "Societe"),
    ("Socie\u0301te\u0301", "Société"),
    ("Łódź", "Lodz"),
    ("Straße", "STRASSE"),
    ("Ørsted", "Orsted"),
    ("Ægir", "Aegir"),
    ("Şişecam", "Sisecam"),
    ("O'Neil", "O’Neil"),
    ("Xi'an", "Xi＇an"),
    ("Xi'an", "Xian"),
    ("ﬁnance", "finance"),
    ("ﾌｧｰｳｪｲ", "ファーウェイ"),
    ("フアーウエイ", "ファーウェイ"),
    ("ふぁーうぇい", "ファーウェイ"),
    ("ハイクヴィジョン", "ハイクビジョン"),
    ("ﾊﾞﾝﾀﾞｲ", "バンダイ"),
    ("デ－タ", "データ"),
    ("華為技術", "华为技术"),
    ("中国電子科技集団公司", "中國電子科技集團公司"),
    ("中国電子科技集団公司", "中国电子科技集团公司"),
    ("㈱日立", "(株)日立"),
    ("（株）日立", "㈱日立"),
    ("㍿日立", "株式会社日立"),
]

DIFFERENT = [
    ("华为", "华威"),
    ("三菱", "三井"),
    ("大野", "小野"),
    ("ハイテラ", "バイテラ"),
    ("Shen", "Chen"),
    ("Роснефть", "Rosneft"),
    ("A1", "A2"),
]

EVASIVE = [
    "Huawei\u200b Technologies",
    "\u202eHuawei",
    "Hu\u00adawei",
    "Hu\u0430wei",  # Cyrillic a
    "R\u03bfsneft Oil",  # Greek omicron
    "\u0421isco",  # Cyrillic S
    "C0mpany",
    "0mega Trading",
]

ORDINARY = [
    "Huawei",
    "3M",
    "A380",
    "Роснефть",
    "ООО Ромашка",
    "Ελληνική Εταιρεία",
    "Société",
    "日立",
    "ﾌｧｰｳｪｲ",
    "B-52",
    "10000",
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_that_a_reader_takes_for_the_same_are_cleaned_to_the_same(left, right):
    assert clean(left).text == clean(right).text


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_names_that_differ_stay_different(left, right):
    assert clean(left).text != clean(right).text


@pytest.mark.parametrize("name", EVASIVE)
def test_invisible_and_look_alike_characters_are_remembered_as_evasive(name):
    cleaned = clean(name)

    assert cleaned.is_evasive
    assert cleaned.text.isascii()


@pytest.mark.parametrize("name", ORDINARY)
def test_names_that_are_just_written_in_their_own_script_are_not_evasive(name):
    assert not clean(name).is_evasive


def test_a_cyrillic_name_keeps_its_letters_beside_a_few_latin_ones():
    assert clean("Завод Сокол JV").text == "завод сокол jv"


def test_a_zero_stays_a_digit_beside_other_digits():
    assert clean("a0b1").text == "a0b1"


def test_indian_vowel_signs_belong_to_their_letters():
    assert clean("टाटा").text == "टाटा"


@pytest.mark.parametrize("name", ["", " ", "\u3000\t\n", "\u200b\u200d"])
def test_a_name_without_visible_characters_is_cleaned_to_nothing(name):
    assert clean(name).text == ""


LATIN = st.characters(max_codepoint=0x024F, exclude_categories=("Cc",))
KATAKANA = st.characters(min_codepoint=0x30A1, max_codepoint=0x30FA)
HIRAGANA = st.characters(min_codepoint=0x3041, max_codepoint=0x3096)
CYRILLIC = st.characters(min_codepoint=0x0410, max_codepoint=0x044F)
HANGUL = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
FULL_WIDTH = st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)
PARTS_OF_NAMES = st.sampled_from(
    [
        "株式会社",
        "㈱",
        "日立製作所",
        "華為技術",
        "华为技术",
        "(集団)",
        "ファーウェイ",
        "ﾌｧｰｳｪｲ",
        "Co., Ltd.",
        "O’Neil",
        "第55研究所",
        "佐々木",
    ]
)
NAMES = st.one_of(
    *(st.text(alphabet) for alphabet in (LATIN, KATAKANA, HIRAGANA, CYRILLIC, HANGUL, FULL_WIDTH)),
    st.lists(PARTS_OF_NAMES).map(" ".join),
    st.lists(PARTS_OF_NAMES).map("".join),
)


@given(NAMES)
def test_cleaning_twice_changes_nothing(name):
    once = clean(name).text

    assert clean(once).text == once


@given(st.text())
def test_cleaning_never_fails_and_leaves_no_blank_at_an_end_or_twice(name):
    text = clean(name).text

    assert text == " ".join(text.split(" "))
    assert text == text.strip(" ")
    assert "  " not in text


@given(st.text(st.characters(codec="ascii", exclude_characters="01$@'`", exclude_categories=("Cc",))))
def test_ascii_is_only_lowered_and_its_blanks_joined(name):
    assert clean(name).text == " ".join(name.lower().split())
