import re
from datetime import date, datetime, timedelta
from importlib.resources import files

import duckdb
import polars as pl
import pytest

from lists.parsing import entry_name, in_force_since
from screening.errors import ScreeningError
from screening.frames import ENTRIES, entries_frame
from screening.models import Identifier, Kind, ListEntry, NameType
from screening.warehouse.store import open_warehouse

NIGHT = datetime.fromisoformat("2026-11-22T03:00")
DAY = timedelta(days=1)
HIT = {
    "run_id": pl.String, "counterparty_id": pl.String, "list_id": pl.String, "entry_id": pl.String,
    "entry_name": pl.String, "score": pl.Float64, "band": pl.String, "state": pl.String,
    "matched_counterparty_name": pl.String, "matched_entry_name": pl.String, "entry_fingerprint": pl.String,
}  # fmt: skip
EVENT = {
    "run_id": pl.String, "business_date": pl.Date, "counterparty_id": pl.String, "list_id": pl.String,
    "entry_id": pl.String, "event": pl.String, "detail": pl.String,
}  # fmt: skip


def entry(name, **more):
    return ListEntry(
        entry_id=f"made-up:{name}",
        list_id="made-up",
        kind=Kind.ORGANISATION,
        primary_name=name,
        names=(entry_name(name, NameType.PRIMARY), entry_name("别名", NameType.ALIAS, language="zh-Hans")),
        measures=(in_force_since("LICENCE", "text", since=date(2026, 1, 1), basis="basis"),),
        **more,
    )


ENTRIES_OF_TWO = [
    entry(
        "Zeta",
        country="CN",
        addresses=("5 Road",),
        identifiers=(Identifier(kind="USCC", value="0012"),),
        footnotes=("1", "3"),
    ),
    entry("Acme", listed_on=date(2026, 2, 3), part_of="Zeta"),
]


def snapshot(snapshot_id, *, list_id="made-up", entries=2):
    return {
        "snapshot_id": snapshot_id,
        "list_id": list_id,
        "completeness": "complete",
        "accepted_at": NIGHT,
        "entries": entries,
        "names": 4,
        "accepted_because": None,
        "raw_files": [{"role": "prim", "sha256": "ab", "bytes": 7}, {"role": "alt", "sha256": "cd", "bytes": 8}],
    }


def retrieval(
    snapshot_id, *, list_id="made-up", at=NIGHT, origin="live", edition_on=date(2026, 11, 20), is_history=False
):
    return {
        "list_id": list_id,
        "snapshot_id": snapshot_id,
        "origin": origin,
        "edition_on": edition_on,
        "retrieved_at": at,
        "is_history": is_history,
    }


def accept(warehouse, snapshot_id, *, list_id="made-up", at=NIGHT, entries=ENTRIES_OF_TWO):
    warehouse.accept(
        snapshot(snapshot_id, list_id=list_id), entries_frame(entries), retrieval(snapshot_id, list_id=list_id, at=at)
    )


def run(run_id, *, key=None, day=date(2026, 11, 22), scope="all", finished_at=NIGHT):
    return {
        "run_id": run_id,
        "run_key": key or f"key of {run_id}",
        "business_date": day,
        "as_of": day,
        "scope": scope,
        "verdict": "no_hits",
        "finished_at": finished_at,
        "manifest": {"名": "値", "list": [1, None]},
    }


def hits(run_id, *counterparties):
    row = ("us", "e", "Acme", 97.5, "match", "in_force", "Acme", "Acme", "f")
    return pl.DataFrame([(run_id, counterparty, *row) for counterparty in counterparties], schema=HIT, orient="row")


def finish(warehouse, run, hits, events, *, snapshots=None):
    warehouse.finish_run(run, snapshots=snapshots or {"us": "s"}, hits=hits, events=events)


def hits_before(warehouse, *, day, scope="all", run_id="now", list_ids=("us",)):
    found = warehouse.previous_hits(scope=scope, business_date=day, run_id=run_id, list_ids=list_ids)
    return found["counterparty_id"].to_list()


NO_HITS, NO_EVENTS = pl.DataFrame(schema=HIT), pl.DataFrame(schema=EVENT)


@pytest.fixture
def warehouse(settings):
    with open_warehouse(settings) as opened:
        yield opened


def test_a_new_installation_has_an_empty_warehouse(settings):
    with open_warehouse(settings) as warehouse:
        found = warehouse.snapshots()

    assert found.is_empty()
    assert settings.warehouse.is_file()


def test_opening_again_finds_what_was_written(settings):
    with open_warehouse(settings) as warehouse:
        accept(warehouse, "s1")
    with open_warehouse(settings) as warehouse:
        assert warehouse.has_snapshot("s1")
        assert not warehouse.has_snapshot("s2")


def test_entries_come_back_exactly_and_in_the_order_of_the_publisher(warehouse):
    accept(warehouse, "s1")
    found = warehouse.entries("s1")

    assert found.schema == ENTRIES
    assert found.equals(entries_frame(ENTRIES_OF_TWO))


def test_a_snapshot_that_does_not_exist_has_no_entries(warehouse):
    assert warehouse.entries("none").is_empty()
    assert warehouse.entries("none").schema == ENTRIES


def test_the_snapshot_in_force_is_the_last_one_retrieved_by_then(warehouse):
    accept(warehouse, "s1", at=NIGHT)
    accept(warehouse, "s2", at=NIGHT + DAY)

    assert warehouse.snapshot_in_force("made-up", NIGHT - timedelta(microseconds=1)) is None
    assert warehouse.snapshot_in_force("made-up", NIGHT)["snapshot_id"] == "s1"
    assert warehouse.snapshot_in_force("made-up", NIGHT + DAY / 2)["snapshot_id"] == "s1"
    assert warehouse.snapshot_in_force("made-up", NIGHT + 9 * DAY)["snapshot_id"] == "s2"


def test_content_that_comes_back_is_in_force_again(warehouse):
    accept(warehouse, "s1", at=NIGHT)
    accept(warehouse, "s2", at=NIGHT + DAY)
    warehouse.retrieve_again(retrieval("s1", at=NIGHT + 2 * DAY, origin="file"))
    found = warehouse.snapshot_in_force("made-up", NIGHT + 2 * DAY)

    assert (found["snapshot_id"], found["origin"]) == ("s1", "file")
    assert warehouse.snapshot_in_force("made-up", NIGHT + DAY)["snapshot_id"] == "s2"


def test_a_snapshot_says_where_it_came_from_and_what_its_raw_files_were(warehouse):
    accept(warehouse, "s1")
    found = warehouse.snapshot_in_force("made-up", NIGHT)

    assert found == snapshot("s1") | {
        "origin": "live", "edition_on": date(2026, 11, 20), "retrieved_at": NIGHT, "is_history": False,
    }  # fmt: skip


def test_the_first_snapshot_after_an_instant_serves_days_before_any_was_kept(warehouse):
    accept(warehouse, "s1", at=NIGHT)
    accept(warehouse, "s2", at=NIGHT + DAY)

    assert warehouse.first_snapshot_after("made-up", NIGHT - DAY)["snapshot_id"] == "s1"
    assert warehouse.first_snapshot_after("made-up", NIGHT)["snapshot_id"] == "s2"
    assert warehouse.first_snapshot_after("made-up", NIGHT + DAY) is None


def test_history_is_never_in_force_but_serves_the_days_of_its_edition(warehouse):
    accept(warehouse, "current")
    warehouse.accept(
        snapshot("old"), entries_frame(ENTRIES_OF_TWO),
        retrieval("old", at=NIGHT + DAY, edition_on=date(2025, 3, 28), is_history=True),
    )  # fmt: skip

    assert warehouse.snapshot_in_force("made-up", NIGHT + 2 * DAY)["snapshot_id"] == "current"
    assert warehouse.first_snapshot_after("made-up", NIGHT) is None
    assert warehouse.edition_in_force("made-up", date(2026, 1, 1))["snapshot_id"] == "old"
    assert warehouse.edition_in_force("made-up", date(2025, 3, 27)) is None


def test_lists_do_not_see_each_others_snapshots(warehouse):
    accept(warehouse, "s1", list_id="one")
    accept(warehouse, "s2", list_id="two", at=NIGHT + DAY)

    assert warehouse.snapshot_in_force("one", NIGHT + 9 * DAY)["snapshot_id"] == "s1"
    assert warehouse.snapshots("one")["snapshot_id"].to_list() == ["s1"]
    assert warehouse.snapshots()["snapshot_id"].to_list() == ["s1", "s2"]
    assert warehouse.first_snapshot_after("three", NIGHT - DAY) is None


def test_every_retrieval_is_listed_newest_first(warehouse):
    accept(warehouse, "s1", at=NIGHT)
    accept(warehouse, "s2", at=NIGHT + DAY)
    warehouse.retrieve_again(retrieval("s2", at=NIGHT + 2 * DAY))

    assert warehouse.snapshots("made-up")["snapshot_id"].to_list() == ["s2", "s2", "s1"]


def test_a_snapshot_is_accepted_once_and_a_failure_leaves_nothing_of_it(warehouse):
    accept(warehouse, "s1")
    before = warehouse.snapshots()

    with pytest.raises(duckdb.ConstraintException):
        accept(warehouse, "s1", at=NIGHT + DAY)
    assert warehouse.snapshots().equals(before)
    assert warehouse.entries("s1").height == 2


def test_a_snapshot_whose_retrieval_cannot_be_written_is_not_there_either(warehouse):
    broken = retrieval("s1") | {"edition_on": None}

    with pytest.raises(duckdb.ConstraintException):
        warehouse.accept(snapshot("s1"), entries_frame(ENTRIES_OF_TWO), broken)
    assert not warehouse.has_snapshot("s1")
    assert warehouse.entries("s1").is_empty()
    accept(warehouse, "s1")
    assert warehouse.has_snapshot("s1")


def test_a_fault_of_ours_while_writing_leaves_nothing_of_the_snapshot_either(warehouse):
    with pytest.raises(TypeError):
        warehouse.accept(snapshot("s1"), entries_frame(ENTRIES_OF_TWO), retrieval("s1") | {"origin": [1, "live"]})

    assert not warehouse.has_snapshot("s1")
    assert warehouse.entries("s1").is_empty()


def test_the_last_refusal_of_a_list_is_remembered(warehouse):
    warehouse.refuse("one", at=NIGHT + DAY, origin="live", reason="later")
    warehouse.refuse("one", at=NIGHT, origin="file", reason="earlier")
    warehouse.refuse("two", at=NIGHT + 2 * DAY, origin="live", reason="other list")

    assert warehouse.last_refusal("one") == {
        "list_id": "one",
        "refused_at": NIGHT + DAY,
        "origin": "live",
        "reason": "later",
    }
    assert warehouse.last_refusal("three") is None


def test_a_finished_run_is_found_by_its_key_with_its_manifest(warehouse):
    finish(warehouse, run("r1", key="k1"), NO_HITS, NO_EVENTS)

    assert warehouse.run_by_key("k1") == {
        "run_id": "r1",
        "verdict": "no_hits",
        "manifest": {"名": "値", "list": [1, None]},
    }
    assert warehouse.run_by_key("k2") is None


def test_a_run_is_finished_once_and_the_second_one_leaves_nothing(warehouse):
    finish(warehouse, run("r1", key="k1"), hits("r1", "a"), NO_EVENTS)

    with pytest.raises(duckdb.ConstraintException):
        finish(warehouse, run("r2", key="k1"), hits("r2", "b"), NO_EVENTS)
    assert hits_before(warehouse, day=date(2026, 12, 1)) == ["a"]


def test_the_hits_before_a_run_are_those_of_the_newest_one_of_its_scope(warehouse):
    monday = date(2026, 11, 16)
    finish(warehouse, run("monday", day=monday), hits("monday", "b", "a"), NO_EVENTS)
    finish(warehouse, run("tuesday", day=monday + DAY), hits("tuesday", "c"), NO_EVENTS)
    finish(
        warehouse,
        run("tuesday again", day=monday + DAY, finished_at=NIGHT + DAY),
        hits("tuesday again", "d"),
        NO_EVENTS,
    )
    finish(warehouse, run("other", day=monday + DAY, scope="one"), hits("other", "e"), NO_EVENTS)

    def before(day, **options):
        return hits_before(warehouse, day=day, **options)

    assert before(monday - DAY) == []
    assert before(monday) == ["a", "b"]
    assert before(monday, run_id="monday") == []
    assert before(monday + 2 * DAY) == ["d"]
    assert before(monday + DAY, run_id="tuesday again") == ["c"]
    assert before(monday + DAY, scope="one") == ["e"]
    assert before(monday + DAY, scope="none") == []


def test_a_run_without_hits_is_the_one_before_all_the_same(warehouse):
    monday = date(2026, 11, 16)
    finish(warehouse, run("monday", day=monday), hits("monday", "a"), NO_EVENTS)
    finish(warehouse, run("tuesday", day=monday + DAY), NO_HITS, NO_EVENTS)

    assert hits_before(warehouse, day=monday + 2 * DAY) == []


def test_each_list_is_compared_with_the_newest_run_that_used_it(warehouse):
    monday = date(2026, 11, 16)
    finish(warehouse, run("monday", day=monday), hits("monday", "a"), NO_EVENTS, snapshots={"us": "s", "cn": "t"})
    finish(warehouse, run("tuesday", day=monday + DAY), NO_HITS, NO_EVENTS, snapshots={"cn": "t", "us": None})

    assert hits_before(warehouse, day=monday + 2 * DAY, list_ids=("us", "cn")) == ["a"]
    assert hits_before(warehouse, day=monday + 2 * DAY, list_ids=("cn",)) == []


def test_a_failure_while_writing_leaves_the_warehouse_usable(warehouse):
    with pytest.raises(duckdb.Error):
        finish(warehouse, run("r1"), hits("r1", "a").drop("score"), NO_EVENTS)

    finish(warehouse, run("r1"), hits("r1", "a"), NO_EVENTS)
    assert warehouse.run_by_key("key of r1")["run_id"] == "r1"


def test_text_from_outside_is_data(warehouse):
    name = "'; drop table snapshot; --"
    accept(warehouse, name, entries=[entry(name)])

    assert warehouse.has_snapshot(name)
    assert warehouse.entries(name)["primary_name"].to_list() == [name]


def test_a_warehouse_is_closed_after_use_even_if_that_failed(settings):
    with pytest.raises(RuntimeError), open_warehouse(settings) as warehouse:
        accept(warehouse, "s1")
        raise RuntimeError

    with open_warehouse(settings) as again:
        assert again.has_snapshot("s1")
    with pytest.raises(duckdb.ConnectionException):
        warehouse.snapshots()


def test_a_file_that_is_no_warehouse_is_refused(settings):
    settings.home.mkdir(parents=True)
    settings.warehouse.write_bytes(b"something else" * 500)

    with pytest.raises(ScreeningError, match="move it away"), open_warehouse(settings):
        pass


@pytest.mark.parametrize(
    "path", sorted(files("screening.warehouse").joinpath("sql").iterdir(), key=lambda p: p.name), ids=lambda p: p.name
)
def test_a_statement_file_is_one_lower_case_statement_that_says_what_a_row_is(path):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"--[^\n]*", "", text)

    assert text.startswith("-- ")
    assert code == code.lower()
    assert path.name == "schema.sql" or code.count(";") == 0
    assert "*/" not in code
