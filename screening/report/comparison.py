"""The difference of two runs: hits that are new, gone or changed, and what differs in the lists and settings."""

from collections.abc import Mapping
from typing import Any

import polars as pl

_KEY = ("counterparty_id", "list_id", "entry_id")
_COMPARED = ("band", "score", "state", "matched_counterparty_name", "matched_entry_name")
_SHOWN = ("counterparty_name", "entry_name", "band", "score", "state")
_OF_LIST = ("verdict", "origin", "completeness", "edition_on", "entries", "names", "snapshot_id")
_OF_RUN = (
    "business_date", "as_of", "scope", "counterparties", "configuration", "code", "native_names_sha256",
)  # fmt: skip

Manifest = Mapping[str, Any]


def comparison(before: tuple[Manifest, pl.DataFrame], after: tuple[Manifest, pl.DataFrame]) -> dict[str, Any]:
    """What differs between two runs, each given as its manifest and its hits (columns `HIT_COLUMNS`).

    Returns:
        `runs` (both ids), `settings` and `lists` (name -> values before and after, only what differs), and `hits`:
        lists `new`, `gone` and `changed`, each ordered by counterparty, list and entry; a changed hit carries `fields`
        (field -> values before and after).
    """
    (old, old_hits), (new, new_hits) = before, after
    return {
        "runs": [old["run_id"], new["run_id"]],
        "settings": _different(_flat(old), _flat(new)),
        "lists": _different(_lists(old), _lists(new)),
        "hits": {
            "new": _shown(new_hits.join(old_hits, on=_KEY, how="anti")),
            "gone": _shown(old_hits.join(new_hits, on=_KEY, how="anti")),
            "changed": _changed(old_hits, new_hits),
        },
    }


def comparison_lines(found: Mapping[str, Any]) -> list[str]:
    """The difference of two runs for a person."""
    before, after = found["runs"]
    hits = found["hits"]
    lines = [
        f"{before} -> {after}: {len(hits['new'])} hits new, {len(hits['gone'])} gone, {len(hits['changed'])} changed"
    ]
    for title in ("settings", "lists"):
        lines += [f"{title}: {name}: {values['before']} -> {values['after']}" for name, values in found[title].items()]
    for event in ("new", "gone", "changed"):
        lines += [_line(event, hit) for hit in hits[event]]
    return lines


def _line(event: str, hit: Mapping[str, Any]) -> str:
    changes = "; ".join(
        f"{field}: {values['before']} -> {values['after']}" for field, values in hit.get("fields", {}).items()
    )
    return (
        f"{event:<8} {hit['score']:5.1f} {hit['band']:<9} {hit['counterparty_id']} {hit['counterparty_name']} | "
        f"{hit['list_id']} {hit['entry_name']}" + (f" ({changes})" if changes else "")
    )


def _shown(hits: pl.DataFrame) -> list[dict[str, Any]]:
    return hits.sort(_KEY).select(*_KEY, *_SHOWN).to_dicts()


def _changed(old: pl.DataFrame, new: pl.DataFrame) -> list[dict[str, Any]]:
    both = new.join(old.select(*_KEY, *_COMPARED), on=_KEY, how="inner", suffix="_before").sort(_KEY)
    found = []
    for row in both.iter_rows(named=True):
        fields = {
            field: {"before": row[f"{field}_before"], "after": row[field]}
            for field in _COMPARED
            if row[f"{field}_before"] != row[field]
        }
        if fields:
            found.append({column: row[column] for column in (*_KEY, *_SHOWN)} | {"fields": fields})
    return found


def _flat(manifest: Manifest) -> dict[str, Any]:
    """Facts of a manifest that decide its result, nested ones by dotted names."""
    return dict(_walk("", {name: manifest[name] for name in _OF_RUN}))


def _walk(prefix: str, value: Any) -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        return [(prefix, value)]
    return [item for name, part in value.items() for item in _walk(f"{prefix}.{name}" if prefix else name, part)]


def _lists(manifest: Manifest) -> dict[str, Any]:
    return {f"{one['list_id']}.{field}": one[field] for one in manifest["lists"] for field in _OF_LIST}


def _different(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    names = dict.fromkeys([*before, *after])
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    }
