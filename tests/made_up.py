"""Made-up entries, counterparties and lists, as small as can be, for tests of matching, reports and runs."""

from datetime import date, datetime

import polars as pl

from lists.parsing import entry_name
from screening.frames import COUNTERPARTIES, ListsInForce, entries_frame
from screening.matching.candidates import candidates
from screening.matching.chain import match
from screening.matching.name_table import name_table
from screening.matching.pairs import compare_pairs
from screening.models import (
    Bands,
    Completeness,
    Identifier,
    Kind,
    ListEntry,
    ListStatus,
    Measure,
    MeasurePeriod,
    NameType,
    Origin,
    State,
)

LIST = "made-up"
CANARY = "Canary Bird Works"
ALL = Bands(match=95, probable=88, possible=80, near_miss=70)
"""The usual bands, with near misses from the lowest score there is."""
LISTED = datetime(2025, 1, 1)


def periods(*states, basis="notice 1"):
    """Periods one after the other from (state, first instant) pairs."""
    ends = [start for _, start in states[1:]] + [None]
    return tuple(
        MeasurePeriod(state=state, from_at=start, until_at=end, basis=basis)
        for (state, start), end in zip(states, ends, strict=True)
    )


def entry(
    name,
    *aliases,
    entry_id=None,
    list_id=LIST,
    kind=Kind.ORGANISATION,
    country=None,
    identifiers=(),
    state=State.IN_FORCE,
    since=LISTED,
    states=None,
    text="No exports.",
    **fields,
):
    """A list entry; an alias is a name, or a name with its type; `states` are (state, first instant) pairs."""
    others = [(alias, NameType.ALIAS) if isinstance(alias, str) else alias for alias in aliases]
    return ListEntry(
        entry_id=entry_id or f"{list_id}:{name}",
        list_id=list_id,
        kind=kind,
        primary_name=name,
        names=tuple(entry_name(other, type_) for other, type_ in [(name, NameType.PRIMARY), *others]),
        country=country,
        identifiers=tuple(Identifier(kind=kind, value=value) for kind, value in identifiers),
        measures=(Measure(code="X", text=text, periods=periods(*(states or [(state, since)]))),),
        **fields,
    )


def entries(*items):
    """Entries as matching takes them, each in the state that it begins with."""
    states = pl.Series("state", [item.measures[0].periods[0].state.value for item in items], dtype=pl.String)
    return entries_frame(items).with_columns(states)


def counterparty(counterparty_id, *names, country=None, identifiers=(), role="", address="", row=2):
    """A counterparty as the loader gives it."""
    return {
        "row": row,
        "counterparty_id": counterparty_id,
        "name": names[0],
        "names": list(names),
        "country": country,
        "address": address,
        "role": role,
        "identifiers": [{"kind": kind, "value": value} for kind, value in identifiers],
    }


def counterparties(*rows):
    """Counterparties as matching takes them."""
    return pl.DataFrame(rows, schema=COUNTERPARTIES)


def hits(rows, items, bands=ALL):
    """Hits and near misses of counterparties against entries."""
    return match(counterparties(*rows), entries(*items), bands)


def score_of(row, item):
    """Score of one counterparty against one entry, 0 where they are no near miss either."""
    found = hits([row], [item])
    return found["score"].item() if found.height else 0.0


def scored_names(query, entry):
    """Every candidate pair of two lists of names that scores, named `query` and `entry`."""
    left, right = name_table(query), name_table(entry)
    found = candidates(left, right)
    pairs = (
        found.join(left.select(pl.col("view_id").alias("query_id"), pl.col("name").alias("query")), on="query_id")
        .join(right.select(pl.col("view_id").alias("entry_id"), pl.col("name").alias("entry")), on="entry_id")
        .select("query", "entry", pl.lit("organisation").alias("kind"))
        .unique()
    )
    return compare_pairs(pairs.sort("query", "entry"))


def status(list_id=LIST, **changes):
    """A list that stands well."""
    given = {
        "list_id": list_id,
        "title": f"The list {list_id}",
        "is_required": True,
        "verdict": "ok",
        "snapshot_id": f"snapshot of {list_id}",
        "origin": Origin.LIVE,
        "completeness": Completeness.COMPLETE,
        "edition_on": date(2026, 11, 20),
        "retrieved_on": date(2026, 11, 21),
        "age_days": 1,
        "entries": 3,
        "names": 4,
        "official_url": f"https://lists.example/{list_id}",
        "raw_files": ("file:00",),
    }
    return ListStatus(**(given | changes))


def lists_in_force(*items, statuses=None, canaries=((LIST, CANARY),)):
    """Lists as they are gathered for a run; an entry that bears the canary is added."""
    known = [*items, *(entry(name, list_id=list_id, since=datetime(2020, 1, 1)) for list_id, name in canaries)]
    by_list = sorted({item.list_id for item in known})
    return ListsInForce(
        entries=entries_frame(sorted(known, key=lambda item: item.list_id)),
        statuses=statuses or tuple(status(list_id) for list_id in by_list),
        canaries=tuple(canaries),
        native_names_sha256="native",
    )
