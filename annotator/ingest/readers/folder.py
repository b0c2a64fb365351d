"""A folder on this machine: every file in it and its folders by the reader of its format.

For commands, never for paths that come over the web. Files come by name, links are not followed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from annotator.errors import RuleBroken
from annotator.ingest.readers import limits, members
from annotator.ingest.readers.problems import printable, problem
from annotator.ingest.readers.values import Cursor, Item, Mapping
from annotator.ingest.refusals import TooLarge, UnreadableInput


def read(
    folder: Path,
    *,
    detect: members.Detect,
    mapping: Mapping | None = None,
    cursor: Cursor | None = None,
) -> Iterator[Item]:
    """The items of all files; `where` is the path below `folder`.

    A mapping counts for the files that have its columns. A cursor holds the file's name, so files
    that came or went meanwhile do no harm. Raises TooLarge for more files than `limits.ENTRIES`,
    UnreadableInput for none.
    """
    at: Cursor = cursor or {"name": "", "inner": None}
    for name in _names(folder):
        is_begun = name == at["name"] and at["inner"] is not None
        if name <= at["name"] and not is_begun:
            continue
        where = printable(name)
        try:
            with (folder / name).open("rb") as opened:
                file = cast(BinaryIO, opened)
                reader = members.reader_of(file, detect, name)
                inner = at["inner"] if is_begun else None
                for item, further in members.items(
                    file, reader, where=where, mapping=mapping, cursor=inner
                ):
                    yield item, {"name": name, "inner": further}
        except RuleBroken as refusal:
            yield members.refused(refusal, where), {"name": name, "inner": None}
        except OSError as error:
            message = f"It cannot be opened: {error.strerror or 'unknown reason'}."
            what = problem("broken-archive", where=where, row=None, message=message)
            yield what, {"name": name, "inner": None}


def _names(folder: Path) -> list[str]:
    """The files below the folder with / in their names, sorted."""
    found: list[str] = []
    for root, _, files in os.walk(folder):
        for file in files:
            path = Path(root, file)
            name = path.relative_to(folder)
            if (
                path.is_file()
                and not path.is_symlink()
                and not members.is_of_the_system(name.parts)
            ):
                found.append(name.as_posix())
        if len(found) > limits.ENTRIES:
            raise TooLarge(f"The folder holds more than {limits.ENTRIES:,} files.")
    if not found:
        raise UnreadableInput("The folder holds no files.")
    return sorted(found)
