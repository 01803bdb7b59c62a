import os
import signal
import subprocess
import sys
import threading

import pytest

from screening.errors import BusyError
from screening.settings import Settings
from screening.turn import holder, turn

HOLD = """
import sys, time
from pathlib import Path
from screening.settings import Settings
from screening.turn import turn
with turn(Settings(home=Path(sys.argv[1])), "nightly 2026-11-22"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Another process that runs."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "home")], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def impatient(tmp_path, seconds):
    return Settings(home=tmp_path / "home", wait_for_turn_seconds=seconds)


def test_who_waits_too_long_is_told_behind_whom(other, tmp_path):
    with (
        pytest.raises(BusyError, match=rf"nightly 2026-11-22 \(process {other.pid}\) is still running"),
        turn(impatient(tmp_path, 0), "rescreen"),
    ):
        pass


def test_a_killed_holder_gives_the_turn_to_who_waits(other, tmp_path):
    waited_for = []

    def kill(name):
        waited_for.append(name)
        threading.Timer(0.1, os.kill, (other.pid, signal.SIGKILL)).start()

    with turn(impatient(tmp_path, 30), "rescreen", on_wait=kill):
        pass

    assert waited_for == [f"nightly 2026-11-22 (process {other.pid})"]


def test_the_holder_is_known_while_it_runs(settings):
    before = holder(settings)
    with turn(settings, "nightly"):
        during = holder(settings)

    assert (before, during, holder(settings)) == (None, f"nightly (process {os.getpid()})", None)


def test_two_turns_of_one_process_exclude_each_other(tmp_path):
    settings = impatient(tmp_path, 0)
    with turn(settings, "first"), pytest.raises(BusyError), turn(settings, "second"):
        pass
