"""A list brought by hand: taken in, in force, and told apart from the one before."""

from datetime import timedelta

import pytest

from tests.cli.conftest import TODAY
from tests.lists.us_ns_cmic.ofac import bundled_as_published

GONE = "CHINA SPACESAT CO., LTD."


@pytest.fixture
def brought(tmp_path):
    """OFAC's files without one company."""
    paths = []
    for role, content in bundled_as_published(without=(GONE,)).items():
        paths.append(tmp_path / f"CONS_{role.upper()}.CSV")
        paths[-1].write_bytes(content)
    return paths


def status_of(screening, list_id="us-ns-cmic"):
    return next(one for one in screening("lists", "status", "--json").json if one["list_id"] == list_id)


def test_a_list_that_was_imported_is_in_force_with_its_edition(screening, brought):
    before = status_of(screening)
    answer = screening("lists", "import", "us-ns-cmic", *brought, "--edition", TODAY, "--json")
    after = status_of(screening)

    assert answer.code == 0
    assert answer.json == [after]
    assert (after["origin"], after["completeness"], after["edition_on"]) == ("file", "complete", TODAY.isoformat())
    assert (after["verdict"], after["entries"]) == ("ok", before["entries"] - 1)
    assert after["snapshot_id"] != before["snapshot_id"]


def test_import_tells_in_words_what_was_taken_in(screening, brought):
    answer = screening("lists", "import", "us-ns-cmic", *brought, "--edition", TODAY)

    assert answer.out.startswith("us-ns-cmic: ok, file complete, edition")


def test_importing_the_same_files_again_keeps_the_snapshot(screening, brought):
    screening("lists", "import", "us-ns-cmic", *brought)
    first = status_of(screening)
    again = screening("lists", "import", "us-ns-cmic", *brought)

    assert again.code == 0
    assert status_of(screening) == first


def test_the_difference_between_two_days_names_what_was_removed(screening, brought):
    screening("lists", "import", "us-ns-cmic", *brought, "--edition", TODAY)
    yesterday = TODAY - timedelta(days=1)
    changes = screening("lists", "diff", "us-ns-cmic", yesterday, TODAY, "--json").json
    removed = [change for change in changes if change["change"] == "removed"]
    printed = screening("lists", "diff", "us-ns-cmic", yesterday, TODAY).out

    assert [change["primary_name"] for change in removed] == [GONE]
    assert all(set(change) == {"change", "entry_id", "primary_name", "fields"} for change in changes)
    assert not [change for change in changes if change["change"] == "added"]
    assert f"removed  {GONE}" in printed
    assert f"{len(changes)} changes" in printed


def test_a_run_and_the_desk_use_the_imported_list_from_that_day_on(screening, brought):
    before = screening("check", GONE, "--lists", "us-ns-cmic", "--json").json
    screening("lists", "import", "us-ns-cmic", *brought)
    after = screening("check", GONE, "--lists", "us-ns-cmic", "--json").json
    yesterday = TODAY - timedelta(days=1)

    assert before[0]["entry_name"] == GONE
    assert GONE not in [hit["entry_name"] for hit in after]
    assert screening("check", GONE, "--lists", "us-ns-cmic", "--as-of", yesterday, "--json").json == [
        hit | {"business_date": yesterday.isoformat()} for hit in before
    ]


def test_bundled_data_never_replaces_an_imported_list(screening, brought):
    screening("lists", "import", "us-ns-cmic", *brought)
    imported = status_of(screening)
    screening("lists", "refresh", "us-ns-cmic", "--offline")

    assert status_of(screening) == imported
