from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.clean import clean
from screening.names.tables import rows
from screening.names.words import CLASS_WEIGHTS, character_weights, latin_words, stop_words

ABBREVIATED = [
    ("tech", "technology"),
    ("technologies", "technology"),
    ("intl", "international"),
    ("srvcs", "service"),
    ("grp", "group"),
    ("univ", "university"),
    ("inst", "institute"),
]


@pytest.mark.parametrize(("word", "canonical"), ABBREVIATED)
def test_an_abbreviated_word_has_the_spelling_of_the_whole_word(word, canonical):
    assert latin_words()[word][0] == canonical


def test_the_spelling_of_every_word_is_itself_a_word_of_the_table():
    known = latin_words()

    assert {canonical for canonical, _ in known.values()} <= set(known)
    assert all(known[canonical][0] == canonical for canonical, _ in known.values())


def test_every_row_has_a_known_class_and_language():
    classes = {row["class"] for row in rows("words")}
    languages = {row["language"] for row in rows("words")}

    assert classes <= {*CLASS_WEIGHTS, "stop"}
    assert languages == {"en", "ja", "zh"}


def test_no_word_of_a_language_stands_twice():
    count = Counter((row["word"], row["language"]) for row in rows("words"))

    assert [word for word, times in count.items() if times > 1] == []


def test_words_of_the_table_are_written_as_cleaned_names_are():
    written = [row["word"].replace("'", "") for row in rows("words") if row["language"] == "en"]

    assert [word for word in written if clean(word).text != word] == []


def test_every_weight_lies_below_that_of_a_telling_word():
    assert all(0 < weight < 1 for weight in CLASS_WEIGHTS.values())


@pytest.mark.parametrize("word", ["of", "the", "and"])
def test_words_that_bind_others_are_stop_words_and_have_no_weight(word):
    assert word in stop_words()
    assert word not in latin_words()


@pytest.mark.parametrize("word", ["huawei", "norinco", "hikvision", "dji", "smic", "avic"])
def test_a_brand_is_no_word_of_the_table(word):
    assert word not in latin_words() | dict.fromkeys(stop_words())


def test_characters_of_generic_words_weigh_little_and_those_of_a_brand_fully():
    weights = character_weights(clean("华为科技").text)

    assert weights[:2] == [1.0, 1.0]
    assert max(weights[2:]) <= CLASS_WEIGHTS["generic"]


def test_japanese_and_chinese_spellings_of_a_generic_word_weigh_the_same():
    japanese, chinese = clean("電子工業").text, clean("电子工业").text

    assert character_weights(japanese) == character_weights(chinese)


@given(st.text(st.sampled_from("华为中国电子科技集团公司研究所北京市大学ファウエイ")))
def test_each_character_has_one_weight_between_zero_and_one(text):
    weights = character_weights(text)

    assert len(weights) == len(text)
    assert all(0 < weight <= 1 for weight in weights)
