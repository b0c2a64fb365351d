"""Opening ZIP files, which XLSX and DOCX are too, without being harmed by them.

`zipfile` never unpacks more than the size that the directory declares for an entry, so declared
sizes can be believed as limits; deflate, unlike bzip2 and LZMA, is unpacked piece by piece.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from annotator.ingest.readers import limits
from annotator.ingest.refusals import TooLarge, UnreadableInput

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError,
    IndexError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What `zipfile` raises on damaged or unusual archives."""

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 1


@contextmanager
def opened(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive in `file`.

    Raises UnreadableInput for one that is damaged or has a password, TooLarge for one with too many
    entries or too much in them.
    """
    _check_directory(file)
    try:
        packed = zipfile.ZipFile(file)
    except BROKEN:
        raise UnreadableInput("The archive is damaged.") from None
    with packed:
        entries = packed.infolist()
        if len(entries) > limits.ENTRIES:
            raise TooLarge("It holds more than {count} files.", count=limits.ENTRIES)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise UnreadableInput("The archive has a password. Save it without one.")
        if sum(entry.file_size for entry in entries) > limits.UNZIPPED:
            raise TooLarge(
                "It would unpack to more than {size} GiB.", size=limits.UNZIPPED // 2**30
            )
        yield packed


def size(file: IO[bytes]) -> int:
    """How many bytes the archive unpacks to. Raises what `opened` raises."""
    with opened(file) as packed:
        return sum(entry.file_size for entry in packed.infolist())


def fault(entry: zipfile.ZipInfo) -> str:
    """The code of what forbids to unpack this entry, or ""."""
    if not is_inside(entry.filename):
        return "unsafe-name"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "unsupported-compression"
    grown = entry.file_size > max(entry.compress_size, 1) * limits.RATIO
    if entry.file_size > limits.ENTRY or (entry.file_size > limits.RATIO_FROM and grown):
        return "suspicious-size"
    return ""


def is_inside(name: str) -> bool:
    """Whether a name stays inside the folder it would be unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0:1]


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a directory too large to be held, before `zipfile` holds it."""
    tail_at = max(file.seek(0, 2) - 2**16 - _END.size, 0)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        raise UnreadableInput("The archive is damaged: it has no end.")
    length = _END.unpack_from(tail, at)[5]
    end = tail_at + at
    if end >= _LOCATOR.size:
        file.seek(end - _LOCATOR.size)
        mark, *_ = _LOCATOR.unpack(file.read(_LOCATOR.size))
        if mark == b"PK\x06\x07":
            # The large form stands right before its locator, wherever that says it is.
            end = end - _LOCATOR.size - _END_64.size
            file.seek(max(end, 0))
            large = file.read(_END_64.size)
            if len(large) == _END_64.size and large.startswith(b"PK\x06\x06"):
                length = max(length if length != 0xFFFFFFFF else 0, _END_64.unpack(large)[8])
    if length > limits.DIRECTORY:
        raise TooLarge("It holds more than {count} files.", count=limits.ENTRIES)
    file.seek(max(end - length, 0))
    if file.read(length).count(_ENTRY_MARK) > limits.ENTRIES:
        raise TooLarge("It holds more than {count} files.", count=limits.ENTRIES)
