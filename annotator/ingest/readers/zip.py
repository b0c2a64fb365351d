"""ZIP archives: every file in them by the reader of its format, one archive in another included.

Nothing is written under the names in the archive. A file that cannot be read is one problem with no
row. `where` is the way to the file: `archive.zip/folder/articles.csv`. A mapping counts for the
files that have its columns; for others it is guessed.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from annotator.errors import RuleBroken
from annotator.ingest.readers import archive, limits, members
from annotator.ingest.readers.problems import printable, problem
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem, Record
from annotator.ingest.refusals import TooLarge, UnreadableInput

_STEP = 256 * 1024


@dataclass(frozen=True, kw_only=True)
class Archives:
    """The reader of archives; `detect` tells the readers of what is in them."""

    detect: members.Detect
    is_nested: bool = False

    def preview(self, file: BinaryIO, *, name: str) -> Preview:
        """The preview of the first file that has columns."""
        with archive.opened(file) as packed:
            for entry in _entries(packed):
                if archive.fault(entry):
                    continue
                try:
                    with _unpacked(packed, entry) as inner:
                        reader = members.reader_of(inner, self.detect, entry.filename)
                        if reader.name != "zip" and reader.has_columns:
                            return reader.preview(inner, name=f"{name}/{entry.filename}")
                except RuleBroken:
                    continue
        return Preview()

    def read(
        self,
        file: BinaryIO,
        *,
        name: str,
        mapping: Mapping | None = None,
        cursor: Cursor | None = None,
    ) -> Iterator[Item]:
        at: Cursor = cursor or {"entry": 0, "inner": None, "nested": 0}
        nested = _Nested(at["nested"])
        with archive.opened(file) as packed:
            entries = _entries(packed)
            if not entries:
                raise UnreadableInput("The archive holds no files.")
            for index in range(at["entry"], len(entries)):
                entry = entries[index]
                where = f"{name}/{printable(entry.filename)}"
                inner = at["inner"] if index == at["entry"] else None
                here: Cursor = {"entry": index, "nested": nested.size}
                for item, further in self._items(packed, entry, where, mapping, inner, nested):
                    if further is None:
                        yield item, {"entry": index + 1, "inner": None, "nested": nested.size}
                    else:
                        yield item, {**here, "inner": further}

    def _items(
        self,
        packed: zipfile.ZipFile,
        entry: zipfile.ZipInfo,
        where: str,
        mapping: Mapping | None,
        cursor: Cursor | None,
        nested: "_Nested",
    ) -> Iterator[tuple[Record | Problem, Cursor | None]]:
        if fault := archive.fault(entry):
            yield problem(fault, where=where, row=None), None
            return
        try:
            with _unpacked(packed, entry) as file:
                reader = members.reader_of(file, self.detect, entry.filename)
                if reader.name == "zip":
                    if self.is_nested:
                        yield problem("too-deeply-packed", where=where, row=None), None
                        return
                    nested.add(archive.size(file))
                    within = replace(self, is_nested=True)
                    reader = replace(reader, preview=within.preview, read=within.read)
                yield from members.items(file, reader, where=where, mapping=mapping, cursor=cursor)
        except RuleBroken as refusal:
            yield members.refused(refusal, where), None


class _Nested:
    """How many bytes the archives in an archive unpack to, up to the one in hand."""

    def __init__(self, size: int) -> None:
        self.size = size

    def add(self, size: int) -> None:
        """Raises TooLarge for what is past the limit; it does not count then."""
        if self.size + size > limits.UNZIPPED:
            raise TooLarge("With it the archive would unpack to too much.")
        self.size += size


def _entries(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files, in the order of the directory."""
    return [
        entry
        for entry in packed.infolist()
        if not entry.is_dir()
        and not members.is_of_the_system(PurePosixPath(entry.filename).parts or (".",))
    ]


@contextmanager
def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """The entry's bytes. Raises UnreadableInput when they are damaged."""
    with tempfile.SpooledTemporaryFile(max_size=limits.IN_MEMORY) as file:
        try:
            with packed.open(entry) as source:
                while chunk := source.read(_STEP):
                    file.write(chunk)
        except archive.BROKEN:
            raise UnreadableInput("It cannot be unpacked: the archive is damaged here.") from None
        yield cast(BinaryIO, file)
