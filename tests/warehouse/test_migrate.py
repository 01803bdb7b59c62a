"""A warehouse that an earlier version made is copied and brought up to date, with what it held."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from screening import duck
from screening.errors import ScreeningError
from screening.frames import entries_frame
from screening.warehouse import migrate
from screening.warehouse.store import open_warehouse
from tests.warehouse.test_store import ENTRIES_OF_TWO, accept

SCHEMAS = Path(__file__).parent / "schemas"
"""The whole schema as each version made it."""
NIGHT = datetime.fromisoformat("2026-11-22T03:00")
ENTRY_COLUMNS_OF_0 = (
    "entry_id", "list_id", "kind", "primary_name", "names", "country", "addresses", "identifiers", "listed_on",
    "citation", "licence_requirement", "licence_policy", "footnotes", "measures", "part_of",
)  # fmt: skip
COLUMNS = """
select table_name, column_name, data_type
from information_schema.columns
order by all
"""


def made_by(version, settings):
    """A warehouse of an earlier version with one snapshot of two entries and one run."""
    settings.home.mkdir(parents=True)
    with duck.database(settings.warehouse) as connection:
        connection.execute((SCHEMAS / f"{version:04}.sql").read_text(encoding="utf-8")).fetchall()
        rows = entries_frame(ENTRIES_OF_TWO).select(ENTRY_COLUMNS_OF_0).with_row_index("position")
        connection.register("old", rows.to_arrow())
        connection.execute("insert into list_entry by name select 's1' as snapshot_id, * from old").fetchall()
        connection.execute(
            "insert into snapshot values ('s1', 'made-up', 'complete', ?, 2, 4, null, [])", [NIGHT]
        ).fetchall()
        connection.execute(
            "insert into retrieval values ('made-up', 's1', 'live', ?, ?)", [date(2026, 11, 20), NIGHT]
        ).fetchall()
        connection.execute(
            "insert into run values ('r1', 'k1', ?, ?, 'all', 'no_hits', ?, '{\"a\": 1}')",
            [NIGHT.date(), NIGHT.date(), NIGHT],
        ).fetchall()


def columns_of(path):
    with duck.database(path, read_only=True) as connection:
        return duck.query(connection, COLUMNS).rows()


def version_of(path):
    with duck.database(path, read_only=True) as connection:
        return migrate.version_of(connection)


def test_what_the_first_release_kept_is_there_after_the_upgrade(settings):
    made_by(0, settings)
    with open_warehouse(settings) as warehouse:
        entries = warehouse.entries("s1")
        in_force = warehouse.snapshot_in_force("made-up", NIGHT)
        run = warehouse.run_by_key("k1")

    assert entries.equals(entries_frame(ENTRIES_OF_TWO))
    assert (in_force["snapshot_id"], in_force["is_history"]) == ("s1", False)
    assert run["manifest"] == {"a": 1}


def test_an_upgraded_warehouse_takes_new_snapshots(settings):
    made_by(0, settings)
    with open_warehouse(settings) as warehouse:
        accept(warehouse, "s2", at=NIGHT)

    with open_warehouse(settings) as warehouse:
        assert warehouse.entries("s2").height == 2


def test_an_upgraded_warehouse_has_the_tables_and_columns_of_a_new_one(settings, tmp_path):
    made_by(0, settings)
    new = settings.model_copy(update={"home": tmp_path / "new"})
    for one in (settings, new):
        with open_warehouse(one):
            pass

    assert columns_of(settings.warehouse) == columns_of(new.warehouse)
    assert version_of(settings.warehouse) == version_of(new.warehouse) == migrate.current_version()


def test_the_file_as_it_was_is_kept_before_anything_changes(settings):
    made_by(0, settings)
    before = columns_of(settings.warehouse)
    with open_warehouse(settings):
        pass
    copy = settings.home / "backups" / "warehouse-schema-0.duckdb"

    assert columns_of(copy) == before
    assert version_of(copy) == 0


def test_a_warehouse_that_is_up_to_date_is_not_copied(settings):
    for _ in range(2):
        with open_warehouse(settings):
            pass

    assert not (settings.home / "backups").exists()


def test_a_step_that_fails_leaves_the_warehouse_as_it_was(settings, monkeypatch):
    made_by(0, settings)
    before = columns_of(settings.warehouse)
    broken = migrate.steps() | {99: "alter table list_entry add column colour varchar; alter table nowhere rename to x"}
    monkeypatch.setattr(migrate, "steps", lambda: broken)

    with pytest.raises(duckdb.Error), open_warehouse(settings):
        pass
    assert columns_of(settings.warehouse) == before


def test_a_warehouse_of_a_later_version_is_refused_unchanged(settings):
    with open_warehouse(settings):
        pass
    with duck.database(settings.warehouse) as connection:
        connection.execute("insert into schema_version values (99)").fetchall()

    with (
        pytest.raises(ScreeningError, match=r"has schema 99.*install the version that made it"),
        open_warehouse(settings),
    ):
        pass


def test_steps_are_numbered_without_a_gap():
    assert list(migrate.steps()) == list(range(1, migrate.current_version() + 1))
