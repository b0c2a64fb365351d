"""Writers of SQLite wait for each other, and give up when that takes too long."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler, OperationalError

Connect = Callable[..., Any]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: Any) -> Iterator[Connect]:
    """Makes connections to a database of this test, as if each were a process's."""
    made: list[Any] = []

    def connect(seconds: float = 20) -> Any:
        options = {"transaction_mode": "IMMEDIATE", "timeout": seconds}
        database = {"ENGINE": "project.sqlite", "NAME": str(tmp_path / "db"), "OPTIONS": options}
        connection = ConnectionHandler({"default": database})["default"]
        connection.inc_thread_sharing()
        connection.ensure_connection()
        made.append(connection)
        return connection

    with django_db_blocker.unblock():
        with connect().cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("CREATE TABLE word (text)")
        yield connect
        for connection in made:
            connection.close()


def write(connection: Any, text: str) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO word VALUES (%s)", [text])
        connection.commit()
    finally:
        connection.set_autocommit(True)


def words(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM word ORDER BY rowid")
        return [text for (text,) in cursor.fetchall()]


def begin(connection: Any) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_who_finds_it_taken_begins_once_the_other_is_done(connect: Connect) -> None:
    holder, waiter = connect(), connect()
    begin(holder)
    waiting = threading.Thread(target=write, args=(waiter, "second"))
    waiting.start()
    with holder.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES ('first')")
    holder.commit()
    holder.set_autocommit(True)
    waiting.join()
    assert words(holder) == ["first", "second"]


def test_who_waits_too_long_is_told_and_stores_nothing(connect: Connect) -> None:
    holder, waiter = connect(), connect(seconds=0.3)
    begin(holder)
    with pytest.raises(OperationalError, match="locked"):
        write(waiter, "never")
    holder.rollback()
    holder.set_autocommit(True)
    assert words(holder) == []
    write(waiter, "later")
    assert words(holder) == ["later"]


def test_many_writers_at_once_all_get_their_turn(connect: Connect) -> None:
    connections = [connect() for _ in range(6)]

    def write_ten(connection: Any, name: int) -> None:
        for number in range(10):
            write(connection, f"{name}-{number}")

    writers = [
        threading.Thread(target=write_ten, args=(connection, name))
        for name, connection in enumerate(connections)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(words(connections[0])) == sorted(f"{n}-{i}" for n in range(6) for i in range(10))


def test_sqlite_waits_itself_for_a_write_outside_a_transaction(connect: Connect) -> None:
    """After a transaction the time that SQLite waits is what it was."""
    connection = connect(seconds=0.3)
    write(connection, "a")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (300,)
