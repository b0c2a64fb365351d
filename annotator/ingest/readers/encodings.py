"""Which encoding a text file has, and the file as UTF-8."""

import codecs
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO

from annotator.ingest.readers import limits
from annotator.ingest.refusals import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# What texts in Windows-1252 have beyond ASCII. A stray \xff or \xfe is a spoilt byte instead.
_USUAL = frozenset(
    "äöüßÄÖÜáàâãåæçéèêëíìîïñóòôõøœúùûýÿÁÀÂÅÆÇÉÈÊËÍÎÏÑÓÔØŒÚÙÛšžŠŽ‘’‚“”„–—…•€£§°«»¡¿©®™´\xa0·ºª²³½¼"
)
_UNUSUAL = frozenset("ÿþÞðÐ")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CHUNK = limits.MIB


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """`mark` is how many bytes of byte order mark stand before the text."""

    name: str
    mark: int = 0

    @property
    def is_wide(self) -> bool:
        return self.name.startswith(("utf-16", "utf-32"))


def sniff(head: bytes) -> Encoding:
    """The encoding of the text that begins with `head`.

    A byte order mark decides; then the NULs of UTF-16; then UTF-8, unless more lines are
    Windows-1252 than are UTF-8 beyond ASCII.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name=name, mark=len(mark))
    if wide := _without_mark(head):
        return Encoding(name=wide)
    return Encoding(name="cp1252" if _is_cp1252(head) else "utf-8")


def is_binary(head: bytes) -> bool:
    """Whether these bytes are no text in any encoding."""
    if sniff(head).is_wide:
        return False
    count = len(_CONTROLS.findall(head))
    # Some stray bytes are a few bad rows.
    return count * 50 > len(head) and (count > 3 or count * 4 > len(head))


def decode_line(line: bytes, encoding: str) -> str | None:
    """The text of a line; None if it is none. A file in Windows-1252 may hold lines in UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode(encoding) if encoding != "utf-8" else None
    except UnicodeDecodeError:
        return None


@contextmanager
def as_utf8(file: BinaryIO) -> Iterator[tuple[IO[bytes], Encoding]]:
    """The file with lines of eight-bit text that end with "\\n", and its encoding.

    UTF-16 and UTF-32 are turned into UTF-8, in a temporary file when large; what is broken there is
    broken UTF-8 here. So are the line ends of old Macs. Raises UnreadableInput for an empty file.
    """
    file.seek(0)
    head = file.read(limits.HEAD)
    if not head:
        raise UnreadableInput("The file is empty.")
    encoding = sniff(head)
    is_old_mac = b"\r" in head and b"\n" not in head  # also in UTF-16
    if not encoding.is_wide and not is_old_mac:
        yield file, encoding
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.IN_MEMORY) as turned:
        file.seek(encoding.mark)
        for piece in _as_utf8(file, encoding.name) if encoding.is_wide else _chunks(file):
            turned.write(piece.replace(b"\r", b"\n") if is_old_mac else piece)
        turned.seek(0)
        yield turned, Encoding(name="utf-8" if encoding.is_wide else encoding.name)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _as_utf8(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="hearsay-spoilt")
    for chunk in _chunks(file):
        yield decoder.decode(chunk).encode(errors="surrogateescape")
    yield decoder.decode(b"", final=True).encode(errors="surrogateescape")


def _spoilt(error: UnicodeError) -> tuple[str, int]:
    """What cannot be decoded becomes a byte that is no UTF-8, so that its row is named, not guessed."""
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


codecs.register_error("hearsay-spoilt", _spoilt)


def _without_mark(head: bytes) -> str:
    """UTF-16 without a mark: in mostly Latin text every second byte is NUL."""
    if len(head) < 4:
        return ""
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _is_cp1252(head: bytes) -> bool:
    good = bad = 0
    # The last line may be cut inside a character.
    lines = head.split(b"\n") if len(head) < limits.HEAD else head.split(b"\n")[:-1] or [head[:-4]]
    for line in lines:
        if not _BEYOND_ASCII.search(line):
            continue
        try:
            line.decode()
            good += 1
        except UnicodeDecodeError:
            bad += _reads_as_cp1252(line)
    return bad > good


def _reads_as_cp1252(line: bytes) -> bool:
    try:
        beyond = [char for char in line.decode("cp1252") if char > "\x7f"]
    except UnicodeDecodeError:
        return False
    usual = sum(char in _USUAL and char not in _UNUSUAL for char in beyond)
    return usual * 2 > len(beyond)
