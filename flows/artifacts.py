"""What a run shows in Prefect: verdict, lists, strongest hits, link to the report, progress; history goes by key."""

from collections.abc import Sequence
from urllib.parse import quote
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from screening.models import ListStatus
from screening.operations.hits import top_hits
from screening.pipeline import Outcome
from screening.settings import Settings

_TOP_HITS = 20


def report_link(outcome: Outcome, settings: Settings) -> str:
    """Address of the report's page."""
    return f"{settings.reports_url.rstrip('/')}/{quote(outcome.run_id)}/report.html"


def show_outcome(outcome: Outcome, settings: Settings) -> None:
    """Verdict, lists, strongest hits and link of a finished run."""
    about = f"Run {outcome.run_id}"
    create_markdown_artifact(key="verdict", markdown=_bullets(outcome.verdict), description=about)
    show_lists([ListStatus.model_validate(one) for one in outcome.manifest["lists"]], about)
    with_names = settings.notify.with_names
    hits = top_hits(outcome.folder, limit=_TOP_HITS, with_names=with_names)
    create_table_artifact(key="top-hits", table=hits, description=f"{about}: the strongest {len(hits)} hits")
    create_link_artifact(
        key="report", link=report_link(outcome, settings), link_text=f"Report {outcome.run_id}", description=about
    )


def show_lists(statuses: Sequence[ListStatus], about: str) -> None:
    """How each list stands, with what is wrong."""
    head = ["| list | verdict | edition | age | entries | remarks |", "| --- | --- | --- | --- | --- | --- |"]
    rows = [
        f"| {one.list_id} | {one.verdict} | {one.edition_on or ''} | {_days(one.age_days)} | {one.entries:,} "
        f"| {_cell('; '.join(one.reasons))} |"
        for one in statuses
    ]
    create_markdown_artifact(key="lists", markdown="\n".join([*head, *rows]), description=about)


def show_dry_run(lines: Sequence[str]) -> None:
    """What a run would have found."""
    create_markdown_artifact(key="dry-run", markdown=_bullets(lines), description="Nothing was recorded")


class Progress:
    """The progress bar of a run."""

    def __init__(self, stages: int) -> None:
        self._stages = stages
        self._done = 0
        self._artifact_id = _progress_artifact()

    def step(self) -> None:
        """One more stage is done."""
        self._done += 1
        update_progress_artifact(artifact_id=self._artifact_id, progress=100.0 * self._done / self._stages)


def _progress_artifact() -> UUID:
    made = create_progress_artifact(progress=0.0, key="progress", description="Stages done")
    if not isinstance(made, UUID):
        raise TypeError("flows run synchronously, so Prefect gives the id and no coroutine")
    return made


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _days(age_days: int | None) -> str:
    return "" if age_days is None else f"{age_days} days"


def _cell(text: str) -> str:
    """Text of a publisher within a table: its bars and line breaks must not make cells."""
    return text.replace("|", "\\|").replace("\n", " ")
