"""Remarks: each has a key that says what becomes of it; none is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.ofac import remarks as ofac
from lists.ofac.keys import IDENTIFIERS, IGNORED, Use, keyed
from lists.ofac.remarks import read_remarks
from lists.ofac.tables import read_parties

ROLES = ("prim", "alt", "add", "comments")


def uses(text, **options):
    return [(remark.text, remark.use.value) for remark in read_remarks(text, **options)]


def numbers(text):
    return [(one.kind, one.value) for one in ofac.identifiers(read_remarks(text))]


def test_remarks_are_parted_and_each_has_its_use():
    text = (
        "DOB 04 Mar 1961; alt. DOB circa 1960; POB Town, Cuba; nationality Cuba; citizen Spain; Gender Male; "
        "Passport A1 (Cuba) expires 19 Jan 2021; Secondary sanctions risk: See Section 11 of Executive Order 14024.; "
        "For more information on directives, please visit the following link: http://x.; a.k.a. 'EL JEFE'; "
        "Linked To: ACME S.A."
    )

    assert [use for _, use in uses(text)] == [
        "birth_date", "birth_date", "remark", "nationality", "nationality", "remark", "identifier", "remark", "ignored",
        "name", "remark",
    ]  # fmt: skip


def test_weak_aliases_are_found_with_apostrophes_inside_and_a_full_stop_behind():
    found = ofac.names(read_remarks("a.k.a. 'ABU-'UMAR'; f.k.a. 'ANA I'; n.k.a. 'BOB'."))

    assert [(name.name, name.type.value) for name in found] == [
        ("ABU-'UMAR", "weak"),
        ("ANA I", "weak"),
        ("BOB", "weak"),
    ]


def test_the_title_that_remarks_repeat_at_their_end_is_left_out():
    title = "Director, ACME (U.K.) Ltd.; Minister of Oil"

    assert uses(f"DOB 1961; {title}.", title=title) == [("DOB 1961", "birth_date")]


@pytest.mark.parametrize(
    "text",
    ["Favourite Colour Red", "wife of another", "nationality possibly Palestinian;arrested 2002", "DOB in spring",
     "Passport issued in Sarajevo", "Passports A1", "a.k.a. ' '"],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_whole_and_counted(text):
    remarks = read_remarks(f"DOB 1961; {text}; POB Town")

    assert ofac.unread(remarks) == [text]
    assert text in ofac.kept_text(remarks)


def test_a_date_that_is_only_about_right_is_also_kept_as_printed():
    remarks = read_remarks("DOB circa 1961; alt. DOB 04 Mar 1962")

    assert ofac.dates_of_birth(remarks) == ("1961", "1962-03-04")
    assert ofac.kept_text(remarks) == ["DOB circa 1961"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tax ID No. 7702070139 (Russia)", ("TAX_ID", "7702070139")),
        ("alt. Tax ID No. 7702070139.", ("TAX_ID", "7702070139")),
        ("Unified Social Credit Code (USCC) 91110000MA005UCQ5P (China)", ("USCC", "91110000MA005UCQ5P")),
        ("NIT # 800146749-7 (Colombia)", ("TAX_ID", "800146749-7")),
        ("Diplomatic Passport 4138 (Syria)", ("PASSPORT", "4138")),
        ("Vessel Registration Identification IMO 9486910", ("IMO", "9486910")),
        ("MMSI 636013272", ("MMSI", "636013272")),
        ("Aircraft Construction Number (also called L/N or S/N or F/N) 2006", ("AIRCRAFT_SERIAL_NO", "2006")),
        (
            "alt. Digital Currency Address - XBT 1L4ncif9hh9TnUveqWq77HfWWt6CJWtrnb",
            ("WALLET", "1L4ncif9hh9TnUveqWq77HfWWt6CJWtrnb"),
        ),
        ("SWIFT/BIC DCBKKPPY", ("BIC", "DCBKKPPY")),
    ],
)
def test_numbers_of_documents_and_registers_have_a_kind(text, expected):
    assert numbers(text) == [expected]


def test_no_key_stands_for_two_kinds_and_the_longest_wins():
    keys = [key for kind in IDENTIFIERS.values() for key in kind]

    assert len(keys) == len(set(keys))
    assert keyed("Nationality of Registration Russia")[:2] == ("Nationality of Registration", Use.COUNTRY)
    assert keyed("Listing Date (EO 14024 Directive 3): 24 Feb 2022")[::2] == ("Listing Date (*)", "24 Feb 2022")
    assert (
        keyed("Executive Order 13662 Directive Determination - Subject to Directive 1")[2] == "Subject to Directive 1"
    )


def test_what_is_ignored_is_named_with_its_reason():
    assert all(reason for reason in IGNORED.values())


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters=";"), min_size=1), max_size=5))
def test_no_remark_is_ever_lost(parts):
    text = "; ".join(parts)

    assert [remark.text for remark in read_remarks(text)] == [part.strip() for part in parts if part.strip()]


@pytest.fixture(scope="module")
def consolidated(shared_data):
    """Every party of OFAC's consolidated files with its remarks."""
    folder = shared_data / "lists" / "us_ofac"
    contents = {role: (folder / f"cons_{role}.csv").read_bytes() for role in ROLES}
    parties = read_parties(contents, file_names={role: f"CONS_{role.upper()}.CSV" for role in ROLES})
    return {party.name: (party, read_remarks(party.remarks, title=party.title)) for party in parties}


@pytest.mark.shared_data
def test_every_remark_of_the_real_consolidated_files_is_read_save_three_wrong_isins(consolidated):
    unread = [text for _, remarks in consolidated.values() for text in ofac.unread(remarks)]

    assert len(consolidated) == 442
    assert unread == ["alt. ISIN BRC1EODR004", "alt. ISIN CND10002K094", "alt. ISIN CND10002G601"]


@pytest.mark.shared_data
def test_numbers_of_the_real_consolidated_files_have_their_kinds(consolidated):
    kinds = Counter(one.kind for _, remarks in consolidated.values() for one in ofac.identifiers(remarks))

    assert kinds == {
        "REGISTRATION_NO": 409, "TAX_ID": 223, "ISIN": 160, "TICKER": 69, "USCC": 58, "BIC": 33, "LEI": 15, "BIK": 6,
        "COMPANY_NO": 2, "LICENCE_NO": 1, "DRIVING_LICENCE": 1, "NATIONAL_ID": 1,
    }  # fmt: skip


@pytest.mark.shared_data
def test_persons_of_the_real_consolidated_files_have_dates_of_birth(consolidated):
    persons = [(party, remarks) for party, remarks in consolidated.values() if party.kind == "person"]

    assert len(persons) == 79
    assert sum(bool(ofac.dates_of_birth(remarks)) for _, remarks in persons) >= 70


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("party", "weak"),
    [
        ("SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION", "SMIC"),
        ("AVIATION INDUSTRY CORPORATION OF CHINA, LTD.", "AVIC"),
        ("CHINA COMMUNICATIONS CONSTRUCTION COMPANY LIMITED", "CCCC"),
    ],
)
def test_weak_aliases_of_the_real_files_are_found_even_in_the_overflow(consolidated, party, weak):
    _, remarks = consolidated[party]

    assert (weak, "weak") in [(name.name, name.type.value) for name in ofac.names(remarks)]
