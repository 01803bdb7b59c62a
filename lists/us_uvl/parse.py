"""eCFR XML of 15 CFR Part 744, Supplement No. 6 -> entries of the Unverified List."""

from collections.abc import Mapping, Sequence

from lists.ecfr.entity import read_cell
from lists.ecfr.entries import all_addresses, identified, kind_of, names_of, warn_of_miscounts
from lists.ecfr.table import Cell, known_country, listed_on, read_edition, supplement_rows
from lists.parsing import in_force_since, unique_names
from screening.errors import ListError
from screening.models import ListEntry, NameType

__all__ = ["parse_published", "read_edition"]

LIST_ID = "us-uvl"
_SUPPLEMENT = 6
_CELLS = 3
_MEASURE = (
    "Licence exceptions are not available for exports, reexports and transfers to this party, and a UVL statement is "
    "needed before any that needs no licence (15 CFR 744.15). It is a red flag to resolve, not a prohibition."
)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """One entry a table row of Supplement No. 6, in the order printed.

    Raises:
        ListError: The file is not Part 744, or a row has a shape, country or citation that is not known.
    """
    entries: list[ListEntry] = []
    country = ""
    for number, cells in enumerate(supplement_rows(files["part_744"], _SUPPLEMENT, list_id=LIST_ID), start=1):
        where = f"{LIST_ID}, table row {number}"
        if len(cells) != _CELLS:
            raise ListError(f"{where}: {len(cells)} cells, expected {_CELLS}")
        country = cells[0].text or country
        entries.append(_entry(cells, country, where))
    return identified(entries)


def _entry(cells: Sequence[Cell], country: str, where: str) -> ListEntry:
    cell = read_cell(cells[1].lines)
    warn_of_miscounts(cell, where)
    if cell.party is None or not cell.party.name:
        raise ListError(f"{where}: no name was found in {cells[1].text[:80]!r}")
    since = listed_on(cells[2].text, where)
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=kind_of(cell.party.name),
        primary_name=cell.party.name,
        names=unique_names(names_of(cell.party, NameType.PRIMARY)),
        country=known_country(country, where),
        addresses=all_addresses(cell),
        listed_on=since,
        citation=cells[2].text,
        measures=(in_force_since("UVL", _MEASURE, since=since, basis="15 CFR 744.15"),),
        part_of=cell.party.part_of,
    )
