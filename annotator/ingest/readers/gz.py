"""A file packed by gzip: read by the format of what is in it, which is one file and no archive."""

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from annotator.ingest.readers import limits, members
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Reader
from annotator.ingest.refusals import TooLarge, UnreadableInput, UnsupportedFile

_STEP = 256 * 1024
_ARCHIVES = ("zip", "gzip")


@dataclass(frozen=True, kw_only=True)
class Gzipped:
    """The reader of packed files; `detect` tells the readers of what is in them."""

    detect: members.Detect

    def preview(self, file: BinaryIO, *, name: str) -> Preview:
        with _unpacked(file) as inner:
            return self._reader(inner, name).preview(inner, name=_inside(name))

    def read(
        self,
        file: BinaryIO,
        *,
        name: str,
        mapping: Mapping | None = None,
        cursor: Cursor | None = None,
    ) -> Iterator[Item]:
        with _unpacked(file) as inner:
            reader = self._reader(inner, name)
            yield from reader.read(inner, name=_inside(name), mapping=mapping, cursor=cursor)

    def _reader(self, inner: BinaryIO, name: str) -> Reader:
        reader = members.reader_of(inner, self.detect, _inside(name))
        if reader.name in _ARCHIVES:
            raise UnsupportedFile("This is an archive in a gzip file. Unpack it first.")
        return reader


def _inside(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


@contextmanager
def _unpacked(file: BinaryIO) -> Iterator[BinaryIO]:
    """The bytes that are packed, all members one after the other.

    Raises UnreadableInput for damaged ones, TooLarge for more than a file has.
    """
    size = file.seek(0, 2)
    most = min(limits.ENTRY, max(limits.RATIO_FROM, size * limits.RATIO))
    file.seek(0)
    with tempfile.SpooledTemporaryFile(max_size=limits.IN_MEMORY) as unpacked:
        for piece in _pieces(file):
            if unpacked.tell() + len(piece) > most:
                raise TooLarge("It would unpack to more than a file of this kind has.")
            unpacked.write(piece)
        yield cast(BinaryIO, unpacked)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(31)
    packed = b""
    try:
        while packed or (packed := file.read(_STEP)):
            if unpacking.eof:
                unpacking = zlib.decompressobj(31)
            yield unpacking.decompress(packed, _STEP)
            packed = unpacking.unconsumed_tail or unpacking.unused_data
    except zlib.error:
        raise UnreadableInput("It cannot be unpacked: the file is damaged.") from None
    if not unpacking.eof:
        raise UnreadableInput("It cannot be unpacked: the end of the file is missing.")
