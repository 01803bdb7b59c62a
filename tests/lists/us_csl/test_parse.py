"""Rows of the Consolidated Screening List as entries, and what makes a whole snapshot of it."""

import gzip
from datetime import UTC, date, datetime

import pytest

from lists.check import check_snapshot
from lists.declaration import all_lists, declared
from lists.us_csl.parse import entries_of, parse_published
from lists.us_csl.rows import COLUMNS, IGNORED, read_rows
from lists.us_csl.sources import SOURCES
from screening.errors import ListError
from screening.frames import entries_frame
from screening.models import Kind, State
from screening.states import with_states
from tests.lists.us_csl.csl import CAP, CMIC, DPL, DTC, EL, FSE, ISN, SDN, SSI, UVL, as_csv, row, whole


def entries(*rows):
    """Entries of these rows."""
    return entries_of(read_rows(as_csv(*rows)))


def entry(*args, **cells):
    """The entry of one row."""
    [found] = entries(row(*args, **cells))
    return found


def names(found, *types):
    """Names of an entry that are of these types."""
    return [name.name for name in found.names if name.type in types]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.code)
def test_every_source_has_a_measure_with_its_legal_basis_and_knows_whom_it_copies(source):
    found = entry(source.name, "Made-up")

    assert found.measures[0].text == source.measure
    assert source.legal_basis in found.measures[0].periods[0].basis
    assert found.copied_from == source.copied_from
    assert found.programmes == (source.code.upper(),)


def test_there_are_thirteen_sources_and_copies_are_of_lists_that_can_be_read_here():
    copied = {source.copied_from for source in SOURCES} - {None}

    assert len({source.code for source in SOURCES}) == 13
    assert copied >= {"us-entity-list", "us-meu", "us-uvl", "us-ns-cmic"} & set(all_lists())


def test_programmes_follow_the_source():
    assert entry(SDN, "X", entity_number="7", programs="SDGT; IRGC").programmes == ("SDN", "SDGT", "IRGC")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("Individual", Kind.PERSON), ("Entity", Kind.ORGANISATION), ("Vessel", Kind.VESSEL), ("Aircraft", Kind.AIRCRAFT),
     ("", Kind.ORGANISATION)],
)  # fmt: skip
def test_the_kind_is_the_publishers(type_, kind):
    assert entry(SDN, "X", type=type_).kind is kind


def test_an_address_is_an_entry_of_its_own_without_name():
    found = entry(EL, "Address 01", addresses="Unit 4, Made-up Tower, Kowloon, HK")

    assert (found.kind, found.names, found.country) == (Kind.ADDRESS, (), "HK")
    assert found.addresses == ("Unit 4, Made-up Tower, Kowloon, HK",)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"source": "Novel List (NL) - Treasury Department"}, "entry 1: the source 'Novel List.*thirteen"),
        ({"type": "Submarine"}, "entry 1: type 'Submarine' is not known"),
        ({"vessel_flag": "Atlantis"}, "entry 1: the country 'Atlantis' is not known"),
        ({"start_date": "soon"}, "entry 1: 'soon' is not a date"),
        ({"name": ""}, "entry 1: no name"),
    ],
)
def test_what_is_not_known_is_refused(cells, message):
    with pytest.raises(ListError, match=message):
        entry(**cells)


def test_every_column_is_used_or_ignored_for_a_reason():
    marked = {
        "source": CMIC, "entity_number": "7", "type": "Vessel", "start_date": "2001-02-03", "end_date": "2004-05-06",
        "addresses": "1 Road, KP", "citizenships": "IR", "nationalities": "CU", "vessel_flag": "Panama",
        "dates_of_birth": "1961", "ids": "77, MMSI", "license_requirement": "(See § 734.9(g),3 of the EAR)",
    }  # fmt: skip
    full = {column: marked.get(column, f"text of {column}") for column in COLUMNS}
    without = {column: entry(**{**full, column: ""}) for column in COLUMNS if column not in ("source", "name")}

    unread = {column for column, found in without.items() if found == entry(**full)}

    assert unread == set(IGNORED)


def test_a_measure_that_has_ended_is_removed_from_that_date():
    frame = entries_frame([entry(DPL, "X", start_date="2017-10-16", end_date="2020-10-13")])

    states = [
        with_states(frame, datetime(2020, 10, day, 12, tzinfo=UTC)).item(0, "state") for day in (12, 13)
    ]  # fmt: skip

    assert states == [State.IN_FORCE, State.REMOVED]


def test_a_start_that_cannot_be_believed_does_not_hide_the_entry():
    found = entry(EL, "X", start_date="3033-01-17")

    assert found.listed_on is None
    assert found.measures[0].periods[0].from_at == datetime(1970, 1, 1)
    assert "3033-01-17" in found.remarks


def test_dates_of_the_military_companies_stand_among_the_ids():
    found = entry(CMIC, "X", ids="03 Jun 2021, Listing Date (CMIC); 02 Aug 2021, Effective Date (CMIC)")

    assert found.listed_on == date(2021, 6, 3)
    assert found.measures[0].periods[0].from_at == datetime(2021, 8, 2)


def test_aliases_of_one_word_count_only_where_they_are_equal():
    person = entry(SDN, "MADE, Up", type="Individual", alt_names="HAYDAR; MADE UP, Haydar")
    company = entry(SSI, "MADE-UP BANK", type="Entity", alt_names="MUB; MADEUPBANK; MADE-UP OAO")
    ship = entry(SDN, "MADE UP", type="Vessel", alt_names="DAISY")

    assert (names(person, "weak"), names(person, "alias")) == (["HAYDAR"], ["MADE UP, Haydar"])
    assert (names(company, "abbreviation"), names(company, "alias")) == (["MUB"], ["MADEUPBANK", "MADE-UP OAO"])
    assert names(ship, "alias") == ["DAISY"]


def test_ids_come_from_the_number_of_ofac_or_from_country_and_name():
    first, second = entries(row(SDN, "X", entity_number="7"), row(UVL, "Café, Inc.", addresses="1 Road, AM"))

    assert (first.entry_id, second.entry_id) == ("us-csl:sdn:7", "us-csl:uvl:am:cafe-inc")


TWINS = (
    row(EL, "Twin", addresses="1 Road, CN", federal_register_notice="79 FR 44680"),
    row(EL, "Twin", addresses="2 Road, CN", federal_register_notice="83 FR 37423; 84 FR 1"),
    row(DTC, "Twin", federal_register_notice="59 FR 5664"),
    row(CAP, "BANK", entity_number="15268", addresses="1 Road, CN"),
    row(CAP, "BANK", entity_number="15268", addresses="1 Road, CN"),
    row(ISN, "Twin", federal_register_notice="Vol. 78, No. 237, 12/10/13"),
    row(ISN, "Twin", federal_register_notice="Vol. 78, No. 175, 9/10/13"),
    row(FSE, "TWIN", entity_number="15268"),
)


def test_entries_of_the_same_name_have_ids_of_their_own():
    ids = [found.entry_id for found in entries(*TWINS)]

    assert len(set(ids)) == len(TWINS)
    assert ids[:3] == ["us-csl:el:cn:twin:79-fr-44680", "us-csl:el:cn:twin:83-fr-37423", "us-csl:dtc:xx:twin"]


def test_ids_survive_another_order_other_row_ids_and_noise():
    noisy = [
        {**one, "_id": f"{number:x}", "name": f" {one['name'].upper()} "} for number, one in enumerate(TWINS)
    ]  # fmt: skip
    again = noisy[::-1]

    assert {one.entry_id for one in entries(*again)} == {one.entry_id for one in entries(*TWINS)}


def test_a_snapshot_without_one_of_the_sources_is_refused_and_names_it():
    rows = [row(source.name, f"Party {number}") for source in SOURCES[1:] for number in range(source.min_rows)]

    with pytest.raises(ListError, match=r"lost rows.*Entity List \(EL\).*: 0 rows, at least"):
        parse_published({"consolidated": as_csv(*rows)})


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.code)
def test_a_snapshot_in_which_a_source_has_shrunk_is_refused_and_names_it(source):
    with pytest.raises(ListError) as refusal:
        parse_published({"consolidated": whole(lacking=source.name)})

    assert f"({source.name}: {source.min_rows - 1} rows, at least {source.min_rows} expected)" in str(refusal.value)


def test_a_snapshot_with_enough_rows_of_each_source_is_read():
    assert len(parse_published({"consolidated": whole()})) == sum(source.min_rows for source in SOURCES)


@pytest.mark.shared_data
def test_every_row_of_the_snapshot_of_2022_is_an_entry_with_an_id_of_its_own(shared_data):
    content = gzip.decompress((shared_data / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz").read_bytes())
    declaration = declared("us-csl")
    assert declaration.published is not None

    found = parse_published({"consolidated": content})

    check_snapshot(declaration, found, bounds=declaration.published.bounds, last_ids=frozenset())
    assert len(found) == len({one.entry_id for one in found}) == 14_160
    assert [one.primary_name for one in found if one.country is None and one.copied_from == "us-entity-list"] == [
        "Huawei Technologies Morocco"
    ]
    assert not [one.remarks for one in found if "Born: " in one.remarks]


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "count"), [("csl_sample_2019-12.csv", 115), ("csl_consolidated_sample_2025-06.csv", 13)]
)
def test_samples_of_other_years_are_read(shared_data, name, count):
    found = entries_of(read_rows((shared_data / "lists/us_csl" / name).read_bytes()))

    assert len({one.entry_id for one in found}) == count


@pytest.mark.shared_data
def test_the_whole_rows_of_a_download_of_2023_are_read(shared_data):
    lines = (shared_data / "lists/us_csl/csl_consolidated_raw_truncated_2023.csv").read_text("utf-8").split("\n")
    content = "\n".join([lines[0], *lines[2:-1]]).encode()

    found = entries_of(read_rows(content))

    assert len({one.entry_id for one in found}) == len(found) > 4_000
    assert {one.listed_on for one in found if one.copied_from == "us-ns-cmic"} == {
        date(2021, 6, 3), date(2021, 12, 10), date(2021, 12, 16),
    }  # fmt: skip
    assert not [one.remarks for one in found if "Born: " in one.remarks]
