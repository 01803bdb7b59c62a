"""One real Prefect server for all flow tests of a test run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

import flows  # noqa: F401 - switches telemetry off before Prefect is imported
from tests.flows.served import Site, serve, stop


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A temporary Prefect server with a database of its own."""
    os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


ROWS = """counterparty_id,name,country
001,华为技术有限公司,CN
002,Marigold Bay Trading GmbH,DE
003,Skydio Inc,US
004,***,JP
005,,JP
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCREENING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five counterparties: two are listed, one is not, two can't be compared."""
    path = tmp_path / "partners.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def hook() -> Iterator[HTTPServer]:
    """What the webhook of the served site gets."""
    with HTTPServer() as server:
        server.expect_request("/hook", method="POST").respond_with_data("ok")
        yield server


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, hook: HTTPServer) -> Iterator[Site]:
    """A site that is served for all tests that use its pages or their API."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "partners.csv").write_text(ROWS, encoding="utf-8")
    served = serve(folder, folder / "partners.csv", webhook=hook.url_for("/hook"))
    yield served
    stop(served)
