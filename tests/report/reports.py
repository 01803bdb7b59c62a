"""Reports of made-up runs: every fact is fixed, so that nothing but a change of the report changes its bytes."""

import hashlib

import polars as pl

from lists.register import gather
from screening.counterparties.load import load_counterparties
from screening.counterparties.mapping import read_mapping
from screening.events import compare_runs, fingerprints
from screening.frames import REJECTED, UNDETERMINED
from screening.matching.chain import match
from screening.models import Bands, UserRole
from screening.report.calendar import calendar
from screening.report.model import Background, Report
from screening.report.quality import quality
from screening.states import with_states
from tests.bundled import DAY, LISTS, SAMPLE
from tests.made_up import LIST, counterparties, entries, status

BUSINESS_DATE = "2026-11-22"


def run_facts(*, rows_in, screened, undetermined, rejected, **changes):
    """A run as in the manifest, with a fixed key and code."""
    return {
        "run_id": f"{BUSINESS_DATE}-0123456789",
        "run_key": "0123456789" + "0" * 54,
        "business_date": BUSINESS_DATE,
        "as_of": BUSINESS_DATE,
        "scope": "partners",
        "counterparties": {
            "file": "partners.csv",
            "sha256": hashlib.sha256(b"partners").hexdigest(),
            "rows_in": rows_in,
            "screened": screened,
            "undetermined": undetermined,
            "rejected": rejected,
            "encoding": "utf-8",
            "ignored_columns": ("note",),
        },
        "configuration": {
            "bands": Bands().model_dump(),
            "policy": "golden",
            "time_zone": "Asia/Tokyo",
            "roles": [role.value for role in UserRole],
        },
        "code": {"version": "0.0.0", "sha256": "c0de" * 16},
        "native_names_sha256": "aaaa" * 16,
        "canaries": [{"list_id": LIST, "name": "Canary Bird Works"}],
        **changes,
    }


def frame(schema, rows):
    return pl.DataFrame(rows, schema=schema, orient="row")


def report_of(
    parties, items, *, before=None, statuses=None, rejected=(), undetermined=(), bands=None, background=None, **facts
):
    """A report of counterparties against entries; `before` are the entries of the run before."""
    screened, listed = counterparties(*parties), entries(*items)
    matched = match(screened, listed, bands or Bands()).join(fingerprints(listed), on="entry_id")
    earlier = entries(*(before or []))
    previous = match(screened, earlier, bands or Bands()).join(fingerprints(earlier), on="entry_id")
    return Report.build(
        run=run_facts(
            rows_in=len(parties) + len(rejected) + len(undetermined),
            screened=len(parties),
            undetermined=len(undetermined),
            rejected=len(rejected),
            **facts,
        ),
        statuses=statuses or [status()],
        matched=matched,
        events=compare_runs(
            matched,
            previous.filter(pl.col("band") != "near_miss"),
            counterparty_ids=screened["counterparty_id"],
            entry_ids=listed["entry_id"],
        ),
        entries=listed,
        rejected=frame(REJECTED, list(rejected)),
        undetermined=frame(UNDETERMINED, list(undetermined)),
        background=background,
    )


def sample_report(settings):
    """The report of the sample that ships against the bundled lists that `settings` took in."""
    lists = gather(LISTS, settings=settings, as_of=DAY, problems={})
    listed = with_states(lists.entries, settings.end_of(DAY))
    loaded = load_counterparties(SAMPLE, read_mapping(None))
    screened = loaded.counterparties
    matched = match(screened, listed, Bands()).join(fingerprints(listed), on="entry_id")
    events = compare_runs(
        matched,
        matched.head(0),
        counterparty_ids=screened["counterparty_id"],
        entry_ids=listed["entry_id"],
    )
    return Report.build(
        run=run_facts(
            rows_in=loaded.rows_in, screened=screened.height, undetermined=0, rejected=loaded.rejected.height
        ),
        statuses=lists.statuses,
        matched=matched,
        events=events,
        entries=listed,
        rejected=loaded.rejected,
        undetermined=pl.DataFrame(schema=UNDETERMINED),
        background=Background(
            calendar=calendar(lists.entries, instant=settings.end_of(DAY), zone=settings.time_zone),
            quality=quality(screened),
        ),
    )
