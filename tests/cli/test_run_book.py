"""Every command of docs/operations.md is executed, in the order of the page."""

import re
import shlex
from pathlib import Path

import pytest

from screening.operating import Alarms, Notify, Retention, Schedule
from screening.settings import Settings, load_settings
from tests.lists.us_ns_cmic.ofac import bundled_as_published

RUN_BOOK = Path(__file__).parents[2] / "docs" / "operations.md"
EXPECTED = {"doctor": 1, "watchdog": 4, "run": 3, "check": 3, "lists refresh": 1}
"""Exit codes of commands on a machine that reaches no publisher; the others end with 0."""


@pytest.fixture(scope="module")
def text():
    return RUN_BOOK.read_text(encoding="utf-8")


def commands(text, program):
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith(f"{program} ")]


def expected(arguments):
    return EXPECTED.get(arguments[0]) or EXPECTED.get(" ".join(arguments[:2])) or 0


def here(arguments, folder):
    """The arguments with paths below a folder, wildcards filled in, and what the fixture gives by itself left out."""
    found = []
    for argument in arguments:
        path = argument.replace("/srv", str(folder / "srv"))
        found += sorted(path.name for path in folder.glob(argument)) if "*" in argument else [path]
    if "--home" in found:
        del found[found.index("--home") : found.index("--home") + 2]
    return [argument for argument in found if argument != "--offline" or arguments[0] != "run"]


def other_home(arguments, folder):
    if "--home" not in arguments:
        return None
    return arguments[arguments.index("--home") + 1].replace("/srv", str(folder / "srv"))


def test_every_command_of_the_run_book_runs(screening, home, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCREENING_FETCH_TIMEOUT_SECONDS", "0.5")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # nothing listens there
    monkeypatch.setenv("SCREENING_WAIT_FOR_TURN_SECONDS", "5")
    Path("partners.csv").write_text("counterparty_id,name\n1,Skydio Inc\n", encoding="utf-8")
    for role, content in bundled_as_published().items():
        Path(f"cons_{role}.csv").write_bytes(content)
    wrong = []
    found = commands(text, "screening")
    for arguments in found:
        answer = screening(*here(arguments, tmp_path), at=other_home(arguments, tmp_path))
        if answer.code != expected(arguments):
            wrong.append((arguments, answer.code, answer.err))

    assert len(found) >= 15
    assert wrong == []


def test_the_settings_of_the_run_book_are_understood_and_complete(home, text):
    toml = re.search(r"```toml\n(.*?)```", text, re.DOTALL).group(1)
    (home / "screening.toml").write_text(toml, encoding="utf-8")
    settings = load_settings(home)
    tables = {"schedule": Schedule, "alarms": Alarms, "notify": Notify, "retention": Retention}

    assert settings.schedule.cron == "0 2 * * 1-5"
    for name, table in tables.items():
        assert set(getattr(settings, name).model_fields_set) == set(table.model_fields), name
    assert {"counterparties", "mapping", "reports_url", "wait_for_turn_seconds"} <= settings.model_fields_set


def test_every_setting_is_documented(text):
    documents = text + (RUN_BOOK.parent / "architecture.md").read_text(encoding="utf-8")

    assert [name for name in Settings.model_fields if name not in documents and name.upper() not in documents] == []
