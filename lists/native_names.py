"""Chinese and Japanese names and abbreviations that official lists do not print, from our curated table.

The table joins to entries by the key of their English name, so it serves a live list as well as an extract.
"""

import functools
from importlib.resources import files

import polars as pl

from lists.parsing import curated_rows, entry_name
from screening.frames import ENTRIES, NAME, conform
from screening.models import NameType
from screening.names.forms import name_form

_Key = tuple[str, str]
_Name = dict[str, str | None]

_COLUMNS = ["list_id", "english_name", "country", "name", "language", "type", "confidence", "known_from"]


def table_content() -> bytes:
    """The curated table as it ships; part of what identifies a run."""
    return (files("lists") / "native_names.csv").read_bytes()


def with_native_names(entries: pl.DataFrame) -> pl.DataFrame:
    """Entries (schema `ENTRIES`) with the native names of those whose primary name the table knows."""
    by_key = _names_by_key()
    extended = [
        [*names, *_natives(by_key, list_id, _key(primary, country), known={name["name"] for name in names})]
        for list_id, primary, country, names in entries.select(
            "list_id", "primary_name", "country", "names"
        ).iter_rows()
    ]
    return conform(entries.with_columns(pl.Series("names", extended, dtype=pl.List(NAME))), ENTRIES)


def orphans(entries: pl.DataFrame) -> list[str]:
    """English names of the table that no entry bears any more."""
    known = {_key(primary, country) for primary, country in entries.select("primary_name", "country").iter_rows()}
    return sorted({row["english_name"] for row in _rows() if _key(row["english_name"], row["country"]) not in known})


def _key(name: str, country: str | None) -> tuple[str, str]:
    return name_form(name).joined, country or ""


def _natives(by_key: dict[_Key, list[tuple[str, _Name]]], list_id: str, key: _Key, *, known: set[str]) -> list[_Name]:
    """Native names of an entry that it does not bear yet; rows with a list id serve that list only."""
    return [name for only_for, name in by_key.get(key, ()) if only_for in {"", list_id} and name["name"] not in known]


@functools.cache
def _rows() -> list[dict[str, str]]:
    return curated_rows(table_content(), role="lists/native_names.csv", columns=_COLUMNS)


@functools.cache
def _names_by_key() -> dict[_Key, list[tuple[str, _Name]]]:
    """List id (or none) and name by key of the English name; a name that stands twice counts once."""
    found: dict[_Key, dict[tuple[str, str], _Name]] = {}
    for row in _rows():
        name = entry_name(row["name"], NameType(row["type"]), language=row["language"]).model_dump(mode="json")
        found.setdefault(_key(row["english_name"], row["country"]), {}).setdefault((row["list_id"], row["name"]), name)
    return {key: [(list_id, name) for (list_id, _), name in names.items()] for key, names in found.items()}
