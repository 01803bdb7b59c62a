import gzip
import re
from datetime import date, datetime

import pytest

from lists.check import check_snapshot
from lists.declaration import declared
from lists.us_entity_list.parse import parse_bundled, parse_published, read_rows
from screening.errors import ListError
from screening.models import Kind
from tests.lists.us_entity_list.part_744 import EAR, part_744, row, three_entries

CHINA = "CHINA, PEOPLE'S REPUBLIC OF"
EDITIONS = ("2026-03-25", "2026-07-23")
MENDED_IN_ONE_OF_THEM = {"us-entity-list:cn:cnooc-limited", "us-entity-list:cn:piotech"}
"""The publisher prints `CNOOC Limited (a subsidiary of …)` and `Piotech.`."""


def parse(*rows, **options):
    return parse_published({"part_744": part_744(*rows, **options)})


def one(entity, **cells):
    """The entry of a table of one row."""
    (entry,) = parse(row(entity, **{"country": CHINA} | cells))
    return entry


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


def test_a_row_is_an_entry_with_all_that_it_says():
    entry = one(
        "Acme (ACM), a.k.a., the following one alias:<br/>—Acme One.<br/> <br/> 5 Some Street, Beijing, China; "
        '<E T="03">and</E> 7 Some Street, Beijing, China.',
        requirement="For all items subject to the EAR. (See §§ 734.9(g),<sup>3</sup> 746.8(a)(3), and 744.11)",
        policy="Policy of denial",
        citation="83 FR 37423, 8/1/18. 87 FR 77505, 12/19/22.",
    )

    assert entry.primary_name == "Acme (ACM)"
    assert names(entry) == [("Acme (ACM)", "primary"), ("Acme One", "alias"), ("ACM", "abbreviation")]
    assert (entry.kind, entry.country, entry.list_id) == (Kind.ORGANISATION, "CN", "us-entity-list")
    assert entry.addresses == ("5 Some Street, Beijing, China", "7 Some Street, Beijing, China")
    assert entry.licence_requirement == "For all items subject to the EAR. (See §§ 734.9(g), 746.8(a)(3), and 744.11)"
    assert (entry.licence_policy, entry.footnotes) == ("Policy of denial", ("3",))
    assert (entry.citation, entry.listed_on) == ("83 FR 37423, 8/1/18. 87 FR 77505, 12/19/22.", date(2018, 8, 1))
    assert entry.measures[0].periods[0].from_at == datetime.fromisoformat("2018-08-01T00:00")


def test_entries_come_in_the_order_printed_and_the_country_holds_until_the_next():
    entries = parse(
        row("Zeta, Kabul.", country="AFGHANISTAN"),
        row("Acme, Kabul."),
        row("Beta, Minsk.", country="BELARUS"),
        row("Ceta, Minsk."),
    )

    assert [(entry.primary_name, entry.country) for entry in entries] == [
        ("Zeta", "AF"),
        ("Acme", "AF"),
        ("Beta", "BY"),
        ("Ceta", "BY"),
    ]


@pytest.mark.parametrize(
    ("requirement", "footnotes"),
    [
        (EAR, ()),
        ("see §§ 734.9(e) <sup>1</sup> and 744.11 of the EAR <sup>2</sup>", ("1", "2")),
        ("(See §§ 734.9(g),<sup>3</sup> 746.8(a)(3), and 744.21(b))", ("3",)),
        ("(See §§ 734.9(e)(2) and 744.11 of the EAR)<sup>4</sup>", ("4",)),
        ("(See §§ 734.4(a)(9), 734.9(e)(3), and 744.11) <sup>5</sup>", ("5",)),
        ("<sup>1 5</sup> and <sup>1</sup>", ("1", "5")),
    ],
)
def test_footnotes_are_those_that_are_raised_in_the_licence_requirement(requirement, footnotes):
    assert one("Acme, Beijing, China.", requirement=requirement).footnotes == footnotes


@pytest.mark.parametrize("name", ["Factory 3", "Institute 2", "Plant No. 5"])
def test_a_number_in_a_name_is_no_footnote(name):
    entry = one(f"{name}, 5 Some Street, Beijing, China.")

    assert (entry.primary_name, entry.footnotes) == (name, ())


def test_a_raised_numerator_of_a_fraction_is_no_footnote():
    entry = one("Acme, Sonmez Apt. No. <sup>4</sup>⁄<sub>5</sub> 1523 Sokak, Antalya, Turkey.", country="TURKEY")

    assert entry.footnotes == ()
    assert entry.addresses == ("Sonmez Apt. No. 4⁄5 1523 Sokak, Antalya, Turkey",)


def test_an_address_without_a_name_is_an_entry_of_its_own_kind_and_has_no_name_to_match():
    entry = one("Address 01, Unit D, 16/F Some Place, 18 Some Road, Hong Kong.")

    assert (entry.kind, entry.primary_name, entry.names) == (Kind.ADDRESS, "Address 01", ())
    assert entry.addresses == ("Unit D, 16/F Some Place, 18 Some Road, Hong Kong",)


def test_an_entry_without_an_address_is_kept():
    assert one("54th Made-up Institute of China.").addresses == ()


def test_a_subordinate_institution_names_its_parent_but_does_not_bear_its_name():
    entry = one("Made-up Group (MUG) subordinate institution: Envoltek, 21 Some Street, China.")

    assert (entry.primary_name, entry.part_of) == ("Envoltek", "Made-up Group (MUG)")
    assert names(entry) == [("Envoltek", "primary")]


def test_a_row_of_affiliates_belongs_to_the_entry_above_and_takes_over_what_it_leaves_empty():
    above, affiliates, addresses = parse(
        row(
            "Acme Co., Ltd., Beijing, China.",
            country=CHINA,
            requirement="For all <sup>1</sup>",
            citation="84 FR 22963, 5/21/19.",
        ),
        row(
            "Affiliated entities:<br/> Acme One Co., Ltd., 5 Some Street, Beijing, China.",
            requirement="",
            policy="",
            citation="",
        ),
        row(
            "The following addresses apply to the entity and to its affiliate:<br/> 9 Some Street, Beijing, China.",
            requirement="",
            policy="",
            citation="",
        ),
    )

    assert (affiliates.kind, affiliates.part_of) == (Kind.GROUP, "Acme Co., Ltd.")
    assert names(affiliates) == [("Acme One Co., Ltd.", "unit")]
    assert affiliates.footnotes == above.footnotes == ("1",)
    assert affiliates.listed_on == above.listed_on
    assert affiliates.citation == above.citation
    assert (addresses.kind, addresses.part_of, addresses.names) == (Kind.ADDRESS, "Acme Co., Ltd.", ())
    assert addresses.addresses == ("9 Some Street, Beijing, China",)


def test_a_row_that_continues_nothing_is_refused():
    with pytest.raises(ListError, match="table row 1: continues an entry, but there is none above"):
        parse(row("Affiliated entities:<br/> Acme One, Beijing, China.", country=CHINA))


@pytest.mark.parametrize(
    ("citation", "listed_on"),
    [
        ("84 FR 22963, 5/21/19.", date(2019, 5, 21)),
        ("85 FR 83420, 12/22/20. 84 FR 22963, 5/21/19.", date(2019, 5, 21)),
        ("62 FR 26922, 5/16/97. 66 FR 24266, 5/14/01.", date(1997, 5, 16)),
        ("90 FR 4619, 1/16/2025.", date(2025, 1, 16)),
        ("90 FR 4619, 1 / 16 / 25.", date(2025, 1, 16)),
    ],
)
def test_an_entry_was_listed_on_the_earliest_date_cited(citation, listed_on):
    assert one("Acme, Beijing, China.", citation=citation).listed_on == listed_on


@pytest.mark.parametrize(
    ("citation", "message"),
    [
        ("", "no dated Federal Register citation"),
        ("90 FR 4619.", "no dated"),
        ("90 FR 4619, 13/45/25.", "'13/45/25' is not a date"),
    ],
)
def test_an_entry_without_a_date_of_its_rule_is_refused(citation, message):
    with pytest.raises(ListError, match=f"table row 1: .*{message}"):
        one("Acme, Beijing, China.", citation=citation)


def test_an_unknown_country_is_refused_with_what_to_do():
    with pytest.raises(ListError, match=r"table row 1: the country 'ATLANTIS' is not known; add it to"):
        one("Acme, Somewhere.", country="ATLANTIS")


def test_a_table_without_a_country_at_its_top_is_refused():
    with pytest.raises(ListError, match="table row 1: no country above this row"):
        one("Acme, Somewhere.", country=" ")


@pytest.mark.parametrize("mark", ["6", "9"])
def test_an_unknown_footnote_is_refused(mark):
    with pytest.raises(ListError, match=rf"footnote \['{mark}'\] is not known"):
        one("Acme, Beijing, China.", requirement=f"For all items <sup>{mark}</sup>")


@pytest.mark.parametrize("cells", [2, 4, 6])
def test_a_row_with_cells_missing_or_too_many_is_refused(cells):
    with pytest.raises(ListError, match=f"table row 2: {cells} cells, expected 5"):
        parse(row("Acme, Beijing, China.", country=CHINA), f"<TR>{'<TD>x</TD>' * cells}</TR>")


def test_the_footnotes_below_the_table_are_no_entries():
    assert len(parse(row("Acme, Beijing, China.", country=CHINA), footnotes=("1", "2", "3"))) == 1


def test_a_file_that_was_cut_off_is_refused():
    with pytest.raises(ListError, match="not whole XML"):
        parse_published({"part_744": three_entries()[:-200]})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Request Access</body></html>", "web page"),
        (b"<html><body>maintenance</body></html>", "web page"),
        (b"PK\x03\x04", "not whole XML"),
        (b"<other/>", "holds no Supplement No. 4 to Part 744.*its root is <other>"),
        (gzip.compress(three_entries())[:-30], "damaged or cut off"),
    ],
)
def test_a_file_that_is_something_else_is_refused(content, message):
    with pytest.raises(ListError, match=message):
        parse_published({"part_744": content})


def test_another_supplement_is_refused():
    with pytest.raises(ListError, match=r"holds no Supplement No\. 4 to Part 744"):
        parse(row("Acme, Beijing, China.", country=CHINA), supplement="Supplement No. 6 to Part 744")


def test_the_list_is_read_packed_as_well_as_plain():
    packed = parse_published({"part_744": gzip.compress(three_entries())})

    assert packed == parse_published({"part_744": three_entries()})
    assert len(packed) == 3


def test_entities_of_the_file_are_not_resolved_from_outside(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE x [<!ENTITY hidden SYSTEM "{secret.as_uri()}">]>'.encode()
    content = part_744(row("Acme &hidden;, Beijing, China.", country=CHINA))

    (entry,) = parse_published({"part_744": content.replace(b"?>\n", b"?>\n" + head, 1)})

    assert "secret" not in entry.model_dump_json()


def test_ids_are_made_of_country_and_name_and_survive_editorial_noise():
    before = one("Acme Trading Co., Ltd., 5 Some Street, Beijing, China.")
    after = one("ACME  Trading Co.,Ltd., Room 9, 7 Other Street, Beijing, China.", policy="Case by case")

    assert before.entry_id == after.entry_id == "us-entity-list:cn:acme-trading-co-ltd"


def test_entries_of_one_name_in_one_country_are_told_apart_by_citation_then_address():
    entries = parse(
        row("Acme, 1 Road, Beijing.", country=CHINA, citation="80 FR 1, 1/2/15."),
        row("Acme, 2 Road, Beijing.", citation="81 FR 2, 1/2/16."),
        row("Acme, 3 Road, Beijing.", citation="81 FR 2, 1/2/16."),
        row("Acme, Minsk.", country="BELARUS"),
    )
    ids = [entry.entry_id for entry in entries]

    assert len(set(ids)) == 4
    assert ids[0].startswith("us-entity-list:cn:acme:80-fr-1")
    assert ids[2].endswith("3-road-beijing")
    assert ids[3] == "us-entity-list:by:acme"


def test_an_entry_keeps_its_id_when_others_are_added_or_removed():
    rows = [row("Acme, Beijing.", country=CHINA), row("Beta, Beijing."), row("Ceta, Beijing.")]

    assert {e.entry_id for e in parse(*rows[:2])} < {e.entry_id for e in parse(*rows)}


def test_aliases_that_the_text_miscounts_are_all_kept_and_the_log_says_so(caplog):
    entry = one("Acme, a.k.a., the following one alias:<br/>—One; and<br/>—Two.<br/> 5 Some Street, Beijing.")

    assert [name for name, _ in names(entry)] == ["Acme", "One", "Two"]
    assert "table row 1: 1 aliases promised, 2 printed" in caplog.text


EXTRACT_HEADER = (
    "primary_name,country,aliases,affiliates,addresses,licence_requirement,licence_policy,footnotes,citation\n"
)


def test_the_extract_gives_the_same_entry_as_the_publishers_file():
    content = (
        f'{EXTRACT_HEADER}"Acme Co., Ltd. (ACM)",CN,Acme One,,"5 Some Street, Beijing",{EAR},Denial,1 | 2,'
        '"84 FR 22963, 5/21/19 | 85 FR 1, 1/2/20"\n'
    )
    (curated,) = parse_bundled({"extract": content.encode()})
    published = one(
        "Acme Co., Ltd. (ACM), a.k.a., the following one alias:<br/>—Acme One.<br/> 5 Some Street, Beijing.",
        requirement=f"{EAR}<sup>1</sup><sup>2</sup>",
        policy="Denial",
        citation="84 FR 22963, 5/21/19. 85 FR 1, 1/2/20.",
    )

    assert curated == published


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,country\nAcme,CN\n", r"extract\.csv: the columns are"),
        (EXTRACT_HEADER + "Acme,CN\n", r"extract\.csv, row 2: 2 cells, expected 9"),
        (EXTRACT_HEADER + "Acme,CN,,,,,,,\n", r"extract\.csv, row 2: no dated Federal Register citation"),
    ],
)
def test_an_extract_of_another_shape_is_refused(content, message):
    with pytest.raises(ListError, match=message):
        parse_bundled({"extract": content.encode()})


def bundled():
    declaration = declared("us-entity-list")
    return declaration.parse_bundled(declaration.bundled_files())


def test_the_bundled_extract_has_unique_ids_known_countries_and_footnotes():
    entries = bundled()

    assert len({entry.entry_id for entry in entries}) == len(entries) >= 150
    assert all(re.fullmatch("[A-Z]{2}", entry.country) for entry in entries)
    assert {mark for entry in entries for mark in entry.footnotes} <= set("12345")


def test_the_bundled_extract_holds_the_names_that_exporters_ask_for_first():
    known = {name.name for entry in bundled() for name in entry.names}

    assert {
        "Huawei Technologies Co., Ltd.",
        "Beihang University",
        "China Electronics Technology Group Corporation 13th Research Institute (CETC 13)",
    } <= known


@pytest.fixture(scope="module")
def editions(shared_data):
    """Rows and entries of the two editions by their date."""
    folder = shared_data / "lists" / "us_ear744"
    contents = {day: (folder / f"ecfr_title15_part744_fetched_{day}.xml.gz").read_bytes() for day in EDITIONS}
    return {
        day: (list(read_rows(content)), parse_published({"part_744": content})) for day, content in contents.items()
    }


@pytest.mark.shared_data
@pytest.mark.parametrize("day", EDITIONS)
def test_both_real_editions_are_read_whole(editions, day):
    rows, entries = editions[day]

    assert len(rows) == len(entries) == 3415
    assert len({entry.entry_id for entry in entries}) == 3415
    assert {mark for entry in entries for mark in entry.footnotes} == set("12345")


@pytest.mark.shared_data
@pytest.mark.parametrize("day", EDITIONS)
def test_every_row_of_a_real_edition_is_accounted_for_with_its_citation_and_country(editions, day):
    rows, entries = editions[day]

    assert [row.number for row in rows] == list(range(1, 3416))
    assert all(entry.names or entry.addresses for entry in entries)
    assert all(entry.country and entry.citation and entry.licence_requirement for entry in entries)
    assert all(row.citation in ("", entry.citation) for row, entry in zip(rows, entries, strict=True))


@pytest.mark.shared_data
@pytest.mark.parametrize("day", EDITIONS)
def test_a_real_edition_passes_the_checks_of_its_declaration(editions, day):
    declaration = declared("us-entity-list")
    other = frozenset(entry.entry_id for entry in editions[EDITIONS[0]][1])
    entries = editions[day][1]

    check_snapshot(declaration, entries, bounds=declaration.published.bounds, last_ids=other)
    assert min(entry.listed_on for entry in entries).year == 1997


@pytest.mark.shared_data
def test_the_same_parties_have_the_same_ids_in_both_real_editions(editions):
    ids = [{entry.entry_id for entry in editions[day][1]} for day in EDITIONS]

    assert ids[0] == ids[1]


@pytest.mark.shared_data
def test_the_addresses_of_hong_kong_are_entries_without_names(editions):
    entries = [entry for entry in editions["2026-07-23"][1] if entry.primary_name.startswith("Address ")]

    assert {entry.kind for entry in entries} == {Kind.ADDRESS}
    assert all(len(entry.addresses) == 1 and entry.names == () for entry in entries)
    assert any("16/F One Capital Place, 18 Luard Rd" in entry.addresses[0] for entry in entries)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "footnotes"),
    [
        ("Huawei Technologies Co., Ltd.", ("1", "2")),
        ("China Electronics Technology Group Corporation 13th Research Institute (CETC 13)", ("3",)),
        ("54th Research Institute of China", ()),
    ],
)
def test_known_entries_of_the_real_list_have_their_footnotes(editions, name, footnotes):
    entry = next(entry for entry in editions["2026-07-23"][1] if entry.primary_name == name)

    assert entry.footnotes == footnotes


@pytest.mark.shared_data
def test_no_digit_of_a_name_in_the_real_list_was_taken_for_a_footnote(editions):
    text = " ".join(name.name for entry in editions["2026-07-23"][1] for name in entry.names)

    assert "283 Factory" in text
    assert "CETC Research Institute 13" in text
    assert " and CETC Research Institute 13" not in text


@pytest.mark.shared_data
def test_the_bundled_extract_agrees_with_the_real_edition_it_was_written_from(editions):
    real = {entry.entry_id: entry for entry in editions["2026-07-23"][1]}
    differing = [
        entry.entry_id
        for entry in bundled()
        if entry.entry_id not in real
        or (entry.primary_name, entry.listed_on) != (real[entry.entry_id].primary_name, real[entry.entry_id].listed_on)
    ]

    assert set(differing) <= MENDED_IN_ONE_OF_THEM
