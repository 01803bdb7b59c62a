"""The Unverified List: made-up rows in the real shape, and both real editions."""

import pytest

from lists.us_uvl.parse import parse_published
from screening.errors import ListError


def supplement(*rows):
    cells = "".join("<TR>" + "".join(f"<TD>{cell}</TD>" for cell in row) + "</TR>" for row in rows)
    return {"part_744": f'<DIV5><DIV9 N="Supplement No. 6 to Part 744"><TABLE>{cells}</TABLE></DIV9></DIV5>'.encode()}


def test_country_is_carried_forward_and_written_dates_are_read():
    entries = parse_published(
        supplement(
            ("JAPAN", "Moon K.K., 1 Moon Road, Osaka, Japan", "88 FR 17708, March 24, 2023."),
            ("", "Sun Ltd, a.k.a. Sol Ltd, Room 2, Kobe, Japan", "89 FR 1, July 3, 2024; 80 FR 4779 January 29, 2015."),
        )
    )

    assert [(entry.primary_name, entry.country, entry.listed_on.isoformat()) for entry in entries] == [
        ("Moon K.K.", "JP", "2023-03-24"),
        ("Sun Ltd", "JP", "2015-01-29"),
    ]
    assert [name.name for name in entries[1].names] == ["Sun Ltd", "Sol Ltd"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("MOON REPUBLIC", "Moon K.K., Osaka", "88 FR 17708, March 24, 2023."), "country"),
        (("JAPAN", "Moon K.K., Osaka", "no date"), "no dated Federal Register citation"),
        (("JAPAN", "Moon K.K., Osaka"), "2 cells, expected 3"),
    ],
)
def test_what_is_not_known_refuses_the_file_and_names_the_row(row, what):
    with pytest.raises(ListError, match=f"table row 1.*{what}"):
        parse_published(supplement(row))


@pytest.mark.shared_data
@pytest.mark.parametrize("edition", ["2026-03-25", "2026-07-23"])
def test_every_row_of_a_real_edition_is_an_entry(shared_data, edition):
    path = shared_data / f"lists/us_ear744/ecfr_title15_part744_fetched_{edition}.xml.gz"
    entries = parse_published({"part_744": path.read_bytes()})

    assert len(entries) == len({entry.entry_id for entry in entries}) == 186
    assert all(entry.addresses for entry in entries)
    assert {name.name for entry in entries for name in entry.names} >= {"Ling Ao Electronic Technology Co. Ltd",
                                                                      "Voyage Technology (HK) Co., Ltd."}  # fmt: skip
