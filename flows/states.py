"""States that tell the truth: their names are what automations listen for, their messages are for people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from prefect import get_client
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Running

from screening.operations.night import Remark
from screening.settings import Settings
from screening.turn import turn

QUEUED = "Queued"


def state_name(remarks: Mapping[Remark, str]) -> str:
    """`Completed`, or what is to be said of it: `Open hits, degraded lists`."""
    return ", ".join(remark for remark in Remark if remark in remarks).capitalize() or "Completed"


def names_with(remark: Remark) -> list[str]:
    """Every name of a state with this remark and without `done before`."""
    others = [one for one in Remark if one not in {remark, Remark.REPEAT}]
    chosen = [group for size in range(len(others) + 1) for group in combinations(others, size)]
    return [state_name(dict.fromkeys([remark, *group], "")) for group in chosen]


def completed(remarks: Mapping[Remark, str], data: dict[str, Any]) -> State[dict[str, Any]]:
    """The final state of a run that did what it promised."""
    message = " ".join(remarks.values()) or "Nothing is open and every list is in order."
    return Completed(name=state_name(remarks), message=message, data=data)


@contextmanager
def own_turn(settings: Settings) -> Iterator[None]:
    """Wait for the run before this one, and show it in the state of this run."""
    waited = False

    def say(holder: str) -> None:
        nonlocal waited
        waited = True
        _set_state(Running(name=QUEUED, message=f"Waiting for {holder} to finish."))

    with turn(settings, flow_run.name or "a run", on_wait=say):
        if waited:
            _set_state(Running())
        yield


def _set_state(state: State[Any]) -> None:
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(flow_run.id, state, force=True)
