from datetime import date

import polars as pl
import pytest

from screening.report.language import ENGLISH
from screening.report.model import OPENED, TREND, Background
from screening.report.plots import plots
from tests.made_up import counterparty, entry
from tests.report.reports import report_of

PARTIES = (counterparty("1", "Huawei Technologies"), counterparty("2", "Panda Electonics"))
ITEMS = (entry("Huawei Technologies"), entry("Panda Electronics"))
BACKGROUND = Background(
    trend=pl.DataFrame([("r1", date(2026, 11, 21), 1, 0, 2, 3)], schema=TREND, orient="row"),
    opened=pl.DataFrame(
        [("1", "made-up", "made-up:Huawei Technologies", date(2026, 10, 1))], schema=OPENED, orient="row"
    ),
)


@pytest.fixture(scope="module")
def drawn():
    return {plot.name: plot for plot in plots(report_of(PARTIES, ITEMS, before=ITEMS, background=BACKGROUND), ENGLISH)}


def test_there_are_four_plots_each_with_a_title_a_sentence_and_its_numbers(drawn):
    assert list(drawn) == ["plot-lists", "plot-scores", "plot-trend", "plot-ages"]
    assert all(plot.title and plot.summary.endswith(".") and plot.rows for plot in drawn.values())
    assert all(len(row) == len(plot.headings) for plot in drawn.values() for row in plot.rows)


def test_the_numbers_are_those_of_the_report(drawn):
    assert drawn["plot-lists"].rows == [["made-up", "1", "1", "0"]]
    assert sum(int(row[1]) for row in drawn["plot-scores"].rows) == 2
    assert [row[1:] for row in drawn["plot-trend"].rows] == [["1", "0", "2", "3"], ["1", "1", "0", "0"]]
    assert [row[1] for row in drawn["plot-ages"].rows] == ["0", "0", "0", "1", "0"]


def test_the_thresholds_of_the_bands_are_drawn(drawn):
    texts = [label.text for label in drawn["plot-scores"].labels]

    assert len(drawn["plot-scores"].rules) == 4
    assert {"near miss ≥ 72", "possible ≥ 80", "probable ≥ 88", "match ≥ 95"} <= set(texts)


def test_everything_drawn_lies_inside_its_picture(drawn):
    for plot in drawn.values():
        assert all(rect.x >= 0 and rect.x + rect.width <= plot.width + 0.1 for rect in plot.rects)
        assert all(rect.y >= 0 and rect.y + rect.height <= plot.height for rect in plot.rects)
        assert all(0 <= label.x <= plot.width and 0 <= label.y <= plot.height for label in plot.labels)


def test_a_quiet_run_without_history_has_nothing_to_draw(quiet):
    assert plots(quiet, ENGLISH) == []
