"""The Consolidated Screening List as published by trade.gov -> entries, one a row of any of its thirteen sources.

Most rows are copies of lists that are read here from their own publishers (`copied_from`); the others (State
Department, sectoral and menu-based sanctions) have no other loader. Copies serve as a second
source (see lists/reconcile.py).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from lists.ecfr.entries import kind_of, names_of, told_apart
from lists.parsing import slug, unique_names
from lists.us_csl.fields import (
    Named,
    birth_dates,
    country_codes,
    read_addresses,
    read_citation,
    read_country,
    read_day,
    read_footnotes,
    read_name,
    read_ofac_name,
)  # fmt: skip
from lists.us_csl.identifiers import Told, read_ids
from lists.us_csl.rows import LIST_ID, Row, read_rows
from lists.us_csl.sources import SOURCE_OF_NAME, SOURCES, Source
from screening.errors import ListError
from screening.models import EntryName, Identifier, Kind, ListEntry, Measure, MeasurePeriod, NameType, State

_KINDS = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANISATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
_SINCE_UNKNOWN = date(1970, 1, 1)
_LONGEST_ABBREVIATION = 5
_TOLD_BESIDE = {
    "title": "Title",
    "places_of_birth": "Place of birth",
    "vessel_type": "Vessel type",
    "gross_tonnage": "Gross tonnage",
    "gross_registered_tonnage": "Gross registered tonnage",
    "vessel_owner": "Vessel owner",
    "standard_order": "Standard order",
}
"""Columns that a reviewer should read, with what stands before them among the remarks."""


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a row of a whole snapshot, in the order of the file.

    Raises:
        ListError: The file is cut off or has another shape, one of the thirteen sources is missing or has shrunk
            below what `sources.py` declares, or a row holds a source, type, country or date that is not known.
    """
    rows = read_rows(files["consolidated"])
    _refuse_incomplete(rows)
    return entries_of(rows)


def entries_of(rows: Iterable[Row]) -> list[ListEntry]:
    """One entry a row, with ids that do not depend on `_id`, on the order or on editorial noise.

    Raises:
        ListError: A row holds a source, type, country or date that is not known.
    """
    known = list(rows)
    entries = [_entry(row, f"{LIST_ID}, entry {number}") for number, row in enumerate(known, start=1)]
    return told_apart(entries, [_plain_id(row, entry) for row, entry in zip(known, entries, strict=True)])


def _refuse_incomplete(rows: Iterable[Row]) -> None:
    counts = Counter(row["source"] for row in rows)
    short = [
        f"{source.name}: {counts[source.name]} rows, at least {source.min_rows} expected"
        for source in SOURCES
        if counts[source.name] < source.min_rows
    ]
    if short:
        raise ListError(
            f"{LIST_ID}: the publisher lost rows or the file is cut off ({'; '.join(short)}); download it again "
            "later. If the source has really shrunk, lower its min_rows in lists/us_csl/sources.py"
        )


def _plain_id(row: Row, entry: ListEntry) -> str:
    code = SOURCE_OF_NAME[row["source"]].code
    if row["entity_number"]:
        return f"{LIST_ID}:{code}:{row['entity_number']}"
    return f"{LIST_ID}:{code}:{(entry.country or 'xx').lower()}:{slug(entry.primary_name)}"


def _entry(row: Row, where: str) -> ListEntry:
    source = _source(row["source"], where)
    read = read_ofac_name if row["entity_number"] else read_name
    named = read(row["name"], row["alt_names"])
    if not named.party.name:
        raise ListError(f"{where}: no name was found in {row['name']!r}")
    kind = _kind(row["type"], named.party.name, where)
    told = read_ids(row["ids"])
    named.party.aliases.extend(told.names)
    nationalities = country_codes("; ".join((row["nationalities"], row["citizenships"], row["vessel_flag"])), where)
    births, unread_birth = birth_dates(row["dates_of_birth"])
    start, odd_start = read_day(row["start_date"], where)
    end, odd_end = read_day(row["end_date"], where)
    odd = (f"Born: {unread_birth}" if unread_birth else "", odd_start, odd_end)
    listed_on = told.dates.get("Listing Date (CMIC)", start)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=kind,
        primary_name=named.party.name,
        names=_names(named, kind),
        country=read_country(row["addresses"], [row["country"], *nationalities]),
        addresses=read_addresses(row["addresses"]),
        identifiers=_identifiers(row, told),
        listed_on=listed_on,
        citation=_citation(row),
        licence_requirement=row["license_requirement"],
        licence_policy=row["license_policy"],
        footnotes=read_footnotes(row["license_requirement"]),
        measures=(_measure(source, told.dates.get("Effective Date (CMIC)", start), end),),
        part_of=named.part_of,
        programmes=(source.code.upper(), *filter(None, row["programs"].split("; "))),
        birth_dates=births,
        nationalities=nationalities,
        remarks=_remarks(row, named, told, odd),
        copied_from=source.copied_from,
    )


def _source(name: str, where: str) -> Source:
    if name not in SOURCE_OF_NAME:
        raise ListError(
            f"{where}: the source {name!r} is not one of the thirteen that are known; add it to lists/us_csl/sources.py"
        )
    return SOURCE_OF_NAME[name]


def _kind(type_: str, name: str, where: str) -> Kind:
    """BIS and the State Department do not tell persons from organisations."""
    if not type_:
        return kind_of(name)
    if type_ not in _KINDS:
        raise ListError(f"{where}: type {type_!r} is not known; known are {', '.join(_KINDS)} and none")
    return Kind.ADDRESS if kind_of(name) is Kind.ADDRESS else _KINDS[type_]


def _names(named: Named, kind: Kind) -> tuple[EntryName, ...]:
    return unique_names(
        name.model_copy(update={"type": _weaker(name, kind)}) for name in names_of(named.party, NameType.PRIMARY)
    )


def _weaker(name: EntryName, kind: Kind) -> NameType:
    """Aliases of one word count only where they are equal.

    OFAC's own files mark weak aliases, this list does not; OFAC calls weak what is broad or generic, which a person's
    `HAYDAR` is, and a company's `AECC` is an abbreviation.
    """
    if " " in name.name or name.type not in {NameType.ALIAS, NameType.FORMER}:
        return name.type
    if kind is Kind.PERSON:
        return NameType.WEAK
    is_short = name.name.isupper() and len(name.name) <= _LONGEST_ABBREVIATION
    return NameType.ABBREVIATION if is_short and kind is Kind.ORGANISATION else name.type


def _identifiers(row: Row, told: Told) -> tuple[Identifier, ...]:
    call_sign = (Identifier(kind="CALL_SIGN", value=row["call_sign"]),) if row["call_sign"] else ()
    return (*told.identifiers, *call_sign)


def _citation(row: Row) -> str:
    number = f"OFAC entity {row['entity_number']}" if row["entity_number"] else ""
    return read_citation(row["federal_register_notice"]) or number


def _measure(source: Source, since: date | None, until: date | None) -> Measure:
    dated = source.legal_basis if since else f"{source.legal_basis}; listed in this edition, which gives no date"
    start, end = _midnight(since or _SINCE_UNKNOWN), _midnight(until) if until else None
    periods = [MeasurePeriod(state=State.IN_FORCE, from_at=start, until_at=end, basis=dated)]
    if end is not None:
        ended = f"the list gives {until} as the end date of the measure"
        periods.append(MeasurePeriod(state=State.REMOVED, from_at=end, basis=ended))
    return Measure(code=source.measure_code, text=source.measure, periods=tuple(periods))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)


def _remarks(row: Row, named: Named, told: Told, odd: Iterable[str]) -> str:
    beside = (f"{said}: {row[column]}" for column, said in _TOLD_BESIDE.items() if row[column])
    return "; ".join(filter(None, (named.remark, row["remarks"], *beside, *told.remarks, *odd)))
