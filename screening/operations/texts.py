"""Texts of alarms and notifications in the language of the site; they stand in `texts.csv`."""

import csv
import functools
from importlib.resources import files
from typing import Any

from screening.operating import Language


@functools.cache
def texts() -> dict[str, dict[str, str]]:
    """Every text by key and language."""
    table = (files("screening.operations") / "texts.csv").read_text(encoding="utf-8")
    return {row.pop("key"): row for row in csv.DictReader(table.splitlines())}


def text(key: str, language: Language, **values: Any) -> str:
    """The text of a key with its values filled in."""
    return texts()[key][language].format(**values)
