from collections import Counter

import polars as pl
import pytest

from lists.declaration import all_lists, declared
from lists.native_names import orphans, table_content, with_native_names
from lists.parsing import curated_rows
from lists.us_entity_list.parse import parse_published
from screening.frames import ENTRIES, entries_frame
from screening.models import NameType
from screening.names.forms import name_form
from tests.lists.us_entity_list.part_744 import part_744, row

CHINA = "CHINA, PEOPLE'S REPUBLIC OF"
ROWS = curated_rows(table_content(), role="native_names", columns=table_content().decode().splitlines()[0].split(","))


@pytest.fixture(scope="module")
def bundled():
    """All entries of the bundled tables."""
    lists = [item for item in all_lists().values() if item.bundled]
    parsed = [entry for item in lists for entry in item.parse_bundled(item.bundled_files())]
    return entries_frame(parsed)


def names(frame, entry_id):
    """Name and type of an entry."""
    found = frame.filter(entry_id=entry_id)["names"].to_list()[0]
    return {name["name"]: name["type"] for name in found}


@pytest.mark.parametrize(
    ("entry_id", "name"),
    [
        ("us-entity-list:cn:huawei-technologies-co-ltd", "华为技术有限公司"),
        ("us-entity-list:cn:huawei-technologies-co-ltd", "華為技術"),
        ("us-entity-list:cn:huawei-technologies-co-ltd", "ファーウェイ"),
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


def test_every_row_of_the_table_belongs_to_an_entry(bundled):
    assert orphans(bundled) == []


def test_a_row_whose_entry_has_gone_is_an_orphan(bundled):
    huawei = name_form("Huawei Technologies Co., Ltd.").joined
    without = bundled.filter([name_form(name).joined != huawei for name in bundled["primary_name"]])

    assert {name.casefold() for name in orphans(without)} == {"huawei technologies co., ltd."}


def test_every_row_says_how_sure_it_is_and_from_where():
    assert {row["confidence"] for row in ROWS} <= {"high", "medium", "low"}
    assert all(row["known_from"] and row["name"] and row["country"] for row in ROWS)


def test_types_and_languages_of_the_table_are_known():
    assert {row["type"] for row in ROWS} <= {NameType.NATIVE, NameType.SHORT, NameType.ABBREVIATION, NameType.FORMER}
    assert {row["language"] for row in ROWS} <= {"zh-Hans", "zh-Hant", "ja", "en"}
    assert {row["list_id"] for row in ROWS} <= {"", *all_lists()}


def test_no_name_of_the_table_is_empty_when_it_is_compared():
    assert [row["name"] for row in ROWS if name_form(row["name"]).is_empty] == []


def test_no_name_stands_twice_in_one_language():
    count = Counter(
        tuple(row[key] for key in ("list_id", "english_name", "country", "name", "language")) for row in ROWS
    )

    assert [key for key, times in count.items() if times > 1] == []


@pytest.mark.shared_data
def test_no_row_is_an_orphan_of_the_real_lists(shared_data):
    folder = shared_data / "lists"
    entity = declared("us-entity-list").parse_published(
        {"part_744": (folder / "us_ear744" / "ecfr_title15_part744_fetched_2026-07-23.xml.gz").read_bytes()}
    )
    cmic = declared("us-ns-cmic").parse_published(
        {role: (folder / "us_ofac" / f"cons_{role}.csv").read_bytes() for role in ("prim", "alt", "add", "comments")}
    )

    assert orphans(entries_frame([*entity, *cmic])) == []
