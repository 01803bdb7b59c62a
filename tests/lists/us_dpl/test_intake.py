"""The way of the list into the warehouse: the page links to the newest file, whose name has its date."""

from datetime import date

import pytest

from lists.declaration import declared
from lists.delivery import fetch_delivery
from lists.intake import take_in
from screening.errors import ListError
from screening.warehouse.store import open_warehouse
from tests.lists.publisher import moved
from tests.lists.us_dpl.files import row, text


@pytest.fixture
def published(httpserver):
    """The declaration, leading to a page and a file on this machine."""
    names = [*declared("us-dpl").canaries, *(f"MOON{number} LLC" for number in range(400))]
    httpserver.expect_request("/dpl_11202026.csv").respond_with_data(
        text(*(row(name.upper()) for name in names), delimiter=",")["list"], content_type="text/csv"
    )
    httpserver.expect_request("/page").respond_with_data(
        f'<a href="{httpserver.url_for("/dpl_11202026.csv")}">Export as CSV</a>',
        content_type="text/html; charset=UTF-8",
    )
    url = httpserver.url_for("/") + "dpl_{edition:%m%d%Y}.csv"
    return moved(declared("us-dpl"), {"list": url}, edition_url=httpserver.url_for("/page"))


def test_the_newest_file_is_found_fetched_and_taken_in(published, settings, now):
    delivery = fetch_delivery(published, settings=settings, now=now)
    instant = now.replace(tzinfo=None)
    take_in(published, delivery, settings=settings, now=instant)

    with open_warehouse(settings) as warehouse:
        snapshot = warehouse.snapshot_in_force("us-dpl", instant)
    assert (snapshot["entries"], snapshot["edition_on"]) == (402, date(2026, 11, 20))


def test_a_page_without_a_file_is_refused_with_what_to_do(published, httpserver, settings, now):
    httpserver.clear()
    httpserver.expect_request("/page").respond_with_data("<html>moved</html>", content_type="text/html")

    with pytest.raises(ListError, match="import it"):
        fetch_delivery(published, settings=settings, now=now)
