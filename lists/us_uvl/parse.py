"""eCFR XML of 15 CFR Part 744, Supplement No. 6 -> entries of the Unverified List."""

from collections.abc import Mapping
from datetime import date

from lists.ecfr.editions import editions_of
from lists.ecfr.entries import identified, named_entry
from lists.ecfr.table import read_edition, supplement_rows
from screening.errors import ListError
from screening.models import ListEntry

__all__ = ["parse_published", "read_edition", "read_editions"]

LIST_ID = "us-uvl"
_SUPPLEMENT = 6
_CELLS = 3
_MEASURE = (
    "Licence exceptions are not available for exports, reexports and transfers to this party, and a UVL statement is "
    "needed before any that needs no licence (15 CFR 744.15). It is a red flag to resolve, not a prohibition."
)


def read_editions(content: bytes) -> list[date]:
    """Dates on which the supplement changed, oldest first, from the eCFR's list of versions."""
    return editions_of(content, supplement=_SUPPLEMENT)


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
        entry = named_entry(
            cells[1],
            list_id=LIST_ID,
            country=country,
            citation=cells[2].text,
            code="UVL",
            text=_MEASURE,
            basis="15 CFR 744.15",
            part_of=None,
            where=where,
        )
        entries.append(entry)
    return identified(entries)
