"""What changed between two snapshots of a list, without editorial noise."""

import re
import unicodedata
from typing import Any

import polars as pl

_NOISE = re.compile(r"[\s.,;:()\[\]'\"“”‘’`—–-]+")
_COMPARED = (
    "kind", "primary_name", "names", "country", "addresses", "identifiers", "listed_on", "citation",
    "licence_requirement", "licence_policy", "footnotes", "measures", "part_of", "programmes",
    "birth_dates", "nationalities", "remarks",
)  # fmt: skip


def difference(before: pl.DataFrame, after: pl.DataFrame) -> list[dict[str, Any]]:
    """Added, removed and changed entries.

    Args:
        before: Schema `ENTRIES`.
        after: Schema `ENTRIES`.

    Returns:
        One dictionary a change, ordered by entry id: `change` (`added`, `removed`, `changed`), `entry_id`,
        `primary_name` and `fields` (field -> value before and after). Differences of spacing, case and punctuation
        are none.
    """
    old = {row["entry_id"]: row for row in before.iter_rows(named=True)}
    new = {row["entry_id"]: row for row in after.iter_rows(named=True)}
    changes = []
    for entry_id in sorted(old.keys() | new.keys()):
        if entry_id not in old:
            changes.append(_change("added", new[entry_id], {}))
        elif entry_id not in new:
            changes.append(_change("removed", old[entry_id], {}))
        elif fields := _changed_fields(old[entry_id], new[entry_id]):
            changes.append(_change("changed", new[entry_id], fields))
    return changes


def _change(kind: str, row: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "change": kind,
        "entry_id": row["entry_id"],
        "primary_name": row["primary_name"],
        "fields": fields,
    }


def _changed_fields(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {
        field: {"before": old[field], "after": new[field]}
        for field in _COMPARED
        if _plain(old[field]) != _plain(new[field])
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _NOISE.sub("", unicodedata.normalize("NFKC", value).casefold())
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
