from datetime import UTC, datetime

import pytest

from lists.register import refresh
from screening.cli.compose import screen
from screening.pipeline import RunRequest
from screening.settings import Settings

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def screened(tmp_path_factory):
    """An installation that screened a file against one list; the other tests copy it."""
    folder = tmp_path_factory.mktemp("operations")
    file = folder / "partners.csv"
    file.write_text("counterparty_id,name\n1,Skydio Inc\n2,Marigold Bay Trading\n", encoding="utf-8")
    settings = Settings(home=folder / "home", counterparties=file, lists=("cn-uel",), wait_for_warehouse_seconds=1)
    refresh("cn-uel", settings=settings, now=NOW, offline=True)
    day = settings.today(NOW)
    request = RunRequest(counterparties=file, lists=("cn-uel",), business_date=day, as_of=day)
    outcome = screen(request, settings=settings, now=NOW, offline=True)
    (settings.home / "screening.toml").write_text('lists = ["cn-uel"]\n', encoding="utf-8")
    return settings, outcome
