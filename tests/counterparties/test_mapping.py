import pytest

from screening.counterparties.mapping import Mapping, read_mapping
from screening.errors import InputError


@pytest.fixture
def write(tmp_path):
    """A mapping file with this text."""

    def put(text):
        path = tmp_path / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_without_a_file_our_own_headings_are_expected():
    mapping = read_mapping(None)

    assert mapping == Mapping()
    assert (mapping.columns.counterparty_id, mapping.columns.name) == ("counterparty_id", "name")
    assert (mapping.encoding, mapping.delimiter, mapping.sheet) == (None, None, None)


def test_a_file_says_how_the_columns_are_called_and_what_the_file_is(write):
    mapping = read_mapping(
        write(
            """
            [columns]
            counterparty_id = "取引先コード"
            name = "会社名"
            names = ["英文名", "旧社名"]
            address = ["都道府県", "住所"]
            [columns.identifier_columns]
            corporate_number = "法人番号"
            [file]
            encoding = "cp932"
            delimiter = "\\t"
            sheet = "取引先"
            """
        )
    )

    assert mapping.columns.counterparty_id == "取引先コード"
    assert mapping.columns.names == ("英文名", "旧社名")
    assert mapping.columns.address == ("都道府県", "住所")
    assert mapping.columns.identifier_columns == {"corporate_number": "法人番号"}
    assert mapping.columns.country == "country"
    assert (mapping.encoding, mapping.delimiter, mapping.sheet) == ("cp932", "\t", "取引先")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[columns]\nnaem = 'x'\n", r"columns\.naem: Extra inputs are not permitted"),
        ("[colums]\n", "colums: Extra inputs"),
        ("[columns]\nname = 5\n", r"columns\.name: Input should be a valid string"),
        ("[columns]\nnames = 'x'\n", r"columns\.names"),
        ("[columns\n", "not readable as TOML"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_file_and_the_setting(write, text, message):
    with pytest.raises(InputError, match=rf"mapping\.toml: {message}"):
        read_mapping(write(text))


def test_a_mapping_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_bytes("[columns]\nname = '会社名'\n".encode("cp932"))

    with pytest.raises(InputError, match="not readable as TOML in UTF-8"):
        read_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml: there is no such mapping file"):
        read_mapping(tmp_path / "none.toml")
