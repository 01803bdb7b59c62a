"""One real Prefect server for all flow tests of a test run."""

import os
from collections.abc import Iterator

import pytest

import flows  # noqa: F401 - switches telemetry off before Prefect is imported


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A temporary Prefect server with a database of its own."""
    os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield
