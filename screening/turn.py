"""One run at a time: whoever wants to run waits for its turn, and knows behind whom."""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from screening.errors import BusyError
from screening.settings import Settings

logger = logging.getLogger(__name__)

_POLL_SECONDS = 0.5


@contextmanager
def turn(settings: Settings, name: str, *, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the one right to run of this installation; it is free again when the process ends, however it ends.

    Args:
        settings: Of this installation.
        name: Who holds it, for those who wait.
        on_wait: Called once with the name of the holder if there is one.

    Raises:
        BusyError: It was still held after `wait_for_turn_seconds`.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "turn.lock").open("a+", encoding="utf-8") as file:
        _wait(file, settings.wait_for_turn_seconds, on_wait)
        file.truncate(0)
        file.write(f"{name} (process {os.getpid()})")
        file.flush()
        yield
        file.truncate(0)


def holder(settings: Settings) -> str | None:
    """Who runs at this moment, or None."""
    path = settings.home / "turn.lock"
    if not path.exists():
        return None
    with path.open("a+", encoding="utf-8") as file:
        return None if _is_free(file) else _name(file)


def _wait(file: TextIO, seconds: float, on_wait: Callable[[str], None] | None) -> None:
    deadline = time.monotonic() + seconds
    said_that_it_waits = False
    while not _is_free(file):
        if time.monotonic() >= deadline:
            raise BusyError(f"{_name(file)} is still running; try again when it has finished (waited {seconds:.0f} s)")
        if not said_that_it_waits:
            logger.warning("waiting for %s to finish", _name(file))
            if on_wait is not None:
                on_wait(_name(file))
            said_that_it_waits = True
        time.sleep(_POLL_SECONDS)


def _is_free(file: TextIO) -> bool:
    """Whether the lock could be taken; it is held from then on."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _name(file: TextIO) -> str:
    file.seek(0)
    return file.read() or "another run"
