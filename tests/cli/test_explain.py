import pytest

from screening.cli.output import Exit
from tests.cli.conftest import SHORT_LISTS

LISTS = ("--lists", SHORT_LISTS)


@pytest.fixture(scope="module")
def smic(desk):
    """Id of an entry in force, by its name."""
    hits = desk("check", "Semiconductor Manufacturing International Corporation", "--json").json
    return hits[0]["entry_id"]


def test_a_hit_is_explained_as_check_scores_it(desk, smic):
    name = "Semiconductor Manufacturing Intl Corp"
    hit = next(hit for hit in desk("check", name, "--json").json if hit["entry_id"] == smic)
    answer = desk("explain", name, smic, *LISTS, "--json")
    found = answer.json["inspection"]

    assert answer.code == Exit.OPEN_HITS
    assert (found["score"], found["band"], found["stopped_at"]) == (hit["score"], hit["band"], None)
    assert found["matched_entry_name"] == hit["matched_entry_name"]


def test_a_miss_is_explained_with_the_step_that_stopped_it(desk, smic):
    answer = desk("explain", "Kingfisher Tackle", smic, *LISTS)

    assert answer.code == Exit.NOTHING_OPEN
    assert "the names are no candidate pair" in answer.out
    for part in ("Forms", "Candidate keys", "no word in common", "Features", smic):
        assert part in answer.out


def test_two_names_can_be_compared_without_a_list_entry(desk):
    answer = desk("explain", "Falcon Bureau 54", "Falcon Bureau 55", *LISTS, "--json")
    found = answer.json

    assert found["entry_id"] == "given"
    assert found["inspection"]["stopped_at"] == "score"
    assert "if the numbers agreed" in [one["change"] for one in found["inspection"]["changes"]]


def test_the_country_and_kind_of_a_given_name_count(desk):
    same = desk("explain", "Falcon Bureau", "Falcon Burau", "--country", "JP", "--entry-country", "Japan", *LISTS,
                "--json")  # fmt: skip
    other = desk("explain", "Falcon Bureau", "Falcon Burau", "--country", "JP", "--entry-country", "CN", "--kind",
                 "vessel", *LISTS, "--json")  # fmt: skip

    assert same.json["inspection"]["score"] > other.json["inspection"]["score"] > 0


def test_a_name_without_comparable_form_is_said_to_have_none(desk, smic):
    answer = desk("explain", "***", smic, *LISTS)

    assert answer.code == Exit.NOTHING_OPEN
    assert "nothing comparable is left of the counterparty's name '***'" in answer.out


def test_an_id_that_no_list_has_is_refused(desk):
    answer = desk("explain", "Falcon", "cn-uel:nobody", *LISTS)

    assert answer.code == Exit.ERROR
    assert "cn-uel has no entry 'cn-uel:nobody'" in answer.err


def test_what_is_wrong_with_the_lists_is_said(desk):
    assert "Mind: us-ns-cmic" in desk("explain", "Falcon", "Eagle", *LISTS).err
