"""eCFR XML of 15 CFR Part 744, Supplement No. 4 (and our curated extract of it) -> entries."""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from lists.parsing import curated_rows, entry_name, in_force_since, several, slug, unique_names, unpacked
from lists.us_entity_list.cell import EntityCell, Party, read_cell
from screening.errors import ListError
from screening.models import EntryName, Kind, ListEntry, Measure, NameType
from screening.names.countries import country_code

logger = logging.getLogger(__name__)

LIST_ID = "us-entity-list"
_SUPPLEMENT = "Supplement No. 4 to Part 744"
_TITLE = 15
_CELLS = 5
_FOOTNOTES = frozenset("12345")
_CITATION = re.compile(r"\d+\s*FR\s*[\dX]+(?:\s*,)?\s*(?P<date>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{2,4})?")
_DATE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{2,4})")
_ADDRESS_ENTRY = re.compile(r"^Address \d+$")
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z0-9&\- ]{1,14})\)$")
_SPACES = re.compile(r"\s+")
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


def read_edition(content: bytes) -> date:
    """Date up to which title 15 is current, from the eCFR's `titles.json`.

    Raises:
        ListError: The answer has another shape.
    """
    try:
        titles = json.loads(content)["titles"]
        return date.fromisoformat(next(title["up_to_date_as_of"] for title in titles if title["number"] == _TITLE))
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise ListError(f"{LIST_ID}: the eCFR's titles.json has another shape than expected: {error!r}") from error


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a table row of Supplement No. 4, in the order printed.

    Raises:
        ListError: The file is not Part 744, or a row has a shape, country, footnote or citation that is not known.
    """
    rows = list(read_rows(files["part_744"]))
    return _identified(list(_entries(rows)))


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
    return _identified([_curated(row, number) for number, row in enumerate(rows, start=2)])


def read_rows(content: bytes) -> Iterator[Row]:
    """Rows of the table of Supplement No. 4; the country is carried forward from its first row."""
    country = ""
    for number, cells in enumerate(_table_rows(content), start=1):
        texts = [_Cell.read(cell) for cell in cells]
        if len(texts) == 1 and texts[0].footnotes:
            continue
        if len(texts) != _CELLS:
            raise ListError(f"{LIST_ID}, table row {number}: {len(texts)} cells, expected {_CELLS}")
        country = texts[0].text or country
        if not country:
            raise ListError(f"{LIST_ID}, table row {number}: no country above this row")
        footnotes = tuple(dict.fromkeys(mark for text in texts for mark in text.footnotes))
        yield Row(number, country, texts[1].lines, texts[2].text, texts[3].text, texts[4].text, footnotes)


def _table_rows(content: bytes) -> list[list[etree._Element]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        root = etree.fromstring(unpacked(content, role="part_744"), parser)
    except etree.XMLSyntaxError as error:
        raise ListError(f"{LIST_ID}: the file is not whole XML ({error}); it may be cut off, fetch it again") from error
    supplements = [part for part in root.iter("DIV9") if part.get("N") == _SUPPLEMENT]
    if len(supplements) != 1:
        raise ListError(
            f"{LIST_ID}: the file holds no {_SUPPLEMENT}; expected eCFR XML of title 15, part 744 "
            f"(its root is <{root.tag}>)"
        )
    return [[cell for cell in row if cell.tag == "TD"] for row in supplements[0].iter("TR") if row[0].tag == "TD"]


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: list[str]
    footnotes: tuple[str, ...]

    @property
    def text(self) -> str:
        return _SPACES.sub(" ", " ".join(self.lines)).strip()

    @classmethod
    def read(cls, cell: etree._Element) -> "_Cell":
        lines: list[str] = [""]
        footnotes: list[str] = []

        def walk(element: etree._Element) -> None:
            if element.tag == "br":
                lines.append("")
            elif element.tag == "sup" and not (element.tail or "").startswith("⁄"):
                footnotes.extend(mark for mark in re.findall(r"\d", element.text or ""))
            else:
                lines[-1] += element.text or ""
                for child in element:
                    walk(child)
            lines[-1] += element.tail or ""

        lines[-1] += cell.text or ""
        for child in cell:
            walk(child)
        unknown = set(footnotes) - _FOOTNOTES
        if unknown:
            raise ListError(f"{LIST_ID}: footnote {sorted(unknown)} is not known; see the foot of Supplement No. 4")
        return cls([line.replace("\xa0", " ") for line in lines], tuple(footnotes))


def _entries(rows: Sequence[Row]) -> Iterator[ListEntry]:
    above: ListEntry | None = None
    for row in rows:
        cell = read_cell(row.entity)
        _warn_of_miscounts(row, cell)
        if cell.party is not None:
            above = _entry(row, cell)
            yield above
        elif above is not None:
            yield _continuation(row, cell, above)
        else:
            raise ListError(f"{LIST_ID}, table row {row.number}: continues an entry, but there is none above")


def _warn_of_miscounts(row: Row, cell: EntityCell) -> None:
    """The text counts its aliases; where it miscounts them itself, all are kept and a person should look."""
    for party in cell.parties:
        if party.promised is not None and party.promised != party.printed:
            logger.warning(
                "%s, table row %d: %d aliases promised, %d printed",
                LIST_ID,
                row.number,
                party.promised,
                party.printed,
            )


def _continuation(row: Row, cell: EntityCell, above: ListEntry) -> ListEntry:
    """A row that only adds units or addresses to the entry above; what it leaves empty holds as above."""
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=Kind.GROUP if cell.units else Kind.ADDRESS,
        primary_name=_continued_name(cell, above),
        names=unique_names(name for unit in cell.units for name in _names(unit, NameType.UNIT)),
        country=above.country,
        addresses=_all_addresses(cell),
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


def _all_addresses(cell: EntityCell) -> tuple[str, ...]:
    own = [address for party in cell.parties for address in party.addresses]
    return tuple(dict.fromkeys([*own, *cell.addresses]))


def _entry(row: Row, cell: EntityCell) -> ListEntry:
    where = f"{LIST_ID}, table row {row.number}"
    if cell.party is None:
        raise ListError(f"{where}: continues an entry, but names no party")
    primary = cell.party.name
    names = _names(cell.party, NameType.PRIMARY)
    if not primary:
        raise ListError(f"{where}: no name was found in {' '.join(row.entity)[:80]!r}")
    for unit in cell.units:
        names += _names(unit, NameType.UNIT)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=_kind(primary),
        primary_name=primary,
        names=unique_names(names),
        country=_country(row.country, where),
        addresses=_all_addresses(cell),
        listed_on=_listed_on(row.citation, where),
        citation=row.citation,
        licence_requirement=row.requirement,
        licence_policy=row.policy,
        footnotes=row.footnotes,
        measures=(_measure(_listed_on(row.citation, where)),),
        part_of=cell.parent,
    )


def _names(party: Party, type_: NameType) -> list[EntryName]:
    if _ADDRESS_ENTRY.match(party.name):
        return []
    other = NameType.UNIT if type_ is NameType.UNIT else None
    names = [entry_name(party.name, type_)]
    names += [entry_name(alias, other or NameType.ALIAS) for alias in party.aliases]
    names += [entry_name(former, other or NameType.FORMER) for former in party.former]
    found = (_ABBREVIATION.search(name.name) for name in list(names))
    names += [entry_name(match[1], NameType.ABBREVIATION) for match in found if match]
    return names


def _country(text: str, where: str) -> str:
    code = country_code(text)
    if code is None:
        raise ListError(f"{where}: the country {text!r} is not known; add it to screening/names/countries.csv")
    return code


def _kind(name: str) -> Kind:
    return Kind.ADDRESS if _ADDRESS_ENTRY.match(name) else Kind.ORGANISATION


def _measure(listed_on: date) -> Measure:
    return in_force_since(
        "LICENCE",
        "A licence of BIS is required in the scope of the entry's licence requirement.",
        since=listed_on,
        basis="15 CFR 744.16",
    )


def _listed_on(citation: str, where: str) -> date:
    """The earliest date among the Federal Register citations."""
    dates = [_us_date(found, where) for found in _DATE.finditer(citation)]
    if not dates:
        raise ListError(f"{where}: no dated Federal Register citation in {citation!r}")
    return min(dates)


def _us_date(found: re.Match[str], where: str) -> date:
    month, day, year = (int(part) for part in found.groups())
    try:
        return date(_full_year(year), month, day)
    except ValueError as error:
        raise ListError(f"{where}: {found[0]!r} is not a date like 5/21/19") from error


def _full_year(year: int) -> int:
    """A year of two digits; the list began in 1997."""
    if year >= 100:  # noqa: PLR2004 - written in full
        return year
    return year + (1900 if year >= 97 else 2000)  # noqa: PLR2004


def _curated(row: Mapping[str, str], number: int) -> ListEntry:
    where = f"us_entity_list/extract.csv, row {number}"
    party = Party(name=row["primary_name"], aliases=list(several(row["aliases"])))
    names = _names(party, NameType.PRIMARY)
    names += [entry_name(name, NameType.UNIT) for name in several(row["affiliates"])]
    citation = " ".join(f"{part.rstrip('.')}." for part in several(row["citation"]))
    listed_on = _listed_on(citation, where)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=_kind(row["primary_name"]),
        primary_name=row["primary_name"],
        names=unique_names(names),
        country=row["country"],
        addresses=several(row["addresses"]),
        listed_on=listed_on,
        citation=citation,
        licence_requirement=row["licence_requirement"],
        licence_policy=row["licence_policy"],
        footnotes=several(row["footnotes"]),
        measures=(_measure(listed_on),),
    )


def _identified(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Entries with ids from country and name; where two share both, the first citation tells them apart.

    The id survives reordering and editorial noise, and is the same in the extract and in the whole list.
    """
    plain = [f"{LIST_ID}:{(entry.country or 'xx').lower()}:{slug(entry.primary_name)}" for entry in entries]
    cited = _longer_where_shared(plain, [_first_citation(entry) for entry in entries])
    placed = _longer_where_shared(cited, [slug(" ".join(entry.addresses[:1])) for entry in entries])
    # the publisher prints Feodosiya Enterprise twice, under Crimea and under Ukraine, word for word
    identified = _longer_where_shared(
        placed, [str(placed[: position + 1].count(one)) for position, one in enumerate(placed)]
    )
    return [entry.model_copy(update={"entry_id": one}) for entry, one in zip(entries, identified, strict=True)]


def _longer_where_shared(ids: Sequence[str], additions: Sequence[str]) -> list[str]:
    shared = Counter(ids)
    return [f"{one}:{more}" if shared[one] > 1 else one for one, more in zip(ids, additions, strict=True)]


def _first_citation(entry: ListEntry) -> str:
    found = _CITATION.search(entry.citation)
    return slug(found[0] if found else entry.citation)
