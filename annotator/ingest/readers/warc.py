"""Web archives (WARC, plain or gzip a record): the pages in them.

An article is a response with HTML and a status of 200; requests, pictures, redirects and error
pages are passed over, they are no articles. A record that is damaged is a problem, and reading goes
on behind it where that is possible.
"""

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from annotator.errors import RuleBroken
from annotator.ingest.decode import CHARSETS, decode
from annotator.ingest.readers import limits
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.texts import one_line
from annotator.ingest.readers.values import Cursor, Item, Preview, Problem, Record
from annotator.ingest.refusals import UnreadableInput

# What warcio lets through of broken headers, lengths and compression.
_BROKEN = (
    ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, LookupError, TypeError,
    AttributeError,
)  # fmt: skip
_HTML = ("text/html", "application/xhtml+xml")
# Charsets that pages are sent in. Python knows more, some of which are no encodings of text.
_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"\r\n\r\n(?=WARC/\d)|\x1f\x8b\x08")
_NEXT = b"\r\n\r\nWARC/1"
_REST = 64
_LONGEST_MARK = len(_NEXT)


def preview(_: BinaryIO, **__: object) -> Preview:
    return Preview()


def read(file: BinaryIO, *, name: str, cursor: Cursor | None = None, **_: object) -> Iterator[Item]:
    at = cursor or {"offset": 0, "row": 0}
    if at.get("over"):
        return
    if cursor is None:
        _check_packing(file)
    number: int = at["row"]
    start: int | None = at["offset"]
    while start is not None:
        begun, start = start, None
        for item, end, row in _records(file, begun, number, name):
            number = row
            if end is None:
                # Damaged: what stands behind it is looked for from where it began.
                start = _next_start(file, begun)
                behind: Cursor = {"offset": start, "row": number}
                if start is None:
                    behind = {"offset": begun, "row": number, "over": True}
                yield problem("bad-record", where=name, row=number), behind
            else:
                begun = end
                if item is not None:
                    yield item, {"offset": end, "row": number}


def _check_packing(file: BinaryIO) -> None:
    """Raises UnreadableInput for a file packed as a whole: no record in it can be reached by itself."""
    file.seek(0)
    head = file.read(limits.HEAD)
    with contextlib.suppress(zlib.error):
        if head.startswith(_GZIP) and _NEXT in zlib.decompressobj(31).decompress(head, limits.MIB):
            raise UnreadableInput("This web archive is packed as a whole. Unpack it first.")


def _records(
    file: BinaryIO, offset: int, number: int, where: str
) -> Iterator[tuple[Record | Problem | None, int | None, int]]:
    """What each record gives, the offset behind it, and its number.

    A damaged one is the last, with no offset behind it.
    """
    while True:
        number += 1
        try:
            # A new one for each record: what it makes of damage depends on what it read before.
            file.seek(offset)
            records = ArchiveIterator(file)
            # Of a record whose length is wrong warcio complains on the error stream as well.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records, None)
                if record is None:
                    file.seek(offset)
                    if file.read(_REST).strip():
                        yield None, None, number
                    return
                item = _item(record, where, number)
                records.read_to_end()
        except _BROKEN:
            yield None, None, number
            return
        if records.offset <= offset:
            yield None, None, number
            return
        offset = records.offset
        yield item, offset, number


def _next_start(file: BinaryIO, offset: int) -> int | None:
    """Where the record after the one at `offset` begins."""
    at = offset + 1
    while True:
        file.seek(at)
        chunk = file.read(limits.MIB)
        match = _START.search(chunk)
        if match is None:
            if len(chunk) < limits.MIB:
                return None
            at += len(chunk) - _LONGEST_MARK
            continue
        found = at + match.start()
        if match[0] != _GZIP:
            return found + len(b"\r\n\r\n")
        file.seek(found)
        if _begins_record(file.read(limits.HEAD)):
            return found
        at = found + 1


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, 100).startswith(b"WARC/")
    except zlib.error:
        return False


def _item(record: Any, where: str, number: int) -> Record | Problem | None:
    """The page in a record; None when there is none."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind, _, more = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _HTML or record.http_headers.get_statuscode() != "200":
        return None
    address = one_line((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    stream = record.content_stream()
    data = b""
    while len(data) <= limits.RECORD and (chunk := stream.read(limits.MIB)):
        data += chunk
    if len(data) > limits.RECORD:
        return problem("too-large", where=where, row=number, excerpt=address)
    if not data.strip():
        return problem("no-text", where=where, row=number, excerpt=address)
    charset = more.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    content: bytes | str = data
    if CHARSETS.fullmatch(charset):
        # The page's bytes do not say what the server's header does.
        try:
            content = decode(data, declared=charset)
        except RuleBroken as refusal:
            return problem(
                "not-text", where=where, row=number, excerpt=address, message=str(refusal)
            )
    crawled = one_line(record.rec_headers.get_header("WARC-Date") or "")
    return Record(
        where=where,
        row=number,
        kind="html",
        content=content,
        url=address,
        metadata={"warc.date": crawled} if crawled else {},
    )
