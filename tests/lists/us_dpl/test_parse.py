"""The Denied Persons List: made-up files in each of its shapes, and real rows of the Consolidated Screening List."""

import csv
import io
import logging
from datetime import date, datetime

import polars as pl
import pytest

from lists.check import check_snapshot
from lists.declaration import declared
from lists.parsing import slug
from lists.us_dpl.names import kind_of, names_of
from lists.us_dpl.parse import citations_of, parse_published, read_edition
from screening.errors import ListError
from screening.frames import entries_frame
from screening.states import with_states
from tests.lists.us_dpl.files import HEADINGS, ONE_CELL, rewritten, row, text, workbook


def one(*rows, **options):
    (entry,) = parse_published(text(*rows, **options))
    return entry


def combined(cell, *, expires="06/29/2056", type_="Standard"):
    """The entry of a row of the newer file, with name and address in one cell."""
    return one((cell, "06/19/2003", expires, "68 F.R. 38290 6/27/03", type_), headings=ONE_CELL, delimiter=",")


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


def state_on(entry, instant):
    states = with_states(entries_frame([entry]), instant)
    return None if states.is_empty() else states["state"].item()


def test_a_row_is_an_entry_with_name_address_order_and_citations():
    entry = one(
        row("MOON TRADING LLC", Country="CA", State="", FR_Citation="67 F.R. 56530 9/4/02 71 F.R. 38843 7/10/06")
    )

    assert (entry.entry_id, entry.kind, entry.country) == ("us-dpl:ca:moon-trading-llc", "organisation", "CA")
    assert names(entry) == [("MOON TRADING LLC", "primary")]
    assert entry.addresses == ("1 MOON ROAD, TOWN, 75081, CA",)
    assert entry.listed_on == date(2003, 6, 19)
    assert entry.citation == "67 FR 56530 9/4/02; 71 FR 38843 7/10/06"
    assert entry.measures[0].code == "DENIAL_ORDER"
    assert "standard terms of Supplement No. 1 to Part 764" in entry.measures[0].text
    assert entry.remarks == ""


def test_the_shapes_of_the_list_give_the_same_entries():
    rows = [
        row("MOON TRADING LLC"),
        row("ANA MOON", Country="JP", State="", Effective_Date="01/10/1984", Expiration_Date=""),
    ]
    expected = parse_published(text(*rows))
    turned = [tuple(reversed(cells)) for cells in rows]
    spelled = [heading.replace("_", " ").upper() for heading in HEADINGS]

    assert parse_published(text(*rows, delimiter=",")) == expected
    assert parse_published(text(*turned, headings=tuple(reversed(HEADINGS)))) == expected
    assert parse_published(text(*rows, headings=tuple(spelled))) == expected
    assert parse_published(workbook(*rows)) == expected


def test_text_in_the_western_code_page_of_windows_is_read():
    content = text(row("JOSÉ MOON"))["list"].decode()

    assert parse_published({"list": content.encode("cp1252")}) == parse_published({"list": content.encode()})


@pytest.mark.parametrize("date_format", [None, "mm/dd/yyyy", "yyyy-mm-dd"])
def test_dates_that_a_workbook_holds_as_dates_are_read(date_format):
    cells = row("ANA MOON", Effective_Date=datetime(2003, 6, 19), Expiration_Date=datetime(2056, 6, 29))
    (entry,) = parse_published(workbook(cells, date_format=date_format))

    assert entry.listed_on == date(2003, 6, 19)
    assert entry.measures[0].periods[0].until_at == datetime(2056, 6, 30, 4)


def test_an_order_is_in_force_to_the_end_of_its_last_day_in_washington_and_removed_from_then_on():
    entry = one(row(Effective_Date="06/19/2003", Expiration_Date="01/24/2027"))

    assert state_on(entry, datetime(2003, 6, 18, 23, 59)) is None
    assert state_on(entry, datetime(2026, 11, 22, 15)) == "in_force"
    assert state_on(entry, datetime(2027, 1, 25, 4, 59)) == "in_force"
    assert state_on(entry, datetime(2027, 1, 25, 5)) == "removed"


def test_an_order_without_an_expiration_date_stays_in_force():
    entry = one(row(Effective_Date="09/10/1981", Expiration_Date=""))

    assert state_on(entry, datetime(2100, 1, 1)) == "in_force"
    assert "until it is lifted" in entry.measures[0].text


@pytest.mark.parametrize(
    ("printed", "terms"),
    [("Y", "standard terms"), ("y", "standard terms"), ("N", "terms of its own"), ("", "terms that it states")],
)
def test_the_measure_says_whether_the_order_is_a_standard_one(printed, terms):
    assert terms in one(row(Standard_Order=printed)).measures[0].text


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        ({"Expiration_Date": "01/17/3033"}, "Expiration date 01/17/3033"),
        ({"Expiration_Date": "soon"}, "Expiration date soon"),
        ({"Expiration_Date": "06/19/1999"}, "Expiration date 06/19/1999"),
        ({"Effective_Date": "05/10/0203"}, "Effective date 05/10/0203"),
        ({"Effective_Date": ""}, "Effective date"),
        ({"Country": "Atlantis"}, "Country Atlantis"),
        ({"Standard_Order": "MAYBE"}, "Standard order MAYBE"),
    ],
)
def test_a_cell_that_cannot_be_right_neither_drops_a_party_nor_ends_an_order(cells, remark, caplog):
    others = [row(f"MOON{number} LLC") for number in range(30)]

    with caplog.at_level(logging.WARNING):
        faulty, *_ = parse_published(text(row("SUN LLC", **cells), *others))

    assert state_on(faulty, datetime(2026, 11, 22)) == "in_force"
    assert faulty.remarks.startswith(remark)
    assert "1 of 31 rows" in caplog.text
    assert caplog.text.rstrip().endswith("row 2")


def test_many_cells_that_cannot_be_right_refuse_the_file_with_the_first_of_them():
    with pytest.raises(ListError, match=r"1 of 1 rows .*us-dpl, row 2: Country Atlantis"):
        parse_published(text(row(Country="Atlantis")))


@pytest.mark.parametrize(
    ("country", "state", "code"),
    [("", "TX", "US"), ("NM", "", "US"), ("CA", "", "CA"), ("PRC", "", "CN"), ("Germany", "", "DE"), ("", "", None)],
)
def test_the_country_is_that_of_the_column_or_the_state(country, state, code):
    assert one(row(Country=country, State=state)).country == code


def test_rows_of_one_order_are_one_entry_with_every_address_and_spelling():
    entry = one(
        row("AL MOON AIRLINES", Country="IQ", Street_Address="HOME 46"),
        row("AL-MOON  AIRLINES", Country="IQ", Street_Address="SECTION 309"),
    )

    assert [address.split(",")[0] for address in entry.addresses] == ["HOME 46", "SECTION 309"]
    assert names(entry) == [("AL MOON AIRLINES", "primary"), ("AL-MOON AIRLINES", "alias")]


def test_orders_of_one_party_in_one_country_are_told_apart_by_their_first_citation():
    entries = parse_published(
        text(row("ANA MOON"), row("ANA MOON", Effective_Date="03/04/2002", FR_Citation="67 F.R. 56530 9/4/02"))
    )

    assert [entry.entry_id for entry in entries] == [
        "us-dpl:us:ana-moon:68-fr-38290-6-27-03", "us-dpl:us:ana-moon:67-fr-56530-9-4-02",
    ]  # fmt: skip


def test_a_party_in_two_countries_is_two_entries():
    entries = parse_published(text(row("ANA MOON", Country="JO"), row("ANA MOON", Country="AE")))

    assert [entry.entry_id for entry in entries] == ["us-dpl:jo:ana-moon", "us-dpl:ae:ana-moon"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("67 F.R. 56530 9/4/02 67 F.R. 10890 3/11/02", ("67 FR 56530 9/4/02", "67 FR 10890 3/11/02")),
        ("46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81", ("46 FR 46154 9/17/81", "46 FR 19290 3/30/81")),
        ("81.F.R. 40658 6/22/2016", ("81 FR 40658 6/22/2016",)),
        ("87 F.R.38704 6/29/2022; 87 F.R. 79725 12/27/2022, ", ("87 FR 38704 6/29/2022", "87 FR 79725 12/27/2022")),
        ("82 F.R. 16788, 16789 4/6/2017", ("82 FR 16788, 16789 4/6/2017",)),
        ("66 F.R. 47630 9/13/01, NEW F.R. NOTICE SOON", ("66 FR 47630 9/13/01, NEW F.R. NOTICE SOON",)),
        ("84 FR 1 1/1/2019  84 FR 1 1/1/2019", ("84 FR 1 1/1/2019",)),
        ("", ()),
    ],
)
def test_citations_without_anything_between_them_are_parted(cell, expected):
    assert citations_of(cell) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (" I. ASH", [("I. ASH", "primary")]),
        ("UTAIR AVIATION JSC,", [("UTAIR AVIATION JSC", "primary")]),
        ("ANA MOON A/K/A LUNA MOON", [("ANA MOON", "primary"), ("LUNA MOON", "alias")]),
        ("MOON LTD F/K/A SUN LTD", [("MOON LTD", "primary"), ("SUN LTD", "former")]),
        ("ANA (A.K.A. LUNA MOON) SUN", [("ANA SUN", "primary"), ("LUNA MOON", "alias")]),
        ("SHOP (MOON INC.)", [("SHOP (MOON INC.)", "primary"), ("SHOP", "alias"), ("MOON INC.", "alias")]),
        ("MOON AND SUN (MAS)", [("MOON AND SUN (MAS)", "primary"), ("MOON AND SUN", "alias"), ("MAS", "abbreviation")]),
        ("ANA (LUNA) SUN", [("ANA (LUNA) SUN", "primary"), ("ANA SUN", "alias")]),
    ],
)  # fmt: skip
def test_aliases_inside_a_name_are_names_of_their_own(printed, expected):
    assert [(name.name, name.type.value) for name in names_of(printed)] == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NORDIC MARITIME PTE. LTD.", "organisation"),
        ("KOTO COMMERCIO IBERICA, S.L.", "organisation"),
        ("P&P COMPUTERS", "organisation"),
        ("SYNAPTIX.NET", "organisation"),
        ("AZUR AIR", "organisation"),
        ("ADVANCED TECHNOLOGY SOLUTIONS", "organisation"),
        ("ABEL HERNANDEZ, JR.", "person"),
        ("FUYI SUN A/K/A FRANK SUN", "person"),
        ("MAJIDA SALEM", "person"),
        ("KIM SONG II", "person"),
    ],
)
def test_a_firm_is_told_by_its_legal_form_or_trade_and_all_others_are_persons(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("cell", "name", "address", "country"),
    [
        ("ANA MOON, 1 MOON ROAD, APT. 2, TOWN, TX, , 75081", "ANA MOON", "1 MOON ROAD, APT. 2, TOWN, TX, 75081", "US"),
        ("ANA MOON, JR., P.O. BOX 1, TOWN, NM, , 88201", "ANA MOON, JR.", "P.O. BOX 1, TOWN, NM, 88201", "US"),
        (
            "MOON CORPORATION, INC, 1 ROAD, TOWN, , SG, 099254",
            "MOON CORPORATION, INC",
            "1 ROAD, TOWN, 099254, SG",
            "SG",
        ),
        ("MOON IBERICA, S.L., PL. 2, MADRID, , ES, ", "MOON IBERICA, S.L.", "PL. 2, MADRID, ES", "ES"),
        ("MOON, 1 ROAD, PARIS, , FR, ", "MOON", "1 ROAD, PARIS, FR", "FR"),
        ("ANA MOON", "ANA MOON", "", None),
    ],
)
def test_name_and_address_of_one_cell_are_taken_apart(cell, name, address, country):
    entry = combined(cell)

    assert (entry.primary_name, entry.country) == (name, country)
    assert entry.addresses == ((address,) if address else ())
    assert entry.remarks == "Type of denial Standard"


@pytest.mark.parametrize(
    ("printed", "terms"),
    [
        ("Standard", "standard terms"),
        ("Non-Standard", "terms of its own"),
        ("Another", "terms that it states"),
    ],
)
def test_the_type_of_denial_is_kept_as_printed_whatever_it_says(printed, terms):
    entry = combined("ANA MOON, 1 ROAD, PARIS, , FR, ", type_=printed)

    assert terms in entry.measures[0].text
    assert entry.remarks == f"Type of denial {printed}"


def test_a_single_word_before_the_comma_may_be_a_family_name_so_both_readings_are_names():
    assert names(combined("MOON, LUNA, 1 ROAD, PARIS, , FR, ")) == [("MOON, LUNA", "primary"), ("MOON", "alias")]


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (text((*row(), "x"), headings=(*HEADINGS, "Colour")), r"columns \['Colour'\] are not known"),
        (text(row()[:-1], headings=HEADINGS[:-1]), r"missing are \['citation'\]"),
        (text(row()[1:], headings=HEADINGS[1:]), r"missing are \['name'\]"),
        (text((*row(), "x"), headings=(*HEADINGS, "Address")), r"two columns mean the same"),
        (text(row()[:-2]), r"us-dpl, row 2: 10 cells, expected 12"),
        (text(row(" ")), r"us-dpl, row 2: no name"),
        ({"list": text(row())["list"][:-20]}, r"may be cut off"),
        ({"list": b"PK\x03\x04 no workbook"}, r"neither text nor a workbook"),
        ({"list": b"\x81\x8d not text"}, r"neither text nor a workbook"),
        ({"list": b"<!DOCTYPE html><html></html>"}, r"web page"),
        ({"list": b""}, r"empty"),
    ],
)
def test_a_file_of_another_shape_is_refused(contents, message):
    with pytest.raises(ListError, match=message):
        parse_published(contents)


def test_the_page_of_the_list_tells_the_date_of_the_newest_file():
    page = b'<a href="https://media.bis.gov/sites/default/files/dpl_04142026.csv">Export as CSV</a>'
    url = declared("us-dpl").published.files["list"].url

    assert read_edition(page) == date(2026, 4, 14)
    assert url.format(edition=read_edition(page)) == "https://media.bis.gov/sites/default/files/dpl_04142026.csv"


@pytest.mark.parametrize(
    "page", [b"<html></html>", b"dpl_04142026.csv dpl_05142026.csv", b"dpl_13452026.csv", b"dpl.xlsx"]
)
def test_a_page_that_links_no_file_or_several_is_refused_with_what_to_do(page):
    with pytest.raises(ListError, match="by hand"):
        read_edition(page)


@pytest.fixture(scope="module")
def real(shared_data):
    """The denied persons of 2022-05-16."""
    return rewritten(shared_data / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz")


@pytest.mark.shared_data
def test_every_real_row_is_an_entry_or_an_address_of_one(real):
    entries = parse_published(real)
    rows = list(csv.DictReader(io.StringIO(real["list"].decode()), delimiter="\t"))

    check_snapshot(declared("us-dpl"), entries, bounds=declared("us-dpl").published.bounds, last_ids=frozenset())
    assert len({entry.entry_id for entry in entries}) == len(entries) == 478
    assert {" ".join(cells["Name"].split()).strip(" ,") for cells in rows} - {"FUYI SUN A/K/A FRANK SUN",
        "PEARL (A.K.A. NEI-CHIEN CHU) LI"} <= {name.name for entry in entries for name in entry.names}  # fmt: skip
    assert sum(entry.kind == "organisation" for entry in entries) == 108
    assert [entry.remarks for entry in entries if entry.remarks] == []


@pytest.mark.shared_data
def test_real_orders_of_2022_that_have_expired_since_are_removed_and_the_others_in_force(real):
    instant = datetime(2026, 11, 22, 15)
    rows = csv.DictReader(io.StringIO(real["list"].decode()), delimiter="\t")
    open_names = {
        slug(names_of(cells["Name"])[0].name)
        for cells in rows
        if not (day := cells["Expiration_Date"]) or f"{day[6:]}-{day[:2]}-{day[3:5]}" >= "2026-11-22"
    }
    states = with_states(entries_frame(parse_published(real)), instant)
    in_force = states.filter(pl.col("state") == "in_force")["primary_name"]

    assert {slug(name) for name in in_force} == open_names
    assert set(states["state"]) == {"in_force", "removed"}
