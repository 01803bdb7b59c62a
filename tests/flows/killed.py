"""A night that stops in one stage, to be killed there: `python -m tests.flows.killed STAGE FILE`."""

import importlib
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

STAGES = {
    "refresh": ("flows.stages", "refresh"),
    "plan": ("flows.stages", "plan_run"),
    "load": ("flows.stages", "load_stage"),
    "match": ("flows.stages", "match_stage"),
    "report": ("flows.stages", "report_stage"),
    "record": ("screening.pipeline", "_record"),
    "finish": ("flows.stages", "finish_stage"),
}
"""The function after whose work the night stops; `record` stops before it, when the report is in place."""


def stopping(stage: str, original: Any) -> Any:
    def stop(*arguments: Any, **options: Any) -> Any:
        if stage != "record":
            original(*arguments, **options)
        print(stage, flush=True)
        time.sleep(600)

    return stop


def main(stage: str, file: str) -> None:
    from flows.nightly import nightly
    from flows.parameters import NightlyParameters

    module, name = STAGES[stage]
    owner = importlib.import_module(module)
    setattr(owner, name, stopping(stage, getattr(owner, name)))
    nightly(NightlyParameters(counterparties=Path(file), business_date=date(2026, 11, 22), offline=True))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
