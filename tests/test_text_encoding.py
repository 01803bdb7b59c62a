import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.errors import InputError
from screening.text_encoding import decode

JAPANESE = "取引先コード,会社名\n1,株式会社日立製作所\n2,三菱電機㈱\n3,ﾊﾟﾅｿﾆｯｸ\n4,（有）渡邊商店\n"
CHINESE = "编号,公司名称\n1,华为技术有限公司\n2,中兴通讯股份有限公司\n3,深圳市大疆创新科技有限公司\n"
TRADITIONAL = "編號,公司名稱\n1,華為技術有限公司\n"
KOREAN = "id,name\n1,주식회사 삼성전자\n"


def read(content, *, encoding=None):
    return decode(content, encoding=encoding, where="ledger.csv")


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (JAPANESE, "utf-8", "utf-8"),
        (JAPANESE, "utf-8-sig", "utf-8"),
        (JAPANESE, "utf-16", "utf-16"),
        (JAPANESE, "cp932", "cp932"),
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (KOREAN, "utf-8", "utf-8"),
        ("id,name\n1,Acme\n", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_the_encoding_of_a_ledger_is_found_out(text, codec, found):
    assert read(text.encode(codec)) == (text, found)


def test_utf_16_of_either_byte_order_is_read():
    little, big = b"\xff\xfe" + JAPANESE.encode("utf-16-le"), b"\xfe\xff" + JAPANESE.encode("utf-16-be")

    assert read(little) == read(big) == (JAPANESE, "utf-16")


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("沖電気", "cp932"),
        ("ﾋﾀﾁ", "cp932"),
        ("東京エレクトロン", "cp932"),
        ("华为", "gb18030"),
        ("中国科学院", "gb18030"),
        ("深圳市大疆创新科技有限公司", "gb18030"),
    ],
)
def test_one_name_is_often_enough_to_tell(name, codec):
    assert read(f"id,name\n1,{name}\n".encode(codec)) == (f"id,name\n1,{name}\n", codec)


def test_the_encoding_that_a_person_names_is_used_though_another_would_do():
    text, encoding = read(CHINESE.encode("gb18030"), encoding="gb18030")

    assert (text, encoding) == (CHINESE, "gb18030")
    assert read("é".encode("latin-1"), encoding="latin-1") == ("é", "latin-1")


def test_a_wrong_encoding_that_a_person_names_is_refused_with_the_row():
    content = b"id,name\n1,Acme\n2," + "日立".encode("cp932") + b"\n"

    with pytest.raises(
        InputError, match=r"ledger\.csv, row 3: byte 17 is not utf-8; save it as UTF-8 or name its encoding"
    ):
        read(content, encoding="utf-8")


def test_an_encoding_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(InputError, match="there is no encoding 'sjiss'; write utf-8, cp932 or gb18030"):
        read(b"id\n", encoding="sjiss")


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\x00", b"\x00\x01\x02", b"PAR1\x15\x04\x00\x00"])
def test_a_file_that_is_no_text_is_refused(content):
    with pytest.raises(InputError, match=r"ledger\.csv: this is not a text file"):
        read(content)


def test_text_in_none_of_the_three_encodings_is_refused_with_its_first_bad_row():
    with pytest.raises(InputError, match=r"ledger\.csv, row 3: the text is neither UTF-8 nor CP932 nor GB18030"):
        read("id,name\n1,Acme\n2,Société Générale\n".encode("latin-1"))


def test_text_that_could_be_japanese_or_chinese_is_not_guessed():
    with pytest.raises(InputError, match=r"name its encoding in the mapping \(\[file\] encoding ="):
        read("id,name\n1,Ünal\n".encode("latin-1"))


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff")))
def test_text_in_utf_8_comes_back_as_it_was(text):
    assert read(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    try:
        text, encoding = read(content)
    except InputError as error:
        assert str(error).startswith("ledger.csv")
    else:
        assert encoding in {"utf-8", "utf-16", "cp932", "gb18030"}
        assert len(text) <= len(content)


def test_what_can_be_done_about_an_encoding_is_said_as_the_caller_knows_it():
    with pytest.raises(InputError, match=r"nor GB18030; save it as UTF-8$"):
        decode("a\nCaf\u00e9\n".encode("latin-1"), encoding=None, where="x.csv", remedy="save it as UTF-8")
