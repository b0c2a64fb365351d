"""Django's SQLite, with writers that wait for each other in milliseconds.

SQLite lets one transaction write at a time. Who finds the lock taken is put to sleep, for up to a
tenth of a second however short the other's transaction was, while others slip in before them: with
eight annotators every twentieth answer waited half a second. Here one waiting thread a process looks
every millisecond.
"""

import sqlite3
import threading
import time

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LOOK_SECONDS = 0.001

_waiting = threading.Lock()
"""Held by the one thread of this process that looks; the others wait for it, without looking."""


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        until = time.monotonic() + seconds
        self._sleep_at_most(0)
        try:
            try:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]
            except OperationalError as error:
                if not _is_locked(error.__cause__):
                    raise
                self._wait_and_start(until)
        finally:
            self._sleep_at_most(seconds)

    def _wait_and_start(self, until: float) -> None:
        """Start it as soon as it can be. Raises OperationalError when that takes too long."""
        has_turn = _waiting.acquire(timeout=max(until - time.monotonic(), 0))
        try:
            while time.monotonic() < until:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if not _is_locked(error):
                        raise OperationalError(*error.args) from error
                    time.sleep(LOOK_SECONDS)
                else:
                    return
        finally:
            if has_turn:
                _waiting.release()
        raise OperationalError("database is locked")

    def _sleep_at_most(self, seconds: float) -> None:
        """How long SQLite itself waits for a lock."""
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _is_locked(error: BaseException | None) -> bool:
    # The low byte: the rest tells why, as that another process mends what a killed one left.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
