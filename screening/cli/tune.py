"""`screening tune`: labelled pairs through the chain, and what each threshold would have done."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from lists.native_names import also_known_as
from screening.cli.output import table
from screening.errors import InputError
from screening.models import Bands
from screening.report.tables import write_csv
from screening.tuning.measures import (
    PRECISION_WANTED,
    Interval,
    Measure,
    by_band,
    groups,
    measure,
    proposals,
    shown_thresholds,
)
from screening.tuning.pairs import LabelledPairs, read_pairs
from screening.tuning.scoring import UNDETERMINED, scored_pairs

GROUPS = ("kind", "class")
"""Columns that are measured value by value."""

_COLUMNS = ("threshold", "found", "recall", "95 %", "alerts", "of false", "precision", "F1")
_BAND_COLUMNS = ("group", "band", *_COLUMNS)


@dataclass(frozen=True, slots=True)
class Tuned:
    """What `tune` answers.

    Attributes:
        path: The file.
        labelled: Its pairs.
        scored: The pairs with `score` and `band`.
        bands: In force.
    """

    path: Path
    labelled: LabelledPairs
    scored: pl.DataFrame
    bands: Bands


def tune_pairs(path: Path, *, bands: Bands, only: str | None, out: Path | None) -> Tuned:
    """Score a file of labelled pairs and, where asked, write it with the scores.

    Args:
        path: The file of pairs.
        bands: In force.
        only: `COLUMN=VALUE` of the rows to use, or None for all.
        out: Where to write the pairs with `score` and `band`, or None.

    Raises:
        InputError: The file, the filter or the place to write to must be mended.
    """
    labelled = _only(read_pairs(path), only, path)
    # as a run does: entries bear the names of our table beside those that a list prints
    scored = scored_pairs(labelled.pairs, bands, other_names=also_known_as)
    if out is not None:
        _write(pl.concat([labelled.given, scored.select("score", "band")], how="horizontal"), out)
    return Tuned(path, labelled, scored, bands)


def tuned_lines(tuned: Tuned) -> Iterator[str]:
    """The answer for a person."""
    scored, bands = tuned.scored, tuned.bands
    yield from _head(tuned)
    yield from _section("All pairs by threshold", _threshold_rows(scored, bands), _COLUMNS)
    for kind, group in groups(scored, "kind"):
        yield from _section(f"Kind {kind} by threshold", _threshold_rows(group, bands), _COLUMNS)
    yield from _section("Bands in force", _band_rows(scored, bands), _BAND_COLUMNS)
    yield ""
    yield from _proposal_lines(scored)


def tuned_json(tuned: Tuned) -> dict[str, Any]:
    """The answer for a machine; shares are 0-1, thresholds 0-100."""
    scored, bands = tuned.scored, tuned.bands
    return {
        "file": str(tuned.path),
        "pairs": scored.height,
        "true_pairs": int(scored["is_match"].sum()),
        "unable_to_determine": _undetermined(scored),
        "ignored_columns": list(tuned.labelled.ignored_columns),
        "bands": bands.model_dump(),
        "thresholds": [asdict(measure(scored, threshold)) for threshold in shown_thresholds(bands)],
        "groups": [
            {"column": column, "value": value, "thresholds": [asdict(measure(group, threshold)) for threshold in
             shown_thresholds(bands)], "bands": _as_dicts(by_band(group, bands))}
            for column in GROUPS for value, group in groups(scored, column)
        ],
        "in_force": _as_dicts(by_band(scored, bands)),
        "proposals": _as_dicts(proposals(scored)),
    }  # fmt: skip


def _only(labelled: LabelledPairs, only: str | None, path: Path) -> LabelledPairs:
    if only is None:
        return labelled
    column, equals, value = only.partition("=")
    if not equals or column not in labelled.given.columns:
        raise InputError(
            f"--only {only}: write COLUMN=VALUE with a column of {path}: {', '.join(labelled.given.columns)}"
        )
    kept = labelled.given[column].str.strip_chars() == value
    if not kept.any():
        raise InputError(f"--only {only}: no row of {path} has {value!r} in the column {column}")
    return LabelledPairs(labelled.pairs.filter(kept), labelled.given.filter(kept), labelled.ignored_columns)


def _write(frame: pl.DataFrame, out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise InputError(f"--out {out}: there is no folder {out.absolute().parent}; make it first")
    write_csv(frame, out)


def _head(tuned: Tuned) -> Iterator[str]:
    pairs, true_pairs = tuned.scored.height, int(tuned.scored["is_match"].sum())
    yield f"{tuned.path}: {pairs} pairs, {true_pairs} of one party, {pairs - true_pairs} of two."
    if tuned.labelled.ignored_columns:
        yield f"Columns not used: {', '.join(tuned.labelled.ignored_columns)}."
    if undetermined := _undetermined(tuned.scored):
        yield f"{undetermined} pairs can't be determined: nothing comparable is left of the first name."


def _undetermined(scored: pl.DataFrame) -> int:
    return scored.filter(pl.col("band") == UNDETERMINED).height


def _section(title: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    yield from ("", title, table(rows, columns))


def _threshold_rows(scored: pl.DataFrame, bands: Bands) -> list[dict[str, Any]]:
    return [_row(measure(scored, threshold)) for threshold in shown_thresholds(bands)]


def _band_rows(scored: pl.DataFrame, bands: Bands) -> list[dict[str, Any]]:
    named = [("all", scored), *(pair for column in GROUPS for pair in groups(scored, column))]
    return [
        {"group": name, "band": f"{band} or better", **_row(one)}
        for name, group in named
        for band, one in by_band(group, bands).items()
        if band in {"probable", "possible"}
    ]


def _row(one: Measure) -> dict[str, Any]:
    return {
        "threshold": f"{one.threshold:.1f}",
        "found": f"{one.found}/{one.true_pairs}",
        "recall": _percent(one.recall.share),
        "95 %": _between(one.recall),
        "alerts": f"{one.alerts}/{one.false_pairs}",
        "of false": _between(one.alert_rate),
        "precision": _percent(one.precision.share),
        "F1": _percent(one.f1),
    }


def _proposal_lines(scored: pl.DataFrame) -> Iterator[str]:
    yield "Proposed (precision depends on how many near misses the file holds; choose on one file, prove on another):"
    for name, one in proposals(scored).items():
        wanted = f"precision {PRECISION_WANTED[name]:.0%} or better" if name in PRECISION_WANTED else "the best F1"
        if one is None:
            yield f"  {name:<9} no threshold gives {wanted}"
        else:
            yield (
                f"  {name:<9} from {one.threshold:.1f} for {wanted}: recall {_percent(one.recall.share)}, "
                f"{one.alerts} of {one.false_pairs} false pairs"
            )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _between(interval: Interval) -> str:
    return "-" if interval.share is None else f"{_percent(interval.low)}-{_percent(interval.high)}"


def _as_dicts(measures: Mapping[str, Measure | None]) -> dict[str, Any]:
    return {name: None if one is None else asdict(one) for name, one in measures.items()}
