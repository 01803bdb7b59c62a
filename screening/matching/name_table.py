"""Distinct names with the views in which they are compared, one row a view: the frame that candidates are found in."""

from collections.abc import Iterable
from itertools import pairwise

import polars as pl

from screening.matching import policy
from screening.matching.align import first_characters
from screening.names.forms import View, name_form

NAME_TABLE: dict[str, pl.DataType] = {
    "view_id": pl.Int32(),
    "name": pl.String(),
    "language": pl.String(),
    "joined": pl.String(),
    "sorted_core": pl.String(),
    "tokens": pl.List(pl.String),
    "weights": pl.List(pl.Float32),
    "pairs": pl.List(pl.String),
    "short_forms": pl.List(pl.String),
    "heard": pl.List(pl.String),
    "read": pl.List(pl.String),
}
"""`short_forms` are the first characters of the words of a name in Han; `heard` are the tokens that are readings of
kana, `read` those of Han characters; both are among the tokens."""


def name_table(names: Iterable[str]) -> pl.DataFrame:
    """Views of the names that have a comparable form, each name once, in the order of their first occurrence.

    Returns:
        Schema `NAME_TABLE`; `view_id` counts from 0; `pairs` are the neighbouring words of the name.
    """
    forms = ((name, form) for name in dict.fromkeys(names) if not (form := name_form(name)).is_empty)
    views = ((name, view) for name, form in forms for view in form.views)
    return pl.DataFrame([_row(number, *one) for number, one in enumerate(views)], schema=NAME_TABLE, orient="row")


def _row(view_id: int, name: str, view: View) -> tuple[object, ...]:
    texts = [word.text for word in view.words]
    readings = [word for slot in view.slots for option in slot.alternatives for word in option] if view.is_read else []
    return (
        view_id,
        name,
        view.language,
        view.joined,
        view.sorted_core,
        view.tokens,
        view.weights,
        tuple(dict.fromkeys(f"{left} {right}" for left, right in pairwise(texts))),
        _short_forms(view),
        tuple(dict.fromkeys(word.text for word in readings if word.kind == "sound")),
        tuple(dict.fromkeys(word.text for word in readings if word.han and word.text.isascii())),
    )


def _short_forms(view: View) -> tuple[str, ...]:
    """What a Chinese or Japanese name may be shortened to: 哈工 and 哈工大 for 哈尔滨工业大学."""
    if view.is_read or view.language != "written":
        return ()
    letters = "".join(first_characters(word.han) for word in view.words)[: policy.MAX_SHORT_FORM]
    return tuple(letters[:size] for size in range(2, len(letters) + 1))
