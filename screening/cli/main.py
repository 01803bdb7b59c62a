"""`screening`: the product at the command line."""

import logging
import os
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from screening import __version__
from screening.cli import operations
from screening.cli.lists import lists_app
from screening.cli.options import Home, Json
from screening.cli.output import Exit, say, say_json, warn
from screening.errors import InputError, ScreeningError
from screening.models import Language
from screening.settings import load_settings

app = App(
    name="screening",
    help="Screen counterparties against export-control and sanctions lists. Exit codes: 0 nothing open, 1 error, "
    "2 usage, 3 open hits, 4 an alarm of the watchdog.",
    version=__version__,
)
app.command(lists_app)
operations.add_to(app)


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
    language: Language | None = None,
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
        language: Of the report; default: that of the settings.
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
        language=language,
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
def report(
    run_id: str = "latest",
    *,
    language: Language | None = None,
    out: Path | None = None,
    compare: Annotated[tuple[str, str] | None, Parameter(negative=())] = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Write the report of a past run again, or print the difference of two runs.

    Args:
        run_id: Which run; default: the one that finished last.
        language: Of the report; default: the one that the run was reported in.
        out: Folder that gets a copy of the report's files.
        compare: Two runs: print what differs from the first to the second instead.
        home: Data directory.
        json: Print JSON.
    """
    from screening.cli.report import compare as compare_runs  # noqa: PLC0415 - keeps `check` quick to start
    from screening.cli.report import write_again  # noqa: PLC0415
    from screening.report.comparison import comparison_lines  # noqa: PLC0415

    settings = load_settings(home)
    if compare is not None:
        found = compare_runs(*compare, settings=settings)
        if json:
            say_json(found)
        else:
            for line in comparison_lines(found):
                say(line)
        return Exit.NOTHING_OPEN
    folder = write_again(run_id, language, out=out, settings=settings)
    if json:
        say_json({"folder": str(folder)})
    else:
        say(f"Report: {folder / 'report.html'}")
    return Exit.NOTHING_OPEN


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
    for line in warning_lines(answer.statuses):
        warn(line)
    return Exit.OPEN_HITS if answer.hits else Exit.NOTHING_OPEN


@app.command
def explain(
    name: str,
    entry: str,
    *,
    country: str | None = None,
    entry_country: str | None = None,
    kind: Literal["organisation", "person", "vessel"] = "organisation",
    lists: str | None = None,
    as_of: date | None = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Show why a name does, or does not, match an entry: forms, candidate keys, features, score, band, what decided.

    Args:
        name: The name of the counterparty.
        entry: Id of an entry of the lists, or any other name to compare with.
        country: Country of the counterparty, as a code or a name.
        entry_country: Where ENTRY is a name: its country.
        kind: Where ENTRY is a name: what bears it.
        lists: Ids of lists separated by commas; default: those of the settings.
        as_of: Use the lists as of this date; default: today.
        home: Data directory.
        json: Print JSON.
    """
    from screening.cli.desk import warning_lines  # noqa: PLC0415 - `--help` need not load the chain
    from screening.cli.explain import explain_pair, explained_lines  # noqa: PLC0415

    settings, now = load_settings(home), datetime.now(UTC)
    explained = explain_pair(
        name,
        entry,
        country=country,
        entry_country=entry_country,
        kind=kind,
        list_ids=_list_ids(lists) or settings.lists,
        settings=settings,
        as_of=as_of or settings.today(now),
        now=now,
    )
    if json:
        say_json(asdict(explained))
    else:
        for line in explained_lines(explained):
            say(line)
    for line in warning_lines(explained.statuses):
        warn(line)
    return Exit.OPEN_HITS if explained.inspection.stopped_at is None else Exit.NOTHING_OPEN


@app.command
def tune(
    *,
    pairs: Path,
    out: Path | None = None,
    only: str | None = None,
    home: Home = None,
    json: Json = False,
) -> Exit:
    """Score labelled pairs of names as a run does, and show recall against alerts for each threshold.

    Args:
        pairs: CSV, Parquet or Excel with name1, name2, is_match, and if known kind, country1, country2, class.
        out: Write all columns of the pairs with score and band to this CSV file.
        only: COLUMN=VALUE of the rows to use, for example half=tuning; default: all.
        home: Data directory; its settings say where the bands begin.
        json: Print JSON.
    """
    from screening.cli.tune import tune_pairs, tuned_json, tuned_lines  # noqa: PLC0415 - `--help` need not load the chain

    tuned = tune_pairs(pairs, bands=load_settings(home).bands, only=only, out=out)
    if json:
        say_json(tuned_json(tuned))
    else:
        for line in tuned_lines(tuned):
            say(line)
    return Exit.NOTHING_OPEN


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
