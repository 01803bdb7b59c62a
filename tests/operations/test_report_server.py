import httpx2
import pytest

from screening.operations.report_server import serve_reports
from screening.settings import Settings
from tests.flows.served import free_port


@pytest.fixture
def address(tmp_path):
    settings = Settings(home=tmp_path / "home", reports_url=f"http://127.0.0.1:{free_port()}")
    (settings.home / "runs" / "r1").mkdir(parents=True)
    (settings.home / "runs" / "r1" / "report.html").write_text("the report", encoding="utf-8")
    (settings.home / "screening.toml").write_text("secret", encoding="utf-8")
    server = serve_reports(settings)
    yield settings.reports_url
    server.shutdown()
    server.server_close()


def test_a_report_is_found_by_its_run(address):
    answer = httpx2.get(f"{address}/r1/report.html")

    assert (answer.status_code, answer.text) == (200, "the report")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/r1/", "/../screening.toml", "/%2e%2e/screening.toml", "/r1/../../screening.toml"]
)
def test_folders_are_not_listed_and_nothing_else_is_served(address, path):
    assert httpx2.get(f"{address}{path}").status_code == 404


def test_an_address_of_another_host_is_left_to_that_host(tmp_path):
    assert serve_reports(Settings(home=tmp_path, reports_url="https://reports.example.com")) is None
