from datetime import date

import pytest

from lists.ofac.countries import is_known, known_country
from lists.ofac.values import birth_dates, identifier, is_exact, ofac_date
from screening.errors import ListError


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("04 Mar 1961", ("1961-03-04",)),
        ("4 Mar 1961.", ("1961-03-04",)),
        ("Mar 1961", ("1961-03",)),
        ("1961", ("1961",)),
        ("circa 1961", ("1961",)),
        ("circa Mar 1961", ("1961-03",)),
        ("1961 to 1963", ("1961", "1962", "1963")),
        ("1961-1963", ("1961", "1962", "1963")),
        ("circa 1961 to 1962", ("1961", "1962")),
        ("01 Oct 1992 to 31 Oct 1992", ("1992-10",)),
        ("Oct 1992 to Jan 1993", ("1992", "1993")),
        ("31 Feb 1961", ()),
        ("1900 to 1999", ()),
        ("4/3/1961", ()),
        ("", ()),
        ("unknown", ()),
    ],
)
def test_a_date_of_birth_is_read_in_every_shape_and_as_precise_as_it_is(printed, expected):
    assert birth_dates(printed) == expected


@pytest.mark.parametrize(("printed", "exact"), [("04 Mar 1961", True), ("1961", True), ("circa 1961", False),
                                                ("1961 to 1963", False)])  # fmt: skip
def test_a_date_is_exact_unless_it_is_about_right_or_a_range(printed, exact):
    assert is_exact(printed) is exact


@pytest.mark.parametrize(
    ("kind", "printed", "expected"),
    [
        ("PASSPORT", "A1702697 (Uzbekistan)", ("PASSPORT", "A1702697")),
        ("PASSPORT", "U337061 (Indonesia) issued 17 Dec 2009 expires 17 Dec 2014", ("PASSPORT", "U337061")),
        ("PASSPORT", "290410121 (Korea, North).", ("PASSPORT", "290410121")),
        ("REGISTRATION_NO", "0582030 (Connecticut) (United States)", ("REGISTRATION_NO", "0582030")),
        ("REGISTRATION_NO", "FN 117595 i", ("REGISTRATION_NO", "FN 117595 i")),
        ("NATIONAL_ID", "1 63 08 4 01 001 005E (Mali)", ("NATIONAL_ID", "1 63 08 4 01 001 005E")),
        ("IMO", "IMO 9486910", ("IMO", "9486910")),
        ("ID_NO", "IMO 9339301", ("IMO", "9339301")),
        ("COMPANY_NO", "IMO 5571322", ("IMO_COMPANY", "5571322")),
        ("LEI", "5299007NTWCC3U23WM81 (Czech Republic)", ("LEI", "5299007NTWCC3U23WM81")),
        ("LEI", "852496527 (Netherlands)", ("REGISTRATION_NO", "852496527")),
        ("BIC", "DCBKKPPY.", ("BIC", "DCBKKPPY")),
        ("TAIL_NO", "EP-PUS", ("TAIL_NO", "EP-PUS")),
        ("WALLET", "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx", ("WALLET", "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx")),
        ("TICKER", "601698  CN", ("TICKER", "601698 CN")),
    ],
)
def test_a_number_is_read_without_country_and_dates(kind, printed, expected):
    found = identifier(kind, printed)

    assert (found.kind, found.value) == expected


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("PASSPORT", "issued in Sarajevo, Bosnia-Herzegovina"),
        ("PASSPORT", "OR801168 and National ID No. 281020505755 issued under the name of another"),
        ("NATIONAL_ID", "(Iran)"),
        ("BIC", "none"),
        ("ISIN", "CND10002K094"),
        ("WALLET", "12HQ"),
    ],
)
def test_what_is_no_such_number_is_none(kind, printed):
    assert identifier(kind, printed) is None


def test_a_date_is_written_in_one_way():
    assert ofac_date("03 Jun 2021.", "x") == date(2021, 6, 3)
    with pytest.raises(ListError, match="entity 7: '2021-06-03' is not a date like 03 Jun 2021"):
        ofac_date("2021-06-03", "entity 7")


@pytest.mark.parametrize(
    ("printed", "code"),
    [("Korea, North", "KP"), ("Congo, Democratic Republic of the", "CD"), ("Region: Gaza", "PS"), ("Burma", "MM"),
     ("Democratic People's Republic of Korea", "KP"), ("Liberia", "LR"), ("St. Kitts & Nevis", "KN")],
)  # fmt: skip
def test_countries_are_known_as_ofac_prints_them(printed, code):
    assert known_country(printed) == code


def test_what_is_no_single_country_is_known_and_has_no_code():
    assert (known_country("Undetermined"), is_known("Undetermined")) == (None, True)
    assert (known_country("Atlantis"), is_known("Atlantis")) == (None, False)
