"""Curated tables of notices, made up: what is refused, and whom a measure is for."""

from urllib.parse import urlsplit

import pytest

from lists.declaration import declared
from lists.notices import COLUMNS, notice_tables, parse_notices
from screening.errors import ListError
from screening.models import Kind

ROWS = {
    "notices": ["外交部令2031年第1号,listing,决定,2031-05-22,2031-05-22T00:00:00+08:00,2,0,,notice_text,"],
    "entries": [
        "mfa-2031-1/1,外交部令2031年第1号,1,,Kingfisher Tackle,,翠鸟渔具公司,,,organisation,US,,",
        "mfa-2031-1/2,外交部令2031年第1号,2,,Mary Egret,,玛丽·鹭,,,person,,,",
    ],
    "measures": [
        "外交部令2031年第1号,kind:organisation,FREEZE,冻结财产,Property is frozen.,2031-05-22T00:00:00+08:00",
        "外交部令2031年第1号,kind:person,ENTRY,不准入境,No entry.,2031-05-22T00:00:00+08:00",
        "外交部令2031年第1号,*,TXN,禁止交易,No transactions.,2031-05-22T00:00:00+08:00",
        "外交部令2031年第1号,mfa-2031-1/1,FINE,罚款,A fine.,2031-05-22T00:00:00+08:00",
    ],
    "states": [],
    "persons": ["mfa-2031-1/2,女,翠鸟渔具公司总裁,1961-03-04,US"],
}


def tables(**changed):
    rows = ROWS | changed
    return {role: "\n".join([COLUMNS[role], *lines, ""]).encode() for role, lines in rows.items()}


def parsed(files):
    return parse_notices(files, list_id="cn-made-up", authority="")


def test_a_measure_is_for_all_for_a_kind_or_for_one_entry():
    company, person = parsed(tables())

    assert [measure.code for measure in company.measures] == ["FREEZE", "TXN", "FINE"]
    assert [measure.code for measure in person.measures] == ["ENTRY", "TXN"]


def test_what_notices_say_of_a_person_is_kept():
    _, person = parsed(tables())

    assert person.kind is Kind.PERSON
    assert person.remarks == "女，翠鸟渔具公司总裁"
    assert (person.birth_dates, person.nationalities) == (("1961-03-04",), ("US",))


def test_a_list_without_persons_needs_no_table_of_them():
    files = tables()
    del files["persons"]

    assert [entry.remarks for entry in parsed(files)] == ["", ""]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("mfa-2031-1/1,,,,", r"cn_made_up/persons\.csv, row 2: mfa-2031-1/1 is not the key of a person"),
        ("mfa-2031-1/9,,,,", r"row 2: mfa-2031-1/9 is not the key of a person"),
        ("mfa-2031-1/2,f,,,", r"row 2: sex 'f' is not 男 or 女"),
        ("mfa-2031-1/2,,,1961,", r"row 2: '1961' is not a date like 2025-04-10"),
    ],
)
def test_a_row_of_persons_that_fits_no_person_is_refused(row, message):
    with pytest.raises(ListError, match=message):
        parsed(tables(persons=[row]))


def test_an_entry_that_no_measure_is_for_is_refused():
    with pytest.raises(ListError, match=r"entry mfa-2031-1/1: no measure of measures\.csv applies"):
        parsed(tables(measures=[ROWS["measures"][1]]))


def test_a_list_that_lacks_a_table_is_refused():
    files = tables()
    del files["states"]

    with pytest.raises(ListError, match=r"cn_made_up: there is no table states\.csv"):
        parsed(files)


@pytest.mark.parametrize("list_id", ["cn-countermeasures", "cn-ecl", "cn-uel", "cn-watch"])
def test_tables_that_ship_cite_pages_of_the_ministries_and_no_placeholder(list_id):
    notices = notice_tables(declared(list_id).bundled_files(), list_id=list_id)["notices"]
    hosts = {urlsplit(row["url"]).hostname for row in notices if row["url"]}

    assert hosts <= {"aqygzj.mofcom.gov.cn", "www.mofcom.gov.cn", "www.mfa.gov.cn"}
    assert [row["url"] for row in notices if "123456." in row["url"]] == []
    assert {row["checked"] for row in notices} <= {"notice_text", "secondary"}


@pytest.mark.parametrize("list_id", ["cn-countermeasures", "cn-ecl", "cn-uel", "cn-watch"])
def test_a_notice_of_the_tables_that_ship_has_one_number_and_one_row(list_id):
    notices = [row["notice_no"] for row in notice_tables(declared(list_id).bundled_files(), list_id=list_id)["notices"]]

    assert len(set(notices)) == len(notices)
