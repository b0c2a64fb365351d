"""The file that a process is reading: kept open between its batches, and read ahead.

While a batch is being stored, which is mostly waiting for the database, the next one is read by a
thread. Only ever a saving: where a batch begins is told by a cursor, and what was read ahead counts
for nothing if another one is asked for.
"""

import logging
import threading
from collections.abc import Callable
from typing import NoReturn
from uuid import UUID

from annotator.ingest import batches
from annotator.ingest.attempts import attempting
from annotator.ingest.batches import Batch, Lines, NotStoredYet, Reading
from annotator.ingest.readers import limits
from annotator.ingest.readers.values import Cursor

log = logging.getLogger(__name__)

MOST_BESIDE = 2 * limits.MIB
"""Beside a batch of more characters none is read ahead: memory holds one large batch, not two."""
GROWTH = 4
"""Once a worker ended its rows are taken apart, in batches of 1, 4, 16 and so on rows, none of them
read ahead, until more have passed than it had in hand. So the row that ended it is found, if it was
one, and a worker that is killed often all the same gets on."""


class Shelf:
    """Room for the last reading of this process."""

    def __init__(self) -> None:
        self._of: UUID | None = None
        self._reading: Reading | None = None
        self._ahead: _Ahead | None = None
        self._outlet = ""
        self._may_look_ahead = False

    def next(
        self,
        of: UUID,
        cursor: Cursor | None,
        *,
        opened: Callable[[], Reading],
        lines: Lines,
        outlet: str,
        at_most: int | None = None,
    ) -> Batch:
        """The batch of a file from a cursor on; `opened` opens the file there.

        With `at_most` it is one of those that are taken apart, of so many rows.
        """
        batch = None if at_most else self._batch_ahead(of, cursor)
        if batch is None:
            reading = self._take(of, cursor) or opened()
            try:
                with attempting(apart=at_most is not None) as take:
                    batch = batches.read(
                        reading, lines=lines, outlet=outlet, take=take, at_most=at_most
                    )
            except BaseException:
                reading.close()
                raise
            self._of, self._reading, self._outlet = of, reading, outlet
        if at_most and at_most < batches.ROWS:
            batch.then = at_most * GROWTH
        self._may_look_ahead = not at_most and batch.characters <= MOST_BESIDE
        if batch.is_last:
            self.clear()
        return batch

    def look_ahead(self) -> None:
        """Begin to read the batch after the last one, where that may be."""
        if self._reading and self._may_look_ahead and not self._ahead:
            self._ahead = _Ahead(self._reading, self._outlet)

    def clear(self) -> None:
        """Close what is open."""
        self._settle()
        if self._reading:
            self._reading.close()
        self._reading = None

    def _batch_ahead(self, of: UUID, cursor: Cursor | None) -> Batch | None:
        """What was read ahead, if it is from this cursor on and any of it could be read."""
        ahead = self._settle()
        if ahead and self._reading and (of, cursor) == (self._of, ahead.begins):
            return ahead.batch
        return None

    def _take(self, of: UUID, cursor: Cursor | None) -> Reading | None:
        """The reading, if it stands where one is wanted; else it is closed."""
        self._settle()
        kept = self._reading
        if kept and cursor is not None and (of, cursor) == (self._of, kept.cursor):
            self._reading = None
            return kept
        self.clear()
        return None

    def _settle(self) -> "_Ahead | None":
        """What is being read ahead, once it has been; a reading that went wrong goes."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return None
        ahead.join()
        if ahead.is_broken:
            self.clear()
        return ahead


class _Ahead(threading.Thread):
    """The batch behind the one that is being stored. It never asks the database anything."""

    def __init__(self, reading: Reading, outlet: str) -> None:
        super().__init__(daemon=True)  # a process that ends does not wait for it
        self.begins = reading.cursor
        self.batch: Batch | None = None
        self.is_broken = False
        self._reading, self._outlet = reading, outlet
        self.start()

    def run(self) -> None:
        try:
            batch = batches.read(self._reading, lines=_nobody_knows, outlet=self._outlet)
        except Exception:  # it is read again when its turn comes, and fails in its own chunk
            log.warning("what was read ahead is read again", exc_info=True)
            self.is_broken = True
            return
        if batch.rows or batch.is_last:
            self.batch = batch


def _nobody_knows(_: str) -> NoReturn:
    """An outlet's documents include those that are being stored."""
    raise NotStoredYet
