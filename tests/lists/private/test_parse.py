"""The company's own file: made-up rows, the ugly ones included."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lists.private.parse import COLUMNS, KINDS, LEVELS, parse_published
from screening.errors import ListError
from screening.frames import entries_frame
from screening.settings import Settings
from screening.states import with_states

HEADER = ",".join(COLUMNS)
FULL = (
    "K-1,Kestrel Optics Ltd,Kestrel Lenses | 隼光学株式会社,GB,LEI:5299001 | USCC: 91A,1 Moor Lane | 2 Moor Lane,"
    "organisation,deny,diverted lenses,letter of 2026-01-05,2026-02-01,2027-02-01,Export desk"
)


def parse(*lines, encoding="utf-8"):
    return parse_published({"rows": "\r\n".join(lines).encode(encoding)})


def of(**cells):
    """One row with these cells; a name and a level unless told otherwise."""
    given = {"name": "Kestrel Optics", "level": "deny"} | cells
    return parse(",".join(given), ",".join(f'"{cell}"' for cell in given.values()))


def test_every_column_of_a_row_is_used():
    [entry] = parse(HEADER, FULL)

    assert (entry.entry_id, entry.primary_name, entry.country) == ("private:K-1", "Kestrel Optics Ltd", "GB")
    assert [(name.name, name.type.value) for name in entry.names] == [
        ("Kestrel Optics Ltd", "primary"),
        ("Kestrel Lenses", "alias"),
        ("隼光学株式会社", "alias"),
    ]
    assert [(one.kind, one.value) for one in entry.identifiers] == [("LEI", "5299001"), ("USCC", "91A")]
    assert entry.addresses == ("1 Moor Lane", "2 Moor Lane")
    assert (entry.kind, entry.programmes, entry.listed_on) == ("organisation", ("deny",), date(2026, 2, 1))
    assert entry.citation == "letter of 2026-01-05"
    assert entry.measures[0].code == "DENY"
    assert entry.measures[0].text == f"{LEVELS['deny']} Reason: diverted lenses. Owner: Export desk."


def test_a_name_and_a_level_are_enough_and_the_order_of_columns_is_free():
    [entry] = parse("LEVEL, Name", "Watch,  Kestrel   Optics ")

    assert (entry.primary_name, entry.kind, entry.programmes) == ("Kestrel Optics", KINDS[0], ("watch",))
    assert entry.measures[0].text == LEVELS["watch"]
    assert (entry.listed_on, entry.country, entry.identifiers, entry.addresses, entry.citation) == (
        None, None, (), (), "",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_file_is_read_as_spreadsheets_write_it(encoding):
    [entry] = parse(
        "name;level;reason", "株式会社隼光学研究所;deny;経済産業省からの連絡による", "", ";;", encoding=encoding
    )

    assert entry.primary_name == "株式会社隼光学研究所"
    assert "経済産業省からの連絡による" in entry.measures[0].text


@pytest.mark.parametrize("written", ["2026-02-01", "2026/02/01", "2026/2/1"])
def test_dates_are_read_as_spreadsheets_write_them(written):
    assert of(listed_on=written)[0].listed_on == date(2026, 2, 1)


def test_a_header_alone_is_a_list_without_entries():
    assert parse(HEADER) == []


def test_a_party_without_an_id_gets_one_that_stays_and_does_not_tell_its_name():
    first, moved = of(country="GB")[0].entry_id, of(country="GB", reason="another", level="watch")[0].entry_id

    assert first == moved
    assert first != of(country="DE")[0].entry_id
    assert first.startswith("private:")
    assert "kestrel" not in first.casefold()


def state_on(entry, day, zone):
    """State of the entry at the end of a business date in a zone, None while it is not on the list."""
    site = Settings(time_zone=zone)
    states = with_states(entries_frame([entry]), site.end_of(day))
    return states["state"].item() if states.height else None


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "America/Los_Angeles", "Etc/GMT+12", "Asia/Kolkata"])
def test_a_row_holds_to_the_last_day_before_it_expires_and_is_removed_from_then_on(zone):
    [entry] = of(listed_on="2026-02-01", expires_on="2027-02-01")

    assert state_on(entry, date(2026, 1, 30), zone) is None
    assert state_on(entry, date(2026, 2, 1), zone) == "in_force"
    assert state_on(entry, date(2027, 1, 31), zone) == "in_force"
    assert state_on(entry, date(2027, 2, 1), zone) == "removed"


def test_in_the_farthest_east_a_row_holds_a_day_longer_rather_than_a_day_less():
    [entry] = of(listed_on="2026-02-01", expires_on="2027-02-01")
    zone = "Pacific/Kiritimati"

    assert datetime(2027, 2, 1, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() == timedelta(hours=14)
    assert state_on(entry, date(2027, 1, 31), zone) == "in_force"
    assert state_on(entry, date(2027, 2, 2), zone) == "removed"


def test_a_row_without_dates_holds_always():
    [entry] = of()

    assert state_on(entry, date(1999, 1, 1), "Asia/Tokyo") == "in_force"
    assert len(entry.measures[0].periods) == 1


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"level": "block"}, r"row 2, column 'level': not known; write deny or watch"),
        ({"level": ""}, r"row 2, column 'level': not known"),
        ({"kind": "company"}, r"row 2, column 'kind': not known; write organisation or person or vessel or aircraft"),
        ({"name": "***"}, r"row 2, column 'name': nothing comparable is left of the name; fill it in"),
        ({"name": ""}, r"row 2, column 'name'"),
        ({"other_names": "Kestrel | ？？"}, r"row 2, column 'other_names': nothing comparable"),
        ({"country": "Freedonia"}, r"row 2, column 'country': not known; write a code of two letters"),
        ({"identifiers": "LEI:529 | 9100"}, r"row 2, column 'identifiers': .* KIND:VALUE"),
        ({"identifiers": "LEI:"}, r"row 2, column 'identifiers'"),
        ({"listed_on": "01/02/2026"}, r"row 2, column 'listed_on': not a date like 2026-11-22"),
        ({"listed_on": "26/2/1"}, r"row 2, column 'listed_on'"),
        ({"expires_on": "2026-02-30"}, r"row 2, column 'expires_on': not a date"),
        (
            {"listed_on": "2026-02-01", "expires_on": "2026-02-01"},
            r"row 2, column 'expires_on': the row expires before or when it is listed",
        ),
    ],
)
def test_a_cell_that_is_not_understood_refuses_the_file_by_row_and_column(cells, what):
    with pytest.raises(ListError, match=f"^private, {what}"):
        of(**cells)


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["name,level,colour", "a,deny,red"], r"row 1: the heading of column 3 is not known; rename or delete it"),
        (["Kestrel Optics,deny"], r"row 1: the heading of column 1, 2 is not known"),
        (["name,reason", "Kestrel,x"], r"row 1: there is no column 'level'; add it"),
        ([""], r"row 1: there is no column 'name' and 'level'"),
        (["name,level,Name", "a,deny,b"], r"row 1: the columns name stand twice"),
        (["name,level", "", "a,deny", "Kestrel, Ltd,deny"], r"row 4: 3 cells, the header has 2"),
        (["name,level", '"Kestrel', "deny"], r"row 2: not readable as CSV"),
        (["id,name,level", "1,Kestrel,deny", "2,Merlin,deny", "1,Hobby,deny"], r"row 4, column 'id': .* on row 2"),
        (["name,level", "Kestrel Ltd,deny", "KESTREL LTD.,watch"], r"row 3, column 'id': .* on row 2; give each row"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_row(lines, what):
    with pytest.raises(ListError, match=f"^private, {what}"):
        parse(*lines)


def test_a_row_is_counted_from_the_line_it_begins_on():
    with pytest.raises(ListError, match="row 4, column 'level'"):
        parse("name,level,reason", 'Kestrel,deny,"two', 'lines"', "Merlin,never,x")


def test_a_workbook_is_refused_with_what_to_do():
    with pytest.raises(ListError, match=r"the file is a workbook; save it as CSV"):
        parse_published({"rows": b"PK\x03\x04 and so on"})


def test_an_encoding_that_cannot_be_told_is_refused_with_what_to_do():
    with pytest.raises(ListError, match=r"private, row 2: the text is neither .*; save it as CSV in UTF-8$"):
        parse("name,level", "Café Kestrel,deny", encoding="latin-1")


@pytest.mark.parametrize(
    "lines",
    [
        ["Kestrel Optics,diverted lenses", "Merlin,x"],
        [HEADER, FULL.replace(",deny,", ",Kestrel Optics,")],
        [HEADER, FULL.replace(",GB,", ",Kestrel Optics,")],
        [HEADER, FULL.replace("2026-02-01", "Kestrel Optics")],
        [HEADER, FULL.replace("LEI:5299001", "Kestrel Optics")],
        [HEADER, FULL, FULL],
        [HEADER, f"{FULL},Kestrel Optics"],
    ],
)
def test_what_is_wrong_is_said_without_quoting_the_file(lines):
    with pytest.raises(ListError) as refused:
        parse(*lines)

    told = str(refused.value).casefold()
    assert [word for word in ("kestrel", "merlin", "lenses", "5299001", "moor") if word in told] == []


def test_the_page_about_the_list_describes_every_column_and_level():
    page = (Path(__file__).parents[3] / "docs" / "private-list.md").read_text(encoding="utf-8")

    assert [name for name in (*COLUMNS, *LEVELS, *KINDS) if f"`{name}`" not in page] == []
