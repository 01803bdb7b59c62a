"""Commands run against a copy of an installation that took in the bundled lists two days ago."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from screening.cli.main import run_command
from screening.settings import Settings
from tests.bundled import LISTS, take_in_bundled

TODAY = Settings().today(datetime.now(UTC))
"""The command line asks the clock of the machine, so the lists are as old as it says."""
SHORT_LISTS = "cn-uel,us-ns-cmic"
ALL_LISTS = ",".join(LISTS)
PARTNERS = """counterparty_id,name,country,identifiers
000001,"Huawei Technologies Co., Ltd.",CN,
000002,ﾌｧｰｳｪｲ,,
000003,Kingfisher Tackle Ltd,GB,
000004,***,,
,Nobody,,
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def command(home, *arguments, at=None):
    """Run a command; `run` and `check` compare with two short lists unless others are named."""
    given = [str(argument) for argument in arguments]
    if given[0] in {"run", "check"} and "--lists" not in given:
        given += ["--lists", SHORT_LISTS]
    if given[0] == "run":
        given.append("--offline")
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = run_command([*given, "--home", str(at or home)])
    return Answer(int(code), out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    home = tmp_path_factory.mktemp("cli") / "home"
    take_in_bundled(home, now=datetime.now(UTC) - timedelta(days=2))
    return home


@pytest.fixture
def home(prepared, tmp_path):
    return shutil.copytree(prepared, tmp_path / "home")


@pytest.fixture
def screening(home):
    """Run a command in a home of its own."""
    return partial(command, home)


@pytest.fixture(scope="session")
def desk(prepared):
    """Run a command that only asks; the home is shared."""
    return partial(command, prepared)


@pytest.fixture
def partners(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    return path
