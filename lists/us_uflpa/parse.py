"""The page of the UFLPA Entity List (dhs.gov) and our curated tables -> entries.

The page prints one table a clause of section 2(d)(2)(B), with the heading above it. Other tables of the page are
ignored. A party that two clauses name is one entry with two programmes.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import cast

from lxml import etree

from lists.designations import parse_designations
from lists.parsing import entry_name, in_force_since, slug, unique_names, unpacked
from lists.us_uflpa.printed import Printed, read_printed
from screening.errors import ListError
from screening.models import EntryName, Kind, ListEntry, NameType

LIST_ID = "us-uflpa"
_URL = "https://www.dhs.gov/uflpa-entity-list"
_CODE = "UFLPA_PRESUMPTION"
_MEASURE = (
    "Goods mined, produced or manufactured wholly or in part by this party are presumed to be made with forced labour "
    "and barred from entry into the United States (19 U.S.C. 1307), unless the importer shows by clear and convincing "
    "evidence that they are not (Pub. L. 117-78, section 3). It is not a prohibition of exports to this party."
)
_CLAUSE = re.compile(r"Section\s*2\(d\)\(2\)\(B\)\((i{1,3}|iv|v)\)", re.IGNORECASE)
_HEADINGS = (("Name of Entity", "Effective Date"), ("Entity Name", "Effective Date"))
_MAX_ABBREVIATION = 5


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the saved page, in the order printed; a subsidiary that is named is an entry of its own.

    Raises:
        ListError: It is not this page, a table has no clause above it, or a name or date is not as it should be.
    """
    found: dict[str, ListEntry] = {}
    for clause, cells, where in _rows(files["page"]):
        printed = read_printed(cells[0], where=where)
        programme = f"UFLPA section 2(d)(2)(B)({clause})"
        since = _written_date(cells[1], where=where)
        _add(found, _entry(printed, since, programme, part_of=None))
        for unit in printed.units:
            _add(found, _entry(Printed(unit), since, programme, part_of=printed.name))
    return list(found.values())


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the three curated tables.

    Raises:
        ListError: See `lists.designations.parse_designations`.
    """
    return parse_designations(files, list_id=LIST_ID, code=_CODE, text=_MEASURE)


def _rows(content: bytes) -> Iterator[tuple[str, list[str], str]]:
    """Clause, cells, and where they stand, of each row of the tables that list parties."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(unpacked(content, role="page", is_page=True), parser)
    except etree.XMLSyntaxError as error:
        raise ListError(f"{LIST_ID}: the file is no web page: {error}; save {_URL} as HTML") from error
    tables = [table for table in root.iter("table") if _lists_parties(table)] if root is not None else []
    if not tables:
        raise ListError(f"{LIST_ID}: the page has no table of names and effective dates; save {_URL} as HTML")
    read = 0
    for table in tables:
        before = " ".join("".join(cast(list[str], table.xpath("preceding::text()"))).split())
        clauses = _CLAUSE.findall(before[read:])
        read = len(before)
        if not clauses:
            raise ListError(f"{LIST_ID}: no clause of section 2(d)(2)(B) stands above a table of the page")
        for number, row in enumerate(_cells(table)[1:], start=1):
            where = f"{LIST_ID}, clause ({clauses[-1].lower()}), row {number}"
            if len(row) != len(_HEADINGS[0]):
                raise ListError(f"{where}: {len(row)} cells, expected {len(_HEADINGS[0])}")
            yield clauses[-1].lower(), row, where


def _lists_parties(table: etree._Element) -> bool:
    rows = _cells(table)
    return bool(rows) and tuple(rows[0]) in _HEADINGS


def _cells(table: etree._Element) -> list[list[str]]:
    return [
        [" ".join("".join(map(str, cell.itertext())).split()) for cell in row if cell.tag in {"td", "th"}]
        for row in table.iter("tr")
    ]


def _entry(printed: Printed, since: date, programme: str, *, part_of: str | None) -> ListEntry:
    names = [entry_name(printed.name, NameType.PRIMARY), *(_name(*other) for other in printed.others)]
    return ListEntry(
        entry_id=f"{LIST_ID}:{slug(printed.name)}",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=printed.name,
        names=unique_names(names),
        country="CN",
        listed_on=since,
        citation=f"UFLPA Entity List, {programme}, effective {since.isoformat()} {_URL}",
        measures=(in_force_since(_CODE, _MEASURE, since=since, basis=programme),),
        part_of=part_of,
        programmes=(programme,),
        remarks=printed.remark,
    )


def _name(name: str, type_: NameType) -> EntryName:
    is_abbreviation = name.isupper() and len(name) <= _MAX_ABBREVIATION
    return entry_name(name, NameType.ABBREVIATION if is_abbreviation else type_)


def _add(found: dict[str, ListEntry], entry: ListEntry) -> None:
    """Put an entry in, or join it with the one of the same name: the first listing counts."""
    known = found.setdefault(entry.entry_id, entry)
    if known is entry:
        return
    first, second = sorted((known, entry), key=lambda one: one.listed_on or date.max)
    found[entry.entry_id] = first.model_copy(
        update={
            "names": unique_names([*first.names, *second.names]),
            "programmes": tuple(sorted({*first.programmes, *second.programmes})),
            "part_of": known.part_of,
            "remarks": " ".join(sorted({part for part in (first.remarks, second.remarks) if part})),
        }
    )


def _written_date(text: str, *, where: str) -> date:
    try:
        return datetime.strptime(text, "%B %d, %Y").date()  # noqa: DTZ007 - a date without a time
    except ValueError as error:
        raise ListError(f"{where}: {text!r} is not a date like June 21, 2022") from error
