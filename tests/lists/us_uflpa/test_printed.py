"""Names as the UFLPA Entity List prints them, the ugly ones too."""

import pytest

from lists.us_uflpa.printed import read_printed
from screening.errors import ListError


def read(text):
    return read_printed(text, where="row 1")


def others(text):
    return [(name, type_.value) for name, type_ in read(text).others]


@pytest.mark.parametrize(
    "name",
    ["Moon Trade and Business Co., Ltd.", "Moon (Shanshan) Co., Ltd", "Moon (Group) Co., Ltd., Sun Branch", "Moon"],
)
def test_a_plain_name_stays_whole(name):
    assert read(name).name == name
    assert read(name).others == ()


@pytest.mark.parametrize(
    ("printed", "aliases"),
    [
        ("Moon Co. Ltd. (and one alias: Luna and Sons Co., Ltd.)", ["Luna and Sons Co., Ltd."]),
        ("Moon Co. Ltd. (and two aliases: Luna, Ltd.; and Mond)", ["Luna, Ltd.", "Mond"]),
        ("Moon Co. Ltd. (including two aliases: Luna Co., Ltd. and Mond Co.)", ["Luna Co., Ltd.", "Mond Co."]),
        ("Moon Co. Ltd. (including three aliases: Luna; Mond; and Lune)", ["Luna", "Mond", "Lune"]),
        ("Moon Co. Ltd. (also known as Luna (China) Co., Ltd.)", ["Luna (China) Co., Ltd."]),
        ("Moon Co. Ltd. (also known as Luna Co., Ltd.; Mond; and Lune)", ["Luna Co., Ltd.", "Mond", "Lune"]),
    ],
)
def test_aliases_in_brackets_are_split_but_not_at_the_comma_of_a_legal_form(printed, aliases):
    assert read(printed).name == "Moon Co. Ltd."
    assert others(printed) == [(alias, "alias") for alias in aliases]


def test_former_names_are_told_from_aliases():
    printed = (
        "Moon Co., Ltd. (also known as Luna; and Mond Co. Ltd., and formerly known as Old Moon Co., Ltd.; "
        "and Very Old Moon Co., Ltd.)"
    )

    assert others(printed) == [
        ("Luna", "alias"), ("Mond Co. Ltd.", "alias"),
        ("Old Moon Co., Ltd.", "former"), ("Very Old Moon Co., Ltd.", "former"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "remark"),
    [
        ("Moon Co., Ltd. and subsidiaries", "and subsidiaries"),
        ("Moon Co., Ltd., and Subsidiaries", "and Subsidiaries"),
        ("Moon Corps (including one alias: MC) and its subordinate and affiliated entities",
         "and its subordinate and affiliated entities"),
        ("Production and Construction Moon Co., Ltd. and its three subsidiaries", "and its three subsidiaries"),
    ],
)  # fmt: skip
def test_unnamed_subsidiaries_are_kept_as_a_remark(printed, remark):
    assert read(printed).remark == remark
    assert read(printed).units == ()
    assert "subsidiar" not in read(printed).name.lower()


def test_named_subsidiaries_are_units():
    several = read("Moon Corp and its three Luna-based subsidiaries, which include A Co., Ltd., B Co., Ltd., and C")
    one = read("Moon Co., Ltd. and its subsidiary Crater Yanqi Co. Ltd.")

    assert (several.name, several.units) == ("Moon Corp", ("A Co., Ltd.", "B Co., Ltd.", "C"))
    assert (one.name, one.units) == ("Moon Co., Ltd.", ("Crater Yanqi Co. Ltd.",))


def test_a_wrong_count_of_aliases_is_logged_and_none_is_lost(caplog):
    assert others("Moon (including three aliases: Luna; and Mond)") == [("Luna", "alias"), ("Mond", "alias")]
    assert "row 1: 3 aliases promised, 2 printed" in caplog.text


@pytest.mark.parametrize("printed", ["Moon (also known as Luna", "Moon (a.k.a. Luna)", "Moon (Luna is an alias)"])
def test_aliases_written_in_an_unknown_way_are_refused_with_the_row(printed):
    with pytest.raises(ListError, match="row 1: "):
        read(printed)
