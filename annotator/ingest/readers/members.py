"""A file among others, in an archive or a folder: read by its format, refused as a problem."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeAlias

from annotator.errors import RuleBroken
from annotator.ingest.readers import limits
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.values import Cursor, Mapping, Problem, Reader, Record

Detect: TypeAlias = Callable[[str, bytes], Reader]

_SYSTEM_FOLDERS = {"__MACOSX", ".git", "@eaDir"}
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}


def is_of_the_system(parts: tuple[str, ...]) -> bool:
    """Whether an operating system put the file there for itself."""
    return (
        bool(_SYSTEM_FOLDERS & set(parts))
        or parts[-1].startswith(".")
        or parts[-1].lower() in _SYSTEM_FILES
    )


def items(
    file: BinaryIO,
    reader: Reader,
    *,
    where: str,
    mapping: Mapping | None,
    cursor: Cursor | None,
) -> Iterator[tuple[Record | Problem, Cursor | None]]:
    """The items of one file with its own cursors; a refusal is one problem, and nothing follows (None)."""
    try:
        chosen = mapping if mapping and _fits(mapping, reader, file, where) else None
        yield from reader.read(file, name=where, mapping=chosen, cursor=cursor)
    except RuleBroken as refusal:
        yield refused(refusal, where), None


def refused(refusal: RuleBroken, where: str) -> Problem:
    return problem(refusal.code, where=where, row=None, message=str(refusal))


def reader_of(file: BinaryIO, detect: Detect, name: str) -> Reader:
    """Raises what `detect` raises."""
    file.seek(0)
    return detect(name, file.read(limits.HEAD))


def _fits(mapping: Mapping, reader: Reader, file: BinaryIO, where: str) -> bool:
    """Whether the file has the column in which the mapping finds the articles."""
    columns = set(reader.preview(file, name=where).columns)
    return bool(
        columns
        & {mapping.text, mapping.html, mapping.pasted, mapping.sentences, mapping.sentence} - {""}
    )
