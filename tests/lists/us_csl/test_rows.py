"""The file of the Consolidated Screening List, in the shapes of its years; what is cut off is refused."""

import csv

import pytest

from lists.us_csl.rows import COLUMNS, read_rows
from screening.errors import ListError
from tests.lists.us_csl.csl import SDN, as_csv, as_json, row


@pytest.mark.parametrize(
    ("columns", "quoting"),
    [(COLUMNS[1:], csv.QUOTE_MINIMAL), (COLUMNS, csv.QUOTE_MINIMAL), (COLUMNS, csv.QUOTE_ALL)],
    ids=["2019", "2022", "2025"],
)
def test_the_dialects_of_three_years_say_the_same(columns, quoting):
    [found] = read_rows(as_csv(row(_id="9f", programs="A; B"), columns=columns, quoting=quoting))

    assert (found["source"], found["name"], found["programs"]) == (*row().values(), "A; B")


def test_spaces_and_line_breaks_in_a_cell_are_one_space():
    [found] = read_rows(as_csv(row(name=" Made-up\nCo.  Ltd ")))

    assert found["name"] == "Made-up Co. Ltd"


def test_json_is_read_as_the_csv_of_the_same_day():
    result = {
        "id": "906", "source": SDN, "entity_number": "906", "type": "Entity", "name": "MADE-UP BANK",
        "programs": ["CUBA"],
        "addresses": [{"address": "4 Marsh Wall", "city": "London", "state": None,
                       "postal_code": "E14", "country": "GB"}],
        "alt_names": ["MUB", "MADE-UP"], "remarks": None,
        "ids": [{"type": "Company Number", "number": "0107", "country": "GB", "issue_date": None,
                 "expiration_date": None}],
    }  # fmt: skip
    same = row(
        SDN, "MADE-UP BANK", _id="906", entity_number="906", type="Entity", programs="CUBA",
        addresses="4 Marsh Wall, London, E14, GB", alt_names="MUB; MADE-UP", ids="Company Number, 0107, GB",
    )  # fmt: skip

    assert read_rows(as_json(result, total=1)) == read_rows(as_csv(same))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            as_csv(row(), row(**dict.fromkeys(COLUMNS)) | dict(zip(COLUMNS, COLUMNS, strict=True))),
            "row 3.*header is rep",
        ),
        (as_csv(row()) + b'"9f","Entity List', "breaks off in the middle of a cell"),
        (as_csv(row()) + b"9f,Entity List\n", "row 3: 2 cells, expected 29; the file is cut off"),
        (as_csv(row(), columns=(*COLUMNS, "extra")), "the columns are.*expected"),
        (as_csv(row(), columns=COLUMNS[2:]), "the columns are.*expected"),
        (b"<!DOCTYPE html><html>moved</html>", "web page"),
        (b"", "empty"),
        (as_csv(row(name="Caf\u00e9")).decode().encode("latin-1"), "not in UTF-8"),
        (as_json(row())[:-9], "not whole JSON"),
        (b'{"errors": []}', "no list `results`"),
        (as_json(row(novelty=1)), r"result 1: the keys \['novelty'\] are not known"),
        (as_json(row(addresses=[{"street": "x"}])), r"the keys \['street'\] are not known"),
        (as_json(row(addresses=["x"])), "is not an object"),
        (as_json(row(remarks={"text": "x"})), "remarks holds an object"),
    ],
)
def test_a_file_that_is_cut_off_or_of_another_shape_is_refused_with_a_sentence(content, message):
    with pytest.raises(ListError, match=message):
        read_rows(content)


@pytest.mark.shared_data
def test_a_real_download_that_broke_off_is_refused(shared_data):
    content = (shared_data / "lists/us_csl/csl_consolidated_raw_truncated_2023.csv").read_bytes()

    with pytest.raises(ListError, match=r"breaks off in the middle of a cell.*download it again"):
        read_rows(content)
