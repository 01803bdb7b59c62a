"""OFAC's consolidated files (CONS_PRIM, CONS_ALT, CONS_ADD, CONS_COMMENTS) and our curated table -> entries."""

from collections.abc import Mapping, Sequence
from datetime import date

from lists.ofac import remarks as ofac
from lists.ofac.keys import Use
from lists.ofac.remarks import Remark, read_remarks
from lists.ofac.tables import Party, read_parties
from lists.ofac.values import ofac_date
from lists.parsing import curated_rows, entry_name, identifiers, in_force_since, iso_date, several, unique_names
from screening.errors import ListError
from screening.models import Kind, ListEntry, Measure, NameType

LIST_ID = "us-ns-cmic"
PROGRAMME = "CMIC-EO13959"
_FILE_NAMES = {role: f"CONS_{role.upper()}.CSV" for role in ("prim", "alt", "add", "comments")}
_MEASURE = (
    "Purchase or sale by US persons of publicly traded securities of this company, or of securities derivative of "
    "or designed to give exposure to them, is prohibited (Executive Order 13959 as amended by EO 14032)."
)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of programme CMIC-EO13959, in the order of OFAC's file.

    Raises:
        ListError: A file is missing, of another shape, or a remark holds a key that is not known.
    """
    parties = read_parties(files, file_names=_FILE_NAMES)
    return [_published_entry(party) for party in parties if PROGRAMME in party.programmes]


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the curated table `entries.csv`."""
    columns = [
        "ofac_uid",
        "primary_name",
        "aliases",
        "former_names",
        "weak_aliases",
        "target_type",
        "identifiers",
        "listed_on",
        "effective_on",
        "divest_by",
        "citation",
        "checked",
    ]
    rows = curated_rows(files["entries"], role="us_ns_cmic/entries.csv", columns=columns)
    return [_curated_entry(row, f"us_ns_cmic/entries.csv, row {number}") for number, row in enumerate(rows, start=2)]


def _curated_entry(row: Mapping[str, str], where: str) -> ListEntry:
    typed = (("aliases", NameType.ALIAS), ("former_names", NameType.FORMER), ("weak_aliases", NameType.WEAK))
    names = [entry_name(row["primary_name"], NameType.PRIMARY)]
    names += [entry_name(name, type_) for column, type_ in typed for name in several(row[column])]
    return ListEntry(
        entry_id=f"{LIST_ID}:{row['ofac_uid']}",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=row["primary_name"],
        names=unique_names(names),
        country="CN",
        identifiers=identifiers(row["identifiers"], where=where),
        listed_on=iso_date(row["listed_on"], where=where),
        citation=row["citation"],
        measures=(_measure(iso_date(row["effective_on"], where=where), row["divest_by"]),),
    )


def _published_entry(party: Party) -> ListEntry:
    if party.kind is not Kind.ORGANISATION:
        raise ListError(f"{party.where}: is listed as a {party.kind}; this list is known to hold companies only")
    remarks = _remarks(party)
    listed_on = _date(remarks, "Listing Date (CMIC)", party.where)
    effective_on = _date(remarks, "Effective Date (CMIC)", party.where)
    divest_by = _date(remarks, "Purchase/Sales For Divestment Date (CMIC)", party.where)
    names = [entry_name(party.name, NameType.PRIMARY)]
    names += [entry_name(alias.name, alias.type) for alias in party.aliases]
    return ListEntry(
        entry_id=f"{LIST_ID}:{party.uid}",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=party.name,
        names=unique_names([*names, *ofac.names(remarks)]),
        country="CN",
        addresses=tuple(address.text for address in party.addresses),
        identifiers=ofac.identifiers(remarks),
        listed_on=listed_on,
        citation=f"OFAC NS-CMIC List, entity {party.uid}, programme {PROGRAMME}",
        measures=(_measure(effective_on, divest_by.isoformat()),),
    )


def _remarks(party: Party) -> list[Remark]:
    """Remarks of a company; the list is short and changes seldom, so that a kind that is not known refuses it."""
    remarks = read_remarks(party.remarks, title=party.title)
    unknown = next((remark.text for remark in remarks if remark.use is Use.UNREAD and not remark.key), None)
    if unknown is not None:
        raise ListError(
            f"{party.where}: the remark {unknown!r} is of a kind that is not known; extend lists/ofac/keys.py"
        )
    return remarks


def _date(remarks: Sequence[Remark], key: str, where: str) -> date:
    found = ofac.values(remarks, key)
    if len(found) != 1:
        raise ListError(f"{where}: {key}: expected one value, found {found}")
    return ofac_date(found[0], where)


def _measure(effective_on: date, divest_by: str) -> Measure:
    text = f"{_MEASURE} Transactions to divest were permitted until {divest_by}."
    return in_force_since("SECURITIES_BAN", text, since=effective_on, basis="31 CFR 586.201")
