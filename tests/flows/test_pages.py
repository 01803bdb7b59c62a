"""Prefect's pages in a browser, as an operator uses them: fill the form, start the run, follow it to its report."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import ROWS
from tests.flows.served import Site

pytestmark = pytest.mark.prefect
SECONDS = 60_000
"""In milliseconds; the machine may be busy."""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    """A page of headless Chromium; `pip install playwright` and `apt-get install chromium fonts-noto-cjk`."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": 1300, "height": 1700})
        page.set_default_timeout(SECONDS)
        yield page
        page.screenshot(path=tmp_path / "last.png")
        browser.close()


def test_an_operator_fills_the_form_and_follows_the_run_to_its_report(site: Site, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text(ROWS + "006,Made Up Pages,GB\n", encoding="utf-8")
    page.goto(f"{site.address}/deployments/deployment/{site.deployment('rescreen')['id']}/run")
    page.get_by_text("Validate parameters").wait_for()
    page.locator("textarea").first.fill(str(file))
    page.locator(".p-select-button__control").focus()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option], .p-select-option").filter(has_text="cn-uel").first.click()
    page.get_by_text("Run Name").click()
    page.screenshot(path=tmp_path / "form.png")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text(re.compile("Run scheduled|scheduled", re.IGNORECASE)).first.wait_for()
    [run] = [run for run in site.runs("rescreen") if run["parameters"]["parameters"]["counterparties"] == str(file)]
    finished = site.wait(run["id"])

    assert run["parameters"]["parameters"]["lists"] == ["cn-uel"]
    assert finished["state_name"].startswith("Open hits")

    page.goto(f"{site.address}/runs/flow-run/{run['id']}")
    page.get_by_text(finished["state_name"]).first.wait_for()
    page.screenshot(path=tmp_path / "run.png")
    page.get_by_text("Artifacts", exact=True).first.click()
    page.get_by_text("verdict").first.wait_for()
    page.screenshot(path=tmp_path / "artifacts.png")
    page.get_by_text("report", exact=True).click()
    link = page.locator(f"a[href^='{site.settings.reports_url}']").first
    link.wait_for()
    page.screenshot(path=tmp_path / "link.png")
    page.goto(link.get_attribute("href"))
    page.get_by_text("Skydio Inc").first.wait_for()
    page.screenshot(path=tmp_path / "report.png")
