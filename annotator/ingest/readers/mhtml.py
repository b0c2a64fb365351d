"""A page that a browser saved as one file (MHTML): a mail message with the page and its pictures.

`read` gives the file's bytes and what its head says. `page` takes the HTML out of them.
"""

from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from typing import BinaryIO

from annotator.ingest.readers.single import whole
from annotator.ingest.readers.texts import one_line
from annotator.ingest.readers.values import Cursor, Item, Preview, Record
from annotator.ingest.refusals import UnreadableInput

# The classic policy: the newer one parses addresses and dates we never ask for, and may raise.
_POLICY = policy.compat32


def preview(_: BinaryIO, **__: object) -> Preview:
    return Preview()


def read(file: BinaryIO, *, name: str, cursor: Cursor | None = None, **_: object) -> Iterator[Item]:
    if cursor is None:
        content = whole(file)
        address = _header(_parsed(content), "Snapshot-Content-Location")
        record = Record(where=name, row=1, kind="mhtml", content=content, url=address, metadata={})
        yield record, {"done": 1}


def page(content: bytes) -> tuple[bytes, str | None, str]:
    """The HTML of the page, the charset it was sent with, and its address ("" if not told).

    Nothing is fetched; pictures and frames are left out. Raises UnreadableInput when the file holds
    no HTML.
    """
    message = _parsed(content)
    address = _header(message, "Snapshot-Content-Location")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            charset = part.get_param("charset")
            if isinstance(data, bytes):
                told = charset if isinstance(charset, str) else None
                return data, told, address or _header(part, "Content-Location")
    raise UnreadableInput("This MHTML file holds no page.")


def _parsed(content: bytes) -> Message:
    try:
        return BytesParser(policy=_POLICY).parsebytes(content)
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableInput("This MHTML file is damaged.") from None


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return one_line(str(value)) if value else ""
