"""A JSON array of articles, or an object that is one or holds such an array.

The file is never parsed as a whole: elements are told apart by their brackets, and each is parsed
by itself. One that is broken is one problem. If even its brackets are, reading goes on at the next
line that begins an element, which files with an element a line and indented files have.
"""

import re
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from annotator.ingest.readers import jsonl, limits
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import Encoding, as_utf8, decode_line
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem
from annotator.ingest.refusals import UnreadableInput

# Under these names an object holds the articles, not something that one article has.
_ARRAYS = rb"data|articles?|documents|docs|items|results|records|rows|entries|examples|tasks|hits|posts|news|stories"
_HELD = re.compile(rb'"(?:' + _ARRAYS + rb')"\s*+:\s*+\[(?=\s*+\{)')
_STEP = 256 * 1024
_GAP = re.compile(rb"[\s,]*+")
_BARE = re.compile(rb"[,\[\]{}\s]")
_OUTSIDE = re.compile(rb'["\[\]{}]')
_INSIDE = re.compile(rb'["\\]')
_CLOSES = {ord("]"): ord("["), ord("}"): ord("{")}


def preview(file: BinaryIO, *, name: str) -> Preview:
    with as_utf8(file) as (text, encoding):
        return tables.preview(rows(text, encoding, where=name), encoding=encoding.name)


def read(
    file: BinaryIO, *, name: str, mapping: Mapping | None = None, cursor: Cursor | None = None
) -> Iterator[Item]:
    with as_utf8(file) as (text, encoding):
        chosen = mapping or tables.preview(rows(text, encoding, where=name)).mapping
        found = rows(text, encoding, where=name, cursor=cursor)
        yield from tables.records(found, where=name, mapping=chosen, cursor=cursor)


def objects(
    text: IO[bytes], encoding: Encoding, *, where: str, cursor: Cursor | None = None
) -> Iterator[Row]:
    """The objects of an array or of JSON lines, whichever the file is."""
    text.seek(encoding.mark)
    is_array = text.read(limits.HEAD).lstrip().startswith(b"[")
    source = rows if is_array else jsonl.rows
    return source(text, encoding, where=where, cursor=cursor)


def rows(
    text: IO[bytes], encoding: Encoding, *, where: str, cursor: Cursor | None = None
) -> Iterator[Row]:
    """The elements from a cursor on. Raises UnreadableInput when there is neither array nor object."""
    at = cursor or {"offset": _opening(text, encoding), "row": 0}
    if at["offset"] is None:
        yield _whole(text, encoding, where)
        return
    number: int = at["row"]
    start: Cursor = {name: at[name] for name in ("offset", "row", "again") if name in at}
    if at.get("over"):
        return
    window = _Window(text, at["offset"], at.get("again", 0))
    while (element := window.element()) is not None:
        number += 1
        value: dict[str, Any] | Problem
        if isinstance(element, str):
            excerpt = window.shown().decode(encoding.name, errors="replace")
            value = problem(element, where=where, row=number, excerpt=excerpt)
            window.recover()
        else:
            value = _value(element, encoding, where, number)
            if isinstance(value, Problem) and window.holds_next(element):
                window.recover()
        behind: Cursor = {"offset": window.at, "row": number}
        if window.is_over:
            behind["over"] = True
        if window.again:
            behind["again"] = window.again
        size = window.at - start["offset"]
        yield Row(number=number, value=value, size=size, start=start, end=behind)
        start = behind
        if window.is_over:
            return


def _value(element: bytes, encoding: Encoding, where: str, number: int) -> dict[str, Any] | Problem:
    text = decode_line(element, encoding.name)
    if text is None:
        excerpt = element[:800].decode(errors="replace")
        return problem("not-text", where=where, row=number, excerpt=excerpt)
    return jsonl.value_of(text, where, number)


def _opening(text: IO[bytes], encoding: Encoding) -> int | None:
    """Where the elements begin; None when the file is one object."""
    text.seek(encoding.mark)
    head = text.read(limits.HEAD)
    bare = head.lstrip()
    if bare.startswith(b"["):
        return encoding.mark + len(head) - len(bare) + 1
    if not bare.startswith(b"{"):
        raise UnreadableInput("This is not JSON: it begins with neither [ nor {.")
    held = _HELD.search(head)
    # Only an array of the outermost object: nothing but plain values may stand before it.
    if held and not re.search(rb"[\[{]", head[len(head) - len(bare) + 1 : held.start()]):
        return encoding.mark + held.end()
    return None


def _whole(text: IO[bytes], encoding: Encoding, where: str) -> Row:
    """The one row of a file that is one object."""
    text.seek(encoding.mark)
    data = text.read(limits.LINE + 1)
    value: dict[str, Any] | Problem
    if len(data) > limits.LINE:
        shown = data[: limits.EXCERPT].decode(errors="replace")
        value = problem("too-large", where=where, row=1, excerpt=shown)
    else:
        value = _value(data, encoding, where, 1)
    over: Cursor = {"offset": encoding.mark, "row": 1, "over": True}
    start: Cursor = {"offset": None, "row": 0}
    return Row(number=1, value=value, size=len(data), start=start, end=over)


class _Window:
    """The part of the file around the element in hand.

    `at` is the offset behind it, `again` how many bytes were read more than once for broken ones.
    """

    def __init__(self, text: IO[bytes], offset: int, again: int) -> None:
        text.seek(offset)
        self.again = again
        self._text = text
        self._data = b""
        self._base = offset
        self._start = 0
        self._next_line = b"\n{"
        self.at = offset
        self.is_over = False

    def element(self) -> bytes | str | None:
        """The next element, the code of what is wrong with it, or None behind the last one."""
        self._drop()
        gap = self._skip()
        if self._start >= len(self._data):
            # No bracket closed the array: what should follow is missing, and counts as an element.
            return "cut-short"
        first = self._data[self._start : self._start + 1]
        if first == b"]":
            return None
        # Of this gap alone, not of those before: a reader that resumes here knows no others.
        self._next_line = (gap[gap.rindex(b"\n") :] if b"\n" in gap else b"\n") + first
        fault = self._scan(first)
        return fault or self._data[self._start : self.at - self._base]

    def shown(self) -> bytes:
        return self._data[self._start : self._start + 4 * limits.EXCERPT]

    def holds_next(self, element: bytes) -> bool:
        """Whether the beginning of another element stands in this one: a line may not break in a string."""
        return self._next_line in element

    def recover(self) -> None:
        """Go to the line that begins the element after a broken one, or to the end of the file."""
        reached = self._base + len(self._data)
        found = self._data.find(self._next_line, self._start + 1)
        while found < 0:
            # A part of what is looked for may stand at the end of what is read.
            self._drop_to(max(self._start + 1, len(self._data) - len(self._next_line)))
            if not self._more():
                self.at = self._base + len(self._data)
                self.is_over = True
                return
            found = self._data.find(self._next_line)
        self.at = self._base + found
        # A file in which every element is left open would be read to the limit for each of them.
        self.again += max(reached - self.at, 0)
        self.is_over = self.again > limits.AGAIN

    def _skip(self) -> bytes:
        """Go to the first byte of the next element; what stood before it."""
        begin = self._start = self.at - self._base
        while True:
            match = _GAP.match(self._data, self._start)
            self._start = match.end() if match else self._start
            if self._start < len(self._data) or not self._more():
                return self._data[begin : self._start][-limits.EXCERPT :]
            if self._start - begin > _STEP:
                # Blanks without end are not kept.
                self._drop_to(self._start)
                begin = self._start = 0

    def _scan(self, first: bytes) -> str:
        """Set `at` behind the element; the code of what is wrong with its brackets, or ""."""
        at = self._start
        if first not in b'{["':
            return self._scan_bare()
        open_brackets = bytearray()
        in_string = False
        while True:
            match = (_INSIDE if in_string else _OUTSIDE).search(self._data, at)
            if match is None:
                at = max(at, len(self._data))
                if at - self._start > limits.LINE:
                    return "too-large"
                if not self._more():
                    return "cut-short"
                continue
            at = match.end()
            char = self._data[at - 1]
            if in_string:
                if char == ord("\\"):
                    at += 1
                    continue
                in_string = False
            elif char == ord('"'):
                in_string = True
                continue
            elif char in b"[{":
                open_brackets.append(char)
                continue
            elif not open_brackets or open_brackets.pop() != _CLOSES[char]:
                return "bad-json"
            if not open_brackets:
                self.at = self._base + at
                return "too-large" if at - self._start > limits.LINE else ""

    def _scan_bare(self) -> str:
        """A number, a word, or what should not be there."""
        at = self._start
        while (match := _BARE.search(self._data, at)) is None:
            at = len(self._data)
            if at - self._start > limits.LINE:
                return "too-large"
            if not self._more():
                break
        # At least one byte, or a stray bracket would be read for ever.
        end = match.start() if match else len(self._data)
        self.at = self._base + max(end, self._start + 1)
        return ""

    def _more(self) -> bool:
        chunk = self._text.read(_STEP)
        self._data += chunk
        return bool(chunk)

    def _drop(self) -> None:
        """Forget what is behind, now and then."""
        if self.at - self._base > limits.MIB:
            self._drop_to(self.at - self._base)

    def _drop_to(self, index: int) -> None:
        self._data = self._data[index:]
        self._base += index
        self._start = 0
