"""Which entry of a list is which row of a second source: joined by number, name, notice and similarity."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from screening.models import NameType

Row = Mapping[str, Any]
_Value = str | tuple[str | None, str] | None
_Key = Callable[[Row], _Value]

ALIASES = frozenset({NameType.ALIAS, NameType.FORMER, NameType.WEAK, NameType.ABBREVIATION})
_OTHERS = ALIASES | {NameType.UNIT}
_NOTICE = re.compile(r"(\d+)\s*FR\s*(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_NEAR_PAGES = 10
"""One source cites the first page of a rule, the other the page of the amendment."""
_ALIKE = 80.0
"""Lowest score (0-100) of two names of one notice and country that can be the same party spelled in two ways."""
_BRACKETED = re.compile(r"\(([^()]*)\)")


def joined(ours: Sequence[Row], theirs: Sequence[Row]) -> tuple[dict[str, Row], dict[str, list[Row]], list[Row]]:
    """Copy by id of our entry, copies of its units and aliases by the same, and the copies that are left."""
    pairs: dict[str, Row] = {}
    left = list(theirs)
    for key in (_number, _country_and_name, key_of_name):
        left = _join_by(key, ours, left, pairs)
    parts: dict[str, list[Row]] = defaultdict(list)
    owner = {(key, row["country"]): row["entry_id"] for row in ours for key in names_by_key(row, _OTHERS)}
    for copy in list(left):
        if one := owner.get((name_key(copy["primary_name"]), copy["country"])):
            parts[one].append(copy)
            left.remove(copy)
    for copy in list(left):
        similar = _most_similar(copy, [row for row in ours if row["entry_id"] not in pairs and row["names"]])
        if similar is not None:
            pairs[similar["entry_id"]] = copy
            left.remove(copy)
    return pairs, parts, left


def name_key(name: str) -> str:
    """A name without case, accents, spaces and punctuation, `&` as `and`."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    return "".join(character for character in plain if character.isalnum())


def names_by_key(row: Row, types: Iterable[NameType]) -> dict[str, str]:
    """Names of these types by key, without the abbreviations that stand in brackets behind another name."""
    wanted = set(types)
    inside = {name_key(part) for name in row["names"] for part in _BRACKETED.findall(name["name"])}
    return {
        key: name["name"]
        for name in row["names"]
        if NameType(name["type"]) in wanted
        and (key := name_key(name["name"]))
        and not (name["type"] == NameType.ABBREVIATION and key in inside)
    }


def grouped(key: _Key, rows: Iterable[Row]) -> dict[_Value, list[Row]]:
    """Rows by their key, in their order; an empty list for a key that none has."""
    groups: dict[_Value, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def key_of_name(row: Row) -> str:
    """Key of the primary name."""
    return name_key(row["primary_name"])


def _join_by(key: _Key, ours: Sequence[Row], theirs: Sequence[Row], pairs: dict[str, Row]) -> list[Row]:
    """Join what has the same key, the entries with the most notices in common first; the copies that are left."""
    waiting = grouped(key, (row for row in ours if row["entry_id"] not in pairs and key(row) is not None))
    left = []
    for copy in theirs:
        candidates = waiting[key(copy)] if key(copy) is not None else []
        if not candidates:
            left.append(copy)
            continue
        best = max(candidates, key=lambda row: len(_notices(row) & _notices(copy)))
        pairs[best["entry_id"]] = copy
        candidates.remove(best)
    return left


def _number(row: Row) -> str | None:
    """The publisher's number: `us-ns-cmic:30902` and `us-csl:cmic:30902` are the same party."""
    *before, number = str(row["entry_id"]).split(":")
    return number if number.isdigit() and len(before) <= len(("us-csl", "cmic")) else None


def _country_and_name(row: Row) -> tuple[str | None, str]:
    return row["country"], name_key(row["primary_name"])


def _most_similar(copy: Row, candidates: Sequence[Row]) -> Row | None:
    """The entry with the most similar name, of the same country, numbers in the name, and notice if both cite any."""
    possible = [
        row
        for row in candidates
        if row["country"] == copy["country"]
        and _NUMBER.findall(row["primary_name"]) == _NUMBER.findall(copy["primary_name"])
        and _are_of_one_notice(row, copy)
    ]
    best = process.extractOne(
        copy["primary_name"],
        [row["primary_name"] for row in possible],
        scorer=fuzz.token_set_ratio,
        processor=default_process,
        score_cutoff=_ALIKE,
    )
    return possible[best[2]] if best else None


def _are_of_one_notice(one: Row, other: Row) -> bool:
    notices, others = _notices(one), _notices(other)
    if not notices or not others:
        return True
    return any(
        volume == volume_too and abs(page - page_too) <= _NEAR_PAGES
        for volume, page in notices
        for volume_too, page_too in others
    )


def _notices(row: Row) -> set[tuple[int, int]]:
    return {(int(volume), int(page)) for volume, page in _NOTICE.findall(row["citation"] or "")}
