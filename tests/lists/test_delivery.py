from datetime import date, timedelta

import pytest
from werkzeug import Response

from lists.declaration import Bounds, declared
from lists.delivery import Delivery, fetch_delivery, fetch_edition, fetch_editions
from lists.intake import take_in
from lists.raw import raw_path, sha256
from screening.errors import ListError
from screening.frames import naive_utc
from screening.models import Origin
from tests.lists.publisher import XML, moved, serve_entity_list, serve_ns_cmic
from tests.lists.us_entity_list.part_744 import three_entries
from tests.lists.us_ns_cmic.ofac import bundled_as_published

TODAY = date(2026, 11, 22)
LATER = timedelta(hours=1)
THREE = Bounds(min_entries=3, max_entries=5)


@pytest.fixture
def answer(httpserver):
    """Let Part 744 be served by a publisher that knows conditional requests; the answer counts what it was asked."""

    def serve(content, *, etag='"one"'):
        asked = []

        def respond(request):
            asked.append(dict(request.headers))
            if request.headers.get("If-None-Match") == etag:
                return Response(status=304)
            return Response(content, content_type=XML, headers={"ETag": etag})

        httpserver.clear()
        declaration = serve_entity_list(httpserver, b"", bounds=THREE)
        httpserver.expect_request("/part_744.xml").respond_with_handler(respond)
        return moved(declaration, {"part_744": httpserver.url_for("/part_744.xml")}), asked

    return serve


def test_the_newest_edition_is_asked_for_by_its_date(httpserver, settings, now):
    declaration = serve_entity_list(httpserver, three_entries(), edition="2026-11-20")
    delivery = fetch_delivery(declaration, settings=settings, now=now)

    assert delivery == Delivery({"part_744": three_entries()}, Origin.LIVE, date(2026, 11, 20))


def test_a_list_without_editions_is_as_old_as_the_file_that_changed_last(httpserver, settings, now):
    declaration = serve_ns_cmic(httpserver, bundled_as_published(), last_modified="Fri, 19 Dec 2025 15:00:00 GMT")
    delivery = fetch_delivery(declaration, settings=settings, now=now)

    assert delivery.edition_on == date(2025, 12, 19)
    assert delivery.files == bundled_as_published()


def test_a_list_whose_publisher_gives_no_date_is_of_today(httpserver, settings, now):
    declaration = serve_ns_cmic(httpserver, bundled_as_published())

    assert fetch_delivery(declaration, settings=settings, now=now).edition_on == TODAY


def test_a_list_that_exists_in_prose_only_cannot_be_fetched(settings, now):
    with pytest.raises(ListError, match="cn-uel: is not published in files"):
        fetch_delivery(declared("cn-uel"), settings=settings, now=now)


def test_one_file_that_is_missing_spoils_the_whole_delivery(httpserver, settings, now):
    files = bundled_as_published()
    declaration = serve_ns_cmic(httpserver, {role: files[role] for role in ("prim", "alt", "add")})
    addresses = {role: httpserver.url_for(f"/{role}.csv") for role in ("prim", "alt", "add")}
    declaration = moved(declared("us-ns-cmic"), addresses | {"comments": httpserver.url_for("/no.csv")})
    httpserver.expect_request("/no.csv").respond_with_data("", status=404)

    with pytest.raises(ListError, match=r"/no\.csv: the publisher answered 404"):
        fetch_delivery(declaration, settings=settings, now=now)


def test_content_that_was_accepted_is_not_sent_again_unless_it_changed(answer, settings, now):
    declaration, asked = answer(three_entries())
    first = fetch_delivery(declaration, settings=settings, now=now)
    take_in(declaration, first, settings=settings, now=naive_utc(now))
    second = fetch_delivery(declaration, settings=settings, now=now + LATER)

    assert second == first
    assert [headers.get("If-None-Match") for headers in asked] == [None, '"one"']


def test_content_that_changed_is_sent_and_taken(answer, settings, now):
    declaration, _ = answer(three_entries())
    take_in(declaration, fetch_delivery(declaration, settings=settings, now=now), settings=settings, now=naive_utc(now))
    changed = three_entries().replace(b"</DIV9>", b" </DIV9>")
    declaration, asked = answer(changed, etag='"two"')

    assert fetch_delivery(declaration, settings=settings, now=now + LATER).files == {"part_744": changed}
    assert asked[0]["If-None-Match"] == '"one"'


def test_content_that_was_refused_is_asked_for_anew(answer, settings, now):
    declaration, asked = answer(b"<DLPSTEXTCLASS/>")
    delivery = fetch_delivery(declaration, settings=settings, now=now)
    with pytest.raises(ListError):
        take_in(declaration, delivery, settings=settings, now=naive_utc(now))
    fetch_delivery(declaration, settings=settings, now=now)

    assert [headers.get("If-None-Match") for headers in asked] == [None, None]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"rotten")])
def test_a_kept_file_that_is_gone_or_damaged_is_fetched_whole_again(answer, settings, now, damage):
    declaration, asked = answer(three_entries())
    take_in(declaration, fetch_delivery(declaration, settings=settings, now=now), settings=settings, now=naive_utc(now))
    damage(raw_path(settings.home, sha256(three_entries())))
    again = fetch_delivery(declaration, settings=settings, now=now + LATER)

    assert again.files == {"part_744": three_entries()}
    assert [headers.get("If-None-Match") for headers in asked] == [None, None]


def test_lists_that_stand_in_one_file_share_one_fetch(answer, settings, now):
    declaration, asked = answer(three_entries())
    take_in(declaration, fetch_delivery(declaration, settings=settings, now=now), settings=settings, now=naive_utc(now))
    url = declaration.published.files["part_744"].url
    other = moved(declared("us-uvl"), {"part_744": url}, edition_url=declaration.published.edition_url)

    assert fetch_delivery(other, settings=settings, now=now + timedelta(minutes=1)).files == {
        "part_744": three_entries()
    }
    assert len(asked) == 1


def versions(*dates, supplement=4, promised=None):
    rows = [
        {"date": day, "identifier": f"Supplement No. {supplement} to Part 744", "type": "appendix", "part": "744"}
        for day in dates
    ] + [{"date": "2017-01-01", "identifier": "744.11", "type": "section", "part": "744"}]
    return {"content_versions": rows, "meta": {"result_count": str(promised or len(rows))}}


def test_the_editions_of_a_list_are_those_in_which_its_own_supplement_changed(httpserver, settings, now):
    httpserver.expect_request("/versions.json").respond_with_json(versions("2025-03-28", "2019-05-21", "2025-03-28"))
    declaration = moved(declared("us-entity-list"), {}, editions_url=httpserver.url_for("/versions.json"))

    assert fetch_editions(declaration, settings=settings, now=now) == [date(2019, 5, 21), date(2025, 3, 28)]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"content_versions": "none"}, "another shape"),
        ([], "another shape"),
        (versions("2025-03-28", supplement=6), "knows no Supplement No. 4"),
        (versions("2025-03-28", promised=5), "promises 5 versions and holds 2"),
    ],
)
def test_an_answer_that_is_no_list_of_versions_is_refused(httpserver, settings, now, answer, words):
    httpserver.expect_request("/versions.json").respond_with_json(answer)
    declaration = moved(declared("us-entity-list"), {}, editions_url=httpserver.url_for("/versions.json"))

    with pytest.raises(ListError, match=words):
        fetch_editions(declaration, settings=settings, now=now)


def test_a_publisher_without_dated_editions_says_how_else_history_comes_in(settings, now):
    with pytest.raises(ListError, match=r"us-ns-cmic: .*--as-history"):
        fetch_editions(declared("us-ns-cmic"), settings=settings, now=now)


def test_an_edition_of_the_past_is_fetched_by_its_date(httpserver, settings, now):
    declaration = serve_entity_list(httpserver, three_entries(), edition="2019-05-21")
    delivery = fetch_edition(declaration, date(2019, 5, 21), settings=settings, now=now)

    assert delivery == Delivery({"part_744": three_entries()}, Origin.LIVE, date(2019, 5, 21))
