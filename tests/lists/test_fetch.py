import gzip
import socket
import threading
from datetime import date

import pytest
from werkzeug import Response

from lists.fetch import USER_AGENT, Fetched, Validators, fetch, modified_on
from screening.errors import ListError

CSV = ("text/csv", "text/plain")
CONTENT = b"1,Huawei\r\n"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Between tries the tests wait next to nothing."""
    monkeypatch.setattr("lists.fetch._FIRST_PAUSE_SECONDS", 0.01)


def get(url, *, media_types=CSV, max_megabytes=1, timeout_seconds=2.0):
    return fetch(url, media_types=media_types, max_megabytes=max_megabytes, timeout_seconds=timeout_seconds)


@pytest.fixture
def refused_url():
    """An address on this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}/list.csv"


def test_a_file_of_the_right_type_is_fetched_whole(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(CONTENT, content_type="text/csv")

    assert get(httpserver.url_for("/list.csv")).content == CONTENT


def test_the_publisher_sees_who_asks(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(CONTENT, content_type="text/csv")
    get(httpserver.url_for("/list.csv"))
    request, _ = httpserver.log[0]

    assert request.headers["User-Agent"] == USER_AGENT
    assert request.method == "GET"


@pytest.mark.parametrize("content_type", ["text/csv", "TEXT/CSV", "text/plain; charset=utf-8"])
def test_the_type_of_a_file_counts_whatever_its_case_and_parameters(httpserver, content_type):
    httpserver.expect_request("/list.csv").respond_with_data(CONTENT, content_type=content_type)

    assert get(httpserver.url_for("/list.csv")).content == CONTENT


def test_a_file_that_travels_compressed_arrives_as_it_was(httpserver):
    packed = Response(gzip.compress(CONTENT), content_type="text/csv", headers={"Content-Encoding": "gzip"})
    httpserver.expect_request("/list.csv").respond_with_response(packed)

    assert get(httpserver.url_for("/list.csv")).content == CONTENT


def test_the_date_of_the_last_change_is_that_of_the_publisher(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(
        CONTENT, content_type="text/csv", headers={"Last-Modified": "Fri, 19 Dec 2025 15:00:00 GMT"}
    )

    assert modified_on(get(httpserver.url_for("/list.csv")).last_modified) == date(2025, 12, 19)


@pytest.mark.parametrize("header", [None, "", "yesterday", "Fri, 99 Dec 2025 15:00:00 GMT"])
def test_a_date_that_is_missing_or_no_date_is_no_date(header):
    assert modified_on(header) is None


def test_a_publisher_that_is_busy_for_a_moment_is_asked_again(httpserver):
    for status in (503, 429):
        httpserver.expect_ordered_request("/list.csv").respond_with_data("busy", status=status)
    httpserver.expect_ordered_request("/list.csv").respond_with_data(CONTENT, content_type="text/csv")

    assert get(httpserver.url_for("/list.csv")).content == CONTENT
    assert len(httpserver.log) == 3


def test_a_publisher_that_says_no_is_not_pressed(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data("gone", status=404)
    with pytest.raises(ListError, match="answered 404"):
        get(httpserver.url_for("/list.csv"))

    assert len(httpserver.log) == 1


def test_a_publisher_is_told_what_is_kept_and_need_not_send_it_again(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(status=304)
    known = Validators(etag='"abc"', last_modified="Fri, 19 Dec 2025 15:00:00 GMT")
    answer = fetch(httpserver.url_for("/list.csv"), media_types=CSV, max_megabytes=1, timeout_seconds=2.0, known=known)
    request, _ = httpserver.log[0]

    assert answer == Fetched(None, known.etag, known.last_modified)
    assert request.headers["If-None-Match"] == '"abc"'
    assert request.headers["If-Modified-Since"] == "Fri, 19 Dec 2025 15:00:00 GMT"


def test_not_modified_is_no_answer_to_one_who_keeps_nothing(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(status=304)

    with pytest.raises(ListError, match="answered 304"):
        get(httpserver.url_for("/list.csv"))


@pytest.mark.parametrize("status", [404, 403, 429, 500, 503, 204])
def test_any_answer_but_the_file_is_refused_with_its_status(httpserver, status):
    httpserver.expect_request("/list.csv").respond_with_data("gone", status=status, content_type="text/csv")

    with pytest.raises(ListError, match=f"/list.csv: the publisher answered {status}"):
        get(httpserver.url_for("/list.csv"))


@pytest.mark.parametrize("content_type", ["text/html", "text/html; charset=utf-8", "application/json"])
def test_a_web_page_in_place_of_the_list_is_refused(httpserver, content_type):
    httpserver.expect_request("/list.csv").respond_with_data("<html>", content_type=content_type)

    with pytest.raises(ListError, match=rf"sent {content_type.split(';')[0]}, expected text/csv, text/plain"):
        get(httpserver.url_for("/list.csv"))


def test_a_file_without_a_type_is_refused(httpserver):
    bare = Response(CONTENT)
    del bare.headers["Content-Type"]
    httpserver.expect_request("/list.csv").respond_with_response(bare)

    with pytest.raises(ListError, match="sent no media type"):
        get(httpserver.url_for("/list.csv"))


def test_a_file_that_is_too_large_is_refused(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(b"0" * 1_000_001, content_type="text/csv")

    with pytest.raises(ListError, match="larger than 1 MB"):
        get(httpserver.url_for("/list.csv"))


def test_a_file_of_just_the_largest_size_is_fetched(httpserver):
    httpserver.expect_request("/list.csv").respond_with_data(b"0" * 1_000_000, content_type="text/csv")

    assert len(get(httpserver.url_for("/list.csv")).content) == 1_000_000


def test_a_small_answer_that_unpacks_to_far_too_much_is_refused(httpserver):
    bomb = Response(gzip.compress(b"0" * 20_000_000), content_type="text/csv", headers={"Content-Encoding": "gzip"})
    httpserver.expect_request("/list.csv").respond_with_response(bomb)

    with pytest.raises(ListError, match="larger than 1 MB"):
        get(httpserver.url_for("/list.csv"))


def test_a_publisher_that_does_not_answer_in_time_is_given_up(httpserver):
    over = threading.Event()

    def sleep(_request):
        over.wait(5)
        return Response(CONTENT, content_type="text/csv")

    httpserver.expect_request("/list.csv").respond_with_handler(sleep)

    with pytest.raises(ListError, match=r"/list\.csv: not reachable \(\w*Timeout"):
        get(httpserver.url_for("/list.csv"), timeout_seconds=0.1)
    over.set()


def test_a_transfer_that_never_ends_is_given_up_though_data_keep_coming(httpserver):
    over = threading.Event()

    def trickle(_request):
        def parts():
            for _ in range(500):
                if over.wait(0.02):
                    return
                yield b"0" * 70_000

        return Response(parts(), content_type="text/csv")

    httpserver.expect_request("/list.csv").respond_with_handler(trickle)

    with pytest.raises(ListError, match="the transfer is too slow"):
        get(httpserver.url_for("/list.csv"), max_megabytes=100, timeout_seconds=0.1)
    over.set()


def test_a_publisher_that_is_not_there_is_named(refused_url):
    with pytest.raises(ListError, match=r"/list\.csv: not reachable \(ConnectError"):
        get(refused_url)


def test_a_transfer_that_breaks_off_is_refused(httpserver):
    short = Response(CONTENT, content_type="text/csv")
    short.automatically_set_content_length = False
    short.headers["Content-Length"] = "1000"
    httpserver.expect_request("/list.csv").respond_with_response(short)

    with pytest.raises(ListError, match="not reachable"):
        get(httpserver.url_for("/list.csv"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_same_site_is_followed(httpserver, status):
    httpserver.expect_request("/old.csv").respond_with_data("", status=status, headers={"Location": "/new.csv"})
    httpserver.expect_request("/new.csv").respond_with_data(CONTENT, content_type="text/csv")

    assert get(httpserver.url_for("/old.csv")).content == CONTENT


def test_a_redirect_to_another_site_is_refused_and_not_followed(httpserver, refused_url):
    httpserver.expect_request("/old.csv").respond_with_data("", status=302, headers={"Location": refused_url})

    with pytest.raises(ListError, match=r"redirects to another site .*if the publisher moved, change list\.yml"):
        get(httpserver.url_for("/old.csv"))


def test_a_redirect_to_another_scheme_on_the_same_host_is_refused(httpserver):
    other = httpserver.url_for("/list.csv").replace("http://", "ftp://")
    httpserver.expect_request("/old.csv").respond_with_data("", status=302, headers={"Location": other})

    with pytest.raises(ListError, match="redirects to another site"):
        get(httpserver.url_for("/old.csv"))


def test_redirects_in_a_circle_are_given_up(httpserver):
    httpserver.expect_request("/a.csv").respond_with_data("", status=302, headers={"Location": "/b.csv"})
    httpserver.expect_request("/b.csv").respond_with_data("", status=302, headers={"Location": "/a.csv"})

    with pytest.raises(ListError, match="more than 5 redirects"):
        get(httpserver.url_for("/a.csv"))
    assert len(httpserver.log) == 6
