import logging
import subprocess
import sys
import threading
import time

import duckdb
import pytest

from screening import duck
from screening.errors import BusyError, ScreeningError

HOLD = """
import sys
import duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("create table if not exists t (a integer)").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def holder(path):
    """Another process that holds the database until its standard input is closed."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


def test_a_database_that_another_process_writes_is_busy_after_waiting(path, holder, caplog):
    began = time.monotonic()

    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(BusyError, match=r"warehouse\.duckdb is being written by another process.*waited 1 s"),
        duck.database(path, wait_seconds=1),
    ):
        pass
    assert time.monotonic() - began >= 1
    assert caplog.text.count("held by another process, waiting up to 1 s") == 1


def test_a_database_that_is_busy_is_not_waited_for_unless_told_to(path, holder, caplog):
    began = time.monotonic()

    with pytest.raises(BusyError, match="waited 0 s"), duck.database(path):
        pass
    assert time.monotonic() - began < 2
    assert caplog.text == ""


def test_a_reader_waits_for_the_writer_too(path, holder):
    with pytest.raises(BusyError), duck.database(path, read_only=True):
        pass


def test_a_database_that_is_released_while_waiting_is_opened(path, holder):
    release = threading.Timer(0.2, holder.stdin.close)
    release.start()

    with duck.database(path, wait_seconds=30) as connection:
        assert duck.query(connection, "select count(*) as n from t")["n"].to_list() == [0]
    release.join()


def test_a_database_is_free_again_after_use_even_if_that_failed(path):
    with pytest.raises(RuntimeError), duck.database(path) as connection:
        connection.execute("create table t (a integer)").fetchall()
        raise RuntimeError

    with duck.database(path, read_only=True) as connection:
        assert duck.query(connection, "select * from t").columns == ["a"]
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("select 1")


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
def test_a_file_that_is_no_database_is_refused_at_once_with_what_to_do(path, content):
    path.write_bytes(content)
    began = time.monotonic()

    with (
        pytest.raises(ScreeningError, match="move it away and run again") as caught,
        duck.database(path, wait_seconds=30),
    ):
        pass
    assert not isinstance(caught.value, BusyError)
    assert time.monotonic() - began < 5


def test_a_database_that_was_cut_off_is_refused(path):
    with duck.database(path) as connection:
        connection.execute("create table t as select range as a from range(100000)").fetchall()
    path.write_bytes(path.read_bytes()[:5000])

    with pytest.raises(ScreeningError, match="move it away"), duck.database(path):
        pass


def test_a_statement_is_the_text_of_its_file():
    text = duck.statement("screening", "entry_states")

    assert text.startswith("-- one row")
    assert text is duck.statement("screening", "entry_states")


def test_a_statement_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        duck.statement("screening", "no_such_statement")


def test_the_result_of_a_query_is_whole_and_its_parameters_are_values():
    with duck.memory() as connection:
        found = duck.query(connection, "select $name as name, range as n from range(3)", {"name": "'; drop"})
        nothing = duck.query(connection, "create table t (a integer)")

    assert found.rows() == [("'; drop", 0), ("'; drop", 1), ("'; drop", 2)]
    assert nothing.is_empty()


def test_scratch_databases_do_not_see_each_other():
    with duck.memory() as one, duck.memory() as other:
        one.execute("create table t (a integer)").fetchall()

        with pytest.raises(duckdb.CatalogException):
            other.execute("select * from t")
