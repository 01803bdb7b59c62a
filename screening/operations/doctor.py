"""A look at everything that an installation stands on, and what to do about what is wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx2
from packaging.requirements import Requirement

from lists.declaration import all_lists, declared, is_required
from lists.raw import raw_path
from screening.counterparties.mapping import read_mapping
from screening.errors import ScreeningError
from screening.frames import naive_utc
from screening.operations.hashes import is_as_hashed
from screening.operations.notify import is_configured
from screening.settings import Settings
from screening.turn import holder
from screening.warehouse.store import open_warehouse

REQUIREMENTS = ("prefect>=3.8.8,<4", "fastapi<0.151", "sqlalchemy<2.1", "duckdb>=2.0,<3", "polars>=2.0,<3")
"""Versions that are known to work together: with SQLAlchemy 2.1, Prefect 3.8 schedules nothing; with FastAPI 0.160, its
server does not start."""
MIN_FREE_BYTES = 2 * 1024**3
MAX_CLOCK_SKEW = timedelta(minutes=5)
_PREFECT_API = "http://127.0.0.1:4200/api"


class Condition(StrEnum):
    """How something stands."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it stands, and what to do if not well."""

    check: str
    condition: Condition
    text: str


def examine(settings: Settings, now: datetime, *, offline: bool) -> Iterator[Finding]:
    """Look at everything; what can't be looked at is wrong, and the others are looked at all the same.

    Args:
        settings: Of this installation.
        now: Aware.
        offline: Ask no publisher.
    """
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "versions": _versions,
        "configuration": lambda: _configuration(settings, now),
        "disk": lambda: _disk(settings),
        "locks": lambda: _locks(settings),
        "clock": lambda: _clock(settings, now),
        "warehouse": lambda: _warehouse(settings),
        "raw files": lambda: _raw_files(settings),
        "reports": lambda: _reports(settings),
        "server": lambda: _server(settings),
    }
    if not offline:
        checks["publishers"] = lambda: _publishers(settings, now)
    for name, check in checks.items():
        try:
            yield from check()
        except (ScreeningError, OSError) as error:
            yield Finding(name, Condition.WRONG, str(error))


def _versions() -> Iterator[Finding]:
    for text in REQUIREMENTS:
        wanted = Requirement(text)
        has = version(wanted.name)
        fits = wanted.specifier.contains(has)
        advice = "" if fits else f"; run: pip install '{text}'"
        yield Finding("versions", _condition(fits), f"{wanted.name} {has}, {wanted.specifier} is needed{advice}")


def _configuration(settings: Settings, now: datetime) -> Iterator[Finding]:
    required = [list_id for list_id in settings.lists if is_required(declared(list_id), settings)]
    yield Finding("configuration", Condition.OK, f"lists {', '.join(settings.lists)}; required {', '.join(required)}")
    file = settings.counterparties_of(settings.today(now))
    advice = "" if file.is_file() else "; the nightly run will fail unless it comes"
    yield Finding("configuration", _condition(file.is_file()), f"counterparties {file}{advice}")
    read_mapping(settings.mapping)
    if not is_configured(settings.notify):
        yield Finding(
            "configuration", Condition.WARNING, "nobody is told of alarms: set webhook or smtp_host in [notify]"
        )


def _disk(settings: Settings) -> Iterator[Finding]:
    settings.home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.home).free
    advice = "" if free >= MIN_FREE_BYTES else "; run 'screening prune', or give the volume more room"
    yield Finding(
        "disk", _condition(free >= MIN_FREE_BYTES), f"{free / 1024**3:.1f} GiB free at {settings.home}{advice}"
    )


def _locks(settings: Settings) -> Iterator[Finding]:
    running = holder(settings)
    if running is None:
        yield Finding("locks", Condition.OK, "no run is under way")
    else:
        yield Finding(
            "locks", Condition.WARNING, f"{running} is under way; if it hangs, end that process and run again"
        )


def _clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    with open_warehouse(settings) as warehouse:
        newest = warehouse.newest_instant()
    is_behind = newest is not None and newest > naive_utc(now) + MAX_CLOCK_SKEW
    text = f"it is {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if is_behind:
        text += f", but the warehouse remembers {newest:%Y-%m-%d %H:%M}; set the clock (timedatectl)"
    yield Finding("clock", _condition(not is_behind), text)


def _warehouse(settings: Settings) -> Iterator[Finding]:
    with open_warehouse(settings) as warehouse:
        warehouse.read_everything()
    yield Finding("warehouse", Condition.OK, f"{settings.warehouse} can be read to the last cell")


def _raw_files(settings: Settings) -> Iterator[Finding]:
    with open_warehouse(settings) as warehouse:
        needed = sorted(warehouse.raw_files())
    wrong = [digest for digest in needed if not is_as_hashed(raw_path(settings.home, digest), digest)]
    text = f"{len(needed)} raw files are as they came"
    if wrong:
        text = f"{len(wrong)} of {len(needed)} raw files are gone or damaged, first {wrong[0]}; restore a backup"
    yield Finding("raw files", _condition(not wrong), text)


def _reports(settings: Settings) -> Iterator[Finding]:
    with open_warehouse(settings) as warehouse:
        runs, removals = warehouse.all_runs()["run_id"], warehouse.removals()
    removed = set(removals.filter(removals["kind"] == "report")["id"])
    lost = [run_id for run_id in runs if run_id not in removed and not (settings.home / "runs" / run_id).is_dir()]
    text = f"{len(runs)} recorded runs, {len(removed)} reports removed by rule"
    if lost:
        text += f"; {len(lost)} reports are gone, first {lost[0]}: screen that night again, or restore a backup"
    yield Finding("reports", _condition(not lost), text)


def _server(settings: Settings) -> Iterator[Finding]:
    url = os.environ.get("PREFECT_API_URL", _PREFECT_API)
    try:
        httpx2.get(f"{url}/health", timeout=settings.fetch_timeout_seconds).raise_for_status()
    except httpx2.HTTPError as error:
        text = f"Prefect's server does not answer at {url} ({type(error).__name__}); run 'make serve'"
        yield Finding("server", Condition.WARNING, text)
    else:
        yield Finding("server", Condition.OK, f"Prefect's server answers at {url}")


def _publishers(settings: Settings, now: datetime) -> Iterator[Finding]:
    for url in _addresses(settings):
        host = urlsplit(url).hostname
        try:
            answer = httpx2.head(url, timeout=settings.fetch_timeout_seconds, follow_redirects=True)
        except httpx2.HTTPError as error:
            text = (
                f"{host} is not reached ({type(error).__name__}); open it in the firewall, or import its lists by hand"
            )
            yield Finding("publishers", Condition.WARNING, text)
            continue
        yield Finding("publishers", Condition.OK, f"{host} answers")
        skew = _skew(answer, now)
        if skew is not None and skew > MAX_CLOCK_SKEW:
            text = f"{host} says that the clock is {skew.total_seconds() / 60:.0f} minutes off; set it (timedatectl)"
            yield Finding("clock", Condition.WRONG, text)


def _addresses(settings: Settings) -> list[str]:
    """One address a host of the publishers of the site's lists."""
    by_host: dict[str | None, str] = {}
    for list_id in settings.lists:
        published = all_lists()[list_id].published
        for file in published.files.values() if published is not None else ():
            if file.url:
                by_host.setdefault(urlsplit(file.url).hostname, f"https://{urlsplit(file.url).netloc}/")
    return sorted(by_host.values())


def _skew(answer: httpx2.Response, now: datetime) -> timedelta | None:
    """How far our clock is off that of a host that tells the time."""
    told = answer.headers.get("date")
    return abs(parsedate_to_datetime(told) - now) if told else None


def _condition(is_well: bool) -> Condition:
    return Condition.OK if is_well else Condition.WRONG
