"""Hits of one counterparty put together by the real-world party that they are about."""

from collections.abc import Mapping, Sequence
from typing import Any

from screening.models import Kind, NameType
from screening.names.forms import joined_form

_IDENTIFYING = frozenset({NameType.PRIMARY, NameType.ALIAS, NameType.FORMER, NameType.NATIVE})
"""Types of names that tell a party; short names, abbreviations, weak aliases and units may be another's."""
_MIN_LENGTH = 3
_ONE_REGION = {"HK": "CN", "MO": "CN"}

Hit = Mapping[str, Any]
Entry = Mapping[str, Any]


def parties(hits: Sequence[Hit], entries: Mapping[str, Entry]) -> list[list[Hit]]:
    """The hits of one counterparty, those of one party together, each in the order given.

    Entries are one party if they share an identifier or, in one country, an identifying name in comparable form;
    persons need the same date of birth too. This decides where a hit stands on the page and nothing else.
    """
    groups: list[tuple[set[tuple[str, ...]], list[Hit]]] = []
    for hit in hits:
        keys, members = _keys(entries[hit["entry_id"]]), [hit]
        apart = []
        for other_keys, others in groups:
            if other_keys & keys:
                keys |= other_keys
                members = others + members
            else:
                apart.append((other_keys, others))
        groups = [*apart, (keys, members)]
    place = {id(hit): number for number, hit in enumerate(hits)}
    ordered = [sorted(members, key=lambda hit: place[id(hit)]) for _, members in groups]
    return sorted(ordered, key=lambda members: place[id(members[0])])


def _keys(entry: Entry) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {(one["kind"], one["value"]) for one in entry["identifiers"]}
    births = entry["birth_dates"] if entry["kind"] == Kind.PERSON else [""]
    region = _ONE_REGION.get(entry["country"], entry["country"] or "")
    for name in entry["names"]:
        joined = joined_form(name["name"]) if name["type"] in _IDENTIFYING else ""
        if len(joined) >= _MIN_LENGTH:
            keys |= {("name", joined, region, born) for born in births}
    return keys or {("entry", entry["entry_id"])}
