"""The state of each list entry on an instant: measures begin, are suspended, stopped, and sometimes removed."""

from datetime import datetime

import polars as pl

from screening import duck


def with_states(entries: pl.DataFrame, instant: datetime) -> pl.DataFrame:
    """Entries that are on their list at the instant, with a column `state`.

    Args:
        entries: Schema `ENTRIES`.
        instant: Naive UTC.

    Returns:
        The entries in the same order with `state`: `in_force`, `unverified`, `suspended`, `stopped` or `removed`,
        the first of these that any of the entry's measures is in. Entries whose measures have not begun are left out.
    """
    if entries.is_empty():
        return entries.with_columns(pl.lit(None, dtype=pl.String).alias("state"))
    with duck.memory() as connection:
        connection.register("entries", entries.select("entry_id", "measures").to_arrow())
        states = duck.query(connection, duck.statement("screening", "entry_states"), {"instant": instant})
    return entries.join(states, on="entry_id", how="inner", maintain_order="left")
