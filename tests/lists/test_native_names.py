import csv
import re
from collections import Counter
from datetime import date
from importlib.resources import files

import polars as pl
import pytest
from opencc import OpenCC

from lists.declaration import all_lists, declared
from lists.native_names import ambiguous, orphans, table_content, with_native_names
from lists.orphans import SERVED
from lists.parsing import curated_rows, entry_name, in_force_since
from lists.us_entity_list.parse import parse_published
from screening.frames import ENTRIES, entries_frame
from screening.models import Kind, ListEntry, NameType
from screening.names.forms import name_form
from tests.lists.us_entity_list.part_744 import part_744, row

HUAWEI = "us-entity-list:cn:huawei-technologies-co-ltd"
CHINA = "CHINA, PEOPLE'S REPUBLIC OF"
ROWS = curated_rows(table_content(), role="native_names", columns=table_content().decode().splitlines()[0].split(","))

JAPANESE = r"[\u3041-\u30ff\u4e00-\u9fff]"
KANA = r"[\u3041-\u3096\u30a1-\u30fa]"
HAN = r"[\u4e00-\u9fff]"
KEPT_IN_NAMES = "昇"
"""Stays as it is in names of companies (新昇), though 升 is the simplified form."""
ONLY_SIMPLIFIED = set("华为国电术实验团业东广军军长门飞龙")
ONE_ORGANISATION = {
    ("Beijing Sensetime Technology Development Co., Ltd.", "SENSETIME GROUP LIMITED"),
    ("Chongqing Optel Telecom", "Chongqing Optel Telecom Technology Co., Ltd."),
    ("DAWNING INFORMATION INDUSTRY CO., LTD", "Sugon"),
    ("DJI", "SZ DJI TECHNOLOGY CO., LTD."),
    ("Jiangxi Hongdu Aviation Ind. Group", "Jiangxi Hongdu Aviation Industry Group Co., Ltd."),
    ("NETPOSA TECHNOLOGIES LIMITED", "NetPosa"),
    ("YITU LIMITED", "Yitu Technologies"),
}
"""English names that different lists print for one organisation or, for brands such as センスタイム, for its group."""
GROUPS = {
    "中国电子科技集团有限公司": "China Electronics Technology Group Corporation",
    "中国航空工业集团有限公司": "Aviation Industry Corporation of China, Ltd.",
    "中国船舶集团有限公司": "China State Shipbuilding Corporation Limited",
    "中国航天科技集团有限公司": "China Aerospace Science and Technology Corporation",
    "中国航天科工集团有限公司": "China Aerospace Science and Industry Corporation Limited",
    "中国兵器工业集团有限公司": "China North Industries Group Corporation Limited",
    "中国航空发动机集团有限公司": "Aero Engine Corporation of China",
    "中国科学院": "Chinese Academy of Sciences",
}
"""Names that belong to the group as a whole and not to its units."""


@pytest.fixture(scope="module")
def bundled():
    """All entries of the bundled tables."""
    lists = [item for item in all_lists().values() if item.bundled]
    parsed = [entry for item in lists for entry in item.parse_bundled(item.bundled_files())]
    return entries_frame(parsed)


def organisation(row_):
    return name_form(row_["english_name"]).joined


def full_name(name):
    """A name in comparable characters with its legal form."""
    return name_form(name).cleaned


def made_up(*names_of_entries):
    """Entries of a made-up list in China; the first name of each is the primary one."""
    return entries_frame(
        [
            ListEntry(
                entry_id=f"made-up:{number}",
                list_id="made-up",
                kind=Kind.ORGANISATION,
                primary_name=primary,
                names=(entry_name(primary, NameType.PRIMARY), *(entry_name(name, NameType.ALIAS) for name in others)),
                country="CN",
                citation="made up",
                measures=(in_force_since("licence", "licence required", since=date(2026, 1, 1), basis="made up"),),
            )
            for number, (primary, *others) in enumerate(names_of_entries)
        ]
    )


def names(frame, entry_id):
    """Name and type of an entry."""
    found = frame.filter(entry_id=entry_id)["names"].to_list()[0]
    return {name["name"]: name["type"] for name in found}


@pytest.mark.parametrize(
    ("entry_id", "name"),
    [
        (HUAWEI, "华为技术有限公司"),
        (HUAWEI, "華為技術"),
        (HUAWEI, "ファーウェイ"),
        ("us-entity-list:cn:hisilicon-technologies-co-ltd-hisilicon", "海思半导体"),
    ],
)
def test_well_known_entries_bear_the_names_of_their_own_script(bundled, entry_id, name):
    assert name in names(with_native_names(bundled), entry_id)


def test_a_name_serves_every_list_on_which_the_company_stands(bundled):
    found = with_native_names(bundled)
    with_name = [
        list_id
        for list_id, entry in found.select("list_id", "names").iter_rows()
        if "华为技术有限公司" in {name["name"] for name in entry}
    ]

    assert sorted(with_name) == ["us-1260h", "us-entity-list", "us-ns-cmic", "us-section-889"]


def test_a_name_serves_a_fetched_list_as_well_however_the_english_name_is_written():
    content = part_744(row("HUAWEI TECHNOLOGIES CO. LTD, Shenzhen, China.", country=CHINA))
    found = with_native_names(entries_frame(parse_published({"part_744": content})))

    assert "ファーウェイ" in {name["name"] for name in found["names"][0]}


def test_a_namesake_in_another_country_does_not_get_the_names():
    content = part_744(row("Huawei Technologies Co., Ltd., Kabul.", country="AFGHANISTAN"))
    found = with_native_names(entries_frame(parse_published({"part_744": content})))

    assert [name["name"] for name in found["names"][0]] == ["Huawei Technologies Co., Ltd."]


def test_nothing_else_of_the_entries_changes_and_no_name_is_lost_or_doubled(bundled):
    found = with_native_names(bundled)

    assert found.schema == ENTRIES
    assert found.drop("names").equals(bundled.drop("names"))
    for before, after in zip(bundled["names"], found["names"], strict=True):
        assert after.to_list()[: len(before)] == before.to_list()
        assert len({name["name"] for name in after}) == len(after)


def test_adding_the_names_twice_adds_them_once(bundled):
    once = with_native_names(bundled)

    assert with_native_names(once).equals(once)


def test_names_for_one_list_only_are_not_given_to_others(bundled):
    found = with_native_names(bundled)
    limited = [row for row in ROWS if row["list_id"]]

    assert limited
    for only in limited:
        bearers = found.filter(pl.col("names").list.eval(pl.element().struct.field("name") == only["name"]).list.any())
        english = name_form(only["english_name"]).joined
        bearers = bearers.filter([name_form(name).joined == english for name in bearers["primary_name"]])
        assert set(bearers["list_id"]) == {only["list_id"]}


def test_a_row_whose_entry_has_gone_is_an_orphan(bundled):
    without = bundled.filter(pl.col("primary_name") != "Sugon")

    assert {*orphans(without)} - {*orphans(bundled)} == {"Sugon"}


def test_a_row_for_one_list_is_an_orphan_although_another_list_prints_the_name(bundled):
    without = bundled.filter(pl.col("list_id") != "us-ns-cmic")

    assert "INNER MONGOLIA FIRST MACHINERY GROUP CO., LTD." in {*orphans(without)} - {*orphans(bundled)}


def test_a_row_may_name_an_alias_of_the_entry():
    content = part_744(row("SiCarrier, a.k.a., the following one alias:\n- Sugon. Shenzhen, China.", country=CHINA))
    [entry] = with_native_names(entries_frame(parse_published({"part_744": content})))["names"].to_list()

    assert "中科曙光" in {name["name"] for name in entry}


def test_the_entry_with_the_primary_name_goes_before_one_with_the_alias():
    found = with_native_names(made_up(["Sugon", "Other Works"], ["Third Works", "Sugon"]))

    assert "中科曙光" in names(found, "made-up:0")
    assert "中科曙光" not in names(found, "made-up:1")


def test_a_name_that_two_entries_print_beside_their_own_is_given_to_neither_and_told():
    entries = made_up(["First Works", "Sugon"], ["Second Works", "Sugon"])

    assert ambiguous(entries) == ["Sugon"]
    assert with_native_names(entries).equals(entries)
    assert "Sugon" not in orphans(entries)


def test_a_name_that_the_publisher_prints_as_primary_twice_serves_both_entries():
    entries = made_up(["Sugon"], ["Sugon"])
    found = with_native_names(entries)

    assert ambiguous(entries) == []
    assert all("中科曙光" in names(found, entry_id) for entry_id in ("made-up:0", "made-up:1"))


def test_a_native_name_of_a_unit_says_that_it_is_one(bundled):
    assert names(with_native_names(bundled), HUAWEI)["北京华为朗新科技有限公司"] == NameType.UNIT


def test_entries_without_any_name_of_the_table_stay_as_they_are():
    entries = made_up(["Kingfisher Tackle Ltd"])

    assert with_native_names(entries).equals(entries)
    assert with_native_names(entries.clear()).equals(entries.clear())


def test_every_row_says_how_sure_it_is_and_from_where():
    assert {row["confidence"] for row in ROWS} <= {"high", "medium", "low"}
    assert all(row["known_from"] and row["name"] and row["country"] for row in ROWS)


def test_types_and_languages_of_the_table_are_known():
    assert {row["type"] for row in ROWS} <= {
        NameType.NATIVE, NameType.SHORT, NameType.ABBREVIATION, NameType.FORMER, NameType.UNIT,
    }  # fmt: skip
    assert {row["language"] for row in ROWS} <= {"zh-Hans", "zh-Hant", "ja", "en"}
    assert {row["list_id"] for row in ROWS} <= {"", *all_lists()}


def test_no_name_of_the_table_is_empty_when_it_is_compared():
    assert [row["name"] for row in ROWS if name_form(row["name"]).is_empty] == []


def test_no_name_stands_twice_in_one_language():
    count = Counter(
        tuple(row[key] for key in ("list_id", "english_name", "country", "name", "language")) for row in ROWS
    )

    assert [key for key, times in count.items() if times > 1] == []


def test_the_rows_stand_in_order():
    order = [
        (row["english_name"].casefold(), row["country"], row["list_id"], row["language"], row["type"], row["name"])
        for row in ROWS
    ]

    assert order == sorted(order)


def test_an_organisation_is_written_in_one_way_throughout_the_table():
    spellings = {}
    for row_ in ROWS:
        spellings.setdefault((organisation(row_), row_["country"], row_["list_id"]), set()).add(row_["english_name"])

    assert [written for written in spellings.values() if len(written) > 1] == []


def test_the_script_of_a_name_fits_its_language():
    assert [row["name"] for row in ROWS if row["language"] == "en" and not row["name"].isascii()] == []
    assert [row["name"] for row in ROWS if row["language"] == "ja" and not re.search(JAPANESE, row["name"])] == []
    assert [row["name"] for row in ROWS if row["language"].startswith("zh") and not re.search(HAN, row["name"])] == []
    assert [row["name"] for row in ROWS if row["language"].startswith("zh") and re.search(KANA, row["name"])] == []


def test_a_simplified_name_has_no_traditional_characters():
    simplified = OpenCC("t2s")
    written = [row["name"].replace(KEPT_IN_NAMES, "") for row in ROWS if row["language"] == "zh-Hans"]

    assert [name for name in written if simplified.convert(name) != name] == []


def test_a_traditional_name_has_no_characters_that_are_only_simplified():
    written = [row["name"] for row in ROWS if row["language"] == "zh-Hant"]

    assert [name for name in written if any(character in ONLY_SIMPLIFIED for character in name)] == []


def test_two_organisations_share_a_full_name_only_where_lists_call_one_organisation_differently():
    bearers = {}
    for row_ in ROWS:
        if row_["type"] == NameType.NATIVE:
            bearers.setdefault(full_name(row_["name"]), {}).setdefault(organisation(row_), row_["english_name"])

    assert {tuple(sorted(of.values())) for of in bearers.values() if len(of) > 1} == ONE_ORGANISATION


def test_units_and_institutes_do_not_bear_the_name_of_their_group():
    groups = {name_form(name).joined for name in GROUPS}
    bearers = {row["english_name"] for row in ROWS if name_form(row["name"]).joined in groups}

    assert {name_form(name).joined for name in bearers} <= {name_form(name).joined for name in GROUPS.values()}


def test_norinco_and_huawei_keep_their_neighbours_apart():
    bearers = {row["name"]: row["english_name"].upper() for row in ROWS if row["type"] == NameType.NATIVE}

    assert bearers["中国兵器工业集团有限公司"] == "CHINA NORTH INDUSTRIES GROUP CORPORATION LIMITED"
    assert "中国北方工业有限公司" not in bearers
    assert [name for name in bearers if name.startswith("华威")] == []


@pytest.mark.parametrize("list_id", ["cn-ecl", "cn-watch"])
def test_japanese_companies_of_the_chinese_lists_bear_their_japanese_name_from_one_place(bundled, list_id):
    with (files("lists") / list_id.replace("-", "_") / "entries.csv").open(encoding="utf-8", newline="") as file:
        japanese = {row["name_ja"] for row in csv.DictReader(file) if row["country"] == "JP"}
    borne = {name["name"] for entry in bundled.filter(list_id=list_id)["names"].to_list() for name in entry}

    assert len(japanese) == 40
    assert japanese <= borne
    assert not japanese & {row["name"] for row in ROWS}


def test_companies_of_the_chinese_lists_bear_their_katakana_names(bundled):
    found = with_native_names(bundled.filter(pl.col("list_id").is_in(["cn-ecl", "cn-uel"]), pl.col("country") != "JP"))
    bearers = {
        primary
        for primary, entry in found.select("primary_name", "names").iter_rows()
        if any(name["language"] == "ja" for name in entry)
    }

    assert {"Lockheed Martin Corporation", "Skydio, Inc.", "AeroVironment, Inc.", "Rheinmetall AG"} <= bearers
    assert len(bearers) >= 60


def test_at_least_520_organisations_have_names_450_of_them_in_their_own_script():
    organisations = {(organisation(row), row["country"]) for row in ROWS}
    in_own_script = {(organisation(row), row["country"]) for row in ROWS if not row["name"].isascii()}

    assert len(organisations) >= 520
    assert len(in_own_script) >= 450


# real lists -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(shared_data, bundled):
    """All entries of the lists that the table serves, as published."""
    folder = shared_data / "lists"
    part_744_ = (folder / "us_ear744" / "ecfr_title15_part744_fetched_2026-07-23.xml.gz").read_bytes()
    roles = ("prim", "alt", "add", "comments")
    contents = {list_id: {"part_744": part_744_} for list_id in ("us-entity-list", "us-meu", "us-uvl")} | {
        "us-ns-cmic": {role: (folder / "us_ofac" / f"cons_{role}.csv").read_bytes() for role in roles}
    }
    published = [entry for list_id, content in contents.items() for entry in declared(list_id).parse_published(content)]
    notices = bundled.filter(pl.col("list_id").is_in(["cn-ecl", "cn-uel", "cn-watch"]))
    return pl.concat([entries_frame(published), notices])


@pytest.mark.shared_data
def test_the_lists_that_the_table_serves_are_those_it_is_measured_on(whole):
    assert sorted(whole["list_id"].unique()) == sorted(SERVED)


@pytest.mark.shared_data
def test_every_row_belongs_to_one_entry_of_the_real_lists(whole):
    assert orphans(whole) == []
    assert ambiguous(whole) == []


@pytest.mark.shared_data
def test_no_two_organisations_of_a_real_list_get_the_same_full_name(whole):
    bearers = {}
    for list_id, primary, entry in with_native_names(whole).select("list_id", "primary_name", "names").iter_rows():
        for name in entry:
            if name["type"] == NameType.NATIVE:
                bearers.setdefault((list_id, full_name(name["name"])), set()).add(name_form(primary).joined)

    assert {where: of for where, of in bearers.items() if len(of) > 1} == {}


@pytest.mark.shared_data
def test_no_full_name_is_the_primary_name_of_another_entry(whole):
    primary = {name_form(name).joined: name for name in whole["primary_name"]}
    clashes = {
        (row["english_name"], row["name"])
        for row in ROWS
        if row["type"] == NameType.NATIVE
        and primary.get(name_form(row["name"]).joined, row["english_name"]) != row["english_name"]
    }

    assert clashes == set()
