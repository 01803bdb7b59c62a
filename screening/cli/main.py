"""`screening`: the product at the command line."""

import logging
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from screening import __version__
from screening.cli import operations
from screening.cli.lists import lists_app
from screening.cli.output import Exit, say, say_json, warn
from screening.errors import InputError, ScreeningError
from screening.settings import load_settings

app = App(
    name="screening",
    help="Screen counterparties against export-control and sanctions lists. Exit codes: 0 nothing open, 1 error, "
    "2 usage, 3 open hits, 4 an alarm of the watchdog.",
    version=__version__,
)
app.command(lists_app)
operations.add_to(app)

Json = Annotated[bool, Parameter(name="--json", negative=(), help="Print JSON for machines.")]
Home = Annotated[Path | None, Parameter(help="Data directory; default $SCREENING_HOME, else ./data.")]


@app.command
def run(
    *,
    counterparties: Path,
    mapping: Path | None = None,
    lists: str | None = None,
    business_date: date | None = None,
    as_of: date | None = None,
    home: Home = None,
    out: Path | None = None,
    offline: Annotated[bool, Parameter(negative=())] = False,
    json: Json = False,
) -> Exit:
    """Screen a file of counterparties, write the report, record the run.

    Args:
        counterparties: CSV, Parquet or Excel with at least counterparty_id and name.
        mapping: TOML file that says how the columns are called.
        lists: Ids of lists separated by commas; default: those of the settings.
        business_date: The night that the run is for; default: today.
        as_of: Use the lists, and the states of their measures, as of this date; default: the business date.
        home: Data directory.
        out: Folder that gets a copy of the report's files.
        offline: Do not ask publishers for newer lists.
        json: Print the manifest as JSON.
    """
    from screening.cli.compose import screen  # noqa: PLC0415 - keeps `check` quick to start
    from screening.pipeline import RunRequest  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    day = business_date or settings.today(now)
    _refuse_future(settings.today(now), {"--business-date": day, "--as-of": as_of or day})
    request = RunRequest(
        counterparties=counterparties,
        mapping=mapping,
        lists=_list_ids(lists) or settings.lists,
        business_date=day,
        as_of=as_of or day,
        out=out,
    )
    outcome = screen(request, settings=settings, now=now, offline=offline)
    if json:
        say_json({"run_id": outcome.run_id, "folder": str(outcome.folder), "is_repeat": outcome.is_repeat,
                  **outcome.manifest})  # fmt: skip
    else:
        for line in outcome.verdict:
            say(line)
    return Exit.OPEN_HITS if outcome.open_hits else Exit.NOTHING_OPEN


@app.command
def check(
    *names: str,
    country: str | None = None,
    lists: str | None = None,
    as_of: date | None = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Screen one name (or several of one party) at the desk, in any script; nothing is recorded.

    Args:
        names: The name, and further names of the same party.
        country: Country of the party, as a code or a name.
        lists: Ids of lists separated by commas; default: those of the settings.
        as_of: Use the lists as of this date; default: today.
        home: Data directory.
        json: Print the hits as JSON, best first.
    """
    from screening.cli.desk import check_names, hit_lines, warning_lines  # noqa: PLC0415 - `--help` need not load the chain

    if not names:
        raise InputError("give at least one name: screening check NAME")
    settings, now = load_settings(home), datetime.now(UTC)
    answer = check_names(
        names,
        country=country,
        list_ids=_list_ids(lists) or settings.lists,
        settings=settings,
        as_of=as_of or settings.today(now),
        now=now,
    )
    if json:
        say_json(answer.hits)
    else:
        for line in hit_lines(answer):
            say(line)
    for line in warning_lines(answer):
        warn(line)
    return Exit.OPEN_HITS if answer.hits else Exit.NOTHING_OPEN


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        code = run_command(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader (head, less) has seen enough; keep Python from complaining when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.ERROR
    sys.exit(code)


def run_command(arguments: list[str]) -> int:
    """Exit code of a command; errors become one sentence on standard error."""
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        print(f"usage: {error}\nSee 'screening --help'.", file=sys.stderr)
        return Exit.USAGE
    except BrokenPipeError:
        raise
    except (ScreeningError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return Exit.ERROR
    return int(result) if isinstance(result, int) else Exit.NOTHING_OPEN


def _refuse_future(today: date, given: dict[str, date]) -> None:
    for option, day in given.items():
        if day > today:
            raise InputError(f"{option} {day} is after today, {today}; what holds then is not known yet")


def _list_ids(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()


if __name__ == "__main__":
    main()
