"""`make screen`: the nightly flow on this machine, end to end, with a temporary Prefect server.

Screens `COUNTERPARTIES` (default: the sample that ships) and prints the verdict and the path of the report.
"""

import argparse
import atexit
import os
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.parameters import NightlyParameters
from screening.errors import InputError, ScreeningError
from screening.settings import load_settings


def main() -> int:
    """Run the flow; 0 when it did what was promised, whatever it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counterparties", type=Path, default=None)
    parser.add_argument("--mapping", type=Path, default=None)
    parser.add_argument("--offline", action="store_true")
    arguments = parser.parse_args()
    try:
        settings = load_settings()
        home = settings.home.resolve()
        if arguments.counterparties is not None and not arguments.counterparties.is_file():
            raise InputError(f"{arguments.counterparties}: there is no such file")
        _configure_prefect(home)
        from flows.nightly import nightly  # noqa: PLC0415 - after Prefect's settings are in place

        sample = Path(str(files("screening") / "samples" / "counterparties.csv"))
        parameters = NightlyParameters(
            counterparties=arguments.counterparties or sample,
            mapping=arguments.mapping,
            offline=arguments.offline,
            # named, because the site's calendar does not bind who asks for a run by hand
            business_date=settings.today(datetime.now(UTC)),
            fetch_retries=0,
        )
        print("Starting a temporary Prefect server and the flow `nightly` …", flush=True)
        result: Any = nightly(parameters, return_state=True).result()  # the data of the state that the flow returns
    except ScreeningError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("\n".join(result["verdict"]))
    return 0


def _end_quietly() -> None:
    """Keep DuckDB 2.0's binding from reporting its own types as leaked when the process ends.

    Registered first, so it runs after every other handler: nothing of ours is left to be said by then.
    """
    atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno()))


def _configure_prefect(home: Path) -> None:
    """Prefect's own files below the data directory, and quiet: the verdict is what one came for."""
    prefect_home = home / "prefect"
    prefect_home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(prefect_home))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    # an error ends as one sentence of ours, without the tracebacks of each task and flow that it passed
    os.environ.setdefault("PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")


if __name__ == "__main__":
    _end_quietly()
    sys.exit(main())
