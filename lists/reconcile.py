"""Whether a list says the same as the copy of it in a second source, and where the two differ.

A second source finds what no test of a parser can: a name that runs on into its address, an alias that was lost. The
two editions are seldom of one day, so an entry is compared only if it was not amended in between: no notice that it
cites is later than the edition of the copy. (The copies cite too few notices to compare the citations themselves: the
Consolidated Screening List of 2022 gives the first notice of most entries only.) Lists that cite no notices are
compared wherever an entry is in both.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files

import polars as pl

from lists.declaration import declared
from lists.ecfr.table import cited_dates
from lists.joining import ALIASES, Row, grouped, joined, key_of_name, name_key, names_by_key
from lists.parsing import curated_rows, several
from screening.errors import InputError, ListError
from screening.settings import Settings
from screening.warehouse.store import open_warehouse

_COLUMNS = ["list_id", "entry", "kind", "here", "there", "at_fault", "reason"]
_KINDS = frozenset({"name", "alias"})
_FAULTS = frozenset({"here", "there", "neither"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A name or alias that only one side has, or that they spell in two ways.

    Attributes:
        kind: `name` or `alias`.
        entry: Our primary name.
        here: What our list says, empty if nothing.
        there: What the copy says, empty if nothing.
        at_fault: `here`, `there` or `neither`, if `exceptions.csv` explains the difference; else empty.
        reason: The explanation, or empty.
    """

    kind: str
    entry: str
    here: str
    there: str
    at_fault: str = ""
    reason: str = ""


@dataclass(slots=True)
class Reconciliation:
    """What a comparison found; `names` and `aliases` count those compared, `*_agree` those that both sides have.

    `only_here` and `only_there` are the names of entries without counterpart, `amended` those left out because they
    were amended after the edition of the copy.
    """

    entries: int
    copies: int
    in_both: int = 0
    names: int = 0
    names_agree: int = 0
    aliases: int = 0
    aliases_agree: int = 0
    amended: list[str] = field(default_factory=list)
    only_here: list[str] = field(default_factory=list)
    only_there: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def reconcile(
    entries: pl.DataFrame, copies: pl.DataFrame, *, copied_on: date, exceptions: Sequence[Row] = ()
) -> Reconciliation:
    """Compare the entries of a list with the copies of it.

    Entries and copies are joined by number where both have the publisher's, else by country and name, else by name
    alone, and what is left by country, notice and the most similar name. A copy that names a unit or an alias of an
    entry is joined with that, because the second source gives some of them rows of their own. An alias counts as known
    to the second source where any row of the same name has it: it splits a party with addresses in Hong Kong in two.

    Args:
        entries: The list, schema `ENTRIES`.
        copies: The rows of the second source that are copied from it, same schema.
        copied_on: Edition of the second source.
        exceptions: Rows of `exceptions.csv` for this list.
    """
    ours = sorted(entries.iter_rows(named=True), key=lambda row: str(row["entry_id"]))
    theirs = sorted(copies.iter_rows(named=True), key=lambda row: str(row["entry_id"]))
    found = Reconciliation(entries=len(ours), copies=len(theirs))
    pairs, parts, only_there = joined(ours, theirs)
    same_name = grouped(key_of_name, theirs)
    found.only_there = [row["primary_name"] for row in only_there]
    found.only_here = [row["primary_name"] for row in ours if row["entry_id"] not in pairs and row["names"]]
    for one in ours:
        copy = pairs.get(one["entry_id"])
        its_parts = parts.get(one["entry_id"], [])
        found.in_both += (copy is not None) + len(its_parts)
        if (copy is not None or its_parts) and _is_amended(one, copied_on):
            found.amended.append(one["primary_name"])
            continue
        found.names += len(its_parts)
        found.names_agree += len(its_parts)
        if copy is not None:
            _compare(one, copy, [*its_parts, *same_name[key_of_name(copy)], *same_name[key_of_name(one)]], found)
    found.differences = [_explained(one, exceptions) for one in found.differences]
    return found


def reconcile_lists(list_id: str, second_id: str, *, settings: Settings, day: date) -> Reconciliation:
    """Compare the snapshots of a list and of a second source that were in force on a date.

    Args:
        list_id: The list.
        second_id: The list that copies it.
        settings: Of this installation.
        day: The date.

    Raises:
        InputError: There is no such list, no snapshot of one of them, or the second holds no copies of the first.
    """
    entries, _ = _in_force(list_id, settings, day)
    second, copied_on = _in_force(second_id, settings, day)
    copies = second.filter(pl.col("copied_from") == list_id)
    if copies.is_empty():
        raise InputError(f"{second_id} holds no copies of {list_id}, so there is nothing to compare")
    exceptions = [row for row in known_exceptions() if row["list_id"] == list_id]
    return reconcile(entries, copies, copied_on=copied_on, exceptions=exceptions)


def _in_force(list_id: str, settings: Settings, day: date) -> tuple[pl.DataFrame, date]:
    """Entries as published, without our native names, and the date of the edition."""
    declared(list_id)
    with open_warehouse(settings) as warehouse:
        snapshot = warehouse.snapshot_in_force(list_id, settings.end_of(day))
        if snapshot is None:
            raise InputError(
                f"{list_id}: no snapshot; run 'screening lists refresh {list_id}' or 'screening lists import "
                f"{list_id} FILE' first"
            )
        return warehouse.entries(snapshot["snapshot_id"]), snapshot["edition_on"]


@functools.cache
def known_exceptions() -> tuple[dict[str, str], ...]:
    """The explained differences of `us_csl/exceptions.csv`.

    Raises:
        ListError: The table has another shape, or a kind or side that is not known.
    """
    role = "us_csl/exceptions.csv"
    rows = curated_rows(files("lists.us_csl").joinpath("exceptions.csv").read_bytes(), role=role, columns=_COLUMNS)
    for number, row in enumerate(rows, start=2):
        if row["kind"] not in _KINDS or row["at_fault"] not in _FAULTS or not row["reason"]:
            raise ListError(
                f"{role}, row {number}: kind is one of {sorted(_KINDS)}, at_fault one of {sorted(_FAULTS)}, and a "
                f"reason must be given, not {row['kind']!r}, {row['at_fault']!r}, {row['reason']!r}"
            )
    return tuple(rows)


def _is_amended(row: Row, copied_on: date) -> bool:
    dates = cited_dates(row["citation"] or "", row["entry_id"])
    return bool(dates) and max(dates) > copied_on


def _compare(one: Row, copy: Row, others: Sequence[Row], found: Reconciliation) -> None:
    entry = one["primary_name"]
    found.names += 1
    if name_key(entry) == name_key(copy["primary_name"]):
        found.names_agree += 1
    else:
        found.differences.append(Difference("name", entry, entry, copy["primary_name"]))
    ours, theirs = names_by_key(one, ALIASES), names_by_key(copy, ALIASES)
    known_here, known_there = _all_keys([one]), _all_keys([copy, *others])
    found.aliases += len(ours.keys() | theirs.keys())
    found.aliases_agree += len(ours.keys() & known_there | theirs.keys() & known_here)
    for key in sorted(ours.keys() - known_there):
        found.differences.append(Difference("alias", entry, ours[key], ""))
    for key in sorted(theirs.keys() - known_here):
        found.differences.append(Difference("alias", entry, "", theirs[key]))


def _all_keys(rows: Iterable[Row]) -> set[str]:
    return {name_key(name) for row in rows for name in (row["primary_name"], *(one["name"] for one in row["names"]))}


def _explained(difference: Difference, exceptions: Sequence[Row]) -> Difference:
    """The difference with its explanation, where a row for the entry names exactly what is said here or there."""
    for row in exceptions:
        is_of_entry = (row["entry"], row["kind"]) == (difference.entry, difference.kind)
        if is_of_entry and all(
            said in ("", *several(row[side])) for side, said in (("here", difference.here), ("there", difference.there))
        ):
            return replace(difference, at_fault=row["at_fault"], reason=row["reason"])
    return difference
