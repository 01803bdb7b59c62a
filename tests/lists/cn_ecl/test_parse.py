"""China's Export Control List: the curated tables, and the texts and reference that prove them."""

import csv
from collections import Counter
from datetime import datetime

import pytest

from lists.declaration import declared
from screening.frames import entries_frame
from screening.states import with_states

STATES = {
    "in_force": "in_force",
    "measures_stopped": "stopped",
    "suspension_term_ended_unverified": "unverified",
}


@pytest.fixture(scope="module")
def entries():
    declaration = declared("cn-ecl")
    return declaration.parse_bundled(declaration.bundled_files())


def states_on(entries, *moment):
    return with_states(entries_frame(entries), datetime(*moment))


def test_every_line_of_the_eleven_notices_is_an_entry(entries):
    notices = Counter(entry.citation.split("号")[0] for entry in entries)

    assert len(entries) == 153
    assert sorted(notices.values()) == [3, 7, 8, 10, 12, 14, 15, 16, 20, 20, 28]


def test_japanese_entries_carry_their_japanese_names(entries):
    japanese = [entry for entry in entries if entry.country == "JP"]
    names = {name.name for entry in japanese for name in entry.names}

    assert len(japanese) == 40
    assert {"三菱重工マリンマシナリ株式会社", "防衛大学校", "国立研究開発法人宇宙航空研究開発機構"} <= names


@pytest.mark.parametrize(
    ("moment", "notice", "state"),
    [
        ((2025, 4, 10, 3, 0), "2025年第22号", None),
        ((2025, 4, 10, 5, 0), "2025年第22号", "in_force"),
        ((2025, 6, 1), "2025年第22号", "suspended"),
        ((2025, 9, 1), "2025年第22号", "stopped"),
        ((2025, 4, 10), "2025年第21号", "in_force"),
        ((2026, 1, 1), "2025年第21号", "suspended"),
        ((2026, 11, 22), "2025年第21号", "unverified"),
        ((2026, 11, 22), "2026年第11号", "in_force"),
    ],
)
def test_the_state_of_a_notice_follows_what_was_announced(entries, moment, notice, state):
    frame = states_on(entries, *moment)
    found = set(frame.filter(frame["citation"].str.contains(notice, literal=True))["state"])

    assert found == ({state} if state else set())


def test_only_notices_that_are_known_to_say_so_bind_overseas_parties(entries):
    overseas = {
        entry.citation.split(" ")[0]
        for entry in entries
        if any(measure.code == "OVERSEAS_TRANSFER" for measure in entry.measures)
    }

    assert overseas == {"商务部公告2026年第11号", "商务部公告2026年第20号", "商务部公告2026年第27号"}


def test_an_in_house_company_says_whose_it_is_and_does_not_bear_the_name_of_its_owner(entries):
    (unit,) = [entry for entry in entries if entry.primary_name.startswith("Kawasaki Heavy Industries Aerospace")]

    assert unit.remarks.startswith("unit of 川崎重工業株式会社 (Kawasaki Heavy Industries, Ltd.)")
    assert {"川崎重工業株式会社", "Kawasaki Heavy Industries, Ltd."}.isdisjoint(name.name for name in unit.names)
    assert unit.part_of is None


def test_seven_entries_are_units_of_others_and_all_say_so(entries):
    units = [entry.remarks for entry in entries if entry.remarks]

    assert len(units) == 7
    assert all("legal person" in remark for remark in units)


def test_groups_whose_companies_are_listed_are_not_listed_themselves(entries):
    names = {name.name for entry in entries for name in entry.names}

    assert names.isdisjoint(
        {
            "三菱重工業株式会社",
            "川崎重工業株式会社",
            "富士通株式会社",
            "日本電気株式会社",
            "株式会社IHI",
            "防衛省",
            "防衛装備庁",
        }
    )


@pytest.mark.shared_data
def test_names_and_states_agree_with_the_hand_checked_reference(shared_data, entries):
    with (shared_data / "reference/cn_ecl.csv").open(encoding="utf-8", newline="") as file:
        reference = list(csv.DictReader(file))
    states = states_on(entries, 2026, 11, 22)["state"].to_list()

    assert [STATES[row["status_2026_11_22"]] for row in reference] == states
    differing = [
        (row["name_zh_published"], entry.names[0].name)
        for row, entry in zip(reference, entries, strict=True)
        if row["name_zh_published"] != entry.names[0].name
    ]
    assert differing == [("JMU防卫系统株式会社", "JMU防务系统株式会社")]  # the notice's text has 防务


@pytest.mark.shared_data
def test_names_occur_word_for_word_in_the_notices_whose_texts_are_at_hand(shared_data, entries):
    folder = shared_data / "lists/cn_notices/import-export-control-list"
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    squeezed = "".join(texts.split()).replace("\u200b", "").replace("\ufeff", "")
    read = [entry for entry in entries if "2025年" in entry.citation or "2026年第11号" in entry.citation]
    missing = [entry.primary_name for entry in read if "".join(entry.names[0].name.split()) not in squeezed]

    assert len(read) == 102
    assert missing == []
