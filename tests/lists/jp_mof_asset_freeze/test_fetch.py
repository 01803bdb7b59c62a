"""The page of the list, and the newest file that it links to, on a publisher of this machine."""

from datetime import date, timedelta

import pytest

from lists import register
from lists.declaration import Bounds, declared
from lists.register import gather, refresh
from tests.lists.jp_mof_asset_freeze.files import table
from tests.lists.publisher import moved

LIST = "jp-mof-asset-freeze"
PARTIES = [{"氏名（英語）": name, "番号": f"002-{number:06}"} for number, name in enumerate(["Luna", "Sol"], start=1)]


@pytest.fixture
def publish(httpserver, monkeypatch):
    """MOF's page with a link to a file of these rows; the canaries are added."""

    def put(rows, *, linked="20260828"):
        httpserver.clear()
        canaries = [{"氏名（英語）": name} for name in declared(LIST).canaries]
        httpserver.expect_request("/list.html").respond_with_data(
            f'<a href="shisantouketsu{linked}.csv">CSV</a>', content_type="text/html; charset=utf-8"
        )
        httpserver.expect_request("/shisantouketsu20260828.csv").respond_with_data(
            table(*canaries, *rows)["list"], content_type="text/csv"
        )
        small = moved(
            declared(LIST),
            {"list": httpserver.url_for("/shisantouketsu{edition:%Y%m%d}.csv")},
            edition_url=httpserver.url_for("/list.html"),
            bounds=Bounds(min_entries=3, max_entries=10, fill_rates={"listed_on": 0.9}),
        )
        monkeypatch.setattr(register, "declared", lambda _: small)

    return put


def status(settings, now):
    return gather([LIST], settings=settings, as_of=settings.today(now), problems={}).statuses[0]


def test_the_file_that_the_page_links_to_is_taken_in_with_its_date(publish, settings, now):
    publish(PARTIES)
    problem = refresh(LIST, settings=settings, now=now)
    found = status(settings, now)

    assert problem is None
    assert (found.verdict, found.origin, found.edition_on, found.entries) == ("ok", "live", date(2026, 8, 28), 4)


def test_a_link_to_a_file_that_is_not_there_is_told_and_leaves_the_list_as_it_was(publish, settings, now):
    publish(PARTIES)
    refresh(LIST, settings=settings, now=now)
    before = status(settings, now)
    publish(PARTIES, linked="20261101")
    problem = refresh(LIST, settings=settings, now=now + timedelta(hours=1))

    assert "shisantouketsu20261101.csv: the publisher answered" in problem
    assert status(settings, now) == before


def test_a_file_whose_dates_came_out_empty_is_refused(publish, settings, now):
    publish([party | {"告示日付": ""} for party in PARTIES])

    assert "50.0% of the entries have a value for listed_on" in refresh(LIST, settings=settings, now=now)
