"""UFLPA Entity List: a made-up page in the real shape, and the curated extract."""

from collections import Counter
from datetime import date

import pytest

from lists.declaration import declared
from lists.parsing import slug
from lists.register import import_files
from lists.us_uflpa.parse import parse_published
from screening.errors import ListError

ABOUT = "<table><tr><th>Milestone</th><th>Effective Date</th></tr><tr><td>UFLPA</td><td>soon</td></tr></table>"


def table(*rows, clause="(i)", heading="Name of Entity"):
    title = f"<p><strong>A List of Entities</strong> <a href='#'>UFLPA Section 2(d)(2)(B)<em>{clause}</em></a></p>"
    head = f"<thead><tr><th>{heading}</th><th>Effective Date</th></tr></thead>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'{title if clause else ""}<table class="usa-table">{head}<tbody>{body}</tbody></table>'


def page(*tables):
    return {"page": f"<!DOCTYPE html><html><body>{ABOUT}{''.join(tables)}</body></html>".encode()}


def names(entry):
    return [(name.name, name.type.value) for name in entry.names]


def test_a_row_is_an_entry_with_its_clause_date_and_aliases():
    (moon,) = parse_published(
        page(table(("Moon&amp;Sun Co., Ltd. (also known as Luna; and LM)\n", "June 21, 2022"), clause="(ii)"))
    )

    assert moon.entry_id == "us-uflpa:moon-sun-co-ltd"
    assert names(moon) == [("Moon&Sun Co., Ltd.", "primary"), ("Luna", "alias"), ("LM", "abbreviation")]
    assert moon.programmes == ("UFLPA section 2(d)(2)(B)(ii)",)
    assert moon.listed_on == date(2022, 6, 21)
    assert "effective 2022-06-21" in moon.citation


def test_each_table_takes_the_clause_above_it_and_other_tables_are_ignored():
    entries = parse_published(
        page(
            table(("Moon", "June 21, 2022")),
            ABOUT,
            table(("Sun", "August 2, 2023"), clause="(v)", heading="Entity Name"),
        )
    )

    assert [(entry.primary_name, entry.programmes[0][-3:]) for entry in entries] == [("Moon", "(i)"), ("Sun", "(v)")]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_party_under_two_clauses_is_one_entry_listed_when_it_was_first(is_reversed):
    rows = [
        table(("Moon (also known as Luna)", "June 21, 2022")),
        table(("Moon", "January 15, 2025"), clause="(v)"),
    ]
    (moon,) = parse_published(page(*(rows[::-1] if is_reversed else rows)))

    assert moon.listed_on == date(2022, 6, 21)
    assert moon.programmes == ("UFLPA section 2(d)(2)(B)(i)", "UFLPA section 2(d)(2)(B)(v)")
    assert ("Luna", "alias") in names(moon)


def test_a_subsidiary_that_is_named_is_an_entry_of_its_own():
    moon, crater = parse_published(page(table(("Moon Co., Ltd. and its subsidiary Crater Ltd.", "August 2, 2023"))))

    assert (crater.primary_name, crater.part_of) == ("Crater Ltd.", "Moon Co., Ltd.")
    assert crater.listed_on == moon.listed_on
    assert moon.remarks == "and its subsidiary Crater Ltd."


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (page(table(("Moon", "21 June 2022"))), r"clause \(i\), row 1: '21 June 2022' is not a date"),
        (page(table(("Moon",))), r"clause \(i\), row 1: 1 cells, expected 2"),
        (page(table(("Moon", "June 21, 2022"), clause="")), "no clause of section"),
        (page(table(("Moon", "June 21, 2022")), table(("Sun", "June 21, 2022"), clause="")), "no clause of section"),
        (page(), "no table of names and effective dates"),
        ({"page": b""}, "page: the file is empty"),
        ({"page": b"name,date\nMoon,2022"}, "no table"),
    ],
)
def test_a_page_in_another_shape_is_refused(files, message):
    with pytest.raises(ListError, match=message):
        parse_published(files)


def test_a_saved_page_can_be_brought_by_hand(settings, now):
    known = [(canary, "June 21, 2022") for canary in declared("us-uflpa").canaries]
    saved = page(table(*known, *((f"Moon {number} Co., Ltd.", "June 21, 2022") for number in range(150))))
    status = import_files("us-uflpa", {"Saved page.html": saved["page"]}, settings=settings, now=now)

    assert (status.origin, status.completeness, status.entries) == ("file", "complete", 153)


@pytest.fixture(scope="module")
def bundled():
    declaration = declared("us-uflpa")
    return declaration.parse_bundled(declaration.bundled_files())


def test_the_extract_holds_every_name_of_the_first_eighteen_months(bundled):
    """20 of the strategy, then 10, 3, 3 and 3: with the 26 of May 2024 the 65 that DHS counts."""
    count = Counter(entry.listed_on.isoformat() for entry in bundled if entry.listed_on < date(2024, 1, 1))

    assert count == {"2022-06-21": 20, "2023-06-12": 10, "2023-08-02": 3, "2023-09-27": 3, "2023-12-11": 3}


def test_an_entry_has_the_same_id_in_the_extract_and_on_the_page(bundled):
    assert [entry.entry_id for entry in bundled] == [f"us-uflpa:{slug(entry.primary_name)}" for entry in bundled]


def test_the_extract_says_what_is_missing_and_which_names_no_text_was_seen_for(bundled):
    note = declared("us-uflpa").bundled.note
    unverified = [entry for entry in bundled if "Names checked: unverified: " in entry.remarks]

    assert "It is NOT the whole list: 91 names of the 144" in note
    assert f"{len(unverified)} are unverified" in " ".join(note.split())
    assert len(bundled) == 91


def test_the_page_is_never_confused_with_the_extract():
    declaration = declared("us-uflpa")

    assert declaration.bundled.bounds.max_entries < declaration.published.bounds.min_entries
