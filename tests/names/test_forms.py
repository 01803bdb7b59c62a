import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.forms import name_form

SAME = [
    ("㈱日立", "株式会社日立"),
    ("(株)日立", "株式会社日立"),
    ("日立 株式会社", "株式会社日立"),
    ("華為技術有限公司", "华为技术有限公司"),
    ("沖電気工業株式会社", "冲电气工业株式会社"),
    ("日東電工株式会社", "日东电工株式会社"),
    ("中国電子科技集団公司", "中国电子科技集团公司"),
    ("三菱造船株式会社", "三菱造船株式會社"),
    ("ﾌｧｰｳｪｲ", "ファーウェイ"),
    ("中国电子科技集团公司第五十五研究所", "中国電子科技集団公司第55研究所"),
    ("SIS DOO", "SIS d.o.o."),
    ("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD"),
    ("Huawei Technologies Co., Ltd.", "ＨＵＡＷＥＩ　ＴＥＣＨＮＯＬＯＧＩＥＳ　ＣＯ．，　ＬＴＤ．"),
    ("University of Science and Technology of China", "University of Science & Technology of China"),
    ("Semiconductor Manufacturing International Corporation (SMIC)", "Semiconductor Manufacturing International Corp."),
    ("China Electronics Technology Group Corporation (CETC)", "China Electronics Technology Group Corporation"),
    ("HiSilicon Technologies Co., Ltd (HiSilicon)", "HiSilicon Technologies Co., Ltd"),
    ("O'Neil Industries", "O’Neil Industries"),
]

SAME_WORDS = [
    ("Guangzhou Haige Comm Grp", "Guangzhou Haige Communication Group Co., Ltd."),
    ("CNOOC Energy Tech & Srvces Ltd", "CNOOC Energy Technology & Services Limited"),
    ("ACME INTL TRADING CO", "Acme International Trading Company"),
    ("Beijing Inst. of Tech.", "Beijing Institute of Technology"),
]

DIFFERENT = [
    ("华为", "华威"),
    ("54th Research Institute of CETC", "55th Research Institute of CETC"),
    ("BELLETECH CORP", "11420 CORP."),
    ("China Telecom Corporation Limited", "China Telecom (Americas) Corporation"),
    ("中国兵器工业集团有限公司", "中国兵器装备集团有限公司"),
    ("Panda Electronics Group Co., Ltd.", "Nanjing Panda Electronics Company Limited"),
    ("Hebei Semiconductor", "Hebei Semiconductor 13"),
    ("A-B-C Company", "Company"),
]

WITHOUT_LETTERS = ["", " ", "***", "---", "&", "(  )", "\u200b", "・・・"]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_names_that_differ_only_in_how_they_are_written_have_the_same_core(left, right):
    assert name_form(left).core == name_form(right).core


@pytest.mark.parametrize(("left", "right"), SAME_WORDS)
def test_abbreviated_words_are_the_whole_words(left, right):
    assert set(name_form(left).written.tokens) == set(name_form(right).written.tokens)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_names_of_different_parties_have_different_cores(left, right):
    assert name_form(left).core != name_form(right).core


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gazprom Bank", "Gazprombank"),
        ("ロッキード・マーティン", "ロッキードマーティン"),
        ("ロッキード･マーティン", "ロッキード マーティン"),
        ("洛克希德·马丁公司", "洛克希德马丁公司"),
    ],
)
def test_split_and_joined_words_are_the_same_without_blanks(left, right):
    assert name_form(left).joined == name_form(right).joined


def test_the_order_of_words_does_not_matter_where_they_are_sorted():
    left, right = name_form("Technology Institute Beijing"), name_form("Beijing Institute Technology")

    assert left.written.sorted_core == right.written.sorted_core
    assert left.core != right.core


@pytest.mark.parametrize("name", WITHOUT_LETTERS)
def test_a_name_without_letters_and_digits_is_empty_and_has_nothing_to_match(name):
    form = name_form(name)

    assert form.is_empty
    assert (form.core, form.written.tokens, form.written.weights, form.numbers) == ("", (), (), ())


@pytest.mark.parametrize("name", ["华为", "Роснефть", "삼성", "شركة", "टाटा", "A", "7", "Co., Ltd.", "株式会社", "The"])
def test_a_name_in_any_script_is_never_empty(name):
    assert not name_form(name).is_empty


def test_initials_stay_tokens_of_their_own():
    form = name_form("A-B-C Company")

    assert form.written.tokens == ("a", "b", "c")
    assert max(form.written.weights) < 0.5


def test_a_name_of_generic_words_only_weighs_little_but_is_kept():
    form = name_form("Trading Company Limited")

    assert not form.is_empty
    assert max(form.written.weights) < 0.5


def test_an_acronym_behind_a_name_is_dropped_only_if_it_repeats_the_name():
    repeated, telling = name_form("China National Nuclear Corporation (CNNC)"), name_form("Avic Industry (Dalian)")

    assert "cnnc" not in repeated.written.tokens
    assert "dalian" in telling.written.tokens


def test_a_place_in_brackets_stays():
    assert "suzhou" in name_form("Huawei Digital Technologies (Suzhou) Co., Ltd.").written.tokens


def english(name):
    """The commonest English reading of a name in another script."""
    return next(view for view in name_form(name).views if view.is_read).core


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("武汉新芯集成电路制造有限公司", "wuhan xinxin semiconductor manufacturing"),
        ("哈尔滨工业大学", "harbin institute technology"),
        ("ハルビン工業大学", "harbin institute technology"),
        ("CETC 55 研究所", "cetc 55 research institute"),
        ("サロニック", "saronikku"),
        ("川崎重工業株式会社", "kawasaki heavy industry"),
        ("삼성전자 주식회사", "samsung electronic"),
        ("广东省半导体研究所", "guangdong semiconductor research institute"),
    ],
)
def test_a_name_in_another_script_has_an_english_reading(name, reading):
    assert english(name) == reading


def test_a_slot_keeps_the_readings_that_a_word_may_have():
    view = next(view for view in name_form("上海微电子研究所").views if view.is_read)

    assert {"institute", "research"} <= {
        word.text for slot in view.slots for option in slot.alternatives for word in option
    }


def test_a_name_that_repeats_itself_in_another_script_has_the_views_of_both():
    cores = {view.core for view in name_form("Huawei (华为)").views}

    assert {"huawei", "华为"} <= cores


def test_a_chinese_name_sounds_as_in_pinyin_and_a_japanese_one_does_not():
    assert next(view for view in name_form("华为技术").views if view.is_read).sound == "huaweijishu"
    assert all(view.sound == "" for view in name_form("株式会社日立製作所").views)


def test_chinese_names_are_cut_into_pairs_of_neighbouring_characters():
    assert name_form("大疆创新").written.tokens == ("大疆", "疆创", "创新")


def test_the_brand_weighs_more_than_place_industry_and_form():
    form = name_form("Shenzhen DJI Technology Co., Ltd.")
    weight = dict(zip(form.written.tokens, form.written.weights, strict=True))

    assert weight["dji"] == 1.0
    assert weight["shenzhen"] < 0.5
    assert weight["technology"] < 0.5


def test_the_script_is_that_of_the_name_as_written():
    assert [name_form(name).script for name in ("ﾌｧｰｳｪｲ", "华为", "Huawei", "***")] == ["kana", "han", "latin", "none"]


def test_a_name_with_hidden_characters_compares_as_without_and_says_so():
    hidden, plain = name_form("Hua\u200bwei Techn\u043elogies"), name_form("Huawei Technologies")

    assert hidden.core == plain.core
    assert (hidden.is_evasive, plain.is_evasive) == (True, False)


def test_the_cleaned_name_still_shows_the_legal_form():
    assert name_form("Huawei Technologies Co., Lt").cleaned == "huawei technologies co., lt"


WITHOUT_FOREIGN_DIGITS = st.one_of(
    st.characters(exclude_categories=("Cs", "Nd")),
    st.sampled_from("0123456789第十研究所(株)有限公司&.,'ファーウェイabcxyz №"),
)
NAMES = st.text(WITHOUT_FOREIGN_DIGITS, max_size=60)


@given(NAMES)
def test_any_text_has_a_form(name):
    form = name_form(name)

    assert len(form.written.tokens) == len(form.written.weights) == len(set(form.written.tokens))
    assert all(0 < weight <= 1 for weight in form.written.weights)
    assert sorted(form.core.split(" ")) == form.written.sorted_core.split(" ")
    assert form.is_empty == (form.core == "") == (not form.written.tokens)


@given(NAMES)
def test_letters_and_digits_are_never_all_lost(name):
    form = name_form(name)

    assert form.is_empty or any(character.isalnum() for character in form.cleaned)
    assert not form.is_empty or not any(character.isalnum() for character in form.cleaned)


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_case_and_width_do_not_matter(name):
    full_width = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in "'`" else c for c in name)

    assert name_form(full_width).core == name_form(name).core == name_form(name.upper()).core


@given(st.sampled_from([left for left, _ in SAME + DIFFERENT]), st.sampled_from(["  ", "\u3000", "\t"]))
def test_blanks_around_a_name_and_their_kind_do_not_matter(name, blank):
    assert name_form(blank + name.replace(" ", blank) + blank).core == name_form(name).core
