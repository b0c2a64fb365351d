"""HTML, MHTML, text, Word, Excel, web archives, ZIP and folders, and telling them apart."""

import datetime
import gzip
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from annotator.errors import RuleBroken
from annotator.ingest.readers import detect, limits, mhtml
from annotator.ingest.readers.bundle import bundle, files_below
from annotator.ingest.readers.values import Mapping, Problem, Record
from annotator.ingest.refusals import TooLarge, UnreadableInput, UnsupportedFile
from tests.ingest.readers.samples import (
    FILES,
    MHTML,
    PAGE,
    docx,
    jsonl,
    problems,
    read,
    records,
    rows_of,
    told,
    warc,
    warc_record,
    xlsx,
    zipped,
)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("page.txt", PAGE, "html"),
        ("page.html", b"plain words", "html"),
        ("page", b"<!-- saved --><html>", "html"),
        (
            "page.htm",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            "mhtml",
        ),
        ("a.txt", b"Words, and more words.", "text"),
        ("a", b"Words.", "text"),
        ("a.txt", b"[Photo] Words.", "text"),
        ("a.txt", b"title;text\nx;y\n", "csv"),
        ("a.json", b'{"text": "One"}\n{"text": "Two"}', "jsonl"),
        ("a.json", b'{"articles": [{"text": "One"}]}', "json"),
        ("a.jsonl", b'{"articles": [{"text": "One"}]}', "jsonl"),
        ("a.jsonl", b'{broken\n{"text": "Two"}', "jsonl"),
        ("a.json", b'[{"text": "One"}]', "json"),
        ("a.dat", b'{"text": "One"}\n{"text": "Two"}', "jsonl"),
        ("a.json", b'[{"id": 1, "text": "x", "label": [[0, 1, "a"]]}]', "doccano"),
        ("a.jsonl", b'{"text": "x", "label": "fact"}', "jsonl"),
        ("a.bin", b"WARC/1.0\r\n", "warc"),
        ("a.txt", "Wörter".encode("utf-16"), "text"),
    ],
)
def test_a_format_is_told_by_bytes_before_names(name: str, head: bytes, kind: str) -> None:
    assert detect(name, head).name == kind


@pytest.mark.parametrize(
    ("name", "head", "refusal"),
    [
        ("a.txt", b"%PDF-1.7", UnsupportedFile),
        ("a.csv", b"\x00\x01\x02\x03\xff" * 50, UnsupportedFile),
        ("a.xls", b"\xd0\xcf\x11\xe0", UnsupportedFile),
        ("a.css", b"body { color: red }", UnsupportedFile),
        ("a.xml", b"<?xml version='1.0'?><rss/>", UnsupportedFile),
        ("a.csv", b"", UnreadableInput),
        ("a.zip", b"PK\x03\x04\x14\x00\x01\x00" + b"x" * 30, UnreadableInput),
        ("a.epub", zipped({"mimetype": b"application/epub+zip"}, method=zipfile.ZIP_STORED), UnsupportedFile),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused(name: str, head: bytes, refusal: type[RuleBroken]) -> None:
    with pytest.raises(refusal):
        detect(name, head)


def test_a_page_is_its_bytes() -> None:
    assert records("page.html", PAGE) == [
        Record(where="page.html", row=1, kind="html", content=PAGE, metadata={})
    ]


def test_a_page_larger_than_an_article_is_refused() -> None:
    with pytest.raises(TooLarge):
        read("page.html", PAGE + b" " * limits.RECORD)


def test_an_mhtml_file_gives_its_address_and_its_page() -> None:
    (record,) = records("page.mhtml", MHTML)
    assert (record.kind, record.url) == ("mhtml", "https://daily.example/bridge")
    page, charset, url = mhtml.page(MHTML)
    assert "€5" in page.decode()
    assert (charset, url) == (None, "https://daily.example/bridge")
    with pytest.raises(UnreadableInput):
        mhtml.page(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx")


def test_text_is_decoded() -> None:
    (record,) = records("a.txt", "Ein Gruß.\r\nZwei.".encode("utf-16"))
    assert (record.kind, record.content) == ("pasted", "Ein Gruß.\nZwei.")


# Word.


def test_a_word_file_is_its_paragraphs() -> None:
    body = (
        "<w:p><w:r><w:t>It </w:t><w:tab/><w:t>rained</w:t><w:br/><w:t>on.</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
        "<w:t>Beside it.</w:t></w:r></w:p>"
    )
    (record,) = records("a.docx", docx("Title: Bridge <opens>", "First.", body=body))
    assert record.title == "Bridge <opens>"
    assert (
        record.content == "Bridge <opens>\nFirst.\nIt \trained\non.\nA cell.\nIn a box.\nBeside it."
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        docx("One.", prolog=LAUGHS, body="<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"),
        docx("One.", prolog=OUTSIDE, body="<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"),
        docx(""),
        docx("One.", body="<w:p>"),
        zipped({"word/other.xml": b""}),
        docx("One.")[:-30],
        docx("x" * 5_000_000, "y" * 6_000_000),
    ],
    ids=["entities", "outside", "empty", "broken", "no text part", "cut", "large"],
)
def test_a_word_file_that_harms_or_holds_nothing_is_refused(data: bytes) -> None:
    with pytest.raises((UnreadableInput, TooLarge)):
        read("a.docx", data)


# Excel.


def test_a_workbook_is_its_sheets_with_known_columns() -> None:
    day = datetime.datetime(2024, 5, 1)  # noqa: DTZ001 - Excel knows no zones
    data = xlsx(
        Notes=[["remark"], ["x"]],
        Articles=[
            [],
            ["title", "text", "date", "n"],
            ["T", "One\r\nmore", day, 3.0],
            ["U", "Two", None, True],
        ],
    )
    mapping = Mapping(title="title", text="text", published="date")
    items = [item for item, _ in read("a.xlsx", data, mapping=mapping)]
    assert [(item.where, *pair) for item, pair in zip(items, told(items), strict=True)] == [
        ("a.xlsx: Notes", None, "other-columns"),
        ("a.xlsx: Articles", 3, "One\nmore"),
        ("a.xlsx: Articles", 4, "Two"),
    ]
    assert isinstance(items[1], Record)
    assert (items[1].published, items[1].metadata) == ("2024-05-01", {"n": "3"})


def test_empty_rows_of_a_sheet_count_but_for_those_behind_the_last_filled_one() -> None:
    rows: list[list[str | None]] = [
        [],
        ["title", "text"],
        ["T", "One"],
        [],
        [None, " "],
        ["U", "Two"],
    ]
    rows += [[""]] * 2000
    data = xlsx(A=rows, B=[["title", "text"], [], ["V", "Three"]])
    assert rows_of("a.xlsx", data) == [
        (3, "One"),
        (4, "empty-row"),
        (5, "empty-row"),
        (6, "Two"),
        (2, "empty-row"),
        (3, "Three"),
    ]


def rewritten(data: bytes, part: str, old: bytes, new: bytes, **more: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert old in files[part]
    return zipped(files | {part: files[part].replace(old, new)} | more)


SHEET = xlsx(A=[["title", "text"], ["T", "One"]])
SHEET_PART, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def test_a_workbook_with_more_strings_than_can_be_held_is_refused() -> None:
    strings = b"<sst><si><t>" + b"One" * 20_000_000 + b"</t></si></sst>"
    data = rewritten(SHEET, TYPES, b"</Types>", STRINGS, **{"xl/sharedStrings.xml": strings})
    with pytest.raises((UnreadableInput, TooLarge)):
        read("a.xlsx", data)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET_PART, b"<worksheet", LAUGHS.encode() + b"<worksheet"),
        (SHEET_PART, b"title", b"&a;"),
        (TYPES, b"<Types", OUTSIDE.encode() + b"<Types"),
        ("xl/styles.xml", b"<numFmts", b" " * 9_000_000 + b"<numFmts"),
    ],
    ids=["laughs", "no entity", "outside", "styles"],
)
def test_a_workbook_that_harms_is_refused(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises((UnreadableInput, TooLarge)):
        read("a.xlsx", rewritten(SHEET, part, old, new))


def test_a_sheet_that_says_it_is_huge_is_read_in_little_memory() -> None:
    data = rewritten(SHEET, SHEET_PART, b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert rows_of("a.xlsx", data) == [(2, "One")]
    far = rewritten(SHEET, SHEET_PART, b'<row r="2"', b'<row r="999999999"')
    assert rows_of("a.xlsx", far) == [(limits.XLSX_ROWS + 1, "too-large")]


def test_a_sheet_that_breaks_off_gives_what_stands_before() -> None:
    data = xlsx(A=[["title", "text"], *(["T", f"Text {n}"] for n in range(2000))])
    part = zipfile.ZipFile(io.BytesIO(data)).read(SHEET_PART)
    cut = rewritten(data, SHEET_PART, part[part.index(b'<row r="1500"') :], b"<row")
    found = rows_of("a.xlsx", cut)
    assert found[-1][1] == "cut-short"
    assert len(found) > 1000


# Web archives.


def test_the_pages_of_a_web_archive_are_records() -> None:
    for packed in (False, True):
        data = warc(
            warc_record(type_="request"),
            warc_record(),
            warc_record(status="301 Moved"),
            packed=packed,
        )
        (record,) = records("a.warc", data)
        assert (record.kind, record.content, record.row) == ("html", PAGE, 2)
        assert (record.url, record.metadata) == (
            "https://daily.example/bridge",
            {"warc.date": "2024-05-01T10:00:00Z"},
        )


def test_a_damaged_record_of_a_web_archive_costs_no_other() -> None:
    broken = warc_record().replace(b"Content-Length: ", b"Content-Length: x")
    for packed in (False, True):
        data = warc(warc_record(), broken, warc_record(), packed=packed)
        assert rows_of("a.warc", data)[0] == (1, PAGE)
        assert rows_of("a.warc", data)[-1][1] == PAGE
    parts = [warc(warc_record(), packed=True) for _ in range(3)]
    parts[1] = parts[1][:60] + b"\x00\x00\x00\x00" + parts[1][64:]
    found = rows_of("a.warc.gz", b"".join(parts))
    assert [what for _, what in found] == [PAGE, "bad-record", PAGE]


def test_a_web_archive_that_is_packed_as_a_whole_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="Unpack"):
        read("a.warc.gz", warc(warc_record() + warc_record(), packed=True))


def test_the_charset_of_the_header_is_used() -> None:
    body = "<html><p>Привет</p></html>".encode("koi8-r")
    (record,) = records("a.warc", warc(warc_record(body, kind="text/html; charset=koi8-r")))
    assert record.content == "<html><p>Привет</p></html>"
    (other,) = records("a.warc", warc(warc_record(body, kind="text/html; charset=punycode")))
    assert other.content == body


# Archives and folders.


def test_files_in_an_archive_are_read_by_their_format() -> None:
    found = [
        (item.where, *pair)
        for item, pair in zip(
            *(lambda items: (items, told(items)))([i for i, _ in read(*FILES["zip"])]), strict=True
        )
    ]
    assert found == [
        ("all.zip/../outside.txt", None, "unsafe-name"),
        *(("all.zip/folder/table.csv", *pair) for pair in rows_of(*FILES["csv"])),
        ("all.zip/empty.txt", None, "unreadable-input"),
        ("all.zip/report.pdf", None, "unsupported-file"),
        ("all.zip/page.html", 1, PAGE),
        *(("all.zip/inner.zip/articles.jsonl", *pair) for pair in rows_of(*FILES["jsonl"])),
        ("all.zip/inner.zip/too-deep.zip", None, "too-deeply-packed"),
        ("all.zip/inner.zip/table.xlsx: Articles", 2, "First"),
        ("all.zip/inner.zip/table.xlsx: Articles", 3, "empty-row"),
        ("all.zip/inner.zip/table.xlsx: Articles", 4, "empty-row"),
        ("all.zip/inner.zip/table.xlsx: Articles", 5, "wrong-column-count"),
        ("all.zip/inner.zip/table.xlsx: Articles", 6, "Third"),
        ("all.zip/inner.zip/table.xlsx: More", 2, "Fourth"),
        ("all.zip/last.txt", 1, "The last one."),
    ]


def test_a_mapping_counts_for_the_files_that_have_its_columns() -> None:
    data = zipped({"a.csv": b"x,y\nOne,n\n", "b.csv": b"title,text\nT,Two\n"})
    assert [what for _, what in rows_of("a.zip", data, mapping=Mapping(text="x"))] == ["One", "Two"]


def test_a_bomb_costs_its_entry() -> None:
    data = zipped({"bomb.txt": bytes(60 * 2**20), "good.txt": b"Words."})
    assert rows_of("a.zip", data) == [(None, "suspicious-size"), (1, "Words.")]


def test_an_entry_that_is_damaged_costs_itself() -> None:
    data = zipped({"bad.txt": b"Words of one.", "good.txt": b"Words."}, method=zipfile.ZIP_STORED)
    assert rows_of("a.zip", data.replace(b"of one", b"0f one", 1)) == [
        (None, "unreadable-input"),
        (1, "Words."),
    ]
    odd = zipped({"odd.txt": b"Words."}, method=zipfile.ZIP_LZMA)
    assert rows_of("a.zip", odd) == [(None, "unsupported-compression")]


def test_archives_with_too_much_in_them_are_refused(monkeypatch) -> None:
    data = zipped({"a.txt": b"x" * 100, "b.txt": b"x" * 100})
    monkeypatch.setattr(limits, "UNZIPPED", 150)
    with pytest.raises(TooLarge):
        read("a.zip", data)
    inner = zipped({"a.txt": b"Words " * 1000})
    monkeypatch.setattr(limits, "UNZIPPED", 13_000)
    found = rows_of("a.zip", zipped({f"{n}.zip": inner for n in range(3)}))
    assert [row for row, _ in found] == [1, 1, None]
    assert found[2] == (None, "too-large")


def test_archives_with_too_many_files_are_refused_before_they_are_listed() -> None:
    entry = b"PK\x01\x02" + b"\x00" * 24 + struct.pack("<H", 1) + b"\x00" * 16 + b"a"
    many = entry * (limits.ENTRIES + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(many), 0, 0)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read("a.zip", b"PK\x03\x04" + bytes(26) + many + end)
        assert tracemalloc.get_traced_memory()[1] < 40 * 2**20
    finally:
        tracemalloc.stop()


def test_an_archive_with_a_password_or_without_files_is_refused() -> None:
    data = bytearray(zipped({"first.txt": b"x", "a.txt": b"Words."}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableInput, match="password"):
        read("a.zip", bytes(data))
    with pytest.raises(UnreadableInput, match="no files"):
        read("a.zip", zipped({"folder/": b""}))


def test_a_folder_becomes_one_archive_and_links_are_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "pages", tmp_path / "outside.txt"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.txt").write_text("The pier was painted on Monday by a crew of four men.")
    (folder / "one.txt").write_text(
        "The pier was painted on Monday by a crew of four men." + "Another line of it."
    )
    (folder / ".hidden").write_text("x")
    outside.write_text("The pier was painted on Monday by a crew of four men.")
    (folder / "link.txt").symlink_to(outside)
    made = io.BytesIO()
    bundle(files_below(folder), to=made)
    found = [record for record, _ in read("pages.zip", made.getvalue())]
    assert [record.where for record in found] == ["pages.zip/b/two.txt", "pages.zip/one.txt"]
    again = io.BytesIO()
    bundle(files_below(folder), to=again)
    assert again.getvalue() == made.getvalue()


def test_two_files_of_one_name_are_both_kept() -> None:
    made = io.BytesIO()
    bundle([("a.txt", io.BytesIO(b"one")), ("a.txt", io.BytesIO(b"two"))], to=made)
    with zipfile.ZipFile(made) as packed:
        assert packed.namelist() == ["a.txt", "a (2).txt"]
        assert packed.read("a (2).txt") == b"two"
    with pytest.raises(UnreadableInput):
        bundle([], to=io.BytesIO())


# Memory.


class Endless(io.RawIOBase):
    """A file of `size` bytes made of one piece over and over, which is held once."""

    def __init__(self, piece: bytes, size: int) -> None:
        self.piece, self.size, self.at = piece, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset if whence == 0 else self.size + offset if whence == 2 else self.at + offset
        return self.at

    def readinto(self, buffer) -> int:
        start = self.at % len(self.piece)
        data = self.piece[start:][: min(len(buffer), self.size - self.at)]
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.jsonl", jsonl({"text": "Words " * 20_000})),
        ("a.jsonl", b'{"text": "' + b"x" * 2**20),
        ("a.csv", b'title,text\nOne,"broken\n' + b"Two," + b"Words " * 8_000 + b"\n"),
        ("a.csv", b'title,text\n"' + b"x" * 2**20),
        ("a.json", b'[{"text": "One"},' + b'\n{"text": "' + b"open " * 8_000 + b"},"),
        ("a.json", b'[{"text":"' + b"x" * 2**20),
    ],
    ids=["lines", "no line end", "broken quotes", "one cell", "broken strings", "one string"],
)
def test_memory_stays_bounded_however_large_the_file(name: str, piece: bytes) -> None:
    file = io.BufferedReader(Endless(piece, 200 * 2**20))
    reader = detect(name, piece[: limits.HEAD])
    tracemalloc.start()
    try:
        count = sum(1 for _ in reader.read(file, name=name, mapping=Mapping(text="text")))
        assert count
        assert tracemalloc.get_traced_memory()[1] < 90 * 2**20
    finally:
        tracemalloc.stop()


def test_problems_say_what_to_do() -> None:
    (found,) = problems("a.zip", zipped({"a.pdf": b"%PDF-1.7"}))
    assert isinstance(found, Problem)
    assert found.message.startswith("This is a PDF.")


def test_a_packed_file_is_read_as_what_is_in_it() -> None:
    rows = b'{"text": "One."}\n{"text": "Two."}\n'
    for data in (gzip.compress(rows), gzip.compress(rows[:17]) + gzip.compress(rows[17:])):
        found = read("a.jsonl.gz", data)
        assert [item.content for item, _ in found if isinstance(item, Record)] == ["One.", "Two."]
        assert found[0][0].where == "a.jsonl"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (gzip.compress(b'{"text": "One."}\n' * 999)[:-9], UnreadableInput),
        (gzip.compress(b'{"text": "One."}\n')[:12] + b"\xff" * 40, UnreadableInput),
        (gzip.compress(gzip.compress(b"x")), UnsupportedFile),
        (gzip.compress(zipped({"a.txt": b"x"})), UnsupportedFile),
        (gzip.compress(b"0" * 60 * 2**20), TooLarge),
    ],
    ids=["cut", "damaged", "twice", "archive", "bomb"],
)
def test_a_packed_file_that_is_damaged_an_archive_or_a_bomb_is_refused(
    data: bytes, refusal: type[RuleBroken]
) -> None:
    with pytest.raises(refusal):
        read("a.jsonl.gz", data)
