"""A list is compared with the copy of it in a second source: what agrees, what differs, and whose fault it is."""

import gzip
from datetime import date, datetime

import pytest

from lists.declaration import all_lists
from lists.joining import name_key
from lists.parsing import entry_name, several
from lists.reconcile import Difference, known_exceptions, reconcile, reconcile_lists
from lists.us_csl.parse import parse_published as parse_csl
from lists.us_entity_list.parse import parse_published as parse_entity_list
from lists.us_meu.parse import parse_published as parse_meu
from lists.us_ns_cmic.parse import parse_published as parse_ns_cmic
from lists.us_uvl.parse import parse_published as parse_uvl
from screening.errors import InputError
from screening.frames import entries_frame
from screening.models import NameType
from tests import made_up
from tests.lists.snapshots import accept

COPIED_ON = date(2022, 5, 16)
CITATION = "83 FR 37427, 8/1/18."
NOW = datetime(2026, 11, 22, 3)


def entry(name, *aliases, entry_id=None, country="CN", citation=CITATION, type_=NameType.ALIAS, **changes):
    """A made-up entry."""
    names = (entry_name(name, NameType.PRIMARY), *(entry_name(alias, type_) for alias in aliases))
    made = made_up.entry(name, country=country)
    return made.model_copy(
        update={"entry_id": entry_id or f"x:{country}:{name}", "names": names, "citation": citation, **changes}
    )


def compare(ours, theirs, exceptions=()):
    """The comparison of these entries."""
    return reconcile(entries_frame(ours), entries_frame(theirs), copied_on=COPIED_ON, exceptions=exceptions)


def said(found):
    """The differences as (kind, here, there)."""
    return [(one.kind, one.here, one.there) for one in found.differences]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Café, Inc.", "CAFE INC"), ("A & B Co.", "A and B Co"), ("“Morye”", "?Morye?"), ("Co.,Ltd", "Co. , Ltd.")],
)
def test_case_accents_spaces_and_punctuation_make_no_difference(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Factory 3", "Factory 5"), ("研究所", "工厂"), ("Mirza", "Mizra")])
def test_letters_and_digits_make_a_difference(one, other):
    assert name_key(one) != name_key(other)


def test_the_same_names_and_aliases_agree():
    found = compare([entry("Made-up Co., Ltd.", "MU Co.", "MU Works")], [entry("MADE-UP CO LTD", "Mu Works", "MU Co")])

    assert (found.in_both, found.names, found.names_agree, found.aliases, found.aliases_agree) == (1, 1, 1, 2, 2)
    assert found.differences == []


def test_an_alias_that_one_side_lacks_is_a_difference():
    found = compare([entry("Made-up", "Here")], [entry("Made-up", "There")])

    assert said(found) == [("alias", "Here", ""), ("alias", "", "There")]
    assert (found.aliases, found.aliases_agree) == (2, 0)


def test_a_name_that_runs_into_its_address_is_joined_by_country_and_notice_and_differs():
    copy = entry("Valery Sample", citation="83 FR 37423")

    found = compare([entry("Valery Sample Office M")], [copy])

    assert said(found) == [("name", "Valery Sample Office M", "Valery Sample")]


@pytest.mark.parametrize(
    "copy",
    [
        entry("Valery Sample", country="RU"),
        entry("Valery Sample", citation="71 FR 1"),
        entry("Valery Sample 2"),
        entry("Something Else"),
    ],
    ids=["another country", "another notice", "another number", "another name"],
)
def test_what_is_only_similar_is_not_joined(copy):
    found = compare([entry("Valery Sample Office M")], [copy])

    assert (found.in_both, len(found.only_here), len(found.only_there)) == (0, 1, 1)


def test_a_party_in_hong_kong_is_joined_whichever_country_it_is_listed_under():
    assert compare([entry("Made-up")], [entry("Made-up", country="HK")]).in_both == 1


def test_entries_of_one_name_are_joined_by_the_notices_they_have_in_common():
    ours = [entry("Twin", "A", entry_id="x:1a", citation="79 FR 44683"), entry("Twin", "B", entry_id="x:2b")]
    theirs = [entry("Twin", "B", entry_id="y:1a"), entry("Twin", "A", entry_id="y:2b", citation="79 FR 44683")]

    assert compare(ours, theirs).differences == []


def test_the_publishers_number_joins_what_has_one_whatever_the_names():
    ours, theirs = [entry("Alpha", entry_id="us-ns-cmic:30902")], [entry("Omega", entry_id="us-csl:cmic:30902")]

    assert said(compare(ours, theirs)) == [("name", "Alpha", "Omega")]


def test_a_number_that_only_tells_two_entries_of_one_name_apart_joins_nothing():
    ours, theirs = (
        [entry("Alpha", entry_id="x:cn:alpha:79-fr-1:road:1")],
        [entry("Omega", entry_id="y:z:cn:omega:road:1")],
    )

    assert compare(ours, theirs).in_both == 0


@pytest.mark.parametrize("type_", [NameType.UNIT, NameType.ALIAS])
def test_units_and_aliases_that_have_rows_of_their_own_in_the_copy_agree(type_):
    found = compare([entry("Parent", "Part Works", type_=type_)], [entry("Parent"), entry("Part Works")])

    assert (found.in_both, found.names_agree, found.only_there, found.differences) == (2, 2, [], [])


def test_an_alias_in_another_row_of_the_same_name_is_known_to_the_copy():
    theirs = [entry("Made-up"), entry("Made-up", "MU Works", country="HK")]

    assert compare([entry("Made-up", "MU Works")], theirs).differences == []


def test_an_entry_that_was_amended_after_the_edition_of_the_copy_is_not_compared():
    found = compare([entry("Made-up", "New", citation=f"{CITATION} 87 FR 55250, 9/9/22.")], [entry("Made-up", "Old")])

    assert (found.amended, found.names, found.differences) == (["Made-up"], 0, [])


def test_an_abbreviation_in_brackets_is_not_missed_where_the_copy_prints_it_as_alias():
    copy = entry("Made-up Institute", "MUI")
    ours = entry("Made-up Institute (MUI)", "MUI", type_=NameType.ABBREVIATION)

    assert [one[0] for one in said(compare([ours], [copy]))] == ["name"]


def test_only_what_an_exception_names_is_explained():
    row = {"entry": "Made-up", "kind": "alias", "here": "One | Two", "there": "", "at_fault": "there", "reason": "lost"}

    found = compare([entry("Made-up", "One", "Three")], [entry("Made-up")], [row])

    assert found.differences == [
        Difference("alias", "Made-up", "One", "", "there", "lost"), Difference("alias", "Made-up", "Three", ""),
    ]  # fmt: skip


def test_every_exception_is_of_a_list_that_is_declared_and_names_what_a_side_says():
    rows = known_exceptions()

    assert {row["list_id"] for row in rows} <= set(all_lists())
    assert all(several(row["here"]) or several(row["there"]) for row in rows)
    assert len({(row["list_id"], row["entry"], row["kind"]) for row in rows}) == len(rows)


# snapshots ------------------------------------------------------------------------------------------------------------


def test_a_list_is_compared_with_its_own_copies_in_the_snapshots_in_force(settings):
    accept(settings, "us-meu", [entry("Made-up", "Here")], edition_on=COPIED_ON, at=NOW)
    copies = [entry("Made-up", copied_from="us-meu"), entry("Other", copied_from="us-sdn")]
    accept(settings, "us-csl", copies, edition_on=COPIED_ON, at=NOW)

    found = reconcile_lists("us-meu", "us-csl", settings=settings, day=NOW.date())

    assert (found.entries, found.copies, said(found)) == (1, 1, [("alias", "Here", "")])


def test_a_list_without_snapshot_or_without_copies_is_an_error_that_says_so(settings):
    with pytest.raises(InputError, match="us-meu: no snapshot; run 'screening lists refresh us-meu'"):
        reconcile_lists("us-meu", "us-csl", settings=settings, day=NOW.date())
    accept(settings, "us-meu", [entry("Made-up")], edition_on=COPIED_ON, at=NOW)
    accept(settings, "us-csl", [entry("Made-up", copied_from="us-sdn")], edition_on=COPIED_ON, at=NOW)
    with pytest.raises(InputError, match="us-csl holds no copies of us-meu"):
        reconcile_lists("us-meu", "us-csl", settings=settings, day=NOW.date())
    with pytest.raises(InputError, match="there is no list 'nowhere'"):
        reconcile_lists("nowhere", "us-csl", settings=settings, day=NOW.date())


# the real lists -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copies(shared_data):
    """Entries of the Consolidated Screening List of 2022-05-16."""
    content = (shared_data / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz").read_bytes()
    return parse_csl({"consolidated": content})


def parsed(shared_data, list_id, day):
    """Entries of a list as published on a day."""
    if list_id == "us-ns-cmic":
        roles = ("prim", "alt", "add", "comments")
        return parse_ns_cmic({role: (shared_data / f"lists/us_ofac/cons_{role}.csv").read_bytes() for role in roles})
    parse = {"us-entity-list": parse_entity_list, "us-meu": parse_meu, "us-uvl": parse_uvl}[list_id]
    content = (shared_data / f"lists/us_ear744/ecfr_title15_part744_fetched_{day}.xml.gz").read_bytes()
    return parse({"part_744": gzip.decompress(content)})


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("list_id", "day", "in_both"),
    [
        ("us-entity-list", "2026-03-25", 1900),
        ("us-entity-list", "2026-07-23", 1900),
        ("us-meu", "2026-07-23", 70),
        ("us-uvl", "2026-07-23", 130),
        ("us-ns-cmic", "2025-12-19", 68),
    ],
)
def test_real_lists_agree_with_their_copies_save_for_faults_of_the_copy_that_are_explained(
    shared_data, copies, list_id, day, in_both
):
    exceptions = [row for row in known_exceptions() if row["list_id"] == list_id]
    theirs = [copy for copy in copies if copy.copied_from == list_id]

    found = compare(parsed(shared_data, list_id, day), theirs, exceptions)

    at_fault_here = [one for one in found.differences if one.at_fault in ("", "here")]
    assert found.in_both >= in_both
    assert found.names_agree / found.names >= 0.98
    assert at_fault_here == []
