import csv
import re
from collections import Counter
from datetime import date, datetime

import pytest

from lists.check import check_snapshot
from lists.declaration import declared
from lists.ofac.values import is_isin
from lists.us_ns_cmic.parse import parse_bundled, parse_published
from screening.errors import ListError
from screening.names.forms import name_form
from tests.lists.us_ns_cmic.ofac import DATES, PERSON, bundled_as_published, company, files

ROLES = ("prim", "alt", "add", "comments")


def one(remarks=DATES, **others):
    """The entry of files with one company, number 7."""
    (entry,) = parse_published(files(company(7, "ACME CO., LTD.", remarks), **others))
    return entry


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


def values(entry, kind):
    return [identifier.value for identifier in entry.identifiers if identifier.kind == kind]


def test_a_company_is_an_entry_with_all_that_the_four_files_say():
    entry = one(
        "Equity Ticker 600118 CN; Issuer Name Acme Issuer Ltd; ISIN CNE100000N20; Target Type Public Company; "
        f"{DATES}; Unified Social Credit Code (USCC) 91110000MA005UCQ5P (China); Linked To: OTHER LTD; a.k.a. 'ACM'.",
        alt='7,1,"aka","ACME",-0- \r\n7,2,"fka","OLD ACME",-0- \r\n7,3,"nka","NEW ACME",-0- \r\n',
        add='7,1,"5 Some Road","Beijing 100097","China",-0- \r\n7,2,-0- ,-0- ,-0- ,-0- \r\n',
    )

    assert entry.entry_id == "us-ns-cmic:7"
    assert names(entry) == [
        ("ACME CO., LTD.", "primary"), ("ACME", "alias"), ("OLD ACME", "former"), ("NEW ACME", "alias"),
        ("Acme Issuer Ltd", "alias"), ("ACM", "weak"),
    ]  # fmt: skip
    assert entry.addresses == ("5 Some Road, Beijing 100097, China",)
    assert (values(entry, "USCC"), values(entry, "TICKER")) == (["91110000MA005UCQ5P"], ["600118 CN"])
    assert values(entry, "ISIN") == ["CNE100000N20"]
    assert entry.listed_on == date(2021, 6, 3)
    assert entry.measures[0].code == "SECURITIES_BAN"
    assert entry.measures[0].periods[0].from_at == datetime.fromisoformat("2021-08-02T00:00")
    assert "2022-06-03" in entry.measures[0].text


def test_parties_of_other_programmes_are_left_out():
    prim = company(7, "ACME") + company(8, "BETA", "Tax ID No. 5.", programme="UKRAINE-EO13662")

    assert [entry.primary_name for entry in parse_published(files(prim))] == ["ACME"]


@pytest.mark.parametrize("programme", ["CMIC-EO13959", "NPWMD] [CMIC-EO13959", "CMIC-EO13959] [IFSR] [X"])
def test_a_company_may_be_listed_under_several_programmes(programme):
    assert len(parse_published(files(company(7, "ACME", programme=programme)))) == 1


@pytest.mark.parametrize("cut", [10, 50, len(DATES) - 3, len(DATES) + 5])
def test_remarks_that_overflow_are_joined_wherever_they_were_cut(cut):
    remarks = f"{DATES}; a.k.a. 'ACM'."
    entry = one(remarks[:cut], comments=f'7,"{remarks[cut:]}"\r\n')

    assert entry == one(remarks)
    assert ("ACM", "weak") in names(entry)


def test_several_values_of_one_kind_are_all_kept():
    entry = one(
        "Equity Ticker CHL US; alt. Equity Ticker 941 HK; Issuer Name A Ltd; alt. Issuer Name B Ltd; "
        f"ISIN US16941M1099; alt. ISIN HK0941009539; {DATES}; a.k.a. 'AA'; a.k.a. 'BB'."
    )

    assert values(entry, "TICKER") == ["CHL US", "941 HK"]
    assert values(entry, "ISIN") == ["US16941M1099", "HK0941009539"]
    assert [name for name, type_ in names(entry) if type_ == "weak"] == ["AA", "BB"]
    assert [name for name, type_ in names(entry) if type_ == "alias"] == ["A Ltd", "B Ltd"]


@pytest.mark.parametrize(
    ("printed", "ticker"),
    [("603019CN", "603019 CN"), ("601698  CN", "601698 CN"), ("C1HL34 BR", "C1HL34 BR"), ("00883 HK", "00883 HK")],
)
def test_tickers_are_written_in_one_way_and_keep_their_zeros(printed, ticker):
    assert values(one(f"Equity Ticker {printed}; {DATES}."), "TICKER") == [ticker]


@pytest.mark.parametrize("isin", ["BRC1EODR004", "CND10002K094", "CND10002G601"])
def test_an_isin_with_a_wrong_check_digit_is_left_out(isin):
    assert values(one(f"ISIN {isin}; alt. ISIN CNE100000N20; {DATES}."), "ISIN") == ["CNE100000N20"]


@pytest.mark.parametrize("text", ["US0378331005", "CNE100000N20", "HK0941009539", "US16941M1099", "AU0000XVGZA3"])
def test_a_right_isin_is_one(text):
    assert is_isin(text)


@pytest.mark.parametrize(
    "text", ["US0378331006", "CNE100000N21", "", "US037833100", "us0378331005", "0S0378331005", "US03783310055"]
)
def test_a_wrong_isin_is_none(text):
    assert not is_isin(text)


def test_a_remark_of_an_unknown_kind_is_refused_with_the_entity():
    with pytest.raises(
        ListError, match="prim, entity 7: the remark 'Favourite Colour Red' is of a kind that is not known"
    ):
        one(f"{DATES}; Favourite Colour Red")


@pytest.mark.parametrize(
    ("remarks", "message"),
    [
        (DATES.split("; Listing")[0], "expected one value, found"),
        (DATES + "; Listing Date (CMIC) 04 Jun 2021", "expected one value, found"),
        (DATES.replace("03 Jun 2021", "2021-06-03"), "'2021-06-03' is not a date like 03 Jun 2021"),
        (DATES.replace("02 Aug 2021", "31 Feb 2021"), "'31 Feb 2021' is not a date"),
    ],
)
def test_a_company_without_exactly_one_date_of_each_kind_is_refused(remarks, message):
    with pytest.raises(ListError, match=f"prim, entity 7: .*{message}"):
        one(remarks)


def test_an_alias_of_an_unknown_type_is_refused():
    with pytest.raises(ListError, match="prim, entity 7: alias type 'dba' is not known"):
        one(alt='7,1,"dba","ACME",-0- \r\n')


def test_a_party_that_is_no_company_is_refused():
    with pytest.raises(ListError, match="prim, entity 7: is listed as a person"):
        parse_published(files(company(7, "ACME", kind="individual")))


@pytest.mark.parametrize("role", ROLES)
def test_a_file_that_breaks_off_in_a_row_is_refused(role):
    whole = files(
        company(7, "ACME"), alt='7,1,"aka","ACME","x"\r\n', add='7,1,"5 Road","B","C","x"\r\n', comments='7,"; y"\r\n'
    )
    cut = whole | {role: whole[role][:-5]}

    with pytest.raises(ListError, match=f"^{role}"):
        parse_published(cut)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "prim: the file is empty"),
        (b"<html>", "prim: the file is a web page"),
        (b"ent_num,name\r\n1,A\r\n", "prim, row 1: 2 cells, expected 12"),
        (PERSON.encode() + b"1,2,3\r\n", "prim, row 2: 3 cells, expected 12"),
        ("9639,Ünal".encode("latin-1"), r"prim: not OFAC's CSV format.*CONS_PRIM\.CSV"),
        (b"PK\x03\x04", "prim, row 1: 1 cells"),
    ],
)
def test_a_file_of_another_shape_is_refused(content, message):
    with pytest.raises(ListError, match=message):
        parse_published(files() | {"prim": content})


def test_files_that_were_mixed_up_are_refused():
    mixed = files(company(7, "ACME"))
    mixed["prim"], mixed["alt"] = mixed["alt"], mixed["prim"]

    with pytest.raises(ListError, match="prim, row 1: 5 cells, expected 12"):
        parse_published(mixed)


def bundled():
    declaration = declared("us-ns-cmic")
    return declaration.parse_bundled(declaration.bundled_files())


def test_the_bundled_table_holds_all_68_companies_and_58_credit_codes():
    entries = bundled()

    assert len({entry.entry_id for entry in entries}) == len(entries) == 68
    assert sum(bool(values(entry, "USCC")) for entry in entries) == 58
    assert Counter(entry.listed_on for entry in entries) == {
        date(2021, 6, 3): 59, date(2021, 12, 10): 1, date(2021, 12, 16): 8,
    }  # fmt: skip


def test_companies_that_left_before_the_order_are_not_on_the_list():
    text = " ".join(name.name for entry in bundled() for name in entry.names).upper()

    assert not re.search(r"XIAOMI|LUOKUNG|GOWIN", text)


def test_credit_codes_have_eighteen_characters_and_isins_right_check_digits():
    entries = bundled()

    assert all(re.fullmatch("[0-9A-Z]{18}", code) for entry in entries for code in values(entry, "USCC"))
    assert all(is_isin(isin) for entry in entries for isin in values(entry, "ISIN"))


def test_the_curated_table_written_as_published_is_read_as_the_curated_table():
    entries = parse_published(bundled_as_published())

    assert [entry.primary_name for entry in entries] == [entry.primary_name for entry in bundled()]
    assert {entry.entry_id for entry in entries} == {entry.entry_id for entry in bundled()}


def test_a_curated_table_with_a_date_that_is_none_is_refused_with_its_row():
    header, first, *_ = declared("us-ns-cmic").bundled_files()["entries"].decode().splitlines()

    with pytest.raises(ListError, match=r"us_ns_cmic/entries\.csv, row 2: '3 June 2021' is not a date"):
        parse_bundled({"entries": f"{header}\n{first.replace('2021-06-03,', '3 June 2021,', 1)}\n".encode()})


@pytest.fixture(scope="module")
def published(shared_data):
    folder = shared_data / "lists" / "us_ofac"
    return parse_published({role: (folder / f"cons_{role}.csv").read_bytes() for role in ROLES})


@pytest.mark.shared_data
def test_the_real_files_hold_68_companies_of_which_59_are_those_of_the_order(published):
    declaration = declared("us-ns-cmic")

    check_snapshot(declaration, published, bounds=declaration.published.bounds, last_ids=frozenset())
    assert len(published) == 68
    assert sum(entry.listed_on == date(2021, 6, 3) for entry in published) == 59
    assert sum(bool(values(entry, "USCC")) for entry in published) == 58


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("company_name", "weak"),
    [
        ("SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION", "SMIC"),
        ("AVIATION INDUSTRY CORPORATION OF CHINA, LTD.", "AVIC"),
        ("CHINA COMMUNICATIONS CONSTRUCTION COMPANY LIMITED", "CCCC"),
        ("AERO ENGINE CORPORATION OF CHINA", "AECC"),
        ("CHINA STATE SHIPBUILDING CORPORATION LIMITED", "CSSC"),
    ],
)
def test_weak_aliases_of_the_real_list_are_found_even_in_the_overflow(published, company_name, weak):
    entry = next(entry for entry in published if entry.primary_name == company_name)

    assert (weak, "weak") in names(entry)


@pytest.mark.shared_data
def test_the_credit_code_that_the_overflow_cuts_in_two_is_whole(published):
    entry = next(entry for entry in published if entry.entry_id == "us-ns-cmic:30930")

    assert values(entry, "USCC") == ["91110000710934369E"]


@pytest.mark.shared_data
def test_invalid_isins_of_the_real_list_are_left_out(published, shared_data):
    text = "".join(
        (shared_data / "lists" / "us_ofac" / f"cons_{role}.csv").read_text("ascii") for role in ("prim", "comments")
    )
    found = {isin for entry in published for isin in values(entry, "ISIN")}

    assert {"BRC1EODR004", "CND10002K094", "CND10002G601"} <= set(re.findall(r"ISIN ([A-Z0-9]+)", text)) - found
    assert len(found) == 160


@pytest.mark.shared_data
def test_the_bundled_table_equals_the_real_list_in_names_dates_and_credit_codes(published):
    def facts(entry):
        return entry.entry_id, entry.primary_name, entry.listed_on, values(entry, "USCC"), entry.measures

    def printed(entry):
        return {name.name for name in entry.names}

    by_id = {entry.entry_id: entry for entry in published}

    assert [facts(entry) for entry in bundled()] == [facts(by_id[entry.entry_id]) for entry in bundled()]
    assert all(printed(entry) <= printed(by_id[entry.entry_id]) for entry in bundled())
    assert len(bundled()) == len(published)


@pytest.mark.shared_data
def test_every_name_of_the_annex_to_the_order_is_in_the_bundled_table(shared_data):
    with (shared_data / "lists" / "us_ofac" / "eo14032_annex_59.csv").open(encoding="utf-8") as file:
        annex = [row["name"] for row in csv.DictReader(file)]
    known = {name_form(name.name).joined for entry in bundled() for name in entry.names}

    assert len(annex) == 59
    assert [name for name in annex if name_form(name).joined not in known] == []


@pytest.mark.shared_data
def test_the_bundled_table_agrees_with_the_hand_checked_reference(shared_data):
    with (shared_data / "reference" / "ns_cmic_59.csv").open(encoding="utf-8") as file:
        reference = {row["ofac_uid"]: row for row in csv.DictReader(file)}
    found = {
        entry.entry_id.removeprefix("us-ns-cmic:"): (
            entry.primary_name, str(entry.listed_on), "".join(values(entry, "USCC")),
        )
        for entry in bundled()
    }  # fmt: skip

    assert found == {uid: (row["name_en"], row["listing_date"], row["uscc"]) for uid, row in reference.items()}
