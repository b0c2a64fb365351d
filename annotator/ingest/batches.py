"""A file is read a batch at a time: so much of it as one chunk of a job stores at once.

Where a batch ends, a cursor says where the next one begins. Nothing else carries over: any process
may go on, also after the one before it was killed in the middle.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from annotator.errors import RuleBroken
from annotator.ingest import repeats
from annotator.ingest.attempts import Attempt, attempt
from annotator.ingest.readers import READERS, limits
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.values import Cursor, Item, Mapping, Problem, Record
from annotator.ingest.taking import Taken

ROWS, SENTENCES, SECONDS, CHARACTERS = 1000, 10_000, 5.0, 16 * limits.MIB
"""A batch ends after so many rows, sentences, seconds or characters, whichever is first."""
TOGETHER = 20
"""So many records are read before the first is taken: pastes among them tell each other's clutter."""
NOTHING_TO_TAKE = {
    "no-text", "empty-row", "empty-article", "unsupported-file", "other-columns",
}  # fmt: skip
"""Codes of rows in which there was nothing to take, so that nothing failed."""

Lines = Callable[[str], Sequence[tuple[Any, Sequence[str]]]]


class NotStoredYet(Exception):
    """The lines of an outlet are asked for while documents that may have them are being stored."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A row that made no document; `cursor` is where it can be read again, None at the start."""

    where: str
    row: int | None
    code: str
    message: str
    excerpt: str
    cursor: Cursor | None

    @property
    def is_skipped(self) -> bool:
        return self.code in NOTHING_TO_TAKE


@dataclass(kw_only=True)
class Batch:
    """What a stretch of a file gave. `position` is how many bytes of the file are behind it."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    cursor: Cursor | None = None
    position: int = 0
    sentences: int = 0
    characters: int = 0
    is_last: bool = False
    then: int | None = None
    """So many rows at most the next batch is to have, taken apart (`shelf`); None: as any."""

    @property
    def rows(self) -> int:
        return len(self.taken) + len(self.refused)

    @property
    def is_full(self) -> bool:
        return self.sentences >= SENTENCES or self.characters >= CHARACTERS

    def enter(self, outcome: "Taken | Refused") -> None:
        """Put a row down."""
        if isinstance(outcome, Taken):
            self.taken.append(outcome)
            self.sentences += len(outcome.article.sentences)
            self.characters += len(outcome.article.text)
        else:
            self.refused.append(outcome)


class Reading:
    """An open file on its way through a reader; `cursor` is behind the last item given out."""

    def __init__(
        self,
        open_file: Callable[[], BinaryIO],
        *,
        format: str,
        name: str,
        mapping: Mapping | None,
        cursor: Cursor | None,
    ) -> None:
        self.cursor = cursor
        self._pending: list[Item] = []
        self._size = 0
        self._stack = ExitStack()
        self._file = self._stack.enter_context(open_file())
        self._items: Iterator[Item] = READERS[format].read(
            self._file, name=name, mapping=mapping, cursor=cursor
        )
        self._broken: RuleBroken | None = None
        self._name = name

    def close(self) -> None:
        self._stack.close()

    @property
    def position(self) -> int:
        """About how many bytes of the file have been read."""
        return self._file.tell()

    def some(self, count: int) -> list[Item]:
        """The next items, at most `count` and fewer if they are large, without moving on: see `passed`."""
        while len(self._pending) < count and self._size < limits.IN_MEMORY and not self._broken:
            try:
                item = next(self._items, None)
            except RuleBroken as refusal:  # the file cannot be read further
                self._broken = refusal
                break
            if item is None:
                break
            self._pending.append(item)
            self._size += _size(item)
        return self._pending[:count]

    def passed(self) -> None:
        """The first of `some` is dealt with."""
        item = self._pending.pop(0)
        self._size -= _size(item)
        self.cursor = item[1]

    def broken_off(self) -> Problem | None:
        """Why the file could not be read to its end, once all before that has passed."""
        if self._broken is None:
            return None
        return problem(self._broken.code, where=self._name, row=None, message=str(self._broken))


def read(
    reading: Reading,
    *,
    lines: Lines,
    outlet: str = "",
    take: Attempt = attempt,
    at_most: int | None = None,
) -> Batch:
    """The next batch, of so many rows at most as `at_most`.

    `lines` gives the lines of an outlet's documents; where it raises NotStoredYet the batch ends
    before the records that it was asked for.
    """
    limit = at_most or ROWS
    batch = Batch()
    clutter = _Clutter(lines, outlet)
    ends = time.monotonic() + SECONDS
    while batch.rows < limit and not batch.is_full and time.monotonic() < ends:
        items = reading.some(min(TOGETHER, limit - batch.rows))
        if not items:
            break
        try:
            clutter.see([item for item, _ in items if isinstance(item, Record)])
        except NotStoredYet:
            break
        for item, _ in items:
            batch.enter(_outcome(item, reading.cursor, clutter, outlet, take))
            reading.passed()
            if batch.is_full or time.monotonic() >= ends:
                break
    if not reading.some(1):
        batch.is_last = True
        batch.refused += _broken_off(reading)
    batch.cursor, batch.position = reading.cursor, reading.position
    return batch


def again(reading: Reading, *, lines: Lines, outlet: str = "", take: Attempt = attempt) -> Batch:
    """One row read once more, from where `reading` stands."""
    batch = Batch()
    clutter = _Clutter(lines, outlet)
    items = reading.some(1)
    for item, _ in items:
        clutter.see([item] if isinstance(item, Record) else [])
        batch.enter(_outcome(item, reading.cursor, clutter, outlet, take))
        reading.passed()
    if not items:
        batch.refused += _broken_off(reading)
    return batch


def _size(item: Item) -> int:
    what = item[0]
    return len(what.content) + sum(map(len, what.sentences)) if isinstance(what, Record) else 0


def _broken_off(reading: Reading) -> list[Refused]:
    fault = reading.broken_off()
    return [_refused(fault, reading.cursor)] if fault else []


def _outcome(
    item: Record | Problem,
    cursor: Cursor | None,
    clutter: "_Clutter",
    outlet: str,
    take: Attempt,
) -> Taken | Refused:
    outcome = take(item, outlet, clutter.of(item)) if isinstance(item, Record) else item
    return _refused(outcome, cursor) if isinstance(outcome, Problem) else outcome


def _refused(what: Problem, cursor: Cursor | None) -> Refused:
    return Refused(
        where=what.where,
        row=what.row,
        code=what.code,
        message=what.message,
        excerpt=what.excerpt,
        cursor=cursor,
    )


class _Clutter:
    """What the outlets of pastes put on every page: from the store, and from the batch itself."""

    def __init__(self, lines: Lines, outlet: str) -> None:
        self._lines = lines
        self._outlet = outlet
        self._seen: dict[str, list[tuple[Any, Sequence[str]]]] = {}
        self._tables: dict[str, repeats.Table] = {}

    def see(self, records: Sequence[Record]) -> None:
        """Records that are about to be taken."""
        pastes = [one for one in records if one.kind == "pasted"]
        for outlet in {self._of(one) for one in pastes} - {""}:
            known = self._seen.setdefault(outlet, list(self._lines(outlet)))
            known += [(_id(one), _lines(one)) for one in pastes if self._of(one) == outlet]
            self._tables[outlet] = repeats.table(known[-repeats.DOCUMENTS :])

    def of(self, record: Record) -> frozenset[str]:
        """The keys of the record's lines that stand on other pages of its outlet."""
        table = self._tables.get(self._of(record)) if record.kind == "pasted" else None
        if table is None:
            return frozenset()
        return repeats.repeated(_lines(record), table, document=_id(record))

    def _of(self, record: Record) -> str:
        return record.outlet or self._outlet


def _id(record: Record) -> tuple[str, int]:
    return record.where, record.row


def _lines(record: Record) -> list[str]:
    assert isinstance(record.content, str)
    return record.content.splitlines()
