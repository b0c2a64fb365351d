"""Many files as one: an archive of them, so that they are kept and read as a single file is."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.ingest.readers import limits, members
from annotator.ingest.refusals import TooLarge, UnreadableInput


def bundle(files: Iterable[tuple[str, BinaryIO]], *, to: BinaryIO) -> None:
    """Write files, with their names, into an archive. Nothing is packed, which would only cost time.

    Of two files of one name the second gets a number. Raises UnreadableInput for none.
    """
    names: set[str] = set()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        for name, file in files:
            unused = _unused(name, names)
            names.add(unused)
            file.seek(0)
            # A time of its own would make another archive of the same files.
            entry = zipfile.ZipInfo(unused)
            with packed.open(entry, "w", force_zip64=True) as inner:
                shutil.copyfileobj(file, inner, limits.MIB)
    if not names:
        raise UnreadableInput("There are no files in it.")


def files_below(folder: Path) -> Iterator[tuple[str, BinaryIO]]:
    """The files of a folder on this machine, with / in their names, sorted; links are not followed.

    For commands, never for a path that came over the web. Raises TooLarge for more files than
    `limits.ENTRIES`.
    """
    for name in _names(folder):
        with (folder / name).open("rb") as file:
            yield name, file


def _names(folder: Path) -> list[str]:
    found: list[str] = []
    for root, _, files in os.walk(folder):
        for file in files:
            path = Path(root, file)
            parts = path.relative_to(folder).parts
            if path.is_file() and not path.is_symlink() and not members.is_of_the_system(parts):
                found.append("/".join(parts))
        if len(found) > limits.ENTRIES:
            raise TooLarge("The folder holds more than {count} files.", count=limits.ENTRIES)
    return sorted(found)


def _unused(name: str, names: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    unused, number = name, 1
    while unused in names:
        number += 1
        unused = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    return unused
