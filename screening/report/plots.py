"""Plots of a report as rectangles, labels and lines, which the template draws as SVG, with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from screening.matching.decide import BANDS, HIT_BANDS
from screening.report import words
from screening.report.language import Wording, msg
from screening.report.model import Report

_WIDTH = 640.0
_LABEL_WIDTH = 190.0
_BAR, _STEP = 18.0, 28.0
_COLUMN_HEIGHT = 150.0
_TOP = 24.0
_MARGIN = 36.0
_AGES = ((0, 0), (1, 7), (8, 30), (31, 90), (91, None))
"""Days that a hit has been open, from and to."""
_MAX_SCORE = 100


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `kind` is its class in the style sheet."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place; `anchor` is `start`, `middle` or `end`."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot and the table of its numbers.

    Attributes:
        name: Id on the page.
        title: What it shows.
        summary: The same in a sentence with numbers, for those who do not see it.
        height: Of the drawing, whose width is `WIDTH`.
        rects: Drawn first.
        rules: Vertical lines, by x.
        labels: Drawn last.
        legend: Classes of rectangles with their names.
        headings: Of the table.
        rows: Of the table.
    """

    name: str
    title: str
    summary: str
    height: float
    rects: list[Rect]
    labels: list[Label]
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    rules: list[float] = field(default_factory=list)
    legend: Sequence[tuple[str, str]] = ()
    width: float = _WIDTH


def plots(report: Report, wording: Wording) -> list[Plot]:
    """The plots of a report that have something to show."""
    made = [by_list(report, wording)] if report.hits.height else []
    made += [distribution(report, wording)] if report.hits.height or report.near_misses.height else []
    made += [trend(report, wording)] if report.background.trend.height else []
    made += [ageing(report, wording)] if report.days_open else []
    return made


def by_list(report: Report, wording: Wording) -> Plot:
    """Hits of each list, by band."""
    counted = {(key[0], key[1]): key[2] for key in report.hits.group_by("list_id", "band").len().iter_rows()}
    lists = [status.list_id for status in report.statuses]
    numbers = [[counted.get((list_id, band), 0) for band in HIT_BANDS] for list_id in lists]
    scale = (_WIDTH - _LABEL_WIDTH - _MARGIN) / max(1, *(sum(row) for row in numbers))
    rects, labels = [], []
    for place, (list_id, row) in enumerate(zip(lists, numbers, strict=True)):
        x, y = _LABEL_WIDTH, _TOP / 2 + place * _STEP
        labels.append(Label(_LABEL_WIDTH - 8, y + 13, list_id, "end"))
        for band, number in zip(HIT_BANDS, row, strict=True):
            if number:
                rects.append(_rect(x, y, number * scale, _BAR, band))
            x += number * scale
        labels.append(Label(round(x + 6, 1), y + 13, wording.number(sum(row)), "start"))
    return Plot(
        "plot-lists",
        wording.text("Hits by list and band"),
        wording.text("%(hits)s hits on %(lists)s lists.", hits=wording.number(report.hits.height),
                     lists=wording.number(sum(1 for row in numbers if any(row)))),
        _TOP + len(lists) * _STEP,
        rects,
        labels,
        [wording.text("List"), *_band_names(wording)],
        [[list_id, *(wording.number(number) for number in row)] for list_id, row in zip(lists, numbers, strict=True)],
        legend=_legend(wording),
    )  # fmt: skip


def distribution(report: Report, wording: Wording) -> Plot:
    """Pairs by score, a column for each point, with the thresholds of the bands."""
    bands = report.run["configuration"]["bands"]
    scores = pl.concat([report.near_misses["score"], report.hits["score"]]).clip(0, _MAX_SCORE).floor().cast(pl.Int64)
    counted = dict(scores.value_counts().iter_rows())
    first = int(min(bands["near_miss"], *counted))
    points = list(range(first, _MAX_SCORE + 1))
    step = (_WIDTH - 2 * _MARGIN) / len(points)
    tallest = max(counted.values())
    rects = []
    for place, point in enumerate(points):
        height = counted.get(point, 0) / tallest * _COLUMN_HEIGHT
        if height:
            kind = next((band for band in BANDS if point >= bands[band]), BANDS[-1])
            rects.append(_rect(_MARGIN + place * step + 1, _TOP + _COLUMN_HEIGHT - height, step - 2, height, kind))
    rules = {band: round(_MARGIN + (bands[band] - first) * step, 1) for band in BANDS}
    labels = [
        Label(x + 3, 14, f"{wording.label(words.BANDS, band)} ≥ {bands[band]:g}", "start") for band, x in rules.items()
    ]
    bottom = _TOP + _COLUMN_HEIGHT + 16
    labels += [
        Label(round(_MARGIN + (place + 0.5) * step, 1), bottom, str(point))
        for place, point in enumerate(points)
        if point % 5 == 0
    ]
    return Plot(
        "plot-scores",
        wording.text("Pairs by score, with the thresholds of the bands"),
        wording.text(
            "%(hits)s hits and %(near)s near misses; the lowest hit scores %(lowest)s.",
            hits=wording.number(report.hits.height), near=wording.number(report.near_misses.height),
            lowest=wording.score(min(report.hits["score"].to_list())) if report.hits.height else "–",
        ),
        bottom + 8,
        rects,
        labels,
        [wording.text("Score"), wording.text("Pairs")],
        [[str(point), wording.number(counted[point])] for point in points if point in counted],
        rules=list(rules.values()),
        legend=[*_legend(wording), ("near_miss", wording.label(words.BANDS, "near_miss"))],
    )  # fmt: skip


def trend(report: Report, wording: Wording) -> Plot:
    """Hits by band over the last runs and this one."""
    counts, number = report.counts, wording.number
    runs: list[dict[str, Any]] = [
        *report.background.trend.to_dicts(),
        {"business_date": report.business_date, **counts["bands"], "new": counts["events"]["new"]},
    ]
    step = (_WIDTH - 2 * _MARGIN) / len(runs)
    tallest = max(1, *(sum(run[band] for band in HIT_BANDS) for run in runs))
    rects, labels = [], []
    for place, run in enumerate(runs):
        x, y = _MARGIN + place * step, _TOP + _COLUMN_HEIGHT
        for band in HIT_BANDS:
            height = run[band] / tallest * _COLUMN_HEIGHT
            y -= height
            if height:
                rects.append(_rect(x + step * 0.15, y, step * 0.7, height, band))
        middle = round(x + step / 2, 1)
        labels.append(Label(middle, round(y - 5, 1), wording.number(sum(run[band] for band in HIT_BANDS))))
        labels.append(Label(middle, _TOP + _COLUMN_HEIGHT + 16, f"{run['business_date']:%m-%d}"))
    return Plot(
        "plot-trend",
        wording.text("Hits of the last runs, by band"),
        wording.text("From %(first)s hits to %(last)s over %(runs)s runs.",
                     first=wording.number(sum(runs[0][band] for band in HIT_BANDS)),
                     last=wording.number(counts["open_hits"]), runs=wording.number(len(runs))),
        _TOP + _COLUMN_HEIGHT + 24,
        rects,
        labels,
        [wording.text("Business date"), *_band_names(wording), wording.text("new")],
        [[wording.day(run["business_date"]), *(number(run[band]) for band in HIT_BANDS), number(run["new"])]
         for run in runs],
        legend=_legend(wording),
    )  # fmt: skip


def ageing(report: Report, wording: Wording) -> Plot:
    """Hits by the days since they last became one."""
    days = list(report.days_open.values())
    numbers = [sum(1 for age in days if first <= age and (last is None or age <= last)) for first, last in _AGES]
    names = [_age_name(first, last, wording) for first, last in _AGES]
    scale = (_WIDTH - _LABEL_WIDTH - _MARGIN) / max(1, *numbers)
    rects, labels = [], []
    for place, (name, number) in enumerate(zip(names, numbers, strict=True)):
        y = _TOP / 2 + place * _STEP
        labels += [
            Label(_LABEL_WIDTH - 8, y + 13, name, "end"),
            Label(round(_LABEL_WIDTH + number * scale + 6, 1), y + 13, wording.number(number), "start"),
        ]
        if number:
            rects.append(_rect(_LABEL_WIDTH, y, number * scale, _BAR, "age"))
    return Plot(
        "plot-ages",
        wording.text("Open hits by days since they were new"),
        wording.text("The oldest open hit has been open for %(days)s days.", days=wording.number(max(days))),
        _TOP + len(names) * _STEP,
        rects,
        labels,
        [wording.text("Days open"), wording.text("Hits")],
        [[name, wording.number(number)] for name, number in zip(names, numbers, strict=True)],
    )


def _age_name(first: int, last: int | None, wording: Wording) -> str:
    if last is None:
        return wording.text("more than %(days)s days", days=first - 1)
    if last == 0:
        return wording.text(msg("new today"))
    return wording.text("%(first)s to %(last)s days", first=first, last=last)


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Rect:
    return Rect(round(x, 1), round(y, 1), round(max(width, 1.0), 1), round(height, 1), kind)


def _band_names(wording: Wording) -> list[str]:
    return [wording.label(words.BANDS, band) for band in HIT_BANDS]


def _legend(wording: Wording) -> list[tuple[str, str]]:
    return list(zip(HIT_BANDS, _band_names(wording), strict=True))
