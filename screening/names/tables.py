"""The tables of facts about names that ship beside the code, read once."""

import csv
import functools
from importlib.resources import files


@functools.cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """All rows of `screening/names/<table>.csv`, in the order of the file."""
    text = (files("screening.names") / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
