"""China's countermeasure lists: the curated tables, and the texts that prove them."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from lists.declaration import declared
from lists.propose import propose
from screening.frames import entries_frame
from screening.models import Kind
from screening.states import with_states


@pytest.fixture(scope="module")
def entries():
    declaration = declared("cn-countermeasures")
    return declaration.parse_bundled(declaration.bundled_files())


def entry(entries, name):
    return next(entry for entry in entries if entry.primary_name == name)


def states(entries, beijing):
    """State of each entry that is on the list at an instant of Beijing, by primary name."""
    instant = datetime.fromisoformat(f"{beijing}+08:00").astimezone(UTC).replace(tzinfo=None)
    frame = with_states(entries_frame(entries), instant)
    return dict(zip(frame["primary_name"], frame["state"], strict=True))


def test_decisions_list_organisations_and_persons(entries):
    assert Counter(entry.kind for entry in entries) == {Kind.ORGANISATION: 99, Kind.PERSON: 77}


def test_ids_are_unique_though_two_ministries_number_their_orders(entries):
    assert len({entry.entry_id for entry in entries}) == len(entries)


def test_a_person_carries_what_the_decision_prints_of_them(entries):
    person = entry(entries, "IWASAKI Shigeru")

    assert (person.kind, person.birth_dates, person.nationalities) == (Kind.PERSON, ("1953-02-03",), ("JP",))
    assert {name.name for name in person.names} == {"岩崎茂", "IWASAKI Shigeru"}
    assert entry(entries, "Kathy J. Warden").remarks == "女，诺斯罗普·格鲁曼公司董事长、首席执行官、总裁"


def test_measures_of_a_group_are_for_that_group_only(entries):
    company, person = entry(entries, "Applied Technologies Group"), entry(entries, "Kathy J. Warden")

    assert company.citation.split(" ")[0] == person.citation.split(" ")[0] == "外交部令2024年第7号"
    assert [measure.code for measure in company.measures] == ["FREEZE"]
    assert [measure.code for measure in person.measures] == ["ENTRY"]


def test_institutions_that_may_be_dealt_with_in_part_are_not_shown_as_frozen(entries):
    assert [measure.code for measure in entry(entries, "哈德逊研究所").measures] == ["TXN_LIMIT"]


def test_a_measure_is_given_in_english_and_as_published(entries):
    freeze = entry(entries, "Skydio Inc.").measures[0]

    assert freeze.text.startswith("Movable and immovable property")
    assert "冻结在我国境内的动产、不动产和其他各类财产" in freeze.text


@pytest.mark.parametrize(
    ("name", "beijing", "state"),
    [
        ("Hanwha Shipping LLC", "2025-10-13T23:59", None),
        ("Hanwha Shipping LLC", "2025-10-14T00:00", "in_force"),
        ("Hanwha Shipping LLC", "2025-11-10T00:00", "suspended"),
        ("Hanwha Shipping LLC", "2026-11-09T23:59", "suspended"),
        ("Hanwha Shipping LLC", "2026-11-10T00:00", "unverified"),
        ("UAB Urbo Bankas", "2026-04-23T23:59", "in_force"),
        ("UAB Urbo Bankas", "2026-04-24T00:00", "stopped"),
        ("Responsible Business Alliance", "2026-11-22T12:00", "in_force"),
        ("Northrop Grumman Systems Corporation", "2026-11-22T12:00", "in_force"),
    ],
)
def test_orders_are_suspended_and_cancelled_by_later_orders(entries, name, beijing, state):
    assert states(entries, beijing).get(name) == state


def test_nobody_is_listed_as_owner_of_a_listed_subsidiary(entries):
    names = {name.name for entry in entries for name in entry.names}

    assert names.isdisjoint({"Hanwha Ocean", "韩华海洋株式会社", "Boeing", "Lockheed Martin Corporation"})


def test_refineries_that_a_prohibition_order_shields_are_not_listed(entries):
    text = " ".join(name.name for entry in entries for name in entry.names)

    assert "Hengli" not in text
    assert "恒力" not in text


def test_an_entry_is_listed_on_the_day_its_decision_takes_effect(entries):
    assert entry(entries, "IWASAKI Shigeru").listed_on == date(2025, 12, 15)


def test_the_tables_say_that_they_are_not_the_whole_list():
    assert declared("cn-countermeasures").bundled.completeness == "extract"


@pytest.mark.shared_data
def test_the_seventeen_decisions_at_hand_prove_every_cell_of_theirs(shared_data):
    folder = shared_data / "lists" / "cn_notices" / "anti-sanction-list"
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    proposed = propose("cn-countermeasures", texts)

    assert len(proposed.notices) == 17
    assert proposed.differing == []
    assert proposed.unread == []
    assert [rows for rows in proposed.missing.values() if rows] == []
    assert Counter(proof.table for proof in proposed.proved)["entries"] == 154 * 4
