"""JSON Lines: one object a line. A line that is none is one problem, and the rest goes on.

Rows are numbered as lines. A blank line has a number and is no row: between values it says nothing.
"""

from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from annotator.ingest.readers import lines
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import Encoding, as_utf8, decode_line
from annotator.ingest.readers.objects import BadJson, parse
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem


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


def rows(
    text: IO[bytes], encoding: Encoding, *, where: str, cursor: Cursor | None = None
) -> Iterator[Row]:
    """The objects from a cursor on; `text` and `encoding` are those of `as_utf8`."""
    at = cursor or {"offset": encoding.mark, "row": 0}
    start: Cursor = {"offset": at["offset"], "row": at["row"]}
    for number, (line, end) in enumerate(lines.read(text, start["offset"]), start["row"] + 1):
        behind: Cursor = {"offset": end, "row": number}
        if line is None or not line.isspace():
            value = _value(line, encoding.name, where, number)
            size = end - start["offset"]
            yield Row(number=number, value=value, size=size, start=start, end=behind)
        start = behind


def value_of(text: str, where: str, number: int) -> dict[str, Any] | Problem:
    """The object a JSON text is; a string is an object with that text."""
    try:
        value = parse(text)
    except BadJson as error:
        return problem(error.code, where=where, row=number, excerpt=text[:300], message=str(error))
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        return problem("not-an-object", where=where, row=number, excerpt=text[:300])
    return value


def _value(line: bytes | None, encoding: str, where: str, number: int) -> dict[str, Any] | Problem:
    if line is None:
        return problem("line-too-long", where=where, row=number)
    text = decode_line(line, encoding)
    if text is None:
        excerpt = line[:800].decode(errors="replace").rstrip()
        return problem("not-text", where=where, row=number, excerpt=excerpt)
    # A mark in mid-file: files that were joined.
    return value_of(text.strip().removeprefix("\ufeff"), where, number)
