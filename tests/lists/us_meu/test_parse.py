"""The Military End-User List: made-up rows in the real shape, and both real editions."""

import pytest

from lists.ecfr.table import supplement_rows
from lists.us_meu.parse import parse_published
from screening.errors import ListError

CITED = "85 FR 83799, 12/23/2020."


def supplement(*rows):
    cells = "".join("<TR>" + "".join(f"<TD>{cell}</TD>" for cell in row) + "</TR>" for row in rows)
    table = f"<TABLE><THEAD><TR><TH>Country</TH></TR></THEAD><TBODY>{cells}</TBODY></TABLE>"
    return {"part_744": f'<DIV5><DIV9 N="Supplement No. 7 to Part 744">{table}</DIV9></DIV5>'.encode()}


GROUP = (
    ("BURMA", "[Reserved]", "[Reserved]"),
    ("CHINA, PEOPLE'S REPUBLIC OF", "Moon Engine Works, 1 Moon Road, Xian, China", CITED),
    ("", "The following three subordinate institutions of Luna Corporation:", ""),
    ("", "Subordinate institution:", ""),
    ("", "Luna First Works, 2 Moon Road, Xian, China", ""),
    ("", "Luna Second Works, 3 Moon Road, Xian, China", ""),
    ("", "Subordinate instituion:", ""),
    ("", "Luna Third Works, 4 Moon Road, Xian, China", ""),
    ("", "Sun Works Ltd., 5 Sun Road, Xian, China", "86 FR 4864, 1/15/2021."),
)


def test_units_name_their_parent_and_carry_the_citation_above():
    entries = parse_published(supplement(*GROUP))

    assert [(entry.primary_name, entry.part_of, entry.listed_on.isoformat()) for entry in entries] == [
        ("Moon Engine Works", None, "2020-12-23"),
        ("Luna First Works", "Luna Corporation", "2020-12-23"),
        ("Luna Second Works", "Luna Corporation", "2020-12-23"),
        ("Luna Third Works", "Luna Corporation", "2020-12-23"),
        ("Sun Works Ltd.", None, "2021-01-15"),
    ]


@pytest.mark.parametrize("count", ["two", "four"])
def test_a_group_with_another_number_of_units_than_promised_is_refused(count):
    rows = [tuple(cell.replace("three", count) for cell in row) for row in GROUP]

    with pytest.raises(ListError, match=r"subordinate institutions of Luna Corporation too (few|many)"):
        parse_published(supplement(*rows))


def test_a_row_of_another_shape_is_refused_with_its_number():
    with pytest.raises(ListError, match="table row 1: 2 cells"):
        parse_published(supplement(("CHINA", "Moon Works, Xian, China")))


@pytest.mark.shared_data
@pytest.mark.parametrize("edition", ["2026-03-25", "2026-07-23"])
def test_every_row_of_a_real_edition_is_an_entry_a_heading_or_reserved(shared_data, edition):
    path = shared_data / f"lists/us_ear744/ecfr_title15_part744_fetched_{edition}.xml.gz"
    entries = parse_published({"part_744": path.read_bytes()})

    assert len(entries) == len({entry.entry_id for entry in entries}) == 70
    assert [sum(entry.part_of == parent for entry in entries) for parent in
            ("Aero-Engine Company of China", "Aviation Industry Corporation of China")] == [8, 7]  # fmt: skip
    rows = [cells[1].text for cells in supplement_rows(path.read_bytes(), 7, list_id="us-meu")]
    headings = [row for row in rows if row.startswith(("The following", "Subordinate institu"))]
    reserved = [row for row in rows if row == "[Reserved]"]
    assert len(rows) == len(entries) + len(headings) + len(reserved) == 90
    assert {entry.country for entry in entries} == {"CN"}
