"""The reader of curated tables of US lists: made-up tables in the real shape."""

from datetime import date, datetime

import pytest

from lists.designations import parse_designations
from screening.errors import ListError
from screening.frames import entries_frame
from screening.states import with_states

NOTICES = """\
notice_no,title,citation,published_on,in_force,url,checked,note
first,First list,1 FR 1 (2021-06-03),2021-06-03,2,https://example.org/1,notice_text,
away,Removal,2 FR 2 (2022-01-01),2022-01-01,1,,secondary: a newspaper,
again,Second list,3 FR 3 (2023-01-01),2023-01-01,2,https://example.org/3,notice_text,
"""
ENTRIES = """\
entry_key,notice_no,part_of,name,aliases,former_names,short_names,abbreviations,weak_names,native_names,country,programmes,remarks,checked
moon,again,,Moon Corporation,Luna | Mond,Old Moon Ltd,Moon,MC,Mo,月亮公司,CN,Section (A),Round.,notice_text
crater,first,moon,"Crater Co., Ltd.",,,,,,,US,,,secondary: a newspaper
"""
LISTINGS = """\
entry_key,state,from_on,notice_no,note
moon,in_force,2021-06-03,first,
moon,removed,2022-01-01,away,
moon,in_force,2023-01-01,again,
crater,in_force,2021-06-03,first,
"""


def read(**changes):
    tables = {"notices": NOTICES, "entries": ENTRIES, "listings": LISTINGS} | changes
    files = {role: text.encode() for role, text in tables.items()}
    return parse_designations(files, list_id="us-moon", code="MOON", text="Licence required if it is full.")


def periods(entry):
    return [(period.state.value, period.from_at.date().isoformat()) for period in entry.measures[0].periods]


def test_an_entry_bears_all_its_names_and_cites_the_newest_text_that_names_it():
    moon, crater = read()

    assert [(name.name, name.type.value) for name in moon.names] == [
        ("Moon Corporation", "primary"), ("Luna", "alias"), ("Mond", "alias"), ("Old Moon Ltd", "former"),
        ("Moon", "short"), ("MC", "abbreviation"), ("Mo", "weak"), ("月亮公司", "native"),
    ]  # fmt: skip
    assert [name.language for name in moon.names if name.script == "han"] == ["zh-Hans"]
    assert (moon.entry_id, moon.country, moon.programmes) == ("us-moon:moon", "CN", ("Section (A)",))
    assert moon.citation == "3 FR 3 (2023-01-01) https://example.org/3"
    assert crater.part_of == "Moon Corporation"


def test_a_name_that_was_not_read_in_the_notice_says_so():
    moon, crater = read()

    assert moon.remarks == "Round."
    assert crater.remarks == "Names checked: secondary: a newspaper."


def test_a_company_that_is_listed_again_has_two_periods_and_the_day_of_the_first():
    moon, _ = read()

    assert periods(moon) == [("in_force", "2021-06-03"), ("removed", "2022-01-01"), ("in_force", "2023-01-01")]
    assert moon.listed_on == date(2021, 6, 3)
    assert [period.basis for period in moon.measures[0].periods] == [
        "1 FR 1 (2021-06-03)", "2 FR 2 (2022-01-01)", "3 FR 3 (2023-01-01)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (datetime(2021, 6, 2), []),
        (datetime(2021, 12, 31), ["in_force", "in_force"]),
        (datetime(2022, 6, 1), ["removed", "in_force"]),
        (datetime(2023, 6, 1), ["in_force", "in_force"]),
    ],
)
def test_the_state_follows_the_listings(day, states):
    assert with_states(entries_frame(read()), day).to_series(-1).to_list() == states


def test_a_number_of_entries_that_is_not_the_notices_own_is_refused():
    with pytest.raises(ListError, match="notice away says that 2 are listed, the tables say 1"):
        read(notices=NOTICES.replace("2022-01-01,1,", "2022-01-01,2,"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"entries": ENTRIES.replace("crater,first,moon", "crater,first,sun")}, "entries.csv, row 3: part_of 'sun'"),
        ({"entries": ENTRIES.replace("crater,first", "crater,never")}, "entries.csv, row 3: there is no notice_no"),
        ({"entries": ENTRIES.replace("crater,first", "moon,first")}, "entry_key stands twice: moon"),
        ({"entries": ENTRIES.replace("secondary: a newspaper", "yes")}, "entries.csv, row 3: checked is 'yes'"),
        ({"listings": LISTINGS + "sun,in_force,2021-06-03,first,\n"}, "row 6: there is no entry_key 'sun'"),
        ({"listings": LISTINGS.replace("moon,in_force,2021", "moon,removed,2021")}, "must begin with the row"),
        ({"listings": LISTINGS.replace("moon,removed,2022", "moon,removed,2020")}, "not in the order of time"),
        ({"listings": LISTINGS.replace("moon,removed", "moon,gone")}, "state 'gone' is not known; write one"),
        ({"listings": LISTINGS.replace("crater,in_force,2021-06-03", "crater,in_force,June")}, "crater.*is not a date"),
        ({"listings": LISTINGS.replace("crater,in_force,2021-06-03,first,\n", "")}, "crater.*must begin with the row"),
    ],
)  # fmt: skip
def test_tables_that_contradict_each_other_are_refused_with_the_row(changes, message):
    with pytest.raises(ListError, match=message):
        read(**changes)
