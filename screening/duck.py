"""The one module that opens DuckDB: named statements, a warehouse file with one writer, and scratch memory."""

import functools
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from screening.errors import BusyError, ScreeningError

logger = logging.getLogger(__name__)

_POLL_SECONDS = 0.5


@functools.cache
def statement(package: str, name: str) -> str:
    """The text of the named statement: the file `<name>.sql` in the folder `sql` of a package."""
    return (files(package) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def query(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None = None) -> pl.DataFrame:
    """The whole result of one statement as a frame; the connection is free again afterwards."""
    relation = connection.sql(sql, params=dict(parameters)) if parameters else connection.sql(sql)
    if relation is None:
        return pl.DataFrame()
    frame: pl.DataFrame = relation.pl()
    return frame


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All statements of a block, or none if it is left by an exception of any kind."""
    connection.execute("begin").fetchall()
    try:
        yield
    except BaseException:
        connection.execute("rollback").fetchall()
        raise
    connection.execute("commit").fetchall()


@contextmanager
def memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """A private in-memory database for set operations within one function."""
    connection = duckdb.connect(":memory:")
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def database(path: Path, *, read_only: bool = False, wait_seconds: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database file; waits for another process that holds it, and says that it waits.

    Raises:
        BusyError: It was still held after `wait_seconds`.
        ScreeningError: The file is not a database that this version can open.
    """
    connection = _open(path, read_only=read_only, wait_seconds=wait_seconds)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path, *, read_only: bool, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    said_that_it_waits = False
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only)
        except duckdb.Error as error:
            if "set lock" not in str(error).lower():
                raise ScreeningError(
                    f"{path}: DuckDB can't open this file ({error}). If it is damaged, move it away and run "
                    "again: it is rebuilt from the raw snapshots."
                ) from error
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"{path} is being written by another process; wait until that run has finished, "
                    f"then try again (waited {wait_seconds:.0f} s)"
                ) from error
        if not said_that_it_waits:
            logger.warning("warehouse is held by another process, waiting up to %.0f s", wait_seconds)
            said_that_it_waits = True
        time.sleep(_POLL_SECONDS)
