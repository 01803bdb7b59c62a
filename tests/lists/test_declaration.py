from datetime import date
from importlib.resources import files

import pytest
import yaml
from pydantic import ValidationError

from lists.check import check_snapshot, missing_canaries
from lists.declaration import Bounds, ListDeclaration, all_lists, declared, package_of
from screening.errors import InputError, ListError
from screening.settings import Settings

FIRST = {"cn-uel", "us-entity-list", "us-ns-cmic"}


@pytest.fixture(params=all_lists())
def declaration(request):
    return declared(request.param)


@pytest.fixture(params=[list_id for list_id, declaration in all_lists().items() if declaration.bundled])
def bundled(request):
    """A list with curated tables of ours, and their entries."""
    declaration = declared(request.param)
    return declaration, declaration.parse_bundled(declaration.bundled_files())


def raw(list_id):
    """The text of a `list.yml` as a dictionary that a test may change."""
    return yaml.safe_load((files(package_of(list_id)) / "list.yml").read_text(encoding="utf-8"))


def test_the_three_lists_of_the_committee_report_are_declared():
    assert set(all_lists()) >= FIRST


def test_every_list_that_a_run_uses_unless_told_otherwise_is_declared():
    assert set(Settings().lists) <= set(all_lists())


def test_every_folder_with_a_parser_has_a_declaration():
    folders = {item.name for item in files("lists").iterdir() if (item / "parse.py").is_file()}

    assert {package_of(list_id).removeprefix("lists.") for list_id in all_lists()} == folders


def test_lists_are_in_alphabetical_order():
    assert list(all_lists()) == sorted(all_lists())


def test_a_list_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(InputError, match=f"no list 'us-entity'; choose from {', '.join(all_lists())}"):
        declared("us-entity")


def test_the_bundled_tables_of_a_list_pass_its_own_checks(bundled):
    declaration, entries = bundled

    check_snapshot(declaration, entries, bounds=declaration.bundled.bounds, last_ids=frozenset())
    assert missing_canaries(declaration.canaries, entries) == []
    assert {entry.list_id for entry in entries} == {declaration.id}
    assert all(entry.entry_id.startswith(f"{declaration.id}:") for entry in entries)


def test_every_entry_of_the_bundled_tables_cites_its_source_and_says_when_it_was_listed(bundled):
    _, entries = bundled

    assert [entry.entry_id for entry in entries if not entry.citation or entry.listed_on is None] == []


def test_no_entry_of_the_bundled_tables_is_listed_after_the_edition_they_were_written_from(bundled):
    declaration, entries = bundled

    assert max(entry.listed_on for entry in entries) <= declaration.bundled.edition_on


def test_a_list_says_in_three_languages_what_it_is(declaration):
    assert all((declaration.title.en, declaration.title.ja, declaration.title.zh))
    assert declaration.title.en.isascii()
    assert not declaration.title.ja.isascii()
    assert not declaration.title.zh.isascii()


def test_a_list_says_what_a_hit_means_without_telling_anyone_to_refuse(declaration):
    meaning = declaration.meaning.by_role.values()

    assert all(len(text) > 20 for text in meaning)
    assert not any("must refuse" in text or "sanctioned" in text for text in meaning)


def test_the_publishers_addresses_are_fetched_over_tls_only(declaration):
    published = declaration.published
    addresses = [] if published is None else [file.url for file in published.files.values()]
    addresses += [published.edition_url] if published else []
    given = [address for address in [*addresses, declaration.official_url] if address]

    assert all(address.startswith("https://") for address in given)
    assert given or declaration.is_own


def test_an_extract_says_that_it_is_not_the_whole_list():
    bundled = declared("us-entity-list").bundled

    assert bundled.completeness == "extract"
    assert "NOT the whole list" in bundled.note


def test_the_bounds_of_an_extract_refuse_the_whole_list_and_the_other_way_round():
    declaration = declared("us-entity-list")

    assert declaration.bundled.bounds.max_entries <= declaration.published.bounds.min_entries


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"canaries": []},
        {"min_overlap": 1.5},
        {"stale_after_days": 0},
        {"title": {"en": "only English"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_declaration_with_a_field_too_many_missing_or_out_of_bounds_is_refused(change):
    with pytest.raises(ValidationError, match=next(iter(change))):
        ListDeclaration.model_validate(raw("us-ns-cmic") | change)


def test_a_list_with_neither_published_files_nor_curated_tables_is_refused():
    with pytest.raises(ValidationError, match=r"published|bundled|curated tables"):
        ListDeclaration.model_validate(raw("us-ns-cmic") | {"published": None, "bundled": None})


def test_only_a_list_of_the_sites_own_may_do_without_canaries():
    own = raw("us-ns-cmic") | {"canaries": [], "is_own": True}

    assert ListDeclaration.model_validate(own).canaries == ()
    assert [one.id for one in all_lists().values() if one.is_own] == ["private"]


def test_a_list_that_a_person_brings_has_no_publisher_to_ask():
    assert {list_id for list_id, one in all_lists().items() if one.published and not one.is_fetched} == {"private"}
    assert not declared("cn-uel").is_fetched


def test_a_declaration_as_it_stands_is_accepted():
    assert ListDeclaration.model_validate(raw("us-ns-cmic")).id == "us-ns-cmic"


def test_bounds_of_nothing_are_refused():
    with pytest.raises(ValidationError):
        Bounds(min_entries=0, max_entries=10)


def test_the_date_of_the_newest_edition_of_title_15_is_read_from_the_list_of_titles():
    content = (
        b'{"titles": [{"number": 14, "up_to_date_as_of": "2026-01-01"}, '
        b'{"number": 15, "up_to_date_as_of": "2026-07-23"}]}'
    )

    assert declared("us-entity-list").read_edition(content) == date(2026, 7, 23)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"[]",
        b'{"titles": []}',
        b'{"titles": [{"number": 15}]}',
        b'{"titles": [{"number": 15, "up_to_date_as_of": "soon"}]}',
    ],
)
def test_a_list_of_titles_of_another_shape_is_refused(content):
    with pytest.raises(ListError, match=r"titles\.json has another shape"):
        declared("us-entity-list").read_edition(content)


def test_a_list_without_publishers_files_or_curated_tables_is_refused():
    with pytest.raises(ValidationError, match="needs files of its publisher or curated tables"):
        ListDeclaration.model_validate(raw("us-ns-cmic") | {"bundled": None, "published": None})
