import csv
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from lists.cn_uel.parse import parse_bundled
from lists.declaration import declared
from lists.parsing import curated_rows
from screening.errors import ListError
from screening.frames import entries_frame
from screening.states import with_states

ROLES = ("notices", "entries", "measures", "states")


@pytest.fixture(scope="module")
def tables():
    """The curated tables as they ship, by role."""
    return declared("cn-uel").bundled_files()


@pytest.fixture(scope="module")
def entries(tables):
    return parse_bundled(tables)


def entry(entries, name):
    return next(entry for entry in entries if entry.primary_name == name)


def states(entries, beijing):
    """State of each entry that is on the list at an instant of Beijing, by entry id."""
    instant = datetime.fromisoformat(f"{beijing}+08:00").astimezone(UTC).replace(tzinfo=None)
    frame = with_states(entries_frame(entries), instant)
    return dict(zip(frame["entry_id"], frame["state"], strict=True))


def of_notice(entries, number):
    return [entry.entry_id for entry in entries if f"公告{number} " in entry.citation]


COUNTS = {
    "〔2023〕1号": 2,
    "〔2024〕1号": 2,
    "〔2024〕2号": 1,
    "〔2025〕1号": 10,
    "〔2025〕2号": 7,
    "〔2025〕3号": 4,
    "〔2025〕4号": 2,
    "〔2025〕5号": 10,
    "〔2025〕6号": 1,
    "〔2025〕7号": 11,
    "〔2025〕8号": 6,
    "〔2025〕9号": 3,
    "〔2025〕10号": 23,
}


def test_the_list_has_82_entries_with_unique_ids(entries):
    assert len({entry.entry_id for entry in entries}) == len(entries) == 82


@pytest.mark.parametrize(("number", "count"), COUNTS.items())
def test_each_notice_lists_as_many_as_it_says(entries, number, count):
    assert len(of_notice(entries, number)) == count


def test_no_entry_belongs_to_another_notice(entries):
    assert sum(COUNTS.values()) == len(entries)


def test_entries_are_in_the_order_of_the_notices(entries):
    assert [entry.listed_on for entry in entries] == sorted(entry.listed_on for entry in entries)


@pytest.mark.parametrize(
    ("number", "beijing", "state"),
    [
        ("〔2025〕7号", "2025-04-03T23:59", None),
        ("〔2025〕7号", "2025-04-10T12:00", "in_force"),
        ("〔2025〕7号", "2025-05-13T23:59", "in_force"),
        ("〔2025〕7号", "2025-05-14T00:00", "suspended"),
        ("〔2025〕7号", "2025-06-01T12:00", "suspended"),
        ("〔2025〕7号", "2026-01-01T12:00", "suspended"),
        ("〔2025〕7号", "2026-11-09T23:59", "suspended"),
        ("〔2025〕7号", "2026-11-10T00:00", "unverified"),
        ("〔2025〕7号", "2026-11-22T12:00", "unverified"),
        ("〔2025〕8号", "2025-04-10T11:00", None),
        ("〔2025〕8号", "2025-04-10T12:00", None),
        ("〔2025〕8号", "2025-04-10T12:01", "in_force"),
        ("〔2025〕8号", "2025-04-10T13:00", "in_force"),
        ("〔2025〕8号", "2025-06-01T12:00", "suspended"),
        ("〔2025〕8号", "2025-09-01T12:00", "stopped"),
        ("〔2025〕8号", "2026-11-22T12:00", "stopped"),
        ("〔2025〕5号", "2025-11-09T12:00", "in_force"),
        ("〔2025〕5号", "2025-11-10T12:00", "stopped"),
        ("〔2025〕6号", "2026-11-22T12:00", "stopped"),
        ("〔2025〕4号", "2026-11-22T12:00", "in_force"),
        ("〔2023〕1号", "2023-02-15T12:00", None),
        ("〔2023〕1号", "2026-11-22T12:00", "in_force"),
        ("〔2025〕10号", "2026-11-22T12:00", "in_force"),
    ],
)
def test_all_entries_of_a_notice_have_its_state_on_an_instant(entries, number, beijing, state):
    found = states(entries, beijing)

    assert {found.get(entry_id) for entry_id in of_notice(entries, number)} == {state}


def test_the_states_of_the_whole_list_on_the_day_this_was_written(entries):
    assert Counter(states(entries, "2026-11-22T12:00").values()) == {"in_force": 54, "stopped": 17, "unverified": 11}


def test_illumina_stays_listed_though_the_measure_of_a_later_notice_was_stopped(entries):
    found = states(entries, "2026-11-22T12:00")
    illumina = [entry.entry_id for entry in entries if "Illumina" in entry.primary_name]

    assert [found[entry_id] for entry_id in illumina] == ["in_force", "stopped"]


def test_nothing_was_on_the_list_before_its_first_notice(entries):
    assert states(entries, "2023-02-15T23:59") == {}


def test_every_change_of_state_gives_its_basis_and_periods_follow_each_other(entries):
    for measure in (measure for entry in entries for measure in entry.measures):
        starts = [period.from_at for period in measure.periods]
        ends = [period.until_at for period in measure.periods]

        assert all(period.basis for period in measure.periods)
        assert [*starts[1:], None] == ends


def test_the_first_state_of_every_measure_cites_its_notice_by_authority_and_number(entries):
    notices = {measure.periods[0].basis for entry in entries for measure in entry.measures}

    assert notices == {f"不可靠实体清单工作机制公告{number}" for number in COUNTS}


def test_an_entry_has_the_measures_of_its_own_notice_only(entries):
    measures = {entry.primary_name: {measure.code for measure in entry.measures} for entry in entries}

    assert measures["Lockheed Martin Corporation"] == {"IE", "INV", "EXEC", "FINE"}
    assert measures["Skydio Inc."] == {"IE", "INV"}
    assert measures["TechInsights Japan KK"] == {"IE", "INV", "TXN"}


def test_the_text_of_a_measure_is_given_in_english_and_as_published(entries):
    (ban, *_) = entry(entries, "Skydio Inc.").measures

    assert ban.text.startswith("The companies named above are prohibited")
    assert "禁止上述企业从事与中国有关的进出口活动" in ban.text


def test_caplugs_was_only_warned_and_is_no_entry(entries):
    text = " ".join(name.name for entry in entries for name in entry.names)

    assert "Caplugs" not in text
    assert "凯普拉格斯" not in text


def test_branches_of_techinsights_are_entries_of_their_own_and_keep_the_head_apart(entries):
    branches = [entry for entry in entries if entry.part_of]
    head = entry(entries, "TechInsights Inc.")

    assert len(branches) == 9
    assert head.part_of is None
    assert len({branch.part_of for branch in branches}) == 1
    assert [name.name for name in head.names] == ["TechInsights公司", "TechInsights Inc."]
    assert all(
        len({name.name for name in branch.names} & {name.name for name in head.names}) == 0 for branch in branches
    )


def test_the_head_stands_once_though_the_notice_repeats_it_among_its_branches(entries):
    assert sum(entry.primary_name == "TechInsights Inc." for entry in entries) == 1


def test_no_chinese_name_was_made_up_for_the_branches(entries):
    assert {name.script for entry in entries if entry.part_of for name in entry.names} == {"latin"}


def test_both_names_that_a_notice_prints_are_primary(entries):
    assert [(name.name, name.type.value, name.language) for name in entry(entries, "Skydio Inc.").names] == [
        ("斯凯迪奥公司", "primary", "zh-Hans"),
        ("Skydio Inc.", "primary", "en"),
    ]


def test_a_notice_without_an_english_name_gives_a_chinese_entry(entries):
    pvh = entry(entries, "美国PVH集团")

    assert pvh.names[0].name == "美国PVH集团"
    assert pvh.listed_on == date(2025, 2, 4)


def test_an_entry_is_listed_on_the_day_in_beijing_on_which_the_notice_takes_effect(entries):
    assert {e.listed_on for e in entries if e.entry_id in of_notice(entries, "〔2025〕8号")} == {date(2025, 4, 10)}
    assert entry(entries, "Skydio Inc.").listed_on == date(2025, 4, 4)


def test_every_entry_cites_the_number_and_the_date_of_its_notice(entries):
    assert entry(entries, "Skydio Inc.").citation.startswith(
        "不可靠实体清单工作机制公告〔2025〕7号 2025-04-04 https://"
    )


def test_a_notice_stands_once_whatever_number_of_addresses_it_has(tables):
    numbers = [row["notice_no"] for row in csv.DictReader(tables["notices"].decode().splitlines())]

    assert len(numbers) == len(set(numbers)) == 17


def changed(tables, role, old, new, count=1):
    """The tables with one text in one of them replaced."""
    text = tables[role].decode()
    assert old in text
    return dict(tables) | {role: text.replace(old, new, count).encode()}


@pytest.mark.parametrize(
    ("role", "row"), [("entries", "2025-7/1,〔2025〕7号"), ("measures", "\n〔2025〕7号"), ("states", "\n〔2025〕7号")]
)
def test_a_row_of_an_unknown_notice_is_refused_with_its_place(tables, role, row):
    text = tables[role].decode()
    number = text[: text.index(row) + 1].count("\n") + 1

    with pytest.raises(ListError, match=rf"cn_uel/{role}\.csv, row {number}: there is no notice 〔2029〕7号"):
        parse_bundled(changed(tables, role, row, row.replace("2025〕", "2029〕")))


def test_an_entry_that_was_lost_in_transcription_is_noticed(tables):
    lines = tables["entries"].decode().splitlines(keepends=True)
    without = [line for line in lines if "Skydio" not in line]

    assert len(without) == len(lines) - 1
    with pytest.raises(ListError, match="notice 〔2025〕7号 lists 11 entries and 0 branches, the table has 10 and 0"):
        parse_bundled(dict(tables) | {"entries": "".join(without).encode()})


def test_a_branch_that_was_lost_in_transcription_is_noticed(tables):
    lines = tables["entries"].decode().splitlines(keepends=True)
    without = [line for line in lines if "TechInsights Japan KK" not in line]

    with pytest.raises(ListError, match="notice 〔2025〕10号 lists 14 entries and 9 branches, the table has 14 and 8"):
        parse_bundled(dict(tables) | {"entries": "".join(without).encode()})


def test_a_notice_that_counts_otherwise_is_noticed(tables):
    row = "2025-04-04T00:00:00+08:00,11,0,"

    with pytest.raises(ListError, match="notice 〔2025〕7号 lists 12 entries"):
        parse_bundled(changed(tables, "notices", row, row.replace(",11,", ",12,")))


@pytest.mark.parametrize(
    ("role", "old", "new", "message"),
    [
        ("states", "2025-05-14T00:00:00+08:00", "2025-05-14T00:00:00", "has no offset; write .08:00"),
        ("states", "2025-05-14T00:00:00+08:00", "May 14", "'May 14' is not an instant"),
        ("states", "suspended,2025-05-14", "suspended,2027-05-14", "not in the order of time"),
        ("notices", "2025-04-04,2025-04-04T", "4 April,2025-04-04T", r"notices\.csv, row \d+: '4 April' is not a date"),
        ("notices", "2025-04-04,2025-04-04T", "04.04.25,2025-04-04T", r"row \d+: '04\.04\.25' is not a date"),
        ("entries", "entry_key,notice_no", "key,notice_no", r"cn_uel/entries\.csv: the columns are"),
    ],
)
def test_a_table_with_a_wrong_instant_order_or_heading_is_refused(tables, role, old, new, message):
    with pytest.raises(ListError, match=message):
        parse_bundled(changed(tables, role, old, new))


def test_an_entry_without_any_name_is_refused(tables):
    with pytest.raises(ListError, match="entry 2025-7/1: neither a Chinese nor an English name"):
        parse_bundled(
            changed(
                tables, "entries", "2025-7/1,〔2025〕7号,1,,Skydio Inc.,,斯凯迪奥公司", "2025-7/1,〔2025〕7号,1,,,,"
            )
        )


@pytest.fixture(scope="module")
def notices(shared_data):
    folder = shared_data / "lists" / "cn_notices"
    texts = sorted(folder.glob("unreliable-entity-list*/*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


@pytest.fixture(scope="module")
def rows(tables):
    columns = tables["entries"].decode().splitlines()[0].split(",")
    return curated_rows(tables["entries"], role="entries", columns=columns)


@pytest.mark.shared_data
def test_every_name_is_printed_in_a_notice_letter_by_letter(rows, notices):
    printed = [name for row in rows for name in (row["name_zh"], row["name_en"]) if name]

    assert len(printed) > 140
    assert [name for name in printed if name not in notices] == []


@pytest.mark.shared_data
def test_the_wording_of_every_measure_and_change_is_that_of_a_notice(tables, notices):
    measures = [row["text_zh"] for row in csv.DictReader(tables["measures"].decode().splitlines())]
    quotes = [row["quote_zh"] for row in csv.DictReader(tables["states"].decode().splitlines()) if row["quote_zh"]]
    sentences = [part for text in measures for part in text.split(" | ")] + quotes
    text = "".join(notices.split())

    assert [sentence for sentence in sentences if "".join(sentence.split()) not in text] == []


@pytest.mark.shared_data
def test_the_entries_equal_the_hand_checked_reference(rows, shared_data):
    with (shared_data / "reference" / "cn_uel.csv").open(encoding="utf-8") as file:
        reference = list(csv.DictReader(file))
    ours = [(row["notice_no"], row["item_no"], row["name_zh"].replace(" ", "")) for row in rows]
    theirs = [(row["notice_no"], row["item_no"], row["name_zh_published"].replace(" ", "")) for row in reference]

    assert ours == theirs
    # 〔2025〕4号 prints 美国PVH集团 without an English name; the reference gives one, we give it among the other names
    assert [row["name_en"] or row["other_names_en"] for row in rows] == [row["name_en_published"] for row in reference]


@pytest.mark.shared_data
def test_the_states_and_measures_equal_the_hand_checked_reference(entries, shared_data):
    with (shared_data / "reference" / "cn_uel.csv").open(encoding="utf-8") as file:
        reference = list(csv.DictReader(file))
    word = {"measures_stopped": "stopped", "suspension_term_ended_unverified": "unverified", "in_force": "in_force"}
    found = states(entries, "2026-11-22T12:00")

    assert [found[entry.entry_id] for entry in entries] == [word[row["status_2026_11_22"]] for row in reference]
    assert [{m.code for m in entry.measures} for entry in entries] == [
        {"LIST" if code == "DESIG" else code for code in row["measures"].split("|")} for row in reference
    ]
