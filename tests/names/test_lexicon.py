import re
from collections import Counter

import pytest

from screening.names.scripts import fold_han, fold_kana
from screening.names.tables import rows

CLASSES = {"place", "industry", "institution", "generic", "form", "brand", "organisation"}
ENGLISH = re.compile(r"[a-z0-9]+( [a-z0-9]+)*(\|[a-z0-9]+( [a-z0-9]+)*){0,3}")
LEFT_OUT = {"of", "the", "and"}


def folded(text: str) -> str:
    return fold_han(fold_kana(text))


def test_every_row_of_the_lexicon_is_complete_and_of_a_known_class_and_language():
    lexicon = rows("lexicon")

    assert list(lexicon[0]) == ["word", "language", "class", "english", "source"]
    assert all(all(row.values()) for row in lexicon)
    assert {row["class"] for row in lexicon} <= CLASSES
    assert {row["language"] for row in lexicon} <= {"zh", "ja", "ko"}


def test_a_word_of_the_lexicon_stands_once_in_its_language_however_it_is_written():
    count = Counter((folded(row["word"]), row["language"]) for row in rows("lexicon"))

    assert [word for word, times in count.items() if times > 1] == []


def test_english_is_one_to_four_alternatives_of_plain_words():
    wrong = [row["word"] for row in rows("lexicon") if not ENGLISH.fullmatch(row["english"])]

    assert wrong == []


def test_no_alternative_is_said_twice_or_has_a_word_that_comparison_leaves_out():
    for row in rows("lexicon"):
        alternatives = row["english"].split("|")
        words = {word for alternative in alternatives for word in alternative.split()}

        assert len(alternatives) == len(set(alternatives)), row["word"]
        assert not words & LEFT_OUT, row["word"]


def test_a_katakana_word_is_long_enough_without_its_long_vowels_to_be_no_piece_of_every_name():
    katakana = [row["word"] for row in rows("lexicon") if re.fullmatch(r"[ァ-ヺー・]+", row["word"])]

    assert [word for word in katakana if len(fold_kana(word)) < 2] == []


def test_no_word_of_the_lexicon_is_a_legal_form():
    forms = {folded(row["form"]) for row in rows("legal_forms")}

    assert [row["word"] for row in rows("lexicon") if folded(row["word"]) in forms and row["class"] != "form"] == []


@pytest.mark.parametrize(
    ("table", "order"),
    [
        ("lexicon", ("language", "class", "word")),
        ("acronyms", ("acronym",)),
        ("person_words", ("class", "word")),
        ("person_variants", ("variant",)),
    ],
)
def test_the_rows_of_a_table_are_sorted(table, order):
    keys = [tuple(row[column] for column in order) for row in rows(table)]

    assert keys == sorted(keys)


def test_an_acronym_stands_once_and_has_an_expansion_of_plain_words_in_a_country():
    acronyms = rows("acronyms")
    wrong = [row for row in acronyms if not re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)+", row["expansion"])]

    assert list(acronyms[0]) == ["acronym", "expansion", "country", "source"]
    assert len({row["acronym"] for row in acronyms}) == len(acronyms)
    assert wrong == []
    assert all(re.fullmatch(r"[a-z0-9]+", row["acronym"]) for row in acronyms)
    assert all(re.fullmatch(r"[A-Z]{2}", row["country"]) and row["source"] for row in acronyms)


def test_no_expansion_has_a_word_that_comparison_leaves_out():
    assert [row["acronym"] for row in rows("acronyms") if LEFT_OUT & {*row["expansion"].split()}] == []


def test_a_word_beside_a_name_of_a_person_stands_once_and_has_a_known_class():
    words = rows("person_words")

    assert list(words[0]) == ["word", "class"]
    assert {row["class"] for row in words} == {"title", "particle", "honorific"}
    assert len({row["word"] for row in words}) == len(words)
    assert all(re.fullmatch(r"[a-z]+", row["word"]) for row in words)


def test_a_spelling_of_a_name_leads_to_one_spelling_that_leads_no_further():
    variants = rows("person_variants")
    spellings = {row["variant"] for row in variants}

    assert list(variants[0]) == ["variant", "canonical"]
    assert len(spellings) == len(variants)
    assert spellings.isdisjoint(row["canonical"] for row in variants)
    assert all(re.fullmatch(r"[a-z]+", spelling) for row in variants for spelling in row.values())


@pytest.mark.parametrize(
    ("word", "language", "english"),
    [
        ("哈尔滨工业大学", "zh", "harbin institute technology"),
        ("北京理工大学", "zh", "beijing institute technology"),
        ("北京工业大学", "zh", "beijing university technology"),
        ("南京理工大学", "zh", "nanjing university science technology"),
        ("中国科学院计算技术研究所", "zh", "institute computing technology chinese academy sciences"),
        ("陕西", "zh", "shaanxi"),
        ("山西", "zh", "shanxi"),
        ("ハルビン工業大学", "ja", "harbin institute technology"),
        ("ハイクビジョン", "ja", "hikvision"),
        ("三菱重工業", "ja", "mitsubishi heavy industries"),
        ("삼성", "ko", "samsung"),
    ],
)
def test_a_word_has_the_english_that_its_owner_uses_first(word, language, english):
    found = {(row["word"], row["language"]): row["english"].split("|")[0] for row in rows("lexicon")}

    assert found[word, language] == english


@pytest.mark.parametrize(
    ("variant", "canonical"),
    [("mohammed", "muhammad"), ("gaddafi", "qadhafi"), ("evgeni", "evgeny"), ("sergey", "sergei")],
)
def test_spellings_of_one_name_of_a_person_have_one_canonical_spelling(variant, canonical):
    assert {row["variant"]: row["canonical"] for row in rows("person_variants")}[variant] == canonical
