"""Bytes into text."""

import re

from charset_normalizer import from_bytes

from annotator.ingest.refusals import UnreadableInput
from annotator.translatable import translatable

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", translatable("This is a PDF, not text. Save it as text or HTML first.")),
    (
        b"PK\x03\x04",
        translatable("This is a ZIP, Word or Excel file, not text. Save it as text or HTML first."),
    ),
    (b"\x89PNG", translatable("This is a PNG picture, not text. Save it as text or HTML first.")),
    (
        b"\xff\xd8\xff",
        translatable("This is a JPEG picture, not text. Save it as text or HTML first."),
    ),
    (b"GIF8", translatable("This is a GIF picture, not text. Save it as text or HTML first.")),
    (b"\x1f\x8b", translatable("This is a gzip file, not text. Save it as text or HTML first.")),
    (
        b"\xd0\xcf\x11\xe0",
        translatable("This is an old Word or Excel file, not text. Save it as text or HTML first."),
    ),
    (
        b"{\\rtf",
        translatable("This is a rich text (RTF) file, not text. Save it as text or HTML first."),
    ),
    (
        b"SQLite format 3",
        translatable("This is a SQLite database, not text. Save it as text or HTML first."),
    ),
    (b"PAR1", translatable("This is a Parquet file, not text. Save it as text or HTML first.")),
    (b"\x7fELF", translatable("This is a program, not text. Save it as text or HTML first.")),
)
# What a page may say of itself: Python knows codecs that are no charsets ("unicode_escape").
CHARSETS = re.compile(
    r"(?:windows-?|cp|ibm)\d+|iso-?8859-?\d+|latin-?\d|koi8-[ru]|gb\d*k?|gb18030|big5(?:-?hkscs)?"
    r"|euc-?(?:jp|kr)|shift[_-]?jis|iso-2022-jp|tis-620|macroman|utf-?16(?:le|be)?"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 65_536
_UTF8_SIGNS = "’“”–—…éèüöäáíóñç\xa0®™"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text in `data`, its line breaks as "\\n".

    A byte order mark decides; then UTF-8; then `declared` (the charset of an HTTP header, say);
    then a guess. What cannot be decoded becomes U+FFFD.

    Raises `UnreadableInput` when the bytes are a known binary format or hold NUL.
    """
    for magic, why in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(why)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as_text(data[len(mark) :].decode(encoding, errors="replace"))
    if b"\x00" in data:
        return _as_text(_without_mark(data))
    return _as_text(_eight_bit(data, declared))


def normalise(text: str) -> str:
    """`text` with "\\n" for each line break; NUL and lone surrogates, which no database takes, as U+FFFD."""
    if not text.isascii():
        text = text.replace("\x85", "\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _is_storable(text) else _UNSTORABLE.sub("\ufffd", text)


def _is_storable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _as_text(text: str) -> str:
    if "\x00" in text:
        raise UnreadableInput("This file holds binary data, not text.")
    return normalise(text)


def _without_mark(data: bytes) -> str:
    """UTF-16 without a mark: in mostly Latin text every second byte is NUL."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    half = min(len(data), _SAMPLE) // 2
    if len(data) % 2 == 0 and max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1:
        return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    raise UnreadableInput("This file holds binary data, not text.")


def _eight_bit(data: bytes, declared: str | None) -> str:
    is_charset = declared is not None and CHARSETS.fullmatch(declared.lower())
    for encoding in ("utf-8", declared if is_charset else None):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    text = data.decode("utf-8", errors="replace")
    # A page of UTF-8 with one spoilt character is still a page of UTF-8.
    letters = sum(map(text.count, _UTF8_SIGNS))
    return text if text.count("\ufffd") * 2 < letters else _guessed(data)


def _guessed(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    # Short or even samples make the guesser fancy; cp1252 is what such files nearly always are.
    encoding = best.encoding if best and len(data) > 200 else "cp1252"
    return data.decode(encoding, errors="replace")
