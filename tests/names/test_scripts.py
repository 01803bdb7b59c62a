import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.scripts import fold_han, fold_kana, script_of
from screening.names.tables import rows

SCRIPTS = [
    ("Huawei", "latin"),
    ("Société", "latin"),
    ("ＨＵＡＷＥＩ", "latin"),
    ("华为", "han"),
    ("佐々木", "han"),
    ("Huawei 华为", "han"),
    ("ファーウェイ", "kana"),
    ("ﾌｧｰｳｪｲ", "kana"),
    ("ふじ産業", "kana"),
    ("삼성전자", "hangul"),
    ("Роснефть", "cyrillic"),
    ("شركة", "arabic"),
    ("𠮷野家", "han"),
    ("12345", "none"),
    ("***", "none"),
    ("", "none"),
]

SAME_HAN = [
    ("華為技術有限公司", "华为技术有限公司"),
    ("中国電子科技集団公司", "中国电子科技集团公司"),
    ("中國電子科技集團公司", "中国电子科技集团公司"),
    ("沖電気工業", "冲电气工业"),
    ("日東電工", "日东电工"),
    ("哈爾浜工業大学", "哈尔滨工业大学"),
    ("広州", "广州"),
    ("廣州", "广州"),
    ("第五十五研究所", "第五十五硏究所"),
    ("研究院", "硏究院"),
    ("斎藤", "齋藤"),
    ("斉藤", "斎藤"),
    ("髙島屋", "高島屋"),
    ("山﨑", "山崎"),
    ("渡邉", "渡辺"),
    ("渡邊", "渡辺"),
    ("嶋津", "島津"),
    ("𠮷野家", "吉野家"),
    ("佐々木", "佐佐木"),
    ("龍", "竜"),
    ("澤井", "沢井"),
    ("桜", "樱"),
]

DIFFERENT_HAN = [
    ("华为", "华威"),
    ("兵器工业", "兵器装备"),
    ("大", "太"),
    ("研究", "研发"),
    ("千", "干"),
    ("未来", "末来"),
]

SAME_KANA = [
    ("ファーウェイ", "フアウエイ"),
    ("ハイクヴィジョン", "ハイクビジョン"),
    ("ヴォルガ", "ボルガ"),
    ("コンピューター", "コンピュータ"),
    ("とよた", "トヨタ"),
    ("キヤノン", "キャノン"),
    ("ヂーゼル", "ジーゼル"),
    ("データ-システム", "データーシステム"),
]


@pytest.mark.parametrize(("name", "script"), SCRIPTS)
def test_the_script_of_a_name_is_the_one_that_characterises_it(name, script):
    assert script_of(name) == script


@pytest.mark.parametrize(("left", "right"), SAME_HAN)
def test_variants_of_one_han_character_are_folded_to_one(left, right):
    assert fold_han(left) == fold_han(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT_HAN)
def test_different_han_characters_are_not_folded_together(left, right):
    assert fold_han(left) != fold_han(right)


def test_the_word_for_research_survives_folding():
    assert fold_han("研究所") == "研究所"


@pytest.mark.parametrize("row", rows("han_variants"), ids=lambda row: row["variant"])
def test_each_row_of_our_table_of_han_variants_takes_effect_and_says_why(row):
    assert fold_han(row["variant"]) == row["folded"]
    assert row["why"]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), st.text(max_size=5))
def test_folding_han_maps_character_by_character(han, other):
    other = other.replace("々", "")

    assert len(fold_han(han)) == len(han)
    assert fold_han(han + "一" + other) == fold_han(han) + "一" + fold_han("一" + other)[1:]


@pytest.mark.parametrize(("left", "right"), SAME_KANA)
def test_spellings_of_one_word_in_kana_are_folded_to_one(left, right):
    assert fold_kana(left) == fold_kana(right)


@pytest.mark.parametrize(("left", "right"), [("ハ", "バ"), ("シ", "ツ"), ("ソニ", "ソン"), ("カタ", "タカ")])
def test_kana_that_sound_different_stay_different(left, right):
    assert fold_kana(left) != fold_kana(right)


@pytest.mark.parametrize("text", ["", "Huawei-Technologies", "华为", "Роснефть", "A-1"])
def test_text_without_kana_is_left_alone(text):
    assert fold_kana(text) == text


@given(st.text(st.characters(codec="ascii")))
def test_ascii_has_nothing_to_fold(text):
    assert fold_han(fold_kana(text)) == text


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096)))
def test_hiragana_and_katakana_of_a_word_are_folded_to_the_same(hiragana):
    katakana = "".join(chr(ord(character) + 0x60) for character in hiragana)

    assert fold_kana(hiragana) == fold_kana(katakana)
