"""Names as MOF's cells hold them; made-up parties in every shape that was seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.jp_mof_asset_freeze.names import names_in, original_scripts


def names(cell):
    return [name for name, _ in names_in(cell)]


CELLS = [
    ("MOON WORKS", ["MOON WORKS"]),
    # lettered, in two languages
    (
        "(a)ルナ・イチ(b)ルナ・ニ\n(a.k.a.: (a)Luna Ichi (b) Luna Ni)",
        ["ルナ・イチ", "ルナ・ニ", "Luna Ichi", "Luna Ni"],
    ),
    ("（a）ルナ（b）ソル", ["ルナ", "ソル"]),
    ("(i)Luna (ii)Sol", ["Luna", "Sol"]),
    ("①ルナ・イチ②Luna Ni", ["ルナ・イチ", "Luna Ni"]),
    # the Latin name in brackets behind the Japanese one, or on the same line, or on the next
    (
        "(a)ルナ・ジョック（Luna Jok） (b)ソル・リアク（Sol Riak）",
        ["ルナ・ジョック", "Luna Jok", "ソル・リアク", "Sol Riak"],
    ),
    ("Luna Repair Plant（月修理工場）", ["Luna Repair Plant", "月修理工場"]),
    ("アブ・ルナ Abu Luna", ["アブ・ルナ", "Abu Luna"]),
    ("アブ・ルナ、アブ・ソル Abu Luna, Abu Sol", ["アブ・ルナ", "アブ・ソル", "Abu Luna", "Abu Sol"]),
    ("アブ・ルナ、アブ・ソル\nAbu Luna, Abu Sol", ["アブ・ルナ", "アブ・ソル", "Abu Luna", "Abu Sol"]),
    # a comma before a legal form, or in a single name, parts nothing
    (
        "エルエム、ルナ・シッピング\nLM, Luna Shipping Company, Ltd.",
        ["エルエム", "ルナ・シッピング", "LM", "Luna Shipping Company, Ltd"],
    ),
    ("ルナ・シッピング\nLuna Shipping, Kish", ["ルナ・シッピング", "Luna Shipping, Kish"]),
    (
        "ルナ・ハジ、ルナ・ベイ\nAl-Luna, Haj, Luna al-Bey",
        ["ルナ・ハジ", "ルナ・ベイ", "Al-Luna, Haj, Luna al-Bey", "Luna al-Bey"],
    ),
    ("LUNA MARITIME COMPANY, LIMITED", ["LUNA MARITIME COMPANY, LIMITED"]),
    # labels
    (
        "（別称、株式会社月光、株式会社SPCルナ）\n(a.k.a. Aktsionernoe Luna, a.k.a. JSC SPC Luna, a.k.a. Luna OJSC)",
        ["株式会社月光", "株式会社SPCルナ", "Aktsionernoe Luna", "JSC SPC Luna", "Luna OJSC"],
    ),
    ('（別称、株式会社 LKB）\n(a.k.a. "AO LKB")', ["株式会社 LKB", "AO LKB"]),
    ("Luna al-Haj, a.k.a. Abu L; a.k.a. Abu M", ["Luna al-Haj", "Abu L", "Abu M"]),
    # notes in brackets, also those with a separator inside
    (
        "ルナ・アドル（生年月日1963/4/11、出生地月、国籍月）； ソル・マッカウィ(生年月日1960/4/11； 1963/4/11、国籍月)",
        ["ルナ・アドル", "ソル・マッカウィ"],
    ),
    ("Luna-Al Adl (DOB: 11 Apr. 1963. POB: Moon.)", ["Luna-Al Adl"]),
    ("月光院、ルナ・アカデミー（(18)に指定した団体） Luna Academy", ["月光院", "ルナ・アカデミー", "Luna Academy"]),
    ("LUNA AL-HAJ（別称、ルナ・ハジ（国籍：月）、ルナ・ベイ）", ["LUNA AL-HAJ", "ルナ・ハジ", "ルナ・ベイ"]),
    ("LUNA (Good quality)", ["LUNA"]),
    # brackets that belong to the name, or hold it in its own script
    ("LUNA (QUALITY METALS)", ["LUNA (QUALITY METALS)"]),
    ("LUNA WORKS (Луна) TRADE", ["LUNA WORKS TRADE", "Луна"]),
    ("LUNA (HONG KONG) INTERNATIONAL", ["LUNA (HONG KONG) INTERNATIONAL"]),
    ("ルナ（ホン・コン）インターナショナル", ["ルナ(ホン・コン)インターナショナル"]),
    ("JSC Luna (Luuna)", ["JSC Luna (Luuna)"]),
    # faults, and words for nothing
    ("MOON_x000D_\nWORKS", ["MOON", "WORKS"]),
    ("ルナ・マイニング(LUNA MINING：LMD)が調達のために使用している別名。", []),
    ("不明", []),
    ("-", []),
    (" ", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_the_names_of_a_cell_are_told_apart(cell, expected):
    assert names(cell) == expected


def test_labels_tell_former_names_from_others_until_the_next_label():
    cell = "（旧称、公開株式会社月設計局、別称、公共株式会社月光）\n(f.k.a. OJSC Luna Bureau, a.k.a. PJSC Luna)"

    assert [(name, type_ and type_.value) for name, type_ in names_in(cell)] == [
        ("公開株式会社月設計局", "former"),
        ("公共株式会社月光", None),
        ("OJSC Luna Bureau", "former"),
        ("PJSC Luna", None),
    ]


def test_an_abbreviation_behind_a_name_is_one():
    assert [(name, type_ and type_.value) for name, type_ in names_in("Luna Mining Corporation(LUMID）")] == [
        ("Luna Mining Corporation", None),
        ("LUMID", "abbreviation"),
    ]


@pytest.mark.parametrize("cell", ["LUNA (original script: محمد )", "LUNA（original　scipt：محمد）"])
def test_a_name_in_its_original_script_is_a_name_of_its_own(cell):
    assert names(cell) == ["LUNA", "محمد"]


def test_a_notice_gives_names_in_their_original_script_among_much_else():
    assert original_scripts("（7）ルナ LUNA (original script: محمد) 称号：ムラー (original script: لونا)") == [
        "محمد",
        "لونا",
    ]


WORDS = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True).filter(lambda word: word != "Unknown")


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=5))
def test_a_plain_name_is_itself_alone_or_between_semicolons(first, second):
    one, two = " ".join(first), " ".join(second)

    assert names(one) == [one]
    assert names(f"{one}； {two}") == [one, two]
