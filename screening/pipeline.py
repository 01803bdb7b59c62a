"""A run from its request to its record, as stages that pass paths and counts; the command line and the flows share it.

    plan_run -> load_stage -> match_stage -> report_stage -> finish_stage

Everything is written to a working folder that is moved into place at the end, so that a run killed at any point leaves
nothing half-written and is simply run again.
"""

import functools
import hashlib
import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from screening import __version__
from screening.counterparties.load import load_counterparties
from screening.counterparties.mapping import read_mapping
from screening.errors import InputError, ListError
from screening.events import EVENTS, compare_runs, fingerprints
from screening.frames import UNDETERMINED, ListsInForce
from screening.matching import policy
from screening.matching.canaries import Canary, expected_canaries, take_canaries, with_canaries
from screening.matching.chain import match, undetermined
from screening.matching.decide import BANDS, HIT_BANDS
from screening.models import Bands, Language, ListStatus, UserRole
from screening.report.background import Baseline, read_background
from screening.report.calendar import calendar
from screening.report.facts import read_report
from screening.report.files import REPORT_FILES, write_report
from screening.report.model import Report
from screening.report.quality import quality
from screening.report.verdict import verdict_lines
from screening.settings import Settings
from screening.states import with_states
from screening.warehouse.store import open_warehouse

logger = logging.getLogger(__name__)

_RUN_ID = re.compile(r"[\w-]+")
_CODE_FILES = (".py", ".sql", ".csv", ".j2", ".css", ".js", ".po")


class _Stage(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunRequest(_Stage):
    """What someone asked to be screened."""

    counterparties: Path
    mapping: Path | None = None
    lists: tuple[str, ...]
    business_date: date
    as_of: date
    out: Path | None = None
    """A folder that gets a copy of the report's files."""
    language: Language | None = None
    """Of the report; default: that of the settings."""


class RunPlan(_Stage):
    """A run that is identified and has a working folder."""

    run_id: str
    run_key: str
    scope: str
    request: RunRequest
    bands: Bands
    time_zone: str
    roles: tuple[UserRole, ...]
    language: Language
    statuses: tuple[ListStatus, ...]
    input_sha256: str
    code: dict[str, str]
    native_names_sha256: str
    canaries: tuple[Canary, ...]
    work: Path
    folder: Path
    is_done: bool
    """Whether a run with this key has finished: nothing more is to be done."""


class Counts(_Stage):
    """Rows of the counterparty file; `rows_in` is the sum of the others."""

    rows_in: int
    screened: int
    undetermined: int
    rejected: int
    encoding: str
    ignored_columns: tuple[str, ...]


class Outcome(_Stage):
    """How a run ended."""

    run_id: str
    folder: Path
    is_repeat: bool
    manifest: dict[str, Any]

    @property
    def verdict(self) -> list[str]:
        """The verdict in five lines, and where the report is."""
        return verdict_lines(self.manifest, self.folder, is_repeat=self.is_repeat)

    @property
    def open_hits(self) -> int:
        """Hits that wait for a person's decision."""
        return int(self.manifest["counts"]["open_hits"])


def plan_run(
    request: RunRequest,
    *,
    settings: Settings,
    lists: ListsInForce,
) -> RunPlan:
    """Identify the run and, unless it was done before, prepare its working folder with the entries of the day.

    Args:
        request: What to screen.
        settings: Of this installation.
        lists: Entries, statuses and canaries of all lists of the run.

    Raises:
        InputError: The counterparty file is not there.
        ListError: No list has an entry on the date: a run that compares nothing must not look like a quiet night.
    """
    if not request.counterparties.is_file():
        raise InputError(f"{request.counterparties}: there is no such file")
    input_sha256 = _file_sha256(request.counterparties)
    code = {"version": __version__, "sha256": _code_sha256()}
    key = {
        "business_date": request.business_date.isoformat(),
        "as_of": request.as_of.isoformat(),
        "input": input_sha256,
        "mapping": _file_sha256(request.mapping) if request.mapping else None,
        "snapshots": {status.list_id: status.snapshot_id for status in lists.statuses},
        "required": [status.list_id for status in lists.statuses if status.is_required],
        "native_names": lists.native_names_sha256,
        "bands": settings.bands.model_dump(),
        "policy": policy.VERSION,
        "time_zone": settings.time_zone,
        "roles": [role.value for role in settings.roles],
        "code": code["sha256"],
    }
    run_key = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
    run_id = f"{request.business_date}-{run_key[:10]}"
    folder = settings.home / "runs" / run_id
    with open_warehouse(settings) as warehouse:
        done = warehouse.run_by_key(run_key) is not None
    of_day = with_states(lists.entries, settings.end_of(request.as_of))
    if of_day.is_empty():
        names = ", ".join(status.list_id for status in lists.statuses)
        raise ListError(
            f"no entry of {names} is known on {request.as_of}, so there is nothing to compare with; run 'screening "
            "lists refresh' or 'screening lists import', or name other lists"
        )
    plan = RunPlan(
        run_id=run_id,
        run_key=run_key,
        scope=scope_of(request.counterparties),
        request=request,
        bands=settings.bands,
        time_zone=settings.time_zone,
        roles=settings.roles,
        language=request.language or settings.language,
        statuses=lists.statuses,
        input_sha256=input_sha256,
        code=code,
        native_names_sha256=lists.native_names_sha256,
        canaries=tuple(expected_canaries(lists.canaries, of_day)),
        work=settings.home / "work" / run_id,
        folder=folder,
        is_done=done and folder.is_dir(),
    )
    if not plan.is_done:
        shutil.rmtree(plan.work, ignore_errors=True)
        (plan.work / "report").mkdir(parents=True)
        of_day.write_parquet(plan.work / "entries.parquet")
        ahead = calendar(lists.entries, instant=settings.end_of(request.as_of), zone=settings.time_zone)
        ahead.write_parquet(plan.work / "calendar.parquet")
    return plan


def load_stage(plan: RunPlan) -> Counts:
    """Read the counterparties into the working folder: screened, undetermined and rejected rows.

    Raises:
        InputError: The file or its mapping can't be used.
    """
    loaded = load_counterparties(plan.request.counterparties, read_mapping(plan.request.mapping))
    unknown = undetermined(loaded.counterparties)
    is_unknown = pl.col("counterparty_id").is_in(unknown.implode())
    screened = loaded.counterparties.filter(~is_unknown)
    without_form = loaded.counterparties.filter(is_unknown).select(
        "row",
        "counterparty_id",
        "name",
        pl.lit("nothing comparable is left of the name; look it up and fill in the real one").alias("reason"),
    )
    screened.write_parquet(plan.work / "counterparties.parquet")
    without_form.match_to_schema(UNDETERMINED).write_parquet(plan.work / "undetermined.parquet")
    loaded.rejected.write_parquet(plan.work / "rejected.parquet")
    return Counts(
        rows_in=loaded.rows_in,
        screened=screened.height,
        undetermined=without_form.height,
        rejected=loaded.rejected.height,
        encoding=loaded.encoding,
        ignored_columns=loaded.ignored_columns,
    )


def match_stage(plan: RunPlan) -> dict[str, int]:
    """Match counterparties and canaries against the entries of the day.

    Returns:
        Number of pairs by band.

    Raises:
        CanaryError: A known name was not flagged.
    """
    counterparties = pl.read_parquet(plan.work / "counterparties.parquet")
    entries = pl.read_parquet(plan.work / "entries.parquet")
    found = match(with_canaries(counterparties, plan.canaries), entries, plan.bands)
    hits = take_canaries(found, plan.canaries)
    hits.write_parquet(plan.work / "matched.parquet")
    counted = dict(hits.group_by("band").len().iter_rows())
    return {band: counted.get(band, 0) for band in BANDS}


def report_stage(plan: RunPlan, counts: Counts, *, settings: Settings) -> None:
    """Compare with the run before and write the report's files into the working folder."""
    entries = pl.read_parquet(plan.work / "entries.parquet")
    matched = pl.read_parquet(plan.work / "matched.parquet").join(fingerprints(entries), on="entry_id")
    baseline = Baseline(plan.scope, min(plan.request.business_date, plan.request.as_of), plan.run_id)
    snapshots = {status.list_id: status.snapshot_id for status in plan.statuses if status.snapshot_id is not None}
    with open_warehouse(settings) as warehouse:
        previous = warehouse.previous_hits(**asdict(baseline), list_ids=list(snapshots))
    counterparties = pl.read_parquet(
        plan.work / "counterparties.parquet", columns=["counterparty_id", "name", "country"]
    )
    events = compare_runs(
        matched,
        previous,
        counterparty_ids=counterparties["counterparty_id"],
        entry_ids=entries["entry_id"],
    )
    events.write_parquet(plan.work / "events.parquet")
    matched.write_parquet(plan.work / "matched.parquet")
    with open_warehouse(settings) as warehouse:
        background = read_background(
            warehouse,
            baseline,
            snapshots=snapshots,
            hits=matched.filter(pl.col("band").is_in(HIT_BANDS)),
            near_misses=matched.filter(~pl.col("band").is_in(HIT_BANDS)),
            gone=events.filter(pl.col("event") == "gone"),
            calendar=pl.read_parquet(plan.work / "calendar.parquet"),
            quality=quality(counterparties),
        )
    report = Report.build(
        run=_run_facts(plan, counts),
        statuses=plan.statuses,
        matched=matched,
        events=events,
        entries=entries,
        rejected=pl.read_parquet(plan.work / "rejected.parquet"),
        undetermined=pl.read_parquet(plan.work / "undetermined.parquet"),
        background=background,
    )
    write_report(report, plan.work / "report", plan.language)


def finish_stage(plan: RunPlan, *, settings: Settings, now: datetime) -> Outcome:
    """Move the report into place and record the run; a run that was done before is only handed out again.

    Args:
        plan: The run.
        settings: Of this installation.
        now: Instant of the record, naive UTC.
    """
    if not plan.is_done:
        manifest = json.loads((plan.work / "report" / "manifest.json").read_text(encoding="utf-8"))
        plan.folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(plan.folder, ignore_errors=True)
        (plan.work / "report").replace(plan.folder)
        _record(plan, manifest, settings=settings, now=now)
        shutil.rmtree(plan.work)
    folder = report_in(plan.run_id, plan.language, settings=settings)
    _hand_out(plan, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Outcome(run_id=plan.run_id, folder=folder, is_repeat=plan.is_done, manifest=manifest)


def report_in(run_id: str, language: Language | None, *, settings: Settings) -> Path:
    """The folder of a finished run's report in a language; written beside the run's own if that is in another one.

    Args:
        run_id: Which run.
        language: Default: the one that the run was reported in.
        settings: Of this installation.

    Raises:
        InputError: There is no such run, or it keeps no facts.
    """
    own = settings.home / "runs" / run_id
    if not _RUN_ID.fullmatch(run_id) or not (own / "manifest.json").is_file():
        raise InputError(f"there is no finished run {run_id!r} below {settings.home / 'runs'}; look there for its id")
    written_in = json.loads((own / "manifest.json").read_text(encoding="utf-8")).get("language", Language.EN.value)
    if language is None or language.value == written_in:
        return own
    other = settings.home / "reports" / run_id / language.value
    half = other.with_name(f"{language.value}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    write_report(read_report(own), half, language)
    shutil.rmtree(other, ignore_errors=True)
    half.replace(other)
    return other


def execute(
    plan: RunPlan,
    *,
    settings: Settings,
    now: datetime,
    judge: Callable[[Counts, dict[str, int]], None] | None = None,
) -> Outcome:
    """All stages of a planned run, one after the other.

    Args:
        plan: The run.
        settings: Of this installation.
        now: Instant of the record, naive UTC.
        judge: Sees the counts and the number of pairs by band, and raises where the run must not be recorded.
    """
    if not plan.is_done:
        counts = load_stage(plan)
        pairs = match_stage(plan)
        if judge is not None:
            judge(counts, pairs)
        report_stage(plan, counts, settings=settings)
    return finish_stage(plan, settings=settings, now=now)


def scope_of(counterparties: Path) -> str:
    """Name of the file without digits: `partners_20261122.csv` and `partners_20261123.csv` are one scope."""
    return re.sub(r"\d+", "", counterparties.stem).strip("-_ ") or "counterparties"


def _run_facts(plan: RunPlan, counts: Counts) -> dict[str, Any]:
    return {
        "run_id": plan.run_id,
        "run_key": plan.run_key,
        "business_date": plan.request.business_date.isoformat(),
        "as_of": plan.request.as_of.isoformat(),
        "scope": plan.scope,
        "counterparties": {
            "file": plan.request.counterparties.name,
            "sha256": plan.input_sha256,
            **counts.model_dump(),
        },
        "configuration": {
            "bands": plan.bands.model_dump(),
            "policy": policy.VERSION,
            "time_zone": plan.time_zone,
            "roles": [role.value for role in plan.roles],
        },
        "code": plan.code,
        "native_names_sha256": plan.native_names_sha256,
        "canaries": [{"list_id": list_id, "name": name} for list_id, name in plan.canaries],
    }


def _record(plan: RunPlan, manifest: dict[str, Any], *, settings: Settings, now: datetime) -> None:
    matched = pl.read_parquet(plan.work / "matched.parquet").filter(pl.col("band").is_in(HIT_BANDS))
    events = pl.read_parquet(plan.work / "events.parquet")
    run = {
        "run_id": plan.run_id,
        "run_key": plan.run_key,
        "business_date": plan.request.business_date,
        "as_of": plan.request.as_of,
        "scope": plan.scope,
        "verdict": manifest["verdict"],
        "finished_at": now,
        "manifest": manifest,
    }
    columns = (
        "counterparty_id", "list_id", "entry_id", "entry_name", "score", "band", "state",
        "matched_counterparty_name", "matched_entry_name", "entry_fingerprint",
    )  # fmt: skip
    run_id = pl.lit(plan.run_id).alias("run_id")
    with open_warehouse(settings) as warehouse:
        if warehouse.run_by_key(plan.run_key) is not None:
            return  # recorded before; only its report was gone and is made again
        warehouse.finish_run(
            run,
            snapshots={status.list_id: status.snapshot_id for status in plan.statuses},
            hits=matched.select(run_id, *columns),
            events=events.select(run_id, pl.lit(plan.request.business_date).alias("business_date"), *EVENTS),
        )
    logger.info("recorded run %s: %s", plan.run_id, manifest["verdict"])


def _hand_out(plan: RunPlan, folder: Path) -> None:
    """Copy the report's files to the folder that was asked for."""
    if plan.request.out is not None:
        copy_report(folder, plan.request.out)


def copy_report(folder: Path, out: Path) -> None:
    """Copy the files of a report to a folder, which is made if it is not there."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (*REPORT_FILES, "manifest.json"):
        shutil.copyfile(folder / name, out / name)


def _file_sha256(path: Path) -> str:
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def _code_sha256() -> str:
    """Hash of the code and tables that decide the result."""
    digest = hashlib.sha256()
    for name, path in sorted(_sources(files("screening"), "screening")):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        path = f"{name}/{item.name}"
        if item.is_dir() and item.name not in {"__pycache__", "samples", "cli", "operations"}:
            found += _sources(item, path)
        elif item.name.endswith(_CODE_FILES):
            found.append((path, item))
    return found
