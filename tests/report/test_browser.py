"""What only a real browser can tell: accessibility, filters, pages of hits, nothing asked of the network."""

import pytest

from screening.models import Language
from screening.report.html import html_page
from screening.report.language import wording_of
from screening.report.packing import PAGE_SIZE
from tests.made_up import counterparty, entry, status
from tests.report.browser import CHROMIUM, open_page
from tests.report.reports import report_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt-get install chromium) and playwright")
SERIOUS = {"serious", "critical"}
MANY = 3 * PAGE_SIZE + 7
WIDTHS = {"desktop": 1280, "phone": 390}


def saved(report, folder, language=Language.EN):
    path = folder / "report.html"
    path.write_text(html_page(report, wording_of(language)), encoding="utf-8")
    return path


def faults_of(page):
    """Serious and critical findings of axe, with what is open as well as what is folded."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("for (const one of document.querySelectorAll('details')) { one.open = true; }")
    page.add_style_tag(content="article.party { content-visibility: visible !important; }")
    response = Axe().run(page).response
    assert len(response["passes"]) > 20
    found = response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in SERIOUS]


@pytest.mark.parametrize(
    ("language", "width"), [(Language.EN, "desktop"), (Language.JA, "phone"), (Language.ZH, "phone")]
)
def test_the_page_has_no_serious_faults_of_accessibility(report, tmp_path, language, width):
    with open_page(saved(report, tmp_path, language), width=WIDTHS[width]) as page:
        faults = faults_of(page)

    assert faults == []


def test_a_quiet_page_has_no_serious_faults_of_accessibility(quiet, tmp_path):
    with open_page(saved(quiet, tmp_path)) as page:
        faults = faults_of(page)

    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_never_wider_than_its_window(report, tmp_path, width):
    with open_page(saved(report, tmp_path), width=WIDTHS[width]) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) { one.open = true; }")
        excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert excess <= 0


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A page of more counterparties than fit, every second one of which is a supplier of another name."""
    parties = [
        counterparty(f"{number:04}", "Kestrel Avionics" if number % 2 else "Panda Electronics")
        for number in range(MANY)
    ]
    items = [entry("Kestrel Avionics"), entry("Panda Electronics", list_id="second")]
    return saved(report_of(parties, items, statuses=[status(), status("second")]), tmp_path_factory.mktemp("many"))


def shown(page):
    return page.locator("article.party:visible code").evaluate_all(
        "all => all.filter(one => one.parentElement.matches('header .small')).map(one => one.textContent)"
    )


def test_the_hits_are_turned_over_page_by_page_with_the_keyboard(many):
    from playwright.sync_api import expect

    with open_page(many) as page:
        first = shown(page)
        page.focus("#page-after")
        page.keyboard.press("Enter")
        expect(page.locator("#page")).to_have_text("page 2 of 4")
        second = shown(page)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator("#page")).to_have_text("page 4 of 4")
        last = shown(page)
        is_at_end = page.locator("#page-after").is_disabled()

    assert first == [f"{number:04}" for number in range(PAGE_SIZE)]
    assert second == [f"{number:04}" for number in range(PAGE_SIZE, 2 * PAGE_SIZE)]
    assert last == [f"{number:04}" for number in range(3 * PAGE_SIZE, MANY)]
    assert is_at_end


def test_filters_look_through_every_page(many):
    from playwright.sync_api import expect

    with open_page(many) as page:
        page.select_option("#filter-list", "second")
        page.fill("#filter-text", "panda")
        expect(page.locator("#shown")).to_contain_text(f"{(MANY + 1) // 2} hits")
        found = shown(page)
        page.fill("#filter-text", f"{MANY - 2:04}")
        expect(page.locator("article.party")).to_have_count(1)
        last = shown(page)
        page.fill("#filter-text", "nobody at all")
        expect(page.locator("article.party")).to_have_count(0)
        text = page.locator("#shown").text_content()

    assert found == [f"{number:04}" for number in range(0, 2 * PAGE_SIZE, 2)]
    assert last == [f"{MANY - 2:04}"]
    assert text == "0 hits of 0 counterparties"


def test_without_scripts_the_first_hits_can_be_read_and_the_others_are_pointed_to(many):
    with open_page(many, scripts=False) as page:
        articles = page.locator("article.party").count()
        text = page.locator("noscript").inner_text()

    assert articles == PAGE_SIZE
    assert "hits.xlsx" in text
