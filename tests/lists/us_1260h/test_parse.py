"""Chinese military companies of section 1260H: the curated tables against what the notices say of themselves."""

from datetime import datetime

import pytest

from lists.declaration import declared
from screening.frames import entries_frame
from screening.states import with_states

TWELVE = {
    "Anhui Sun Create Electronics Co., Ltd.", "ChangXin Memory Technologies, Inc.",
    "China International Information Services Ltd.", "China National Chemical Engineering Co., Ltd.",
    "China Traffic Construction USA, Inc.", "CNOOC China Limited", "CNOOC International Trading Co., Ltd.",
    "COSCO SHIPPING Finance Co., Ltd.", "Costar Group Co., Ltd.", "GLARUN Technology Co., Ltd.",
    "Taiji Computer Co., Ltd.", "Yangtze Memory Technologies Co., Ltd.",
}  # fmt: skip


@pytest.fixture(scope="module")
def entries():
    declaration = declared("us-1260h")
    return {entry.primary_name: entry for entry in declaration.parse_bundled(declaration.bundled_files())}


def listed(entries, day, state="in_force"):
    frame = with_states(entries_frame(list(entries.values())), day)
    return set(frame.filter(frame["state"] == state)["primary_name"])


def states(entry):
    return [(period.state.value, period.from_at.date().isoformat()) for period in entry.measures[0].periods]


@pytest.mark.parametrize(
    ("edition", "number"),
    [
        (datetime(2021, 6, 3), 47),
        (datetime(2022, 10, 5), 60),
        (datetime(2024, 1, 31), 73),
        (datetime(2025, 1, 7), 134),
        (datetime(2026, 6, 8), 188),
    ],
)
def test_each_edition_lists_as_many_as_it_is_said_to(entries, edition, number):
    assert len(listed(entries, edition)) == number


def test_nothing_is_listed_before_the_first_edition(entries):
    assert listed(entries, datetime(2021, 6, 2)) == set()


@pytest.mark.parametrize(
    ("name", "first"),
    [("Yangtze Memory Technologies Co., Ltd.", "2024-01-31"), ("ChangXin Memory Technologies, Inc.", "2025-01-07")],
)
def test_the_two_memory_makers_stay_flagged_while_a_withdrawn_document_leaves_their_state_open(entries, name, first):
    assert states(entries[name]) == [
        ("in_force", first),
        ("unverified", "2026-02-17"),
        ("in_force", "2026-06-08"),
    ]
    assert "withdrawn" in entries[name].measures[0].periods[1].basis


def test_twelve_are_unverified_after_the_withdrawn_document_and_ten_of_them_are_not_in_the_next_edition(entries):
    before, after = datetime(2026, 2, 16), datetime(2026, 3, 1)

    assert listed(entries, after, "unverified") - listed(entries, before, "unverified") == TWELVE
    assert TWELVE & listed(entries, datetime(2026, 6, 8)) == {
        "Yangtze Memory Technologies Co., Ltd.", "ChangXin Memory Technologies, Inc.",
    }  # fmt: skip


def test_two_were_removed_by_a_notice_of_their_own(entries):
    for name in ("IDG Capital Partners Co., Ltd.", "Advanced Micro-Fabrication Equipment Inc. China"):
        assert states(entries[name]) == [("in_force", "2024-01-31"), ("removed", "2024-12-18")]


def test_a_company_that_was_renamed_keeps_its_old_name_and_its_first_day(entries):
    renamed = entries["AVIC Chengdu Aircraft Co., Ltd."]

    assert states(renamed) == [("in_force", "2021-06-03")]
    assert ("Zhonghang Electronic Measuring Instruments Company Limited", "former") in [
        (name.name, name.type.value) for name in renamed.names
    ]


def test_subsidiaries_name_the_parent_that_they_are_printed_under(entries):
    assert entries["14th Research Institute of CETC"].part_of == "China Electronics Technology Group Corporation"
    assert entries["Cirrus Design Corporation"].part_of == "Aviation Industry Corporation of China Ltd."


def test_acronyms_count_only_when_equal_and_no_region_stands_as_a_short_name(entries):
    names = {name.name: name.type.value for entry in entries.values() for name in entry.names}

    assert (names["AVIC"], names["YMTC"], names["Unitree"]) == ("abbreviation", "abbreviation", "short")
    assert "Inner Mongolia" not in names


def test_every_name_says_that_it_was_read_in_a_secondary_source(entries):
    assert all("Names checked: secondary: " in entry.remarks for entry in entries.values())
