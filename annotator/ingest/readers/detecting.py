"""Which format a file has: by its first bytes, then by what its text looks like, then by its ending."""

import re
import zlib

from annotator.ingest.readers import csv, limits
from annotator.ingest.readers.encodings import is_binary, sniff
from annotator.ingest.readers.objects import BadJson, parse, top_keys
from annotator.ingest.refusals import UnreadableInput, UnsupportedFile
from annotator.translatable import translatable

_NO_TEXT = (
    (
        b"%PDF-",
        translatable(
            "This is a PDF. Save its text, or the page it was made from, as HTML. It is not read."
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        translatable(
            "This is an old or password-protected Word or Excel file. Save it as .docx, .xlsx or CSV. It is not read."
        ),
    ),
    (b"{\\rtf", translatable("This is a rich text (RTF) file. Save it as .docx. It is not read.")),
    (b"\x89PNG", translatable("This is a picture. It is not read.")),
    (b"\xff\xd8\xff", translatable("This is a picture. It is not read.")),
    (b"GIF8", translatable("This is a picture. It is not read.")),
    (b"RIFF", translatable("This is a picture, sound or film. It is not read.")),
    (
        b"SQLite format 3",
        translatable("This is a SQLite database. Save its table as CSV. It is not read."),
    ),
    (
        b"PAR1",
        translatable("This is a Parquet file. Save it as CSV or JSON Lines. It is not read."),
    ),
    (
        b"ARROW1",
        translatable("This is an Arrow file. Save it as CSV or JSON Lines. It is not read."),
    ),
    (b"\x7fELF", translatable("This is a program. It is not read.")),
    (b"MZ", translatable("This is a program. It is not read.")),
    (b"7z\xbc\xaf\x27\x1c", translatable("This is a 7z archive. Pack it as ZIP. It is not read.")),
    (b"Rar!", translatable("This is a RAR archive. Pack it as ZIP. It is not read.")),
    (b"BZh", translatable("This is a bzip2 file. Unpack it first. It is not read.")),
    (b"\xfd7zXZ", translatable("This is an xz file. Unpack it first. It is not read.")),
    (
        b"\x28\xb5\x2f\xfd",
        translatable("This is a Zstandard file. Unpack it first. It is not read."),
    ),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PARTS = re.compile(rb"PK\x03\x04.{26}([ -~]{1,100})", re.DOTALL)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"(?im)^(?:content-type:\s*multipart/related|from:\s*<saved by )")
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")
ENDINGS = {
    "html": (".html", ".htm", ".xhtml"),
    "mhtml": (".mhtml", ".mht"),
    "text": (".txt", ".text", ".md"),
    "csv": (".csv", ".tsv", ".tab"),
    "jsonl": (".jsonl", ".ndjson"),
    "json": (".json",),
    "zip": (".zip",),
    "xlsx": (".xlsx", ".xlsm"),
    "docx": (".docx", ".docm"),
    "warc": (".warc", ".warc.gz"),
    "gzip": (".gz",),
}


def kind(name: str, head: bytes) -> str:
    """The name of the format of the file that is called `name` and begins with `head`.

    Raises UnreadableInput for an empty file and for an archive with a password, UnsupportedFile for
    everything that is not read.
    """
    if not head:
        raise UnreadableInput("The file is empty.")
    if head.startswith(_ZIP):
        return _packed(name, head)
    if head.startswith(b"\x1f\x8b"):
        if _unpacked(head).startswith(b"WARC/"):
            return "warc"
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    for magic, why in _NO_TEXT:
        if head.startswith(magic):
            raise UnsupportedFile(why)
    if is_binary(head):
        raise UnsupportedFile("This file is not text, and no format that is read.")
    if _HEADER.match(head) and _MHTML.search(head[:4096]):
        return "mhtml"
    return _text(name, head)


def _text(name: str, head: bytes) -> str:
    encoding = sniff(head)
    text = head[encoding.mark :].decode(encoding.name, errors="replace")
    if _HTML.match(text[:8192]):
        return "html"
    ending = next((one for one, ends in ENDINGS.items() if name.lower().endswith(ends)), "")
    bare = text.lstrip()
    if ending not in ("csv", "html") and bare.startswith(("{", "[")):
        if found := _json(bare, ending, is_whole=len(head) < limits.HEAD):
            return found
    if bare.startswith("<?xml") and ending != "html":
        raise UnsupportedFile("This is an XML file. Only web pages are read.")
    if ending == "text" or not _ending(name):
        return "csv" if csv.has_known_columns(head, encoding) else "text"
    if ending in ("html", "csv", "jsonl", "json"):
        return ending
    # Style sheets and scripts in a folder with saved pages are text as well, and no articles.
    raise UnsupportedFile(
        "Files with this ending are not read. If it is text, give it the ending .txt."
    )


def _ending(name: str) -> str:
    return name.rpartition("/")[2].lstrip(".").rpartition(".")[1]


def _json(bare: str, ending: str, *, is_whole: bool) -> str:
    """What kind of JSON it is; "" when it is none, but text that begins with a bracket."""
    is_array = bare.startswith("[")
    first, newline, rest = bare.partition("\n")
    if is_array:
        lines = False
    elif not newline and not is_whole:
        # One line longer than the head.
        lines = ending != "json"
    else:
        follows = rest.lstrip()[:1]
        lines = _is_json(first) and (follows in ("{", "") or ending == "jsonl")
        if lines and not follows and ending != "jsonl":
            lines = False  # One object: an article, or a list of them under a name.
    if ending not in ("json", "jsonl") and not lines and not re.match(r'[\[{]\s*[{"\]}]', bare):
        return ""
    if ending == "jsonl" and not is_array:
        lines = True
    return _flavour(bare) or ("jsonl" if lines else "json")


def _flavour(bare: str) -> str:
    """The tool whose export it is, by the keys of the first object."""
    keys = top_keys(bare.encode(errors="replace"))
    if {"document", "sentence"} <= keys.keys() and {"annotations", "gold"} & keys.keys():
        return "hearsay"
    if keys.get("data", b"").startswith(b"{") and {"annotations", "completions"} & keys.keys():
        return "label-studio"
    if (
        "text" in keys
        and {"_task_hash", "_input_hash", "_session_id", "_annotator_id"} & keys.keys()
    ):
        return "prodigy"
    has_spans = keys.get("spans", b"").startswith(b"[") or keys.get("accept", b"").startswith(b"[")
    if "text" in keys and "answer" in keys and has_spans:
        return "prodigy"
    labels = next((keys[key] for key in ("label", "labels", "entities") if key in keys), b"")
    if {"text", "data"} & keys.keys() and re.match(rb"\[\s*(?:\[|\]|\{\s*\")|\[\s*\"", labels):
        return "doccano"
    if "annotations" in keys and "text" in keys and b"start_offset" in keys["annotations"]:
        return "doccano"
    return ""


def _is_json(text: str) -> bool:
    try:
        parse(text)
    except BadJson:
        return False
    return True


def _packed(name: str, head: bytes) -> str:
    """XLSX and DOCX are archives with known parts."""
    if head.startswith(b"PK\x03\x04") and len(head) > 7 and head[6] & 1:
        raise UnreadableInput("The archive has a password. Save it without one.")
    parts = _PARTS.findall(head)
    if any(part.startswith(b"word/") for part in parts):
        return "docx"
    if any(part.startswith(b"xl/") for part in parts):
        return "xlsx"
    if any(part.startswith((b"mimetypeapplication/", b"ppt/")) for part in parts):
        raise UnsupportedFile("This kind of document is not read. Save it as .docx, .xlsx or HTML.")
    for one in ("docx", "xlsx"):
        if name.lower().endswith(ENDINGS[one]):
            return one
    return "zip"


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, limits.HEAD)
    except zlib.error:
        return b""
