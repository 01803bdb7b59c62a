"""The report as one page of HTML that needs nothing else: no network, no script from outside.

The first counterparties stand in the page as they are; the others are packed (`screening.report.packing`), so that a
night with tens of thousands of hits still opens at once.
"""

import functools
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from screening.models import Language
from screening.names.scripts import script_of
from screening.report import law, words
from screening.report.language import ENGLISH, Wording, several, wording_of
from screening.report.marking import marked
from screening.report.model import Report, verdict_sentence
from screening.report.packing import PAGE_SIZE, packed, search_text
from screening.report.parties import parties
from screening.report.plots import plots
from screening.report.sentences import sentence

_LANGUAGES = {"kana": "ja", "hangul": "ko", "cyrillic": "ru", "arabic": "ar", "latin": "en"}
_CHINESE = {"CN": "zh-Hans", "SG": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "JP": "ja"}
_MAX_ROWS = 500
"""Rows of a table on the page; the workbook has all."""
_MAX_NAMES = 12
"""Further names of an entry on the page."""
_TODAY = {
    "new": several("%(n)s new hit", "%(n)s new hits"),
    "changed": several("%(n)s changed hit", "%(n)s changed hits"),
    "oldest": several("the oldest open hit is %(n)s day old", "the oldest open hit is %(n)s days old"),
    "undetermined": several(
        "%(n)s counterparty that could not be determined", "%(n)s counterparties that could not be determined"
    ),
    "rejected": several("%(n)s rejected row", "%(n)s rejected rows"),
    "degraded": several("%(n)s list that is not complete and current", "%(n)s lists that are not complete and current"),
    "touched": several(
        "%(n)s change of the lists touches a counterparty", "%(n)s changes of the lists touch a counterparty"
    ),
}
"""What may need a person, as the first page says it."""
_NO_DATE_BEFORE = 1971
"""Lists that do not say since when a measure applies carry a date of 1970."""


def html_page(report: Report, wording: Wording = ENGLISH) -> str:
    """The report's page; names and list texts are data in it, never markup."""
    environment = _environment(wording.language)
    groups = report.by_counterparty()
    article = environment.get_template("party.html.j2")
    articles = (
        article.render(view, report=report, roles=report.run["configuration"]["roles"], titles=_titles(report, wording))
        for view in _views(report, groups)
    )
    first = [Markup(next(articles)) for _ in groups[:PAGE_SIZE]]  # noqa: S704 - rendered with escaping above
    return environment.get_template("report.html.j2").render(
        report=report,
        run=report.run,
        counts=report.counts,
        sentence=verdict_sentence(report.verdict, report.counts, wording),
        titles=_titles(report, wording),
        today=_today(report, wording),
        plots=plots(report, wording),
        articles=first,
        more=packed(groups[PAGE_SIZE:], articles, before=groups[:PAGE_SIZE]),
        parties=len(groups),
        near_misses=report.near_misses.sort(
            ["score", "counterparty_id", "entry_id"], descending=[True, False, False]
        ).head(_MAX_ROWS).to_dicts(),
        rejected=report.rejected.head(_MAX_ROWS).to_dicts(),
        undetermined=report.undetermined.head(_MAX_ROWS).to_dicts(),
        gone=report.gone.head(_MAX_ROWS).to_dicts(),
        changes=report.background.changes.head(_MAX_ROWS).to_dicts(),
        calendar=_calendar(report),
        quality=report.background.quality.to_dicts(),
        style=_asset("report.css"),
        script=_asset("report.js"),
    ) + "\n"  # fmt: skip


def language_of(name: str, country: str | None = None) -> str:
    """Language tag of a name, so that its glyphs are right: Han by country, other scripts by themselves."""
    script = script_of(name)
    if script == "han":
        return _CHINESE.get(country or "", "zh-Hans")
    return _LANGUAGES.get(script, "und")


def _views(report: Report, groups: list[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """What the template of one counterparty shows, for each."""
    statuses = {status.list_id: status for status in report.statuses}
    for hits in groups:
        yield {
            "party": hits[0],
            "hits": hits,
            "groups": parties(hits, report.entries),
            "notices": law.notices(hits, report.entries),
            "statuses": statuses,
        }


def _titles(report: Report, wording: Wording) -> dict[str, str]:
    return {status.list_id: status.titles.get(wording.language.value, status.title) for status in report.statuses}


def _today(report: Report, wording: Wording) -> list[str]:
    """What needs a person today, one sentence each; nothing where nothing does."""
    counts, changes = report.counts, report.background.changes
    numbers = {
        "new": counts["events"]["new"],
        "changed": counts["events"]["changed"],
        "oldest": max(report.days_open.values(), default=0),
        "undetermined": counts["undetermined"],
        "rejected": counts["rejected"],
        "degraded": sum(1 for status in report.statuses if status.verdict != "ok"),
        "touched": changes.filter(pl.col("counterparties") > 0).height,
    }
    return [
        wording.plural(*_TODAY[what], number, n=wording.number(number)) for what, number in numbers.items() if number
    ]


def _calendar(report: Report) -> list[dict[str, Any]]:
    """Changes ahead, each with the number of counterparties that its entries hit."""
    hit = dict(report.hits.group_by("entry_id").agg(pl.col("counterparty_id").n_unique()).iter_rows())
    return [
        row | {"counterparties": sum(hit.get(entry_id, 0) for entry_id in row["entry_ids"])}
        for row in report.background.calendar.iter_rows(named=True)
    ][:_MAX_ROWS]


def _other_names(entry: Mapping[str, Any], shown: str) -> list[Mapping[str, Any]]:
    """Names of an entry beside the one that is shown: those in native script first."""
    others = [name for name in entry["names"] if name["name"] not in {shown, entry["primary_name"]}]
    others.sort(key=lambda name: name["type"] != "native")
    return others[:_MAX_NAMES]


def _since(instant: datetime, wording: Wording) -> str:
    if instant.year < _NO_DATE_BEFORE:
        return wording.text("date not published")
    # lists that give days are kept as midnight UTC
    hour = "" if instant.time() == time() else f" {instant:%H:%M} UTC"
    return wording.day(instant.date()) + hour


def _asset(name: str) -> Markup:
    return Markup((files("screening.report") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


@functools.cache
def _environment(language: Language) -> Environment:
    wording = wording_of(language)
    environment = Environment(
        loader=PackageLoader("screening.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        marked=marked, language_of=language_of, wording=wording, words=words, law=law, other_names=_other_names,
        search_text=search_text,
    )  # fmt: skip
    environment.filters.update(
        number=wording.number,
        score=wording.score,
        day=_day(wording),
        since=lambda instant: _since(instant, wording),
        change=lambda detail: words.change_text(detail, wording),
        sentence=lambda text: sentence(text, wording),
        label=lambda word, labels: wording.label(labels, word),
    )
    return environment


def _day(wording: Wording) -> Any:
    return lambda value: wording.day(date.fromisoformat(value) if isinstance(value, str) else value)
