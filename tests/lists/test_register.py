from datetime import UTC, date, datetime, timedelta

import pytest

from lists import register
from lists.declaration import Bounds, declared
from lists.native_names import table_content
from lists.raw import raw_path, sha256
from lists.register import backfill, entries_on, gather, import_files, refresh, standing, without_copies
from screening.errors import ConfigurationError, InputError, ListError
from screening.frames import ENTRIES, entries_frame, naive_utc
from screening.models import Completeness, Origin
from screening.warehouse.store import open_warehouse
from tests.lists.publisher import XML, moved, serve_entity_list, serve_ns_cmic
from tests.lists.us_entity_list.part_744 import three_entries
from tests.lists.us_ns_cmic.ofac import bundled_as_published
from tests.made_up import entry, status

ALL = ("cn-uel", "us-entity-list", "us-ns-cmic")
TODAY = date(2026, 11, 22)


@pytest.fixture
def declare(monkeypatch):
    """Let the register read a changed declaration in place of the one that ships."""

    def put(declaration):
        monkeypatch.setattr(
            register, "declared", lambda list_id: {declaration.id: declaration}.get(list_id) or declared(list_id)
        )

    return put


@pytest.fixture
def publish(declare, httpserver):
    """Let OFAC's address lead to the server of this test."""

    def put(files=None, **answer):
        httpserver.clear()
        declare(serve_ns_cmic(httpserver, files or bundled_as_published(), **answer))

    return put


def status_of(list_id, settings, *, as_of=TODAY, problems=None):
    return gather([list_id], settings=settings, as_of=as_of, problems=problems or {}).statuses[0]


@pytest.mark.parametrize("list_id", ALL)
def test_offline_a_list_is_filled_from_the_bundled_data(settings, now, list_id):
    refresh(list_id, settings=settings, now=now, offline=True)
    status = status_of(list_id, settings)

    assert (status.origin, status.edition_on) == (Origin.BUNDLED, declared(list_id).bundled.edition_on)
    assert status.entries >= declared(list_id).bundled.bounds.min_entries


@pytest.mark.parametrize("list_id", ["us-entity-list", "us-ns-cmic"])
def test_offline_the_answer_says_that_the_publisher_was_not_asked(settings, now, list_id):
    assert "told to stay offline" in refresh(list_id, settings=settings, now=now, offline=True)


@pytest.mark.parametrize("offline", [True, False])
def test_a_list_that_exists_as_our_tables_only_is_refreshed_without_network(settings, now, offline):
    assert refresh("cn-uel", settings=settings, now=now, offline=offline) is None


def test_curated_tables_that_are_old_say_so_and_up_to_when_they_are_complete(settings, now):
    refresh("cn-uel", settings=settings, now=now, offline=True)
    status = status_of("cn-uel", settings)

    assert status.verdict == "degraded"
    assert status.reasons[0].startswith("stale: 382 days old")
    assert "All notices to 〔2025〕10号" in status.reasons[1]


def test_a_bundled_extract_says_in_its_status_that_it_is_not_the_whole_list(settings, now):
    refresh("us-entity-list", settings=settings, now=now, offline=True)
    status = status_of("us-entity-list", settings)

    assert (status.verdict, status.completeness) == ("degraded", Completeness.EXTRACT)
    assert status.reasons[0].startswith("BUNDLED EXTRACT, NOT THE WHOLE LIST")


def test_bundled_data_in_place_of_a_published_list_degrade_it_even_if_they_are_complete(settings, now):
    refresh("us-ns-cmic", settings=settings, now=now, offline=True)
    status = status_of("us-ns-cmic", settings)

    assert (status.verdict, status.completeness) == ("degraded", Completeness.COMPLETE)
    assert status.reasons[0].startswith("bundled data: ")


def test_refreshing_offline_again_changes_nothing_but_the_time(settings, now):
    refresh("us-ns-cmic", settings=settings, now=now, offline=True)
    before = status_of("us-ns-cmic", settings)
    refresh("us-ns-cmic", settings=settings, now=now + timedelta(hours=1), offline=True)

    assert status_of("us-ns-cmic", settings) == before


def test_live_the_publishers_newest_edition_is_used_and_nothing_is_wrong(settings, now, publish):
    publish(last_modified="Fri, 20 Nov 2026 15:00:00 GMT")
    problem = refresh("us-ns-cmic", settings=settings, now=now)
    status = status_of("us-ns-cmic", settings)

    assert problem is None
    assert (status.verdict, status.reasons, status.origin) == ("ok", (), Origin.LIVE)
    assert (status.edition_on, status.retrieved_on, status.age_days) == (date(2026, 11, 20), TODAY, 0)
    assert (status.entries, status.completeness) == (68, Completeness.COMPLETE)


def test_live_the_entity_list_is_read_from_the_edition_of_the_day(settings, now, httpserver, declare):
    bounds = Bounds(min_entries=3, max_entries=5)
    declare(serve_entity_list(httpserver, three_entries(), edition="2026-11-20", bounds=bounds))
    problem = refresh("us-entity-list", settings=settings, now=now)

    assert problem is None
    assert status_of("us-entity-list", settings).edition_on == date(2026, 11, 20)


def test_bundled_data_give_way_to_the_publishers_own(settings, now, publish):
    refresh("us-ns-cmic", settings=settings, now=now, offline=True)
    publish()
    refresh("us-ns-cmic", settings=settings, now=now + timedelta(minutes=1))

    assert status_of("us-ns-cmic", settings).origin is Origin.LIVE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 404}, "the publisher answered 404"),
        ({"status": 500}, "the publisher answered 500"),
        ({"content_type": "text/html"}, "the publisher sent text/html"),
    ],
)
def test_a_publisher_that_fails_leaves_the_bundled_data_with_the_reason(settings, now, publish, answer, reason):
    publish(**answer)
    problem = refresh("us-ns-cmic", settings=settings, now=now)

    assert problem.startswith("not refreshed: ")
    assert reason in problem
    assert status_of("us-ns-cmic", settings, problems={"us-ns-cmic": problem}).reasons[0] == problem


def test_a_publisher_that_fails_later_leaves_its_last_good_edition_and_not_the_bundled_data(settings, now, publish):
    publish()
    refresh("us-ns-cmic", settings=settings, now=now)
    publish(dict.fromkeys(("prim", "alt", "add", "comments"), b"<html>"))
    problem = refresh("us-ns-cmic", settings=settings, now=now + timedelta(days=1))
    refresh("us-ns-cmic", settings=settings, now=now + timedelta(days=2), offline=True)
    status = status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=2), problems={"us-ns-cmic": problem})

    assert "web page" in problem
    assert (status.origin, status.retrieved_on, status.age_days) == (Origin.LIVE, TODAY, 2)
    assert (status.verdict, status.reasons) == ("degraded", (problem,))


def test_a_list_is_stale_when_it_is_older_than_its_declaration_allows(settings, now, publish):
    publish()
    refresh("us-ns-cmic", settings=settings, now=now)

    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=7)).reasons == ()
    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=8)).reasons == (
        "stale: 8 days old, at most 7 expected",
    )


def test_files_that_a_person_brings_are_used_though_the_machine_has_no_network(settings, now):
    named = {f"CONS_{role.upper()}.CSV": content for role, content in bundled_as_published().items()}
    status = import_files("us-ns-cmic", named, settings=settings, now=now, edition_on=date(2026, 11, 19))

    assert (status.origin, status.verdict, status.edition_on) == (Origin.FILE, "ok", date(2026, 11, 19))
    assert (status.entries, status.completeness) == (68, Completeness.COMPLETE)


def test_an_imported_file_without_an_edition_is_of_today(settings, now):
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}

    assert import_files("us-ns-cmic", named, settings=settings, now=now).edition_on == TODAY


def test_a_list_of_one_file_takes_it_under_any_name(settings, now, httpserver, declare):
    declare(serve_entity_list(httpserver, b"", bounds=Bounds(min_entries=3, max_entries=5)))
    status = import_files("us-entity-list", {"Entity list (final) 2.XML": three_entries()}, settings=settings, now=now)

    assert (status.origin, status.entries) == (Origin.FILE, 3)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["cons_prim.csv", "cons_alt.csv"], r"us-ns-cmic: also needs cons_add\.csv, cons_comments\.csv"),
        (["cons_prim.csv", "sdn.csv"], r"'sdn\.csv' is not one of the files cons_prim\.csv"),
        (["cons_prim.csv", "CONS_PRIM.csv.gz"], "is not one of the files"),
        ([], "also needs"),
    ],
)
def test_an_import_of_other_files_than_the_list_needs_is_refused_by_name(settings, now, names, message):
    with pytest.raises(InputError, match=message):
        import_files("us-ns-cmic", dict.fromkeys(names, b"1"), settings=settings, now=now)


def test_an_import_into_a_list_that_does_not_exist_is_refused(settings, now):
    with pytest.raises(InputError, match="there is no list 'eu-list'"):
        import_files("eu-list", {"a": b"1"}, settings=settings, now=now)


def test_an_import_that_is_refused_leaves_the_list_as_it_was(settings, now):
    refresh("us-ns-cmic", settings=settings, now=now, offline=True)
    before = status_of("us-ns-cmic", settings)
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}

    with pytest.raises(ListError, match="prim"):
        import_files("us-ns-cmic", named | {"cons_prim.csv": b"1,2"}, settings=settings, now=now + timedelta(hours=1))
    assert status_of("us-ns-cmic", settings) == before


def test_an_imported_list_is_not_replaced_by_the_bundled_data(settings, now):
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}
    import_files("us-ns-cmic", named, settings=settings, now=now)
    refresh("us-ns-cmic", settings=settings, now=now + timedelta(days=1), offline=True)

    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=1)).origin is Origin.FILE


def test_the_raw_files_of_a_status_are_those_on_disk(settings, now):
    refresh("cn-uel", settings=settings, now=now, offline=True)
    files = dict(file.split(":") for file in status_of("cn-uel", settings).raw_files)

    assert set(files) == {"entries", "measures", "notices", "states"}
    assert all(sha256(raw_path(settings.home, digest).read_bytes()) == digest for digest in files.values())


def test_a_required_list_that_was_never_filled_stops_the_run_with_what_to_do(settings):
    with pytest.raises(
        ListError, match=r"us-ns-cmic is required .*'screening lists refresh us-ns-cmic'.*import us-ns-cmic FILE"
    ):
        status_of("us-ns-cmic", settings)


def test_an_optional_list_that_was_never_filled_is_missing_but_stops_nothing(settings, now, declare):
    refresh("cn-uel", settings=settings, now=now, offline=True)
    declare(declared("us-ns-cmic").model_copy(update={"is_required": False}))
    gathered = gather(
        ["us-ns-cmic", "cn-uel"], settings=settings, as_of=TODAY, problems={"us-ns-cmic": "not refreshed"}
    )
    missing = gathered.statuses[1]

    assert missing.verdict == "missing"
    assert missing.reasons[0] == "not refreshed"
    assert missing.reasons[1].startswith("no accepted snapshot")
    assert gathered.entries["list_id"].unique().to_list() == ["cn-uel"]


def test_a_list_that_the_site_requires_stops_the_run_when_it_is_missing(settings):
    site = settings.model_copy(update={"required_lists": ("us-uvl",)})

    assert status_of("us-uvl", settings).verdict == "missing"
    with pytest.raises(ListError, match="us-uvl is required and has no accepted snapshot"):
        status_of("us-uvl", site)


def test_a_list_that_the_site_makes_optional_is_missing_but_stops_nothing(settings):
    site = settings.model_copy(update={"optional_lists": ("us-ns-cmic",)})
    status = status_of("us-ns-cmic", site)

    assert (status.verdict, status.is_required) == ("missing", False)


def test_the_status_of_a_list_says_whether_the_site_requires_it(settings, now):
    refresh("cn-uel", settings=settings, now=now, offline=True)
    decided = {
        "default": settings,
        "optional": settings.model_copy(update={"optional_lists": ("cn-uel",)}),
        "required": settings.model_copy(update={"required_lists": ("cn-uel",)}),
    }
    found = {how: status_of("cn-uel", site).is_required for how, site in decided.items()}

    assert found == {"default": declared("cn-uel").is_required, "optional": False, "required": True}


@pytest.mark.parametrize("setting", ["required_lists", "optional_lists"])
def test_a_setting_that_names_a_list_that_does_not_exist_is_refused_by_name(settings, setting):
    site = settings.model_copy(update={setting: ("us-uvl", "us-uvi")})

    with pytest.raises(
        ConfigurationError, match=f"setting '{setting}': there is no list us-uvi; choose from cn-countermeasures, "
    ):
        status_of("cn-uel", site)
    with pytest.raises(ConfigurationError, match="us-uvi"):
        standing(["cn-uel"], settings=site, as_of=TODAY)


def test_a_list_is_read_as_it_stood_on_a_date(settings, now):
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}
    fewer = {f"cons_{role}.csv": content for role, content in bundled_as_published(without=("YITU LIMITED",)).items()}
    import_files("us-ns-cmic", named, settings=settings, now=now)
    import_files("us-ns-cmic", fewer, settings=settings, now=now + timedelta(days=3))

    assert status_of("us-ns-cmic", settings, as_of=TODAY).entries == 68
    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=2)).entries == 68
    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=3)).entries == 67


def test_a_business_date_ends_at_midnight_of_the_installations_zone(settings):
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}
    fewer = {f"cons_{role}.csv": content for role, content in bundled_as_published(without=("YITU LIMITED",)).items()}
    import_files("us-ns-cmic", named, settings=settings, now=datetime(2026, 11, 22, 14, 59, tzinfo=UTC))
    import_files("us-ns-cmic", fewer, settings=settings, now=datetime(2026, 11, 22, 15, 1, tzinfo=UTC))

    assert status_of("us-ns-cmic", settings, as_of=TODAY).entries == 68
    assert status_of("us-ns-cmic", settings, as_of=TODAY + timedelta(days=1)).entries == 67


def test_a_date_before_the_first_snapshot_uses_the_first_one_and_says_so(settings, now):
    refresh("cn-uel", settings=settings, now=now, offline=True)
    status = status_of("cn-uel", settings, as_of=date(2025, 6, 1))

    assert (status.verdict, status.entries) == ("degraded", 82)
    assert status.reasons == (
        "no snapshot was kept on or before 2025-06-01; the first one after it is used, with the states of 2025-06-01",
    )


def test_entries_are_gathered_by_list_and_publisher_with_their_native_names(settings, now):
    for list_id in ALL:
        refresh(list_id, settings=settings, now=now, offline=True)
    gathered = gather(["us-ns-cmic", "us-entity-list", "cn-uel", "cn-uel"], settings=settings, as_of=TODAY, problems={})
    huawei = gathered.entries.filter(entry_id="us-entity-list:cn:huawei-technologies-co-ltd")["names"].to_list()[0]

    assert gathered.entries.schema == ENTRIES
    assert gathered.entries["list_id"].unique(maintain_order=True).to_list() == list(ALL)
    assert [status.list_id for status in gathered.statuses] == list(ALL)
    assert gathered.entries["entry_id"].n_unique() == gathered.entries.height
    assert "华为技术有限公司" in {name["name"] for name in huawei}


def test_every_canary_of_every_list_is_to_be_flagged(settings, now):
    for list_id in ALL:
        refresh(list_id, settings=settings, now=now, offline=True)
    gathered = gather(ALL, settings=settings, as_of=TODAY, problems={})

    assert gathered.canaries == tuple((list_id, name) for list_id in ALL for name in declared(list_id).canaries)
    assert gathered.native_names_sha256 == sha256(table_content())


def test_gathering_no_list_gives_no_entries(settings):
    gathered = gather([], settings=settings, as_of=TODAY, problems={})

    assert gathered.entries.is_empty()
    assert gathered.entries.schema == ENTRIES


def test_an_instant_is_kept_in_utc_without_its_zone():
    assert naive_utc(datetime.fromisoformat("2026-11-22T12:00+09:00")) == datetime.fromisoformat("2026-11-22T03:00")


def test_an_edition_of_the_future_is_refused(settings, now):
    named = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}

    with pytest.raises(InputError, match="2027-07-23 is after today"):
        import_files("us-ns-cmic", named, settings=settings, now=now, edition_on=date(2027, 7, 23))


def test_an_older_edition_replaces_a_newer_one_only_for_a_reason(settings, now):
    newer = {f"cons_{role}.csv": content for role, content in bundled_as_published().items()}
    older = {f"cons_{role}.csv": content for role, content in bundled_as_published(without=("YITU LIMITED",)).items()}
    import_files("us-ns-cmic", newer, settings=settings, now=now, edition_on=date(2026, 7, 23))

    with pytest.raises(ListError, match="older than the one in use, of 2026-07-23"):
        import_files("us-ns-cmic", older, settings=settings, now=now + timedelta(hours=1), edition_on=date(2026, 3, 25))
    assert status_of("us-ns-cmic", settings).edition_on == date(2026, 7, 23)
    taken = import_files(
        "us-ns-cmic",
        older,
        settings=settings,
        now=now + timedelta(hours=2),
        edition_on=date(2026, 3, 25),
        accept_because="to see what was known then",
    )
    assert taken.edition_on == date(2026, 3, 25)


# looking back ---------------------------------------------------------------------------------------------------------


def as_files(files):
    """Files by role under the names that OFAC gives them."""
    return {f"cons_{role}.csv": content for role, content in files.items()}


OLD, OLDER = date(2026, 7, 23), date(2019, 5, 21)


@pytest.fixture
def entity_list(declare, httpserver):
    """The Entity List of a publisher that serves three entries in each of its editions."""
    rows = [
        {"date": str(day), "identifier": "Supplement No. 4 to Part 744", "type": "appendix"} for day in (OLDER, OLD)
    ]
    httpserver.expect_request("/versions.json").respond_with_json({"content_versions": rows})
    for edition in (str(OLDER), str(OLD)):
        declaration = serve_entity_list(
            httpserver, three_entries().replace(b"<DIV9", f"<!--{edition}--><DIV9".encode()), edition=edition,
            bounds=Bounds(min_entries=3, max_entries=5),
        )  # fmt: skip
    declaration = moved(declaration, {}, editions_url=httpserver.url_for("/versions.json"))
    declare(declaration)
    return declaration


def test_editions_of_the_past_are_fetched_and_serve_their_days_without_coming_into_force(settings, now, entity_list):
    editions = list(backfill("us-entity-list", settings=settings, now=now, since=date(2020, 1, 1)))
    status = status_of("us-entity-list", settings, as_of=date(2020, 6, 30))

    assert [(edition.edition_on, edition.entries, edition.problem) for edition in editions] == [
        (OLDER, 3, None), (OLD, 3, None),
    ]  # fmt: skip
    assert (status.edition_on, status.origin) == (OLDER, Origin.LIVE)
    assert "its edition of 2019-05-21 is used, brought in on 2026-11-22" in status.reasons[0]
    with open_warehouse(settings) as warehouse:
        assert warehouse.snapshot_in_force("us-entity-list", naive_utc(now)) is None


def test_an_edition_that_is_kept_is_not_fetched_again(settings, now, entity_list, httpserver):
    list(backfill("us-entity-list", settings=settings, now=now, since=OLD))
    asked = len(httpserver.log)
    list(backfill("us-entity-list", settings=settings, now=now, since=OLD))

    assert [request.path for request, _ in httpserver.log[asked:]] == ["/versions.json"]


def test_an_edition_that_is_refused_does_not_stop_the_others(settings, now, entity_list, httpserver):
    httpserver.clear()
    rows = [
        {"date": str(day), "identifier": "Supplement No. 4 to Part 744", "type": "appendix"} for day in (OLDER, OLD)
    ]
    httpserver.expect_request("/versions.json").respond_with_json({"content_versions": rows})
    httpserver.expect_request(f"/full/{OLD}/title-15.xml").respond_with_data(three_entries(), content_type=XML)
    editions = list(backfill("us-entity-list", settings=settings, now=now, since=OLDER))

    assert [(edition.edition_on, edition.entries) for edition in editions] == [(OLDER, None), (OLD, 3)]
    assert "the publisher answered" in editions[0].problem


def test_what_was_in_force_on_a_day_comes_before_an_edition_brought_in_later(settings, now, publish):
    publish()
    refresh("us-ns-cmic", settings=settings, now=now)
    import_files(
        "us-ns-cmic", as_files(bundled_as_published()), settings=settings, now=now + timedelta(days=1),
        edition_on=date(2026, 1, 5), is_history=True,
    )  # fmt: skip

    assert status_of("us-ns-cmic", settings).reasons == ()
    assert "its edition of 2026-01-05 is used" in status_of("us-ns-cmic", settings, as_of=date(2026, 6, 1)).reasons[0]
    assert "the first one after it is used" in status_of("us-ns-cmic", settings, as_of=date(2025, 6, 1)).reasons[0]


def test_an_edition_of_the_past_needs_its_date(settings, now):
    with pytest.raises(InputError, match="us-ns-cmic: an edition of the past needs its date"):
        import_files("us-ns-cmic", as_files(bundled_as_published()), settings=settings, now=now, is_history=True)


def test_two_editions_brought_in_on_one_day_are_told_apart_by_their_dates(settings, now, publish):
    for edition_on, extra in ((date(2026, 3, 25), b""), (date(2026, 7, 23), b"\r\n")):
        files = as_files(bundled_as_published())
        files["cons_prim.csv"] = extra + files["cons_prim.csv"]
        import_files("us-ns-cmic", files, settings=settings, now=now, edition_on=edition_on)

    before, _ = entries_on("us-ns-cmic", settings=settings, day=date(2026, 4, 1))
    after, _ = entries_on("us-ns-cmic", settings=settings, day=date(2026, 8, 1))
    assert (before.edition_on, after.edition_on) == (date(2026, 3, 25), date(2026, 7, 23))
    with pytest.raises(InputError, match="no snapshot or edition of 2026-03-24 or before is kept"):
        entries_on("us-ns-cmic", settings=settings, day=date(2026, 3, 24))


@pytest.mark.parametrize(
    ("completeness", "kept"),
    [(Completeness.COMPLETE, ["Debarred Works"]), (Completeness.EXTRACT, ["Copied Works", "Debarred Works"])],
)
def test_copies_of_a_list_that_is_here_whole_are_left_out_and_those_of_an_extract_stay(completeness, kept):
    entries = entries_frame([entry("Copied Works", copied_from="us-entity-list"), entry("Debarred Works")])
    primary = status("us-entity-list", completeness=completeness)

    assert without_copies(entries, [primary, status("us-csl")])["primary_name"].to_list() == kept
    assert without_copies(entries, [status("us-csl")]).equals(entries)
