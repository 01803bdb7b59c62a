"""Section 889: the five as the statute prints them, and what is said of their affiliates."""

from collections import Counter
from datetime import datetime

import pytest

from lists.declaration import declared
from screening.frames import entries_frame
from screening.states import with_states

FIVE = {
    "Huawei Technologies Company": "Section 889(f)(3)(A): named in the statute",
    "ZTE Corporation": "Section 889(f)(3)(A): named in the statute",
    "Hytera Communications Corporation": "Section 889(f)(3)(B): named in the statute",
    "Hangzhou Hikvision Digital Technology Company": "Section 889(f)(3)(B): named in the statute",
    "Dahua Technology Company": "Section 889(f)(3)(B): named in the statute",
}


@pytest.fixture(scope="module")
def entries():
    declaration = declared("us-section-889")
    return declaration.parse_bundled(declaration.bundled_files())


def test_the_five_stand_first_and_verbatim(entries):
    assert {entry.primary_name: entry.programmes[0] for entry in entries[:5]} == FIVE
    assert all('"or any subsidiary or affiliate of such entities"' in entry.remarks for entry in entries[:5])
    assert all(entry.part_of is None for entry in entries[:5])


@pytest.mark.parametrize(
    ("name", "chinese"),
    [
        ("Huawei Technologies Company", {"华为技术有限公司", "华为"}),
        ("ZTE Corporation", {"中兴通讯股份有限公司", "中兴通讯"}),
        ("Hytera Communications Corporation", {"海能达通信股份有限公司", "海能达"}),
        ("Hangzhou Hikvision Digital Technology Company", {"杭州海康威视数字技术股份有限公司", "海康威视"}),
        ("Dahua Technology Company", {"浙江大华技术股份有限公司", "大华股份"}),
    ],
)
def test_the_five_bear_their_registered_and_short_chinese_names(entries, name, chinese):
    (entry,) = (entry for entry in entries if entry.primary_name == name)

    assert chinese <= {name.name for name in entry.names}


def test_everyone_else_is_a_subsidiary_or_affiliate_of_one_of_the_five(entries):
    affiliates = entries[5:]

    assert {entry.part_of for entry in affiliates} <= set(FIVE)
    assert {entry.programmes for entry in affiliates} == {("Section 889(f)(3): subsidiary or affiliate",)}
    assert Counter(entry.part_of for entry in affiliates)["Huawei Technologies Company"] == 59


def test_an_affiliate_cites_the_text_that_calls_it_one(entries):
    hisilicon = next(entry for entry in entries if entry.primary_name.startswith("HiSilicon Technologies"))
    usa = next(entry for entry in entries if entry.primary_name == "Hikvision USA, Inc.")

    assert "its non-U.S. affiliates on the Entity List" in hisilicon.citation
    assert "FCC ET Docket No. 21-232" in usa.citation
    assert "Names checked: secondary: " in usa.remarks


def test_nobody_is_covered_before_the_statute_applies(entries):
    frame = entries_frame(entries)

    assert with_states(frame, datetime(2019, 8, 12)).is_empty()
    assert with_states(frame, datetime(2019, 8, 13)).height == len(entries)


def test_the_list_says_that_there_is_no_official_list_of_affiliates():
    bundled = declared("us-section-889").bundled

    assert bundled.completeness == "extract"
    assert "no official list of them exists" in bundled.note


@pytest.mark.shared_data
def test_every_affiliate_of_huawei_is_printed_in_the_entity_list(shared_data, entries):
    content = (shared_data / "lists/us_ear744/ecfr_title15_part744_fetched_2026-07-23.xml.gz").read_bytes()
    printed = {
        name.name
        for entry in declared("us-entity-list").parse_published({"part_744": content})
        for name in entry.names
    }  # fmt: skip
    cited = [entry for entry in entries if entry.citation.startswith("15 CFR Part 744")]

    assert {entry.primary_name for entry in cited} - printed == {"HiSilicon Technologies Co., Ltd"}
    assert "HiSilicon Technologies Co., Ltd (HiSilicon)" in printed
