import logging
from datetime import date, timedelta

import pytest

from lists.declaration import Bounds, declared
from lists.delivery import Delivery, bundled_delivery, fetch_delivery
from lists.intake import take_in
from lists.raw import keep_raw, raw_path, sha256
from screening.errors import ListError
from screening.frames import naive_utc
from screening.models import Origin
from screening.warehouse.store import open_warehouse
from tests.lists.publisher import serve_entity_list
from tests.lists.us_entity_list.part_744 import three_entries
from tests.lists.us_ns_cmic.ofac import bundled_as_published

TODAY = date(2026, 11, 22)
EDITION = date(2026, 11, 20)


@pytest.fixture
def instant(now):
    return naive_utc(now)


@pytest.fixture
def ns_cmic():
    return declared("us-ns-cmic")


def live(files, edition_on=EDITION):
    return Delivery(files, Origin.LIVE, edition_on)


def in_force(settings, list_id, instant):
    with open_warehouse(settings) as warehouse:
        return warehouse.snapshot_in_force(list_id, instant)


def retrievals(settings):
    with open_warehouse(settings) as warehouse:
        return warehouse.snapshots()


def test_a_delivery_that_passes_the_checks_is_in_force_from_then_on(settings, ns_cmic, instant):
    taken = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    snapshot = in_force(settings, "us-ns-cmic", instant)

    assert taken.is_new
    assert snapshot["snapshot_id"] == taken.snapshot_id
    assert (snapshot["origin"], snapshot["completeness"], snapshot["entries"]) == ("live", "complete", 68)
    assert (snapshot["edition_on"], snapshot["retrieved_at"]) == (EDITION, instant)
    assert in_force(settings, "us-ns-cmic", instant - timedelta(seconds=1)) is None


def test_the_entries_come_back_from_the_warehouse_in_the_order_of_the_publisher(settings, ns_cmic, instant):
    taken = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    with open_warehouse(settings) as warehouse:
        entries = warehouse.entries(taken.snapshot_id)

    assert entries["entry_id"].to_list() == [e.entry_id for e in ns_cmic.parse_published(bundled_as_published())]


def test_raw_files_are_kept_as_they_came_under_their_sha256(settings, ns_cmic, instant):
    files = bundled_as_published()
    take_in(ns_cmic, live(files), settings=settings, now=instant)
    snapshot = in_force(settings, "us-ns-cmic", instant)
    kept = {file["role"]: raw_path(settings.home, file["sha256"]).read_bytes() for file in snapshot["raw_files"]}

    assert kept == files
    assert {file["role"]: (file["sha256"], file["bytes"]) for file in snapshot["raw_files"]} == {
        role: (sha256(content), len(content)) for role, content in files.items()
    }


def test_the_same_content_again_is_only_another_retrieval(settings, ns_cmic, instant):
    first = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    again = take_in(ns_cmic, live(bundled_as_published(), TODAY), settings=settings, now=instant + timedelta(days=1))
    found = retrievals(settings)

    assert (again.is_new, again.snapshot_id) == (False, first.snapshot_id)
    assert found["snapshot_id"].to_list() == [first.snapshot_id] * 2
    assert found["edition_on"].to_list() == [TODAY, EDITION]
    assert found["accepted_at"].to_list() == [instant, instant]


def test_other_content_is_another_snapshot(settings, ns_cmic, instant):
    first = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    fewer = bundled_as_published(without=("YITU LIMITED",))
    second = take_in(ns_cmic, live(fewer), settings=settings, now=instant + timedelta(days=1))

    assert second.is_new
    assert second.snapshot_id != first.snapshot_id
    assert in_force(settings, "us-ns-cmic", instant)["entries"] == 68
    assert in_force(settings, "us-ns-cmic", instant + timedelta(days=1))["entries"] == 67


def test_a_refused_delivery_leaves_the_last_good_one_in_force_and_is_remembered(settings, ns_cmic, instant, caplog):
    good = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    cut = {role: content[:-300] for role, content in bundled_as_published().items()}
    later = instant + timedelta(days=1)

    with caplog.at_level(logging.WARNING), pytest.raises(ListError):
        take_in(ns_cmic, live(cut), settings=settings, now=later)
    with open_warehouse(settings) as warehouse:
        refusal = warehouse.last_refusal("us-ns-cmic")
    assert in_force(settings, "us-ns-cmic", later)["snapshot_id"] == good.snapshot_id
    assert (refusal["refused_at"], refusal["origin"]) == (later, "live")
    assert refusal["reason"] in caplog.text


def test_a_file_of_a_shape_that_nobody_foresaw_is_refused_like_any_other(settings, ns_cmic, instant):
    good = take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)
    nameless = bundled_as_published() | {"alt": b'30902,1,"aka",-0- ,-0- \r\n\x1a'}

    with pytest.raises(ListError, match="us-ns-cmic"):
        take_in(ns_cmic, live(nameless), settings=settings, now=instant + timedelta(hours=1))
    assert in_force(settings, "us-ns-cmic", instant + timedelta(hours=2))["snapshot_id"] == good.snapshot_id


def test_the_raw_files_of_a_refused_delivery_are_kept_too(settings, ns_cmic, instant):
    with pytest.raises(ListError):
        take_in(ns_cmic, live(bundled_as_published() | {"prim": b"odd"}), settings=settings, now=instant)

    assert raw_path(settings.home, sha256(b"odd")).read_bytes() == b"odd"


def test_a_list_that_shrank_is_refused_until_a_person_gives_a_reason(settings, ns_cmic, instant):
    names = [entry.primary_name for entry in ns_cmic.parse_bundled(ns_cmic.bundled_files())]
    gone = [name for name in names if "HUAWEI" not in name and "SEMICONDUCTOR" not in name][:8]
    fewer = live(bundled_as_published(without=gone))
    take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)

    with pytest.raises(ListError, match=r"only 88\.2% of the entries"):
        take_in(ns_cmic, fewer, settings=settings, now=instant + timedelta(hours=1))
    taken = take_in(
        ns_cmic, fewer, settings=settings, now=instant + timedelta(hours=2), accept_because="Federal Register says so"
    )
    snapshot = in_force(settings, "us-ns-cmic", instant + timedelta(hours=3))
    assert snapshot["snapshot_id"] == taken.snapshot_id
    assert (snapshot["entries"], snapshot["accepted_because"]) == (60, "Federal Register says so")


def test_bundled_data_serve_until_the_publishers_own_are_there_and_never_replace_them(settings, ns_cmic, instant):
    take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant)

    with pytest.raises(ListError, match="the bundled data must not replace a snapshot of the publisher's own"):
        take_in(ns_cmic, bundled_delivery(ns_cmic), settings=settings, now=instant + timedelta(hours=1))
    assert in_force(settings, "us-ns-cmic", instant + timedelta(hours=2))["origin"] == "live"


def test_the_publishers_own_data_replace_bundled_ones(settings, ns_cmic, instant):
    take_in(ns_cmic, bundled_delivery(ns_cmic), settings=settings, now=instant)
    take_in(ns_cmic, live(bundled_as_published()), settings=settings, now=instant + timedelta(hours=1))

    assert in_force(settings, "us-ns-cmic", instant)["origin"] == "bundled"
    assert in_force(settings, "us-ns-cmic", instant + timedelta(hours=1))["origin"] == "live"


def test_an_extract_says_so_in_the_warehouse(settings, instant):
    declaration = declared("us-entity-list")
    take_in(declaration, bundled_delivery(declaration), settings=settings, now=instant)
    snapshot = in_force(settings, "us-entity-list", instant)

    assert (snapshot["completeness"], snapshot["origin"]) == ("extract", "bundled")
    assert snapshot["edition_on"] == declaration.bundled.edition_on


def test_the_whole_list_is_complete_and_needs_the_bounds_of_the_whole_list(settings, httpserver, now, instant):
    small = serve_entity_list(httpserver, three_entries(), bounds=Bounds(min_entries=3, max_entries=5))
    delivery = fetch_delivery(small, settings=settings, now=now)

    with pytest.raises(ListError, match="us-entity-list: 3 entries, at least 3000 expected"):
        take_in(declared("us-entity-list"), delivery, settings=settings, now=instant)
    take_in(small, delivery, settings=settings, now=instant)
    assert in_force(settings, "us-entity-list", instant)["completeness"] == "complete"


def test_a_file_that_is_kept_already_is_not_written_again(tmp_path):
    digest = keep_raw(tmp_path, b"content")
    path = raw_path(tmp_path, digest)
    written = path.stat().st_mtime_ns

    assert keep_raw(tmp_path, b"content") == digest
    assert path.stat().st_mtime_ns == written
    assert list(path.parent.iterdir()) == [path]
