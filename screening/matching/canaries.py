"""Known names that every run must flag: a run that does not can't be trusted."""

from collections.abc import Sequence

import polars as pl

from screening.errors import CanaryError
from screening.frames import COUNTERPARTIES
from screening.matching.decide import HIT_BANDS
from screening.names.forms import joined_form

_PREFIX = "\x1fcanary\x1f"
Canary = tuple[str, str]
"""List id and name."""


def with_canaries(counterparties: pl.DataFrame, canaries: Sequence[Canary]) -> pl.DataFrame:
    """Counterparties with one more row a canary, which `take_canaries` takes out again."""
    rows = [
        {"row": 0, "counterparty_id": _canary_id(canary), "name": canary[1], "names": [canary[1]],
         "address": "", "role": "", "identifiers": []}
        for canary in canaries
    ]  # fmt: skip
    return pl.concat([counterparties, pl.DataFrame(rows, schema=COUNTERPARTIES)])


def take_canaries(hits: pl.DataFrame, canaries: Sequence[Canary]) -> pl.DataFrame:
    """Hits without those of canaries, once every canary is seen to be among them.

    Raises:
        CanaryError: A canary was not flagged on its list.
    """
    flagged = hits.filter(pl.col("band").is_in(HIT_BANDS))
    caught = set(flagged.select("counterparty_id", "list_id").iter_rows())
    missed = [canary for canary in canaries if (_canary_id(canary), canary[0]) not in caught]
    if missed:
        names = ", ".join(f"{name} ({list_id})" for list_id, name in missed)
        raise CanaryError(
            f"known names were not flagged: {names}. The run is not trustworthy and was not recorded; check the lists "
            "and the settings of the bands"
        )
    return hits.filter(~pl.col("counterparty_id").str.starts_with(_PREFIX))


def expected_canaries(canaries: Sequence[Canary], entries: pl.DataFrame) -> list[Canary]:
    """Canaries that some entry of their list bears on the date of the run (one listed later can't be flagged)."""
    borne = {
        (list_id, joined_form(name["name"]))
        for list_id, names in entries.select("list_id", "names").iter_rows()
        for name in names
    }
    return [canary for canary in canaries if (canary[0], joined_form(canary[1])) in borne]


def _canary_id(canary: Canary) -> str:
    return f"{_PREFIX}{canary[0]}\x1f{canary[1]}"
