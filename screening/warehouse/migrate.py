"""Bringing a warehouse of an earlier version up to the schema of this one: a copy of the file, then numbered steps.

A step is a file `migrations/<number>_<what>.sql` and is never changed once released; `sql/schema.sql` is the whole
schema with every step in it, for new warehouses.
"""

import functools
import logging
import shutil
from importlib.resources import files
from pathlib import Path

import duckdb

from screening import duck
from screening.errors import ScreeningError

logger = logging.getLogger(__name__)

_PACKAGE = "screening.warehouse"


@functools.cache
def steps() -> dict[int, str]:
    """The text of each step by the version that it leads to."""
    found = {
        int(path.name.partition("_")[0]): path.read_text(encoding="utf-8")
        for path in (files(_PACKAGE) / "migrations").iterdir()
        if path.name.endswith(".sql")
    }
    return dict(sorted(found.items()))


def current_version() -> int:
    """The version of the schema that this code needs."""
    return max(steps())


def version_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The version of an open warehouse; 0 from before versions were counted, None for a new file."""
    tables = set(duck.query(connection, duck.statement(_PACKAGE, "tables"))["table_name"])
    if not tables:
        return None
    if "schema_version" not in tables:
        return 0
    newest = duck.query(connection, duck.statement(_PACKAGE, "schema_version"))["version"].item()
    return int(newest)


def prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the tables of a new file; bring an earlier version's up to date, all steps or none, after copying the file.

    Args:
        connection: Open for writing, so nobody else writes meanwhile.
        path: Of the file.

    Raises:
        ScreeningError: A later version made it.
    """
    version = version_of(connection)
    if version is None:
        connection.execute(duck.statement(_PACKAGE, "schema")).fetchall()
        _count(connection, current_version())
    elif version > current_version():
        raise ScreeningError(
            f"{path} has schema {version}, this version of screening knows {current_version()}; install the version "
            "that made it, or a newer one"
        )
    elif version < current_version():
        _copy(connection, path, version)
        _migrate(connection, version)


def _migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    with duck.transaction(connection):
        for number, text in steps().items():
            if number > version:
                connection.execute(text).fetchall()
                _count(connection, number)
                logger.warning("warehouse brought to schema %d", number)


def _copy(connection: duckdb.DuckDBPyConnection, path: Path, version: int) -> None:
    """Keep the file as it was in `backups/`, to go back to."""
    connection.execute("checkpoint").fetchall()
    copy = path.parent / "backups" / f"{path.stem}-schema-{version}{path.suffix}"
    copy.parent.mkdir(parents=True, exist_ok=True)
    partial = copy.with_suffix(".partial")
    shutil.copyfile(path, partial)
    partial.replace(copy)
    logger.warning("copied the warehouse to %s before its schema changes", copy)


def _count(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    connection.execute(duck.statement(_PACKAGE, "append_schema_version"), {"version": version}).fetchall()
