import hashlib
import json
import shutil
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from screening import duck
from screening.errors import CanaryError, InputError, ListError
from screening.models import Bands, NameType, State
from screening.pipeline import (
    RunRequest,
    execute,
    finish_stage,
    load_stage,
    match_stage,
    plan_run,
    report_stage,
    scope_of,
)
from screening.report.files import REPORT_FILES
from screening.settings import Settings
from screening.warehouse.store import open_warehouse
from tests.made_up import CANARY, LIST, entry, lists_in_force, status

DAY = date(2026, 11, 22)
NEXT_DAY = DAY + timedelta(days=1)
RECORDED_AT = datetime(2026, 11, 22, 3)
EVERY_FILE = (*REPORT_FILES, "manifest.json")

HUAWEI = entry("Huawei Technologies Co., Ltd.", ("华为技术有限公司", NameType.NATIVE), country="CN")
PANDA = entry(
    "Panda Electronics Group",
    list_id="second",
    country="CN",
    states=[(State.IN_FORCE, datetime(2025, 3, 1)), (State.SUSPENDED, datetime(2026, 8, 1))],
)
LATE = entry("Kestrel Avionics", since=datetime(2026, 11, 22, 15))
"""Begins at midnight in Tokyo, after the business date."""
LISTS = lists_in_force(HUAWEI, PANDA, LATE)

PARTNERS = """counterparty_id,name,country,note
000001,"Huawei Technologies Co., Ltd.",CN,x
000002,华为技术,,x
000003,Panda Electronics Group,CN,x
000004,Kingfisher Tackle Ltd,GB,x
000005,***,,x
000006,Kestrel Avionics,,x
,Nobody,,x
000001,Twice,,x
"""


@pytest.fixture
def partners(tmp_path):
    path = tmp_path / "partners_20261122.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    return path


def request_for(path, *, lists=LISTS, business_date=DAY, as_of=None, **more):
    return RunRequest(
        counterparties=path,
        lists=tuple(sorted({one.list_id for one in lists.statuses})),
        business_date=business_date,
        as_of=as_of or business_date,
        **more,
    )


def run(path, settings, *, lists=LISTS, **changes):
    plan = plan_run(request_for(path, lists=lists, **changes), settings=settings, lists=lists)
    return execute(plan, settings=settings, now=RECORDED_AT)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A whole run in a home of its own, for tests that only look at it."""
    folder = tmp_path_factory.mktemp("first")
    path = folder / "partners_20261122.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    settings = Settings(home=folder / "home")
    return run(path, settings), settings


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def hits_of(outcome):
    return pl.read_parquet(outcome.folder / "hits.parquet")


def events_of(outcome, settings):
    """Counterparty, event and detail of a run, as recorded."""
    query = "select counterparty_id, event, detail from hit_event where run_id = $run_id order by all"
    with duck.database(settings.warehouse, read_only=True) as connection:
        return duck.query(connection, query, {"run_id": outcome.run_id}).rows()


def recorded(settings):
    """Ids of the runs, and how many hits and events there are."""
    with duck.database(settings.warehouse, read_only=True) as connection:
        runs = duck.query(connection, "select run_id from run order by run_id")["run_id"].to_list()
        counts = [duck.query(connection, f"select * from {table}").height for table in ("hit", "hit_event")]  # noqa: S608
    return runs, *counts


# one run --------------------------------------------------------------------------------------------------------------


def test_a_run_writes_every_file_of_the_report_and_nothing_else(first):
    outcome, settings = first

    assert outcome.folder == settings.home / "runs" / outcome.run_id
    assert set(contents(outcome.folder)) == set(EVERY_FILE)
    assert all(contents(outcome.folder).values())
    assert not (settings.home / "work" / outcome.run_id).exists()


def test_the_counts_of_a_run_add_up(first):
    outcome, settings = first
    counts = outcome.manifest["counts"]

    assert counts["rows_in"] == 8
    assert (counts["screened"], counts["undetermined"], counts["rejected"]) == (5, 1, 2)
    assert counts["open_hits"] == sum(counts["bands"].values()) == hits_of(outcome).height == outcome.open_hits
    assert counts["events"] == {"new": 3, "changed": 0, "unchanged": 0, "gone": 0}
    assert counts["canaries_caught"] == len(outcome.manifest["canaries"]) == 1
    assert recorded(settings) == ([outcome.run_id], 3, 3)


def test_the_hits_are_those_of_the_day(first):
    hits = hits_of(first[0])

    assert hits.select("counterparty_id", "list_id", "band", "state").rows() == [
        ("000001", LIST, "match", "in_force"),
        ("000002", LIST, "match", "in_force"),
        ("000003", "second", "probable", "suspended"),
    ]
    assert hits["business_date"].unique().to_list() == [DAY]


def test_the_canary_is_in_no_file_of_hits(first):
    outcome, _ = first
    near_misses = pl.read_parquet(outcome.folder / "near_misses.parquet")

    assert outcome.manifest["canaries"] == [{"list_id": LIST, "name": CANARY}]
    assert CANARY not in hits_of(outcome)["counterparty_name"].to_list()
    assert CANARY not in near_misses["counterparty_name"].to_list()
    assert CANARY not in (outcome.folder / "hits.csv").read_text(encoding="utf-8")


def test_the_manifest_names_the_hash_of_every_input_and_output(first):
    outcome, _ = first
    manifest = json.loads((outcome.folder / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["files"] == {
        name: hashlib.sha256((outcome.folder / name).read_bytes()).hexdigest() for name in REPORT_FILES
    }
    assert manifest["counterparties"]["sha256"] == hashlib.sha256(PARTNERS.encode()).hexdigest()
    assert [one["snapshot_id"] for one in manifest["lists"]] == [one.snapshot_id for one in LISTS.statuses]
    assert manifest["counterparties"]["ignored_columns"] == ["note"]
    assert manifest["run_id"].startswith(f"{DAY}-{manifest['run_key'][:10]}")


def test_the_verdict_tells_hits_rows_lists_and_proof(first):
    outcome, _ = first
    text = "\n".join(outcome.verdict)

    assert "3 counterparties match a list entry (3 hits, 3 new)" in text
    assert "8 in = 5 screened + 1 unable to determine + 2 rejected" in text
    assert "1 of 1 canaries flagged" in text
    assert str(outcome.folder / "report.html") in text


def test_a_list_that_is_not_whole_is_told_in_the_verdict(partners, settings):
    extract = status(LIST, verdict="degraded", completeness="extract", reasons=("only an extract",))
    lists = lists_in_force(HUAWEI, statuses=(extract,))
    outcome = run(partners, settings, lists=lists)

    assert outcome.manifest["is_degraded"]
    assert any("DEGRADED" in line and "EXTRACT ONLY" in line for line in outcome.verdict)


def test_a_quiet_run_still_has_its_report_and_its_record(tmp_path, settings):
    path = tmp_path / "quiet.csv"
    path.write_text("counterparty_id,name\n1,Kingfisher Tackle Ltd\n", encoding="utf-8")
    outcome = run(path, settings)

    assert outcome.manifest["verdict"] == "no_hits"
    assert set(contents(outcome.folder)) == set(EVERY_FILE)
    assert recorded(settings) == ([outcome.run_id], 0, 0)


def test_a_missing_file_is_an_error_that_names_it(tmp_path, settings):
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        run(tmp_path / "nowhere.csv", settings)


def test_a_file_that_cannot_be_read_leaves_no_report_and_no_record(tmp_path, settings):
    path = tmp_path / "partners.csv"
    path.write_text("id,name\n1,Huawei\n", encoding="utf-8")

    with pytest.raises(InputError, match="counterparty_id"):
        run(path, settings)
    assert not (settings.home / "runs").exists()
    assert recorded(settings) == ([], 0, 0)


# what makes another run -----------------------------------------------------------------------------------------------


def test_the_same_run_again_is_a_no_op_that_says_so(partners, settings):
    first = run(partners, settings)
    written = {path: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    second = run(partners, settings)

    assert (second.is_repeat, second.run_id, second.manifest) == (True, first.run_id, first.manifest)
    assert second.verdict[0].startswith("Nothing to do")
    assert {path: path.stat().st_mtime_ns for path in first.folder.iterdir()} == written
    assert recorded(settings) == ([first.run_id], 3, 3)
    assert not first.is_repeat


def test_a_recorded_run_whose_report_is_gone_gets_it_again_and_one_record(partners, settings):
    first = run(partners, settings)
    before = contents(first.folder)
    shutil.rmtree(first.folder)
    second = run(partners, settings)

    assert contents(second.folder) == before
    assert recorded(settings) == ([first.run_id], 3, 3)


def test_the_same_content_under_another_name_is_the_same_run(partners, settings):
    renamed = partners.rename(partners.with_name("partners_20261123.csv"))
    first = plan_run(request_for(renamed), settings=settings, lists=LISTS)
    second = plan_run(request_for(renamed.rename(partners)), settings=settings, lists=LISTS)

    assert first.run_key == second.run_key


def _another_content(path):
    path.write_text(PARTNERS + "000009,One more,,x\n", encoding="utf-8")
    return path


OTHER_RUNS = {
    "bands": lambda path, settings: (path, settings.model_copy(update={"bands": Bands(match=96)}), {}),
    "time zone": lambda path, settings: (path, settings.model_copy(update={"time_zone": "UTC"}), {}),
    "content": lambda path, settings: (_another_content(path), settings, {}),
    "business date": lambda path, settings: (path, settings, {"business_date": NEXT_DAY}),
    "as of": lambda path, settings: (path, settings, {"as_of": DAY - timedelta(days=1)}),
    "mapping": lambda path, settings: (path, settings, {"mapping": path}),
    "snapshot": lambda path, settings: (
        path,
        settings,
        {"lists": lists_in_force(HUAWEI, statuses=(status(snapshot_id="other"),))},
    ),
    "list": lambda path, settings: (path, settings, {"lists": lists_in_force(HUAWEI)}),
}


@pytest.mark.parametrize("change", OTHER_RUNS.values(), ids=OTHER_RUNS)
def test_anything_else_that_decides_the_result_makes_another_key(partners, settings, change):
    usual = plan_run(request_for(partners), settings=settings, lists=LISTS)
    path, other_settings, changes = change(partners, settings)
    lists = changes.pop("lists", LISTS)
    other = plan_run(request_for(path, lists=lists, **changes), settings=other_settings, lists=lists)

    assert other.run_key != usual.run_key
    assert other.run_id != usual.run_id


def test_other_bands_give_another_run_beside_the_first(partners, settings):
    first = run(partners, settings)
    strict = settings.model_copy(update={"bands": Bands(match=99, probable=99, possible=99, near_miss=70)})
    second = run(partners, strict)

    assert not second.is_repeat
    assert (first.open_hits, second.open_hits) == (3, 2)
    assert recorded(settings)[0] == sorted([first.run_id, second.run_id])


def test_where_the_report_goes_makes_no_other_key(partners, settings, tmp_path):
    usual = plan_run(request_for(partners), settings=settings, lists=LISTS)
    with_out = plan_run(request_for(partners, out=tmp_path / "out"), settings=settings, lists=LISTS)

    assert with_out.run_key == usual.run_key


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("partners.csv", "partners"),
        ("partners_20261122.csv", "partners"),
        ("2026-11-22 partners.parquet", "partners"),
        ("20261122.csv", "counterparties"),
        ("取引先_20261122.xlsx", "取引先"),
    ],
)
def test_files_that_differ_only_in_their_date_are_one_scope(tmp_path, name, scope):
    assert scope_of(tmp_path / name) == scope


# killed and run again -------------------------------------------------------------------------------------------------


def _after_plan(plan, settings):
    pass


def _after_load(plan, settings):
    load_stage(plan)


def _after_match(plan, settings):
    load_stage(plan)
    match_stage(plan)


def _after_report(plan, settings):
    report_stage(plan, _loaded_and_matched(plan), settings=settings)


def _while_writing_the_report(plan, settings):
    _after_report(plan, settings)
    (plan.work / "report" / "manifest.json").unlink()
    (plan.work / "report" / "hits.csv").write_text("half a ta", encoding="utf-8")


def _after_the_move(plan, settings):
    _after_report(plan, settings)
    plan.folder.parent.mkdir(parents=True)
    (plan.work / "report").replace(plan.folder)


def _loaded_and_matched(plan):
    counts = load_stage(plan)
    match_stage(plan)
    return counts


KILLED = (_after_plan, _after_load, _after_match, _after_report, _while_writing_the_report, _after_the_move)


@pytest.mark.parametrize("until", KILLED, ids=lambda stage: stage.__name__.strip("_").replace("_", " "))
def test_a_run_that_was_killed_is_completed_by_running_it_again(first, partners, settings, until):
    undisturbed, _ = first
    plan = plan_run(request_for(partners), settings=settings, lists=LISTS)
    until(plan, settings)
    assert recorded(settings) == ([], 0, 0)

    outcome = run(partners, settings)

    assert not outcome.is_repeat
    assert contents(outcome.folder) == contents(undisturbed.folder)
    assert recorded(settings) == ([outcome.run_id], 3, 3)
    assert not plan.work.exists()


def test_nothing_is_in_place_before_the_run_is_finished(partners, settings):
    plan = plan_run(request_for(partners), settings=settings, lists=LISTS)
    counts = _loaded_and_matched(plan)
    report_stage(plan, counts, settings=settings)

    assert not plan.folder.exists()
    assert finish_stage(plan, settings=settings, now=RECORDED_AT).folder.is_dir()


def test_the_stages_one_by_one_are_the_run(first, partners, settings):
    at_once, _ = first
    plan = plan_run(request_for(partners), settings=settings, lists=LISTS)
    counts = load_stage(plan)
    bands = match_stage(plan)
    report_stage(plan, counts, settings=settings)
    outcome = finish_stage(plan, settings=settings, now=RECORDED_AT)

    assert contents(outcome.folder) == contents(at_once.folder)
    assert {band: bands[band] for band in outcome.manifest["counts"]["bands"]} == outcome.manifest["counts"]["bands"]


def test_the_same_run_in_another_home_at_another_time_gives_the_same_bytes(first, partners, settings):
    plan = plan_run(request_for(partners), settings=settings, lists=LISTS)
    later = execute(plan, settings=settings, now=RECORDED_AT + timedelta(days=400))
    one, other = contents(first[0].folder), contents(later.folder)

    assert first[0].folder != later.folder
    assert [name for name in EVERY_FILE if one[name] != other[name]] == []


# out ------------------------------------------------------------------------------------------------------------------


def test_a_copy_of_the_report_goes_where_it_was_asked_for(partners, settings, tmp_path):
    outcome = run(partners, settings, out=tmp_path / "to" / "reviewers")

    assert contents(tmp_path / "to" / "reviewers") == contents(outcome.folder)


def test_a_repeated_run_hands_its_report_out_again(partners, settings, tmp_path):
    first = run(partners, settings)
    second = run(partners, settings, out=tmp_path / "out")

    assert second.is_repeat
    assert contents(tmp_path / "out") == contents(first.folder)


# dates ----------------------------------------------------------------------------------------------------------------


def test_lists_are_compared_in_their_state_at_the_end_of_the_day_in_the_zone_of_the_settings(partners, settings):
    in_tokyo = hits_of(run(partners, settings))
    in_utc = hits_of(run(partners, settings.model_copy(update={"time_zone": "UTC"})))

    assert "000006" not in in_tokyo["counterparty_id"]
    assert "000006" in in_utc["counterparty_id"]


def test_a_run_as_of_the_past_sees_the_states_of_that_day(partners, settings):
    outcome = run(partners, settings, as_of=date(2026, 7, 1))
    panda = hits_of(outcome).filter(pl.col("counterparty_id") == "000003")

    assert panda.select("band", "state").rows() == [("match", "in_force")]
    assert outcome.manifest["as_of"] == "2026-07-01"
    assert outcome.manifest["business_date"] == DAY.isoformat()


def test_a_run_as_of_a_day_before_an_entry_does_not_know_it(partners, settings):
    outcome = run(partners, settings, as_of=date(2025, 2, 1))

    assert hits_of(outcome)["counterparty_id"].to_list() == ["000001", "000002"]


def test_canaries_that_were_not_listed_yet_are_not_expected(partners, settings):
    lists = lists_in_force(HUAWEI, entry("Old Works", since=datetime(2010, 1, 1)))
    outcome = run(partners, settings, lists=lists, as_of=date(2019, 12, 31))

    assert outcome.manifest["canaries"] == []
    assert outcome.open_hits == 0


def test_a_run_as_of_a_day_on_which_nothing_was_listed_is_refused_and_not_taken_for_a_quiet_night(partners, settings):
    with pytest.raises(ListError, match="2019-12-31"):
        run(partners, settings, as_of=date(2019, 12, 31))

    assert recorded(settings) == ([], 0, 0)


# from day to day ------------------------------------------------------------------------------------------------------


def test_hits_are_new_on_the_first_day_and_unchanged_on_the_next(partners, settings):
    first = run(partners, settings)
    second = run(partners, settings, business_date=NEXT_DAY, lists=lists_in_force(HUAWEI, PANDA))

    assert {event for _, event, _ in events_of(first, settings)} == {"new"}
    assert {event for _, event, _ in events_of(second, settings)} == {"unchanged"}
    assert second.manifest["counts"]["events"] == {"new": 0, "changed": 0, "unchanged": 3, "gone": 0}


def test_an_entry_that_begins_overnight_is_new_the_next_day(partners, settings):
    run(partners, settings)
    second = run(partners, settings, business_date=NEXT_DAY)

    assert ("000006", "new", "") in events_of(second, settings)


def test_what_is_no_hit_any_more_is_gone_the_next_day_and_says_why(partners, settings, tmp_path):
    run(partners, settings)
    fewer = tmp_path / "partners_20261123.csv"
    fewer.write_text(
        PARTNERS.replace("000002,华为技术,", "000002,甲乙丙丁,").replace("000001,", "000007,"), encoding="utf-8"
    )
    without_panda = lists_in_force(HUAWEI, entry("Another", list_id="second"))
    second = run(fewer, settings, business_date=NEXT_DAY, lists=without_panda)

    assert events_of(second, settings) == [
        ("000001", "gone", "the counterparty is no longer screened"),
        ("000002", "gone", "the names no longer match"),
        ("000003", "gone", "the entry is no longer on the list"),
        ("000007", "new", ""),
    ]
    assert second.manifest["counts"]["events"]["gone"] == 3
    assert "No longer hits" in (second.folder / "report.html").read_text(encoding="utf-8")


def test_a_change_is_recorded_with_what_changed(partners, settings):
    run(partners, settings)
    suspended = entry("Huawei Technologies Co., Ltd.", ("华为技术有限公司", NameType.NATIVE), country="CN",
                      state=State.SUSPENDED)  # fmt: skip
    second = run(partners, settings, business_date=NEXT_DAY, lists=lists_in_force(suspended, PANDA))
    [(_, event, detail)] = [row for row in events_of(second, settings) if row[0] == "000001"]

    assert event == "changed"
    assert "state of the entry: in_force -> suspended" in detail
    assert "band: match -> probable" in detail
    assert "text of the entry changed" in detail


def test_a_run_on_fewer_lists_says_nothing_of_the_others(partners, settings):
    run(partners, settings)
    fewer = run(partners, settings, business_date=NEXT_DAY, lists=lists_in_force(HUAWEI))
    again = run(partners, settings, business_date=NEXT_DAY + timedelta(days=1), lists=lists_in_force(HUAWEI, PANDA))

    assert {row[0]: row[1] for row in events_of(fewer, settings)} == {"000001": "unchanged", "000002": "unchanged"}
    assert {row[0]: row[1] for row in events_of(again, settings)}["000003"] == "unchanged"


def test_runs_of_another_scope_are_not_compared(partners, settings):
    run(partners, settings)
    other = run(partners.rename(partners.with_name("suppliers.csv")), settings, business_date=NEXT_DAY)

    assert {event for _, event, _ in events_of(other, settings)} == {"new"}


def test_a_run_for_an_earlier_day_is_not_compared_with_a_later_one(partners, settings):
    run(partners, settings, business_date=NEXT_DAY)
    earlier = run(partners, settings, business_date=DAY)

    assert {event for _, event, _ in events_of(earlier, settings)} == {"new"}


def test_a_second_run_of_the_same_day_is_compared_with_the_first(partners, settings):
    run(partners, settings)
    _another_content(partners)
    second = run(partners, settings)

    assert second.manifest["counts"]["events"]["unchanged"] == 3


# canaries -------------------------------------------------------------------------------------------------------------


def test_a_missed_canary_records_nothing_and_leaves_no_report(partners, settings):
    removed = entry(CANARY, entry_id="removed", state=State.REMOVED)
    blind = lists_in_force(HUAWEI, removed, canaries=())
    blind = type(blind)(blind.entries, blind.statuses, ((LIST, CANARY),), blind.native_names_sha256)

    with pytest.raises(CanaryError, match=CANARY):
        run(partners, settings, lists=blind)
    assert recorded(settings) == ([], 0, 0)
    assert not (settings.home / "runs").exists()


def test_a_run_after_a_missed_canary_can_be_made_once_the_list_is_mended(partners, settings):
    strict = settings.model_copy(update={"bands": Bands(match=100, probable=100, possible=100, near_miss=100)})
    short = lists_in_force(entry("ABC"), canaries=((LIST, "ABC"),))
    with pytest.raises(CanaryError):
        run(partners, strict, lists=short)

    assert run(partners, settings, lists=short).manifest["canaries"] == [{"list_id": LIST, "name": "ABC"}]
    assert len(recorded(settings)[0]) == 1


def test_history_is_only_added_to(partners, settings):
    first = run(partners, settings)
    before = events_of(first, settings)
    run(partners, settings, business_date=NEXT_DAY)

    assert events_of(first, settings) == before
    with open_warehouse(settings) as warehouse:
        assert warehouse.run_by_key(first.manifest["run_key"])["manifest"] == first.manifest


def test_the_working_folder_of_another_run_is_left_alone(partners, settings):
    other = plan_run(request_for(partners, business_date=NEXT_DAY), settings=settings, lists=LISTS)
    load_stage(other)
    run(partners, settings)

    assert (other.work / "counterparties.parquet").is_file()
    shutil.rmtree(other.work)


def test_a_run_that_looked_back_is_no_baseline_for_the_next_night(partners, settings):
    run(partners, settings)
    back = run(partners, settings, business_date=NEXT_DAY, as_of=date(2025, 6, 1))
    after = run(partners, settings, business_date=NEXT_DAY, lists=lists_in_force(HUAWEI, PANDA))

    assert back.manifest["counts"]["events"]["gone"] == 0
    assert after.manifest["counts"]["events"]["new"] == 0
