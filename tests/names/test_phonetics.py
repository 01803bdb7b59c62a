import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.phonetics import consonants, is_pinyin, sinitic_key, skeleton, skeletons, spelling_key
from screening.names.readings import kana_reading

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=14)


@pytest.mark.parametrize(
    ("kana", "english"),
    [
        ("ロッキード", "lockheed"), ("マーティン", "martin"), ("テレダイン", "teledyne"), ("スカイディオ", "skydio"),
        ("エアロバイロンメント", "aerovironment"), ("レイセオン", "raytheon"), ("ノースロップ", "northrop"),
        ("ボーイング", "boeing"), ("クアルコム", "qualcomm"), ("タレス", "thales"),
    ],
)  # fmt: skip
def test_a_katakana_rendering_has_the_consonants_of_the_english_word(kana, english):
    assert skeletons(kana_reading(kana)) & skeletons(english)


@pytest.mark.parametrize(("one", "other"), [("lockheed", "locket"), ("boeing", "bowling"), ("intel", "intail")])
def test_words_that_sound_otherwise_have_other_consonants_or_the_same_by_ear(one, other):
    assert (skeleton(one) == skeleton(other)) == (one == "intel")


@pytest.mark.parametrize(
    ("pinyin", "wade_giles"),
    [("xinhua", "hsinhua"), ("zhongshan", "chungshan"), ("guohua", "kuohua"), ("xie", "hsieh"), ("zhou", "chou")],
)
def test_wade_giles_and_pinyin_have_one_key(pinyin, wade_giles):
    assert sinitic_key(pinyin) == sinitic_key(wade_giles)


@pytest.mark.parametrize(
    ("one", "other"),
    [("alfa", "alpha"), ("evgeni", "yevgeny"), ("sharif", "shareef"), ("muhammad", "mohamad"), ("itoh", "ito")],
)
def test_transliterations_of_one_word_have_one_key(one, other):
    assert spelling_key(one) == spelling_key(other)


def test_words_that_differ_in_vowels_only_have_the_same_consonants():
    assert consonants(spelling_key("hizballah")) == consonants(spelling_key("hezbollah"))
    assert consonants(spelling_key("hytera")) != consonants(spelling_key("hydera"))


@pytest.mark.parametrize(("word", "answer"), [("xiaohua", True), ("zhang", True), ("johnson", False), ("smith", False)])
def test_syllables_of_pinyin_are_told_from_other_words(word, answer):
    assert is_pinyin(word) is answer


@given(WORDS)
def test_every_word_has_keys_and_the_same_ones_each_time(word):
    assert skeleton(word) == skeleton(word)
    assert skeleton(word) in skeletons(word)
    assert set(sinitic_key(word)) <= set("abcdefghijklmnopqrstuvwxyz")
