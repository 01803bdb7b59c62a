"""The curated tables of the Chinese military companies of section 1260H -> entries."""

from collections.abc import Mapping

from lists.designations import parse_designations
from screening.models import ListEntry

_MEASURE = (
    "Named as a Chinese military company operating in the United States (section 1260H). Under section 805 of the "
    "FY2024 NDAA the Department of Defense may not contract with it from 2026-06-30, nor buy goods or services that "
    "include its own from 2027-06-30, with exceptions that the section names. It is not a prohibition of private trade."
)


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the three curated tables, with one period for each time that a company was listed.

    Raises:
        ListError: See `lists.designations.parse_designations`.
    """
    return parse_designations(files, list_id="us-1260h", code="CMC_1260H", text=_MEASURE)
