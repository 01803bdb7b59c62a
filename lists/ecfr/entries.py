"""What the lists of Part 744 share in making entries: names of a party, addresses, ids."""

import logging
import re
from collections import Counter
from collections.abc import Sequence

from lists.ecfr.entity import EntityCell, Party, read_cell
from lists.ecfr.table import Cell, known_country, listed_on
from lists.parsing import entry_name, in_force_since, slug, unique_names
from screening.errors import ListError
from screening.models import EntryName, Kind, ListEntry, NameType

logger = logging.getLogger(__name__)

_CITATION = re.compile(r"\d+\s*FR\s*[\dX]+(?:\s*,)?\s*(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{2,4})?")
_ADDRESS_ENTRY = re.compile(r"^Address \d+$")
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z0-9&\- ]{1,14})\)$")


def names_of(party: Party, type_: NameType) -> list[EntryName]:
    """A party's name, aliases, former names and bracketed abbreviation; an entry that is an address has none."""
    if _ADDRESS_ENTRY.match(party.name):
        return []
    other = NameType.UNIT if type_ is NameType.UNIT else None
    names = [entry_name(party.name, type_)]
    names += [entry_name(alias, other or NameType.ALIAS) for alias in party.aliases]
    names += [entry_name(former, other or NameType.FORMER) for former in party.former]
    found = (_ABBREVIATION.search(name.name) for name in list(names))
    names += [entry_name(match[1], NameType.ABBREVIATION) for match in found if match]
    return names


def named_entry(
    entity: Cell,
    *,
    list_id: str,
    country: str,
    citation: str,
    code: str,
    text: str,
    basis: str,
    part_of: str | None,
    where: str,
) -> ListEntry:
    """Entry of a list whose rows are country, entity and citation only, with the one measure that the list has.

    Raises:
        ListError: The cell holds no name, or country or citation are not known.
    """
    cell = read_cell(entity.lines)
    warn_of_miscounts(cell, where)
    if cell.party is None or not cell.party.name:
        raise ListError(f"{where}: no name was found in {entity.text[:80]!r}")
    since = listed_on(citation, where)
    return ListEntry(
        entry_id="unset",
        list_id=list_id,
        kind=kind_of(cell.party.name),
        primary_name=cell.party.name,
        names=unique_names(names_of(cell.party, NameType.PRIMARY)),
        country=known_country(country, where),
        addresses=all_addresses(cell),
        listed_on=since,
        citation=citation,
        measures=(in_force_since(code, text, since=since, basis=basis),),
        part_of=part_of or cell.party.part_of,
    )


def all_addresses(cell: EntityCell) -> tuple[str, ...]:
    """Addresses of every party of a cell, each once."""
    own = [address for party in cell.parties for address in party.addresses]
    return tuple(dict.fromkeys([*own, *cell.addresses]))


def kind_of(name: str) -> Kind:
    """`Address 01` is an address, everything else an organisation (the lists do not tell persons apart)."""
    return Kind.ADDRESS if _ADDRESS_ENTRY.match(name) else Kind.ORGANISATION


def warn_of_miscounts(cell: EntityCell, where: str) -> None:
    """The text counts its aliases; where it miscounts them itself, all are kept and a person should look."""
    for party in cell.parties:
        if party.promised is not None and party.promised != party.printed:
            logger.warning("%s: %d aliases promised, %d printed", where, party.promised, party.printed)


def identified(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Entries with ids from country and name; where two share both, the first citation tells them apart.

    The id survives reordering and editorial noise, and is the same in the extract and in the whole list.
    """
    plain = [f"{entry.list_id}:{(entry.country or 'xx').lower()}:{slug(entry.primary_name)}" for entry in entries]
    return told_apart(entries, plain)


def told_apart(entries: Sequence[ListEntry], ids: Sequence[str]) -> list[ListEntry]:
    """Entries with these ids; where some share one, their first citation, then their first address is added to it."""
    cited = _longer_where_shared(ids, [_first_citation(entry) for entry in entries])
    placed = _longer_where_shared(cited, [slug(" ".join(entry.addresses[:1])) for entry in entries])
    # the publisher prints Feodosiya Enterprise twice, under Crimea and under Ukraine, word for word
    final = _longer_where_shared(
        placed, [str(placed[: position + 1].count(one)) for position, one in enumerate(placed)]
    )
    return [entry.model_copy(update={"entry_id": one}) for entry, one in zip(entries, final, strict=True)]


def _longer_where_shared(ids: Sequence[str], additions: Sequence[str]) -> list[str]:
    shared = Counter(ids)
    return [f"{one}:{more}" if shared[one] > 1 else one for one, more in zip(ids, additions, strict=True)]


def _first_citation(entry: ListEntry) -> str:
    found = _CITATION.search(entry.citation)
    return slug(found[0] if found else entry.citation)
