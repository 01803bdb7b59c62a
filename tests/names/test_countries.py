import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.countries import country_code
from screening.names.tables import rows

CODES = [
    ("CN", "CN"),
    ("cn", "CN"),
    (" jp ", "JP"),
    ("ＣＮ", "CN"),
    ("China", "CN"),
    ("CHINA, PEOPLE'S REPUBLIC OF", "CN"),
    ("China, People’s Republic of", "CN"),
    ("中国", "CN"),
    ("日本", "JP"),
    ("Japan", "JP"),
    ("台湾", "TW"),
    ("香港", "HK"),
    ("Hong Kong", "HK"),
    ("UK", "GB"),
    ("USA", "US"),
    ("米国", "US"),
    ("Türkiye", "TR"),
    ("Turkey", "TR"),
    ("Crimea Region of Ukraine", "UA"),
    ("Burma", "MM"),
    ("Korea", "KR"),
    ("ベトナム", "VN"),
    ("コンゴ民主共和国", "CD"),
    ("コンゴ共和国", "CG"),
    ("ボスニア・ヘルツェゴビナ", "BA"),
    ("ｶﾀｰﾙ", "QA"),
]


@pytest.mark.parametrize(("text", "code"), CODES)
def test_names_and_codes_of_a_country_as_lists_and_ledgers_print_them_are_known(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "  ", "Atlantis", "C", "CHN1", "12", "-"])
def test_what_is_no_country_has_no_code(text):
    assert country_code(text) is None


@pytest.mark.parametrize("row", rows("countries"), ids=lambda row: row["name"])
def test_every_name_of_the_table_is_found_in_any_case(row):
    assert country_code(row["name"]) == country_code(row["name"].lower()) == row["code"]


def test_no_name_stands_twice_in_the_table():
    names = [row["name"] for row in rows("countries")]

    assert len(names) == len(set(names))


@given(st.text())
def test_any_text_gives_two_capital_letters_or_nothing(text):
    code = country_code(text)

    assert code is None or (len(code) == 2 and code.isascii() and code.isupper())


@pytest.mark.parametrize("code", ["ZZ", "XX", "EU", "QQ"])
def test_two_letters_that_are_no_country_are_unknown(code):
    assert country_code(code) is None
