"""The SDN List: made-up files in OFAC's shape, and the real SDN rows of the Consolidated Screening List."""

import logging
from collections import Counter

import pytest

from lists.check import check_snapshot, missing_canaries
from lists.declaration import declared
from lists.us_sdn.parse import parse_published
from screening.errors import ListError
from screening.names.countries import country_code
from tests.lists.ofac.files import files, line, party
from tests.lists.us_sdn.consolidated import rewritten


def one(prim, **others):
    (entry,) = parse_published(files(prim, **others))
    return entry


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


def numbers(entry):
    return [(number.kind, number.value) for number in entry.identifiers]


def test_a_person_has_names_dates_nationalities_and_numbers():
    entry = one(
        party(
            7,
            "MOON, Ana Maria",
            kind="individual",
            programme="SDGT] [SYRIA",
            title="Director, ACME Ltd.; Minister of Tides",
            remarks="DOB 04 Mar 1961; alt. DOB circa 1960; POB Town, Cuba; nationality Cuba; citizen Spain; "
            "Gender Female; Passport J287011 (Colombia); Director, ACME Ltd.; Minister of Tides; a.k.a. 'LUNA'; "
            "Linked To: ACME LTD.",
        ),
        alt=line(7, 1, "aka", "LUNA, Ana", "") + line(7, 2, "fka", "SUN, Ana", "") + line(7, 3, "nka", "STAR, Ana", ""),
        add=line(7, 1, "5 Some Road", "Town", "Mexico", "") + line(7, 2, "", "", "Cuba", ""),
    )

    assert (entry.entry_id, entry.list_id, entry.kind, entry.primary_name) == (
        "us-sdn:7", "us-sdn", "person", "MOON, Ana Maria",
    )  # fmt: skip
    assert names(entry) == [
        ("MOON, Ana Maria", "primary"), ("LUNA, Ana", "alias"), ("SUN, Ana", "former"), ("STAR, Ana", "alias"),
        ("LUNA", "weak"),
    ]  # fmt: skip
    assert entry.programmes == ("SDGT", "SYRIA")
    assert (entry.birth_dates, entry.nationalities, entry.country) == (("1961-03-04", "1960"), ("CU", "ES"), "MX")
    assert entry.addresses == ("5 Some Road, Town, Mexico", "Cuba")
    assert numbers(entry) == [("PASSPORT", "J287011")]
    assert entry.remarks == (
        "Title Director, ACME Ltd.; Minister of Tides; alt. DOB circa 1960; POB Town, Cuba; Gender Female; "
        "Linked To: ACME LTD."
    )
    assert entry.citation == "OFAC SDN List, entity 7, programme SDGT, SYRIA"


def test_a_vessel_has_its_flag_its_call_sign_its_numbers_and_no_country():
    vessel = ("A8LU7", "Crude Oil Tanker", "2597", "1098", "Gabon", "Moon Shipping")
    entry = one(
        party(
            7, "MOON SPIRIT", kind="vessel", vessel=vessel, remarks="Identification Number IMO 9339301; MMSI 636013272."
        ),
        add=line(7, 1, "", "", "", ""),
    )

    assert (entry.kind, entry.country, entry.nationalities) == ("vessel", None, ("GA",))
    assert numbers(entry) == [("CALL_SIGN", "A8LU7"), ("IMO", "9339301"), ("MMSI", "636013272")]
    assert entry.remarks == (
        "Vessel Type Crude Oil Tanker; Tonnage 2597; Gross Registered Tonnage 1098; Vessel Owner Moon Shipping"
    )


def test_a_flag_that_is_no_country_is_told_in_the_remarks():
    entry = one(party(7, kind="vessel", vessel=("", "", "", "", "None Identified", "")))

    assert (entry.nationalities, entry.remarks) == ((), "Vessel Flag None Identified")


def test_an_aircraft_keeps_its_model_and_operator_as_remarks():
    remarks = "Aircraft Model B737; Aircraft Operator MOON AIR; Aircraft Manufacturer's Serial Number (MSN) 24103"
    entry = one(party(7, "EP-MUN", kind="aircraft", remarks=f"{remarks}."))

    assert (entry.kind, numbers(entry)) == ("aircraft", [("AIRCRAFT_SERIAL_NO", "24103")])
    assert entry.remarks == "Aircraft Model B737; Aircraft Operator MOON AIR"


def test_where_an_organisation_is_registered_is_its_country_if_no_address_tells():
    registered = party(7, remarks="Nationality of Registration Russia")

    assert one(registered).country == "RU"
    assert one(registered, add=line(7, 1, "", "Limassol", "Cyprus", "")).country == "CY"


def test_the_measure_is_blocking_in_force_at_any_date_as_the_files_give_none():
    (measure,) = one(party(7)).measures
    (period,) = measure.periods

    assert (measure.code, period.state, period.from_at.year, period.until_at) == ("BLOCKING", "in_force", 1970, None)
    assert "31 CFR chapter V" in measure.text
    assert "50 percent or more in the aggregate" in measure.text
    assert "do not say when" in period.basis
    assert one(party(7)).listed_on is None


def test_a_few_remarks_that_cannot_be_read_are_kept_and_told_in_the_log(caplog):
    prim = party(1, remarks="Favourite Colour Red; DOB 1961") + "".join(
        party(number, remarks="DOB 1961") for number in range(2, 21)
    )

    with caplog.at_level(logging.WARNING):
        first, *_ = parse_published(files(prim))

    assert (first.remarks, first.birth_dates) == ("Favourite Colour Red", ("1961",))
    assert "1 of 21 remarks and countries" in caplog.text
    assert caplog.text.rstrip().endswith("entities 1")


def test_one_new_key_on_every_third_party_does_not_refuse_the_list():
    usual = "DOB 1961; POB Town; Gender Male; nationality Cuba"
    prim = "".join(
        party(number, remarks=f"{usual}; New risk: yes" if number % 3 == 0 else usual) for number in range(1, 31)
    )

    assert len(parse_published(files(prim))) == 30


def test_remarks_of_a_new_format_refuse_the_files_with_the_first_of_them():
    prim = "".join(party(number, remarks=f"Born={number} | Colour=Red") for number in range(1, 4))

    with pytest.raises(ListError, match=r"3 of 3 remarks .*'Born=1 \| Colour=Red' \(prim, entity 1\)"):
        parse_published(files(prim))


def test_countries_that_are_not_known_count_as_unread():
    with pytest.raises(ListError, match=r"1 of 1 remarks and countries .*'Atlantis' \(prim, entity 7\)"):
        parse_published(files(party(7), add=line(7, 1, "", "", "Atlantis", "")))


def test_a_file_that_is_cut_off_is_refused():
    whole = files(party(7) + party(8), alt=line(8, 1, "aka", "X", ""))
    cut = whole | {"prim": party(7).encode() + b"\x1a"}

    with pytest.raises(ListError, match=r"alt: 1 parties are not in SDN\.CSV"):
        parse_published(cut)


@pytest.fixture(scope="module")
def real(shared_data):
    """Entries of the SDN rows of 2022-05-16, written as OFAC writes them."""
    return parse_published(rewritten(shared_data / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz"))


@pytest.mark.shared_data
def test_ten_thousand_real_parties_are_read(real):
    assert Counter(entry.kind.value for entry in real) == {
        "person": 5206, "organisation": 4104, "vessel": 433, "aircraft": 283,
    }  # fmt: skip
    assert len({entry.entry_id for entry in real}) == len(real) == 10026
    assert missing_canaries(declared("us-sdn").canaries, real) == []
    assert all(code == country_code(code) for entry in real for code in entry.nationalities)


@pytest.mark.shared_data
def test_the_real_parties_pass_the_bounds_save_for_their_number_of_then(real):
    declaration = declared("us-sdn")
    bounds = declaration.published.bounds.model_copy(update={"min_entries": 10_000})

    check_snapshot(declaration, real, bounds=bounds, last_ids=frozenset())


@pytest.mark.shared_data
def test_few_remarks_of_the_real_parties_cannot_be_read(shared_data, caplog):
    with caplog.at_level(logging.WARNING):
        parse_published(rewritten(shared_data / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz"))

    assert "257 of 47734 remarks and countries" in caplog.text


@pytest.mark.shared_data
def test_a_known_bank_has_what_the_list_says_of_it(real):
    bank = next(entry for entry in real if entry.primary_name == "BANK MELLI IRAN")

    assert {"IRAN", "SDGT", "IFSR"} <= set(bank.programmes)
    assert ("BANK MELLI", "alias") in names(bank)
    assert bank.country == "IR"
