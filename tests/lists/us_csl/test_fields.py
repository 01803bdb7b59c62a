"""Cells of the Consolidated Screening List, with their known faults."""

from datetime import date

import pytest

from lists.us_csl.fields import (
    birth_dates,
    country_codes,
    read_addresses,
    read_citation,
    read_country,
    read_day,
    read_footnotes,
    read_name,
    read_ofac_name,
)  # fmt: skip
from screening.errors import ListError


@pytest.mark.parametrize(
    ("cell", "name", "parent"),
    [
        ("Made-up Ltd. (MU).  Affiliated Entity:  Beijing Made-up", "Beijing Made-up", "Made-up Ltd. (MU)"),
        ("Made-up Ltd. (MU). Affiliated Entity: Beijing Made-up", "Beijing Made-up", "Made-up Ltd. (MU)"),
        ("9th Institute (MU 9).  Subordinate Institution - Unit 5", "Unit 5", "9th Institute (MU 9)"),
        ("Made-up Plant (a subordinate institute of MU-7)", "Made-up Plant", "MU-7"),
        ("Affiliated Supply and Consultancy", "Affiliated Supply and Consultancy", None),
    ],
)
def test_a_unit_is_named_by_itself_and_knows_its_parent(cell, name, parent):
    named = read_name(cell, "")

    assert (named.party.name, named.part_of) == (name, parent)


@pytest.mark.parametrize(
    ("cell", "name", "remark"),
    [
        (
            "X; and any successor, sub-unit, or subsidiary thereof",
            "X",
            "and any successor, sub-unit, or subsidiary thereof",
        ),
        (
            "X and any successor, subunit, or subsidiary thereof",
            "X",
            "and any successor, subunit, or subsidiary thereof",
        ),
        ("X, and its sub-units and successors", "X", "and its sub-units and successors"),
    ],
)
def test_successors_are_no_part_of_the_name(cell, name, remark):
    named = read_name(cell, "")

    assert (named.party.name, named.remark) == (name, remark)


def test_the_last_alias_loses_its_and():
    assert read_name("X", "Made-up Semiconductor; and MU Institute 13").party.aliases == [
        "Made-up Semiconductor", "MU Institute 13",
    ]  # fmt: skip


def test_a_surname_and_a_given_name_that_a_semicolon_parts_are_one_alias():
    assert read_name("X", "ZAMAN; Haydar").party.aliases == ["ZAMAN, Haydar"]


def test_aliases_that_a_semicolon_without_a_space_parts_are_several():
    assert read_name("X", "NPO Made-up OAO;OJSC Made-up").party.aliases == ["NPO Made-up OAO", "OJSC Made-up"]


def test_other_names_in_brackets_are_aliases_and_former_names():
    party = read_name("Made-up, OOO (f.k.a., Old Made-up)", "Also; f.k.a. Older").party

    assert (party.name, party.aliases, party.former) == ("Made-up, OOO", ["Also"], ["Old Made-up", "Older"])


def test_a_name_of_ofac_is_not_taken_apart():
    assert read_ofac_name("AKA, Made-up (f.k.a. X)", "").party.name == "AKA, Made-up (f.k.a. X)"


def test_addresses_packed_into_one_are_several():
    cell = "1 A Road, Made, China; and 2 B Road, Made, China, Made Province, CN"

    assert read_addresses(cell) == ("1 A Road, Made, China", "2 B Road, Made, China, Made Province, CN")


def test_a_country_alone_is_no_address():
    assert read_addresses("SY; Basrah, IQ") == ("Basrah, IQ",)


@pytest.mark.parametrize(
    ("addresses", "others", "country"),
    [
        ("1 Road, Basrah, IQ", ["SY"], "IQ"),
        ("SY", [], "SY"),
        ("1 Road, Dallas, TX, 75159", [], "US"),
        ("1 Road, Simferopol, Crimea (occupied)", [], "UA"),
        ("1 Road, Beijing, China (PRC)", [], "CN"),
        ("P.O. Box 3000, ANTHONY, 88021, NM", [], "US"),
        ("1 Road, XX", ["KP"], "KP"),
        ("", ["", "KP"], "KP"),
        ("Hay Riad, Rabat", [], None),
    ],
)
def test_the_country_stands_last_in_an_address_or_is_a_nationality(addresses, others, country):
    assert read_country(addresses, others) == country


def test_a_flag_that_is_not_identified_is_none_and_an_unknown_one_is_refused():
    assert country_codes("None Identified; St. Kitts & Nevis; XX; KN", "row 1") == ("KN",)
    with pytest.raises(ListError, match="row 1: the country 'Atlantis' is not known; add it"):
        country_codes("Atlantis", "row 1")


@pytest.mark.parametrize(
    ("cell", "citation"),
    [
        ("67 F.R. 56530 9/4/02 67 F.R. 10890 3/11/02", "67 FR 56530 9/4/02; 67 FR 10890 3/11/02"),
        ("80 F.R 57572 9/24/15 ", "80 FR 57572 9/24/15"),
        ("81 F.R.45276 7/13/2016,  83F.R. 1 1/2/2018", "81 FR 45276 7/13/2016; 83 FR 1 1/2/2018"),
        ("46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81", "46 FR 46154 9/17/81; 46 FR 19290 3/30/81"),
        ("83 FR 37423; 87 FR 77505", "83 FR 37423; 87 FR 77505"),
    ],
)
def test_citations_that_run_together_are_parted(cell, citation):
    assert read_citation(cell) == citation


@pytest.mark.parametrize(
    ("requirement", "footnotes"),
    [
        ("(See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", ("3",)),
        ("(See §§734.9(e)(2)4 and 744.11)", ("4",)),
        ("For all items subject to the EAR (See § 744.2 (d) of the EAR), Factory 3", ()),
        ("under § 740.11(b)(2) and (e).", ()),
    ],
)
def test_a_footnote_is_a_digit_behind_a_bracket(requirement, footnotes):
    assert read_footnotes(requirement) == footnotes


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", (None, "")),
        ("2018-08-01", (date(2018, 8, 1), "")),
        ("8/11/2015", (date(2015, 8, 11), "")),
        ("circa 2011", (date(2011, 1, 1), "")),
        ("2011 to 2013", (date(2011, 1, 1), "")),
        ("3033-01-17", (None, "date as printed: 3033-01-17")),
    ],
)
def test_faulty_dates_are_read_or_told(cell, found):
    assert read_day(cell, "row 1") == found


@pytest.mark.parametrize("cell", ["soon", "2018-13-01", "31/12/2015"])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(ListError, match=r"row 1: .* is not a date"):
        read_day(cell, "row 1")


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("1961-03-04", ("1961-03-04",)),
        ("1961-03; 1944", ("1961-03", "1944")),
        ("circa 1944", ("1944",)),
        ("1969 to 1971", ("1969", "1970", "1971")),
        ("circa 1960 to circa 1961", ("1960", "1961")),
        ("Sep 1938", ("1938-09",)),
        ("circa 07 Jul 1966", ("1966-07-07",)),
    ],
)
def test_dates_of_birth_are_as_precise_as_the_list(cell, dates):
    assert birth_dates(cell) == (dates, "")


def test_a_date_of_birth_that_cannot_be_read_is_kept_as_text():
    assert birth_dates("1961; in the sixties; 1900 to 1999") == (("1961",), "in the sixties; 1900 to 1999")
