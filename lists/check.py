"""Whether a parsed snapshot can be believed: bounds, canaries, unique ids, overlap with the last accepted one."""

from collections import Counter
from collections.abc import Sequence

from lists.declaration import Bounds, ListDeclaration
from screening.errors import ListError
from screening.models import ListEntry
from screening.names.forms import joined_form


def check_snapshot(
    declaration: ListDeclaration,
    entries: Sequence[ListEntry],
    *,
    bounds: Bounds,
    last_ids: frozenset[str],
    accept_because: str | None = None,
) -> None:
    """Refuse a snapshot that is too small, too large, hollow, ambiguous, without its canaries or unlike the last one.

    Args:
        declaration: The list's declaration.
        entries: The parsed entries.
        bounds: Bounds for this kind of snapshot.
        last_ids: Ids of the last accepted snapshot, empty if there is none.
        accept_because: Reason of a person for accepting a smaller or different set; lifts the overlap check, and lets
            a list of the site's own be empty.

    Raises:
        ListError: With what is wrong and what to do.
    """
    if declaration.is_own and not entries:
        _check_meant_to_be_empty(declaration.id, accept_because)
        return
    _check_count(declaration.id, len(entries), bounds)
    _check_filled(declaration.id, entries, bounds)
    _check_ids(declaration.id, entries)
    missing = missing_canaries(declaration.canaries, entries)
    if missing:
        raise ListError(
            f"{declaration.id}: {', '.join(missing)} must be on this list but is not in the file; "
            "check that it is the whole list and the right one"
        )
    if accept_because is None:
        _check_overlap(declaration, entries, last_ids)


def check_history(declaration: ListDeclaration, entries: Sequence[ListEntry], *, bounds: Bounds) -> None:
    """Refuse an edition of the past that is empty, too large or ambiguous.

    It may be smaller than today's list and lack its canaries, which were listed later.

    Raises:
        ListError: With what is wrong and what to do.
    """
    _check_count(declaration.id, len(entries), bounds.model_copy(update={"min_entries": 1}))
    _check_ids(declaration.id, entries)


def missing_canaries(canaries: Sequence[str], entries: Sequence[ListEntry]) -> list[str]:
    """Canary names that no entry bears, compared as names are."""
    known = {joined_form(name.name) for entry in entries for name in entry.names}
    return [canary for canary in canaries if joined_form(canary) not in known]


def _check_meant_to_be_empty(list_id: str, accept_because: str | None) -> None:
    if accept_because is None:
        raise ListError(
            f"{list_id}: no rows below the header; if the list is meant to be empty now, import the file with "
            "--accept-because REASON"
        )


def _check_count(list_id: str, count: int, bounds: Bounds) -> None:
    if count < bounds.min_entries:
        raise ListError(
            f"{list_id}: {count} entries, at least {bounds.min_entries} expected; the file is cut off, "
            "of another list, or in a new shape"
        )
    if count > bounds.max_entries:
        raise ListError(
            f"{list_id}: {count} entries, at most {bounds.max_entries} expected; if the list has really "
            "grown, raise max_entries in its list.yml"
        )


def _check_filled(list_id: str, entries: Sequence[ListEntry], bounds: Bounds) -> None:
    for field, lowest in bounds.fill_rates.items():
        share = sum(1 for entry in entries if getattr(entry, field)) / len(entries)
        if share < lowest:
            raise ListError(
                f"{list_id}: {share:.1%} of the entries have a value for {field}, at least {lowest:.0%} expected; the "
                "file has a new shape, so the parser must be checked against it"
            )


def _check_ids(list_id: str, entries: Sequence[ListEntry]) -> None:
    twice = [entry_id for entry_id, count in Counter(entry.entry_id for entry in entries).items() if count > 1]
    if twice:
        raise ListError(f"{list_id}: entries share an id, so they could be confused: {', '.join(twice[:5])}")


def _check_overlap(declaration: ListDeclaration, entries: Sequence[ListEntry], last_ids: frozenset[str]) -> None:
    if not last_ids:
        return
    kept = len(last_ids & {entry.entry_id for entry in entries}) / len(last_ids)
    if kept < declaration.min_overlap:
        raise ListError(
            f"{declaration.id}: only {kept:.1%} of the entries of the last accepted snapshot are in this file, "
            f"at least {declaration.min_overlap:.0%} expected. If the publisher really removed so many, import "
            "the file by hand with --accept-because REASON"
        )
