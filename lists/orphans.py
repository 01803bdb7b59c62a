"""How the table of native names stands against the lists in force: rows that no entry, or no single one, prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lists.native_names import ambiguous, orphans
from lists.register import gather, standing
from screening.models import Completeness, ListStatus
from screening.settings import Settings

SERVED = ("cn-ecl", "cn-uel", "cn-watch", "us-entity-list", "us-meu", "us-ns-cmic", "us-uvl")
"""Lists that rows without a list id were written for; only if all are whole can a row be said to have no entry."""


@dataclass(frozen=True, slots=True)
class NativeNamesStanding:
    """English names of the table that no entry prints, or that several do, and the lists that leave it open.

    Attributes:
        orphans: None of the lists prints the name; empty as long as a list leaves it open.
        ambiguous: Several entries of one list print the name, so none gets the native names.
        left_open_by: Lists of which there is no whole snapshot.
    """

    orphans: tuple[str, ...]
    ambiguous: tuple[str, ...]
    left_open_by: tuple[str, ...]


def native_names_standing(*, settings: Settings, as_of: date) -> NativeNamesStanding:
    """Compare the table of native names with the lists as they were known on a date.

    Args:
        settings: Of this installation.
        as_of: The snapshots in force at the end of this date are used.
    """
    statuses = standing(SERVED, settings=settings, as_of=as_of)
    held = [status.list_id for status in statuses if status.snapshot_id is not None]
    entries = gather(held, settings=settings, as_of=as_of, problems={}).entries
    left_open_by = _not_whole(statuses)
    return NativeNamesStanding(
        orphans=() if left_open_by else tuple(orphans(entries)),
        ambiguous=tuple(ambiguous(entries)),
        left_open_by=left_open_by,
    )


def _not_whole(statuses: Sequence[ListStatus]) -> tuple[str, ...]:
    return tuple(status.list_id for status in statuses if status.completeness is not Completeness.COMPLETE)
