"""What every part of the suite uses: a data directory of its own, a fixed clock, and the measurement data if there."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from screening.settings import Settings

hypothesis_settings.register_profile("suite", deadline=None, max_examples=100, derandomize=True)
hypothesis_settings.load_profile("suite")

SHARED_DATA = "SCREENING_SHARED_DATA"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    """A variable that a developer has set must not decide whether a test passes."""
    for name in os.environ:
        if name.upper().startswith("SCREENING_") and name.upper() != SHARED_DATA:
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path):
    """An installation of its own that soon gives up waiting for the warehouse."""
    return Settings(home=tmp_path / "home", wait_for_warehouse_seconds=1)


@pytest.fixture
def now():
    """Sunday noon in Tokyo, the morning of the business date 2026-11-22."""
    return datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared_data():
    """The folder of real lists and pairs to measure against; it is not part of the project."""
    project = Path(__file__).parents[1]
    folder = Path(os.environ.get(SHARED_DATA) or project / ".." / "shared" / "data").resolve()
    if not folder.is_dir():
        pytest.skip(f"the measurement data is absent: {folder} is not a folder (set ${SHARED_DATA} to where it is)")
    return folder
