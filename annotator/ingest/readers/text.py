"""A text file: one article, read as a paste, since saved text has menus and notices as well."""

from collections.abc import Iterator
from typing import BinaryIO

from annotator.ingest.decode import decode
from annotator.ingest.readers import limits
from annotator.ingest.readers.encodings import sniff
from annotator.ingest.readers.single import whole
from annotator.ingest.readers.values import Cursor, Item, Preview, Record


def preview(file: BinaryIO, **_: object) -> Preview:
    file.seek(0)
    return Preview(encoding=sniff(file.read(limits.HEAD)).name)


def read(file: BinaryIO, *, name: str, cursor: Cursor | None = None, **_: object) -> Iterator[Item]:
    if cursor is None:
        content = decode(whole(file))
        record = Record(where=name, row=1, kind="pasted", content=content, metadata={})
        yield record, {"done": 1}
