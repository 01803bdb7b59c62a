"""The column `ids`: numbers, and what is told beside them, in either order of words."""

from datetime import date

import pytest

from lists.us_csl.identifiers import read_ids


def pairs(cell):
    """Kind and value of the identifiers."""
    return [(one.kind, one.value) for one in read_ids(cell).identifiers]


@pytest.mark.parametrize(
    ("of_2022", "of_2025", "expected"),
    [
        ("RU, 7702070139, Tax ID No.", "Tax ID No., 7702070139, RU", ("TAX_ID", "7702070139")),
        ("7702070139, Tax ID No.", "Tax ID No., 7702070139", ("TAX_ID", "7702070139")),
        ("IMO 9116412, Vessel Registration Identification", "Vessel Registration Identification, IMO 9116412",
         ("IMO", "9116412")),
        ("1A2b, Digital Currency Address - XBT", "Digital Currency Address - XBT, 1A2b", ("WALLET", "1A2b")),
        ("CN, 911100, Unified Social Credit Code (USCC)", "Unified Social Credit Code (USCC), 911100, CN",
         ("USCC", "911100")),
    ],
)  # fmt: skip
def test_a_number_is_read_in_either_order_of_words(of_2022, of_2025, expected):
    assert pairs(of_2022) == pairs(of_2025) == [expected]


@pytest.mark.parametrize("cell", ["Secondary sanctions risk:, X Regulations, section 1", "Gender, Male", "Novelty, 1"])
def test_what_is_no_number_is_kept_as_text(cell):
    assert (read_ids(cell).remarks, pairs(cell)) == ((cell,), [])


@pytest.mark.parametrize("cell", ["03 Jun 2021, Listing Date (CMIC)", "Listing Date (CMIC), 2021-06-03"])
def test_dates_of_a_measure_are_dates(cell):
    assert read_ids(cell).dates == {"Listing Date (CMIC)": date(2021, 6, 3)}


def test_an_empty_cell_tells_nothing():
    told = read_ids("")

    assert (told.identifiers, told.dates, told.remarks) == ((), {}, ())


@pytest.mark.parametrize("cell", ["Made-up Co Ltd, Issuer Name", "Issuer Name, Made-up Co Ltd"])
def test_the_name_of_an_issuer_is_a_name(cell):
    assert read_ids(cell).names == ("Made-up Co Ltd",)
