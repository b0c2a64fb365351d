"""Files into records: one file a format, one registry.

To add a format: a module with `preview` and `read` as `values.Reader` says, an entry in `READERS`,
its endings and its signs in `detecting`. tests/ingest/readers/test_contract.py tests it from there.
"""

from collections.abc import Callable, Iterator

from annotator.ingest.readers import (
    csv,
    detecting,
    doccano,
    docx,
    hearsay,
    html,
    json,
    jsonl,
    label_studio,
    mhtml,
    prodigy,
    text,
    warc,
    xlsx,
)
from annotator.ingest.readers.gz import Gzipped
from annotator.ingest.readers.values import Item, Preview, Reader
from annotator.ingest.readers.zip import Archives


def detect(name: str, head: bytes) -> Reader:
    """The reader of the file that is called `name` and begins with `head` (`limits.HEAD` bytes).

    Raises UnsupportedFile for what is not read, UnreadableInput for an empty or locked file.
    """
    return READERS[detecting.kind(name, head)]


_ARCHIVES, _GZIPPED = Archives(detect=detect), Gzipped(detect=detect)
_SOURCES: dict[str, tuple[Callable[..., Preview], Callable[..., Iterator[Item]]]] = {
    "html": (html.preview, html.read),
    "mhtml": (mhtml.preview, mhtml.read),
    "text": (text.preview, text.read),
    "csv": (csv.preview, csv.read),
    "jsonl": (jsonl.preview, jsonl.read),
    "json": (json.preview, json.read),
    "hearsay": (hearsay.preview, hearsay.read),
    "doccano": (doccano.preview, doccano.read),
    "label-studio": (label_studio.preview, label_studio.read),
    "prodigy": (prodigy.preview, prodigy.read),
    "xlsx": (xlsx.preview, xlsx.read),
    "docx": (docx.preview, docx.read),
    "warc": (warc.preview, warc.read),
    "zip": (_ARCHIVES.preview, _ARCHIVES.read),
    "gzip": (_GZIPPED.preview, _GZIPPED.read),
}
READERS = {
    name: Reader(
        name=name,
        endings=detecting.ENDINGS.get(name, ()),
        has_columns=name in ("csv", "json", "jsonl", "xlsx"),
        preview=preview,
        read=read,
    )
    for name, (preview, read) in _SOURCES.items()
}
