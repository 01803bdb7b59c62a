"""The report as one page of HTML that needs nothing else: no network, no script from outside."""

import functools
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from screening.names.scripts import script_of
from screening.report.marking import marked
from screening.report.model import Report, verdict_sentence

_LANGUAGES = {"kana": "ja", "hangul": "ko", "cyrillic": "ru", "arabic": "ar", "latin": "en"}
_CHINESE = {"CN": "zh-Hans", "SG": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "JP": "ja"}
_BAND_LABELS = {"match": "match", "probable": "probable", "possible": "possible", "near_miss": "near miss"}
_MAX_NEAR_MISSES = 500
_MAX_LEFT_OUT = 1000


def html_page(report: Report) -> str:
    """The report's page; names and list texts are data in it, never markup."""
    template = _environment().get_template("report.html.j2")
    return template.render(
        report=report,
        run=report.run,
        counts=report.counts,
        sentence=verdict_sentence(report.verdict, report.counts),
        groups=report.by_counterparty(),
        near_misses=report.near_misses.sort(
            ["score", "counterparty_id", "entry_id"], descending=[True, False, False]
        ).head(_MAX_NEAR_MISSES).to_dicts(),
        rejected=report.rejected.head(_MAX_LEFT_OUT).to_dicts(),
        undetermined=report.undetermined.head(_MAX_LEFT_OUT).to_dicts(),
        gone=report.gone.to_dicts(),
        style=_asset("report.css"),
        script=_asset("report.js"),
    ) + "\n"  # fmt: skip


def language_of(name: str, country: str | None = None) -> str:
    """Language tag of a name, so that its glyphs are right: Han by country, other scripts by themselves."""
    script = script_of(name)
    if script == "han":
        return _CHINESE.get(country or "", "zh-Hans")
    return _LANGUAGES.get(script, "und")


def _asset(name: str) -> Markup:
    return Markup((files("screening.report") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("screening.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(marked=marked, language_of=language_of, band_label=_BAND_LABELS.__getitem__)
    environment.filters["number"] = _number
    return environment


def _number(value: Any) -> str:
    return f"{value:,}"
