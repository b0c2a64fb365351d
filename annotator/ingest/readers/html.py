"""A saved page: its bytes, since the page itself says in which encoding they are."""

from collections.abc import Iterator
from typing import BinaryIO

from annotator.ingest.readers.single import whole
from annotator.ingest.readers.values import Cursor, Item, Preview, Record


def preview(_: BinaryIO, **__: object) -> Preview:
    return Preview()


def read(file: BinaryIO, *, name: str, cursor: Cursor | None = None, **_: object) -> Iterator[Item]:
    if cursor is None:
        record = Record(where=name, row=1, kind="html", content=whole(file), metadata={})
        yield record, {"done": 1}
