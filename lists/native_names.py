"""Chinese and Japanese names and abbreviations that official lists do not print, from our curated table.

The table joins to entries by the key of a printed English name, so it serves a live list as well as an extract.
"""

import functools
from importlib.resources import files

import polars as pl

from lists.parsing import curated_rows, entry_name
from screening.frames import ENTRIES, NAME, conform
from screening.models import NameType
from screening.names.forms import joined_form

_Key = tuple[str, str]
_Name = dict[str, str | None]
_Rows = dict[tuple[str, _Key], set[int]]
"""Rows of the entries by list id and key."""

_COLUMNS = ["list_id", "english_name", "country", "name", "language", "type", "confidence", "known_from"]
_PRINTED = (NameType.PRIMARY, NameType.ALIAS, NameType.FORMER, NameType.UNIT)
"""Short names and abbreviations are shared too often to join on."""


def table_content() -> bytes:
    """The curated table as it ships; part of what identifies a run."""
    return (files("lists") / "native_names.csv").read_bytes()


def with_native_names(entries: pl.DataFrame) -> pl.DataFrame:
    """Entries (schema `ENTRIES`) with the native names of those that print an English name of the table.

    A row of the table serves, on each list, the entry whose primary name it gives, else the only entry that prints
    that name otherwise; where several print it, none gets it (see `ambiguous`). An entry that prints a full name of the
    table in another script gets the English name and the others, as those of METI and China do.
    """
    owned, _ = _owners(entries)
    extra = _names_of_natives(entries)
    for (list_id, key), rows in sorted(owned.items()):
        for row in rows:
            extra.setdefault(row, []).extend(_natives(list_id, key))
    added = [(row, _unknown(names, extra[row])) for row, names in _names_of(entries, sorted(extra))]
    frame = pl.DataFrame(added, schema={"row": pl.UInt32, "added": pl.List(NAME)}, orient="row")
    joined = entries.with_row_index("row").join(frame, on="row", how="left", maintain_order="left")
    extended = pl.when(pl.col("added").is_null()).then("names").otherwise(pl.col("names").list.concat("added"))
    return conform(joined.with_columns(extended.alias("names")), ENTRIES)


def also_known_as(name: str, country: str | None) -> list[_Name]:
    """Every other name that the table has of the organisation whose full name this is, in English or another script.

    Args:
        name: In any script.
        country: Code, or None where it is not known: then the name must belong to one organisation only.

    Returns:
        Names as in `ENTRIES`; empty if the table does not know the name, or knows it of several organisations.
    """
    joined = joined_form(name)
    owners = {key for key in _organisations().get(joined, ()) if country is None or key[1] in {"", country}}
    if len(owners) != 1:
        return []
    [key] = owners
    english = entry_name(_english_names()[key], NameType.NATIVE).model_dump(mode="json")
    return _unknown({name}, [english, *(other for only_for, other in _names_by_key()[key] if not only_for)])


def orphans(entries: pl.DataFrame) -> list[str]:
    """English names of the table that no entry prints any more; they say something only of whole lists."""
    owned, shared = _owners(entries)
    printed = {*owned, *shared}
    keys = {key for _, key in printed}
    return sorted({row["english_name"] for row in _table() if not _is_printed(row, printed, keys)})


def ambiguous(entries: pl.DataFrame) -> list[str]:
    """English names of the table that several entries of a list print and none bears as its primary name."""
    _, shared = _owners(entries)
    keys = {key for _, key in shared}
    return sorted({row["english_name"] for row in _table() if _key_of(row) in keys})


def _owners(entries: pl.DataFrame) -> tuple[_Rows, _Rows]:
    """The entries that get the names of a key, and those that cannot be told apart by it."""
    primary, other = _Rows(), _Rows()
    known = _names_by_key()
    for row, list_id, country, name, type_ in _printed(entries).iter_rows():
        key = _key(name, country)
        if key in known:
            bearers = primary if type_ == NameType.PRIMARY.value else other
            bearers.setdefault((list_id, key), set()).add(row)
    only = {where: rows for where, rows in other.items() if len(rows) == 1}
    shared = {where: rows for where, rows in other.items() if len(rows) > 1 and where not in primary}
    return only | primary, shared


def _names_of_natives(entries: pl.DataFrame) -> dict[int, list[_Name]]:
    """Names for entries that print a full name of the table in another script, by row."""
    named = (
        entries.lazy()
        .select("country", "names")
        .with_row_index("row")
        .explode("names")
        .select("row", "country", pl.col("names").struct.unnest())
        .filter(pl.col("type").is_in([NameType.PRIMARY.value, NameType.ALIAS.value]))
        .select("row", "country", "name")
        .filter(pl.col("name").str.contains(r"[^\x00-\x{2fff}]"))
        .collect()
    )
    found: dict[int, list[_Name]] = {}
    for row, country, name in named.iter_rows():
        if others := also_known_as(name, country):
            found.setdefault(row, []).extend(others)
    return found


def _printed(entries: pl.DataFrame) -> pl.DataFrame:
    """One row a printed name, of entries in countries that the table knows."""
    countries = list({country for _, country in _names_by_key()})
    return (
        entries.lazy()
        .select("list_id", pl.col("country").fill_null(""), "names")
        .with_row_index("row")
        .filter(pl.col("country").is_in(countries))
        .explode("names")
        .select(
            "row",
            "list_id",
            "country",
            pl.col("names").struct.field("name"),
            pl.col("names").struct.field("type"),
        )
        .filter(pl.col("type").is_in([type_.value for type_ in _PRINTED]))
        .collect()
    )


def _names_of(entries: pl.DataFrame, rows: list[int]) -> list[tuple[int, set[str]]]:
    """Names as printed of some entries, by row."""
    printed = entries[rows].select(pl.col("names").list.eval(pl.element().struct.field("name")))
    return [(row, set(names)) for row, names in zip(rows, printed["names"].to_list(), strict=True)]


def _unknown(known: set[str], names: list[_Name]) -> list[_Name]:
    """Names that are not known yet, each once."""
    return list({name["name"]: name for name in names if name["name"] not in known}.values())


def _is_printed(row: dict[str, str], printed: set[tuple[str, _Key]], keys: set[_Key]) -> bool:
    key = _key_of(row)
    return (row["list_id"], key) in printed if row["list_id"] else key in keys


def _key(name: str, country: str) -> _Key:
    return joined_form(name), country


def _key_of(row: dict[str, str]) -> _Key:
    return _key(row["english_name"], row["country"])


def _natives(list_id: str, key: _Key) -> list[_Name]:
    """Native names of an organisation; rows with a list id serve that list only."""
    return [name for only_for, name in _names_by_key()[key] if only_for in {"", list_id}]


@functools.cache
def _table() -> list[dict[str, str]]:
    return curated_rows(table_content(), role="lists/native_names.csv", columns=_COLUMNS)


@functools.cache
def _names_by_key() -> dict[_Key, list[tuple[str, _Name]]]:
    """List id (or none) and name by key of the English name; a name that stands twice counts once."""
    found: dict[_Key, dict[tuple[str, str], _Name]] = {}
    for row in _table():
        name = entry_name(row["name"], NameType(row["type"]), language=row["language"]).model_dump(mode="json")
        found.setdefault(_key_of(row), {}).setdefault((row["list_id"], row["name"]), name)
    return {key: [(list_id, name) for (list_id, _), name in names.items()] for key, names in found.items()}


@functools.cache
def _english_names() -> dict[_Key, str]:
    return {_key_of(row): row["english_name"] for row in _table()}


@functools.cache
def _organisations() -> dict[str, set[_Key]]:
    """Keys of the organisations that bear a full name, by the comparable form of the name."""
    found: dict[str, set[_Key]] = {}
    for key in _names_by_key():
        found.setdefault(key[0], set()).add(key)
    for row in _table():
        if NameType(row["type"]) in {NameType.NATIVE, NameType.FORMER} and not row["list_id"]:
            found.setdefault(joined_form(row["name"]), set()).add(_key_of(row))
    return found
