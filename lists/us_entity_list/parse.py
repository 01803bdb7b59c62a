"""eCFR XML of 15 CFR Part 744, Supplement No. 4 (and our curated extract of it) -> entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lists.ecfr.editions import editions_of
from lists.ecfr.entity import EntityCell, Party, read_cell
from lists.ecfr.entries import all_addresses, identified, kind_of, names_of, warn_of_miscounts
from lists.ecfr.table import known_country, listed_on, read_edition, supplement_rows
from lists.parsing import curated_rows, entry_name, in_force_since, several, unique_names
from screening.errors import ListError
from screening.models import Kind, ListEntry, Measure, NameType

__all__ = ["parse_bundled", "parse_published", "read_edition", "read_editions", "read_rows"]

LIST_ID = "us-entity-list"
_SUPPLEMENT = 4
_CELLS = 5
_CONTINUATIONS = {
    "units": "subordinate institutions",
    "affiliates": "affiliated entities",
    "addresses": "addresses",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: plain lines of the entity cell, plain text of the others, footnote digits of the row."""

    number: int
    country: str
    entity: list[str]
    requirement: str
    policy: str
    citation: str
    footnotes: tuple[str, ...]


def read_editions(content: bytes) -> list[date]:
    """Dates on which the supplement changed, oldest first, from the eCFR's list of versions."""
    return editions_of(content, supplement=_SUPPLEMENT)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a table row of Supplement No. 4, in the order printed.

    Raises:
        ListError: The file is not Part 744, or a row has a shape, country, footnote or citation that is not known.
    """
    rows = list(read_rows(files["part_744"]))
    return identified(list(_entries(rows)))


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the curated table `extract.csv`."""
    columns = [
        "primary_name",
        "country",
        "aliases",
        "affiliates",
        "addresses",
        "licence_requirement",
        "licence_policy",
        "footnotes",
        "citation",
    ]
    rows = curated_rows(files["extract"], role="us_entity_list/extract.csv", columns=columns)
    return identified([_curated(row, number) for number, row in enumerate(rows, start=2)])


def read_rows(content: bytes) -> Iterator[Row]:
    """Rows of the table of Supplement No. 4; the country is carried forward from its first row."""
    country = ""
    for number, texts in enumerate(supplement_rows(content, _SUPPLEMENT, list_id=LIST_ID), start=1):
        if len(texts) == 1 and texts[0].footnotes:
            continue
        if len(texts) != _CELLS:
            raise ListError(f"{LIST_ID}, table row {number}: {len(texts)} cells, expected {_CELLS}")
        country = texts[0].text or country
        if not country:
            raise ListError(f"{LIST_ID}, table row {number}: no country above this row")
        footnotes = tuple(dict.fromkeys(mark for text in texts for mark in text.footnotes))
        yield Row(number, country, texts[1].lines, texts[2].text, texts[3].text, texts[4].text, footnotes)


def _entries(rows: Sequence[Row]) -> Iterator[ListEntry]:
    above: ListEntry | None = None
    for row in rows:
        cell = read_cell(row.entity)
        warn_of_miscounts(cell, f"{LIST_ID}, table row {row.number}")
        if cell.party is not None:
            above = _entry(row, cell)
            yield above
        elif cell.heading is None:
            raise ListError(f"{LIST_ID}, table row {row.number}: the entity cell is empty")
        elif above is not None:
            yield _continuation(row, cell, above)
        else:
            raise ListError(f"{LIST_ID}, table row {row.number}: continues an entry, but there is none above")


def _continuation(row: Row, cell: EntityCell, above: ListEntry) -> ListEntry:
    """A row that only adds units or addresses to the entry above; what it leaves empty holds as above."""
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=Kind.GROUP if cell.units else Kind.ADDRESS,
        primary_name=_continued_name(cell, above),
        names=unique_names(name for unit in cell.units for name in names_of(unit, NameType.UNIT)),
        country=above.country,
        addresses=all_addresses(cell),
        listed_on=above.listed_on,
        citation=row.citation or above.citation,
        licence_requirement=row.requirement or above.licence_requirement,
        licence_policy=row.policy or above.licence_policy,
        footnotes=row.footnotes or above.footnotes,
        measures=above.measures,
        part_of=above.primary_name,
    )


def _continued_name(cell: EntityCell, above: ListEntry) -> str:
    what = _CONTINUATIONS[cell.heading or "addresses"]
    return (
        f"{above.primary_name}: {cell.units[0].name} and other {what}"
        if cell.units
        else f"{above.primary_name}: {what}"
    )


def _entry(row: Row, cell: EntityCell) -> ListEntry:
    where = f"{LIST_ID}, table row {row.number}"
    if cell.party is None:
        raise ListError(f"{where}: continues an entry, but names no party")
    primary = cell.party.name
    names = names_of(cell.party, NameType.PRIMARY)
    if not primary:
        raise ListError(f"{where}: no name was found in {' '.join(row.entity)[:80]!r}")
    for unit in cell.units:
        names += names_of(unit, NameType.UNIT)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=kind_of(primary),
        primary_name=primary,
        names=unique_names(names),
        country=known_country(row.country, where),
        addresses=all_addresses(cell),
        listed_on=listed_on(row.citation, where),
        citation=row.citation,
        licence_requirement=row.requirement,
        licence_policy=row.policy,
        footnotes=row.footnotes,
        measures=(_measure(listed_on(row.citation, where)),),
        part_of=cell.parent or cell.party.part_of,
    )


def _measure(since: date) -> Measure:
    return in_force_since(
        "LICENCE",
        "A licence of BIS is required in the scope of the entry's licence requirement.",
        since=since,
        basis="15 CFR 744.16",
    )


def _curated(row: Mapping[str, str], number: int) -> ListEntry:
    where = f"us_entity_list/extract.csv, row {number}"
    party = Party(name=row["primary_name"], aliases=list(several(row["aliases"])))
    names = names_of(party, NameType.PRIMARY)
    names += [entry_name(name, NameType.UNIT) for name in several(row["affiliates"])]
    citation = " ".join(f"{part.rstrip('.')}." for part in several(row["citation"]))
    since = listed_on(citation, where)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=kind_of(row["primary_name"]),
        primary_name=row["primary_name"],
        names=unique_names(names),
        country=row["country"],
        addresses=several(row["addresses"]),
        listed_on=since,
        citation=citation,
        licence_requirement=row["licence_requirement"],
        licence_policy=row["licence_policy"],
        footnotes=several(row["footnotes"]),
        measures=(_measure(since),),
    )
