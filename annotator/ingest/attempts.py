"""Taking a record, whatever is wrong with it: in this process, or apart in one of its own.

A page can end the process that reads it, by more memory than there is or by a fault in a library.
A worker that just ended says nothing of why: it may have been killed for reasons of its own. So
after that records are taken apart, where it is seen which of them ends a process.
"""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from annotator.errors import RuleBroken
from annotator.ingest import taking
from annotator.ingest.readers.problems import printable
from annotator.ingest.readers.values import Problem, Record
from annotator.ingest.taking import Taken

log = logging.getLogger(__name__)

CRASHED = "crashed"
TIMES = 2
"""So often a record ends a process of its own before it is blamed for that."""
ROOT = Path(__file__).resolve().parent.parent.parent

Attempt = Callable[[Record, str, frozenset[str]], Taken | Problem]


def attempt(record: Record, outlet: str, repeated: frozenset[str]) -> Taken | Problem:
    """What is stored of a record, or why nothing is. The arguments are those of `taking.of_record`."""
    try:
        return taking.of_record(record, outlet=outlet, repeated=repeated)
    except RuleBroken as refusal:
        return _told(record, refusal.code, str(refusal))
    except Exception as error:  # one page that our code cannot bear must not stop the others
        log.exception("%s, row %s could not be read", record.where, record.row)
        message = f"It could not be read, which is our fault: {type(error).__name__}: {error}"
        return _told(record, "unexpected", message)


def attempting(*, apart: bool) -> AbstractContextManager[Attempt]:
    """`attempt`, here or in a process of its own."""
    return _Apart() if apart else nullcontext(attempt)


class _Apart:
    """`attempt` in another process, which is started again when a record ends it.

    That one ends when this one does: nobody is at the other end then.
    """

    def __init__(self) -> None:
        self._other: tuple[subprocess.Popen[bytes], Connection] | None = None

    def __enter__(self) -> Attempt:
        return self._attempt

    def __exit__(self, *_: object) -> None:
        self._end()

    def _attempt(self, record: Record, outlet: str, repeated: frozenset[str]) -> Taken | Problem:
        for _ in range(TIMES):
            self._other = self._other or _start()
            try:
                self._other[1].send((record, outlet, repeated))
                outcome: Taken | Problem = self._other[1].recv()
                return outcome
            except (EOFError, OSError):
                code = self._end()
                log.warning("%s, row %s ended a process (%s)", record.where, record.row, code)
        return _told(record, CRASHED, "It ended each process that took it in. It was passed over.")

    def _end(self) -> int | None:
        if self._other is None:
            return None
        process, connection = self._other
        self._other = None
        connection.close()
        return process.wait()


def _start() -> tuple[subprocess.Popen[bytes], Connection]:
    ours, theirs = Pipe()
    with theirs:
        descriptor = theirs.fileno()
        process = subprocess.Popen(  # noqa: S603 (ourselves)
            [sys.executable, "-m", "annotator.ingest.attempts", str(descriptor)],
            cwd=ROOT,
            pass_fds=[descriptor],
            start_new_session=True,
        )
    return process, ours


def _serve(asked: Connection) -> None:
    """Attempt what is asked for until nothing is any more."""
    # Only the process that asks ends this one: what ended it otherwise would be taken for the record.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    with asked, suppress(EOFError, ConnectionError):
        while True:
            asked.send(attempt(*asked.recv()))


def _told(record: Record, code: str, message: str) -> Problem:
    return Problem(
        where=record.where,
        row=record.row,
        code=code,
        message=printable(message),
        excerpt=printable(record.title or _beginning(record)),
    )


def _beginning(record: Record) -> str:
    content = record.content[:400] if record.content else " ".join(islice(record.sentences, 3))
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    return " ".join(text.split())


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
