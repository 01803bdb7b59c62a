"""Distinct names with their forms, one row each: the frame that candidates and features work on."""

from collections.abc import Iterable
from itertools import pairwise

import polars as pl

from screening.names.forms import NameForm, name_form

NAME_TABLE: dict[str, pl.DataType] = {
    "name_id": pl.Int32(),
    "name": pl.String(),
    "core": pl.String(),
    "sorted_core": pl.String(),
    "joined": pl.String(),
    "tokens": pl.List(pl.String),
    "weights": pl.List(pl.Float32),
    "pairs": pl.List(pl.String),
    "numbers": pl.List(pl.String),
    "legal_forms": pl.List(pl.String),
    "cleaned": pl.String(),
    "script": pl.String(),
    "is_evasive": pl.Boolean(),
}


def name_table(names: Iterable[str]) -> pl.DataFrame:
    """Names that have a comparable form, each once, in the order of their first occurrence.

    Returns:
        Schema `NAME_TABLE`; `name_id` counts from 0; `pairs` are the neighbouring words of the name.
    """
    distinct = dict.fromkeys(names)
    forms = ((name, form) for name in distinct if not (form := name_form(name)).is_empty)
    rows = [_row(name_id, name, form) for name_id, (name, form) in enumerate(forms)]
    return pl.DataFrame(rows, schema=NAME_TABLE, orient="row")


def _row(name_id: int, name: str, form: NameForm) -> tuple[object, ...]:
    words = form.core.split(" ")
    return (
        name_id,
        name,
        form.core,
        form.sorted_core,
        form.joined,
        form.tokens,
        form.weights,
        tuple(dict.fromkeys(f"{left} {right}" for left, right in pairwise(words))),
        form.numbers,
        form.legal_forms,
        form.cleaned,
        form.script,
        form.is_evasive,
    )
