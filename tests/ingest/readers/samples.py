"""Files of every format, made here, and the shortest way to read one."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook  # type: ignore[import-untyped]

from annotator.ingest.readers import detect
from annotator.ingest.readers.limits import HEAD
from annotator.ingest.readers.values import Cursor, Item, Mapping, Problem, Record

PAGE = b"<!doctype html><html><body><h1>Bridge opens</h1><p>The bridge opened on Monday.</p></body></html>"


def read(
    name: str,
    data: bytes | BinaryIO,
    *,
    mapping: Mapping | None = None,
    cursor: Cursor | None = None,
) -> list[Item]:
    """All items of a file, by the reader that its name and bytes call for."""
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    file.seek(0)
    reader = detect(name, file.read(HEAD))
    return list(reader.read(file, name=name, mapping=mapping, cursor=cursor))


def records(name: str, data: bytes, *, mapping: Mapping | None = None) -> list[Record]:
    return [item for item, _ in read(name, data, mapping=mapping) if isinstance(item, Record)]


def problems(name: str, data: bytes, *, mapping: Mapping | None = None) -> list[Problem]:
    return [item for item, _ in read(name, data, mapping=mapping) if isinstance(item, Problem)]


def told(items: Iterable[Record | Problem]) -> list[tuple[int | None, Any]]:
    """Row and content, or row and code: what most tests compare."""
    return [
        (item.row, item.code if isinstance(item, Problem) else item.content or item.sentences)
        for item in items
    ]


def rows_of(name: str, data: bytes, *, mapping: Mapping | None = None) -> list[Any]:
    return told(item for item, _ in read(name, data, mapping=mapping))


def jsonl(*values: Any) -> bytes:
    lines = (
        v if isinstance(v, bytes) else json.dumps(v, ensure_ascii=False).encode() for v in values
    )
    return b"".join(line + b"\n" for line in lines)


def xlsx(**sheets: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def docx(*paragraphs: str, body: str = "", prolog: str = "") -> bytes:
    """A Word file of these paragraphs, "Title: ..." in the style of that name; `body` is put in as it is."""
    made = []
    for text in paragraphs:
        style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' if text.startswith("Title: ") else ""
        bare = escape(text.removeprefix("Title: "))
        made.append(f'<w:p>{style}<w:r><w:t xml:space="preserve">{bare}</w:t></w:r></w:p>')
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc='
        '"http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{''.join(made)}{body}</w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def warc_record(
    body: bytes = PAGE,
    *,
    url: str = "https://daily.example/bridge",
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    type_: str = "response",
) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype={type_}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*made: bytes, packed: bool = False) -> bytes:
    return b"".join(map(gzip.compress, made) if packed else made)


MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/bridge\r\n"
    b"Subject: Bridge opens\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html"; boundary="----cut"\r\n\r\n------cut\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://daily.example/bridge\r\n\r\n"
    b"<html><body><p>It cost =E2=82=AC5.</p></body></html>\r\n------cut--\r\n"
)


def our_lines(document: int, *sentences: str, **more: Any) -> list[dict[str, Any]]:
    """Lines as our export writes them; `more` goes into the first sentence's line."""
    at = 0
    lines: list[dict[str, Any]] = []
    for index, text in enumerate(sentences):
        lines.append(
            {
                "document": {
                    "id": document,
                    "sha256": "",
                    "title": f"Title {document}",
                    "outlet": "Daily",
                    "url": None,
                    "published": "2024-05-01",
                },
                "sentence": {
                    "id": 1,
                    "index": index,
                    "start": at,
                    "end": at + len(text),
                    "text": text,
                },
                "annotations": [],
                "candidates": [],
                "gold": None,
            }
        )
        at += len(text) + 1
    lines[0] |= more
    return lines


# One good file of each format, and its look-alikes with trouble in them. `id: (name, bytes)`.
FILES: dict[str, tuple[str, bytes]] = {
    "html": ("page.html", PAGE),
    "mhtml": ("page.mhtml", MHTML),
    "text": ("paste.txt", b"A first line.\r\nA second line.\n"),
    "csv": (
        "table.csv",
        b'title,text\nOne,"First, with\na break"\nTwo,"broken\nThree,Third text\n\nFour,a,b\n,\n \nFive,Fifth\n,\n\n',
    ),
    "csv by document": (
        "table.csv",
        b"doc_id,sentence,label\na,One.,fact\na,Two.,denial\na,x,y,z\n,,\n\na,More.,\n,,\n"
        b"b,Three.,fact\n,Alone.,\n,Alone too.,\n",
    ),
    "tsv in UTF-16": ("table.tsv", "title\ttext\nOne\tFirst 🌊\nTwo\tSecond\n".encode("utf-16")),
    "jsonl": (
        "articles.jsonl",
        jsonl({"text": "One"}, b"{broken", {"text": "Two", "meta": {"title": "T"}}, b"", {"text": ""}, {"text": "3"}),
    ),
    "json": (
        "articles.json",
        b'[\n  {"text": "One"},\n  {"text": "Two},\n  {"text": "Three"},\n  7,\n  {"text": "Four"}\n]',
    ),
    "json, compact": ("articles.json", b'{"articles":[{"text":"One"},{"text":NaN},{"text":"Two"}]}'),
    "json, one object": ("article.json", b'{\n"title": "T",\n"text": "One"\n}'),
    "json, cut short": ("articles.json", b'[{"text": "One"},\n{"text": "Two'),
    "hearsay": (
        "export.jsonl",
        jsonl(
            *our_lines(1, "One.", "Two."),
            b"{broken",
            b"broken as well",
            *our_lines(1, "Three."),
            *our_lines(2, "Four."),
            b"{broken",
            *our_lines(3, "Five."),
        ),
    ),
    "doccano": (
        "doccano.jsonl",
        jsonl(
            {"id": 1, "text": "🌊 The mayor denied it.", "label": [[7, 12, "source"]]},
            {"id": 2, "text": "Rain.", "label": [[0, 99, "x"]]},
            {"id": 3, "text": "Sun.", "label": []},
        ),
    ),
    "label-studio": (
        "tasks.json",
        json.dumps(
            [
                {"id": n, "data": {"text": text, "title": "T"}, "annotations": [], "predictions": []}
                for n, text in enumerate(["One.", "", "Two."])
            ]
        ).encode(),
    ),
    "prodigy": (
        "prodigy.jsonl",
        jsonl(*({"text": t, "_task_hash": 1, "answer": "accept", "spans": []} for t in ("One.", "", "Two."))),
    ),
    "xlsx": (
        "table.xlsx",
        xlsx(
            Articles=[["title", "text"], ["One", "First"], [], [""], ["Two", "Second", "over"], ["Three", "Third"]],
            More=[["title", "text"], ["Four", "Fourth"]],
        ),
    ),
    "docx": ("article.docx", docx("Title: Bridge opens", "The bridge opened.", "It is long.")),
    "warc": (
        "crawl.warc",
        warc(
            warc_record(type_="request"),
            warc_record(),
            warc_record(status="404 Not Found"),
            warc_record(b"", url="https://daily.example/empty"),
            warc_record(kind="image/png"),
            warc_record(url="https://daily.example/2"),
        ),
    ),
    "warc.gz": (
        "crawl.warc.gz",
        warc(warc_record(), warc_record(type_="request"), warc_record(), packed=True),
    ),
}  # fmt: skip
FILES["gzip"] = ("articles.jsonl.gz", gzip.compress(FILES["jsonl"][1], mtime=0))
FILES["zip"] = (
    "all.zip",
    zipped(
        {
            "../outside.txt": b"x",
            "folder/table.csv": FILES["csv"][1],
            "empty.txt": b"",
            "report.pdf": b"%PDF-1.7",
            "__MACOSX/table.csv": b"x",
            "page.html": PAGE,
            "inner.zip": zipped(
                {
                    "articles.jsonl": FILES["jsonl"][1],
                    "too-deep.zip": zipped({"a.txt": b"x"}),
                    "table.xlsx": FILES["xlsx"][1],
                }
            ),
            "last.txt": b"The last one.",
        }
    ),
)
