"""CSV and its kin: delimiter, quoting and encoding are told from the file.

A quotation mark that is never closed, or stands wrong, costs its own row and no other: reading goes
on at the next line that is a row with the right number of cells.

Rows are numbered as a spreadsheet shows the file. A row of empty cells is a row, in which there is
nothing to take; a line with nothing in it has a number and is none.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from annotator.ingest.readers import limits, lines
from annotator.ingest.readers import mapping as mappings
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import Encoding, as_utf8, decode_line
from annotator.ingest.readers.headings import is_filled, is_heading, names
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem
from annotator.ingest.refusals import UnreadableInput, UnsupportedFile

# The module's own limit is 128 KiB a cell, shared by the process; an article in HTML is longer.
csv.field_size_limit(limits.LINE)

DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"
_OURS = {"document_sha256", "sentence_id", "sentence_text", "gold_method"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """How a file is cut into cells; `body` is the cursor before the first row of data."""

    delimiter: str
    escape: str | None
    quotes: bool
    columns: tuple[str, ...]
    body: Cursor


def preview(file: BinaryIO, *, name: str) -> Preview:
    with as_utf8(file) as (text, encoding):
        table = open_table(text, encoding)
        return _preview(text, encoding, table, name)


def read(
    file: BinaryIO, *, name: str, mapping: Mapping | None = None, cursor: Cursor | None = None
) -> Iterator[Item]:
    with as_utf8(file) as (text, encoding):
        table = open_table(text, encoding)
        chosen = mapping or _preview(text, encoding, table, name).mapping
        found = rows(text, encoding, table, where=name, cursor=cursor)
        yield from tables.records(found, where=name, mapping=chosen, cursor=cursor)


def has_known_columns(head: bytes, encoding: Encoding) -> bool:
    """Whether text that may be anything is a table whose first line names columns we know."""
    sample = _sample(head[encoding.mark :], encoding)
    first = next((line for line in sample if line.strip()), "")
    columns = [name.strip(' "\n') for name in first.split(_dialect(sample)[0] or _NO_DELIMITER)]
    if len(columns) < 2 or any(len(name) > 40 for name in columns):
        return False
    known = mappings.guess(columns, [])
    return sum(name in columns for name in vars(known).values()) >= 2


def open_table(text: IO[bytes], encoding: Encoding) -> Table:
    """The table in `text`, as `as_utf8` gives it.

    Raises UnreadableInput when its first row is none, UnsupportedFile for our own CSV export.
    """
    text.seek(encoding.mark)
    delimiter, escape, quotes = _dialect(_sample(text.read(limits.HEAD), encoding))
    table = Table(delimiter=delimiter, escape=escape, quotes=quotes, columns=(), body={})
    feed = _Feed(text, encoding.name, encoding.mark)
    reader = _reader(feed, table)
    number = 0
    try:
        cells: list[str] = []
        while not is_filled(cells):
            feed.begin()
            cells = next(reader)
            number += 1
    except (csv.Error, _Overlong):
        raise UnreadableInput("The first line cannot be read as the names of columns.") from None
    except StopIteration:
        raise UnreadableInput("The file holds no rows.") from None
    if len(cells) > limits.COLUMNS:
        raise UnreadableInput("It has more than {count} columns.", count=limits.COLUMNS)
    if set(cells) >= _OURS:
        # One row a mark: what stands in several rows there cannot be told apart any more.
        raise UnsupportedFile(
            "This is Hearsay's own CSV export. Import the JSON Lines export instead: it holds everything."
        )
    named = is_heading(cells)
    return Table(
        delimiter=delimiter,
        escape=escape,
        quotes=quotes,
        columns=names(cells if named else [""] * len(cells)),
        body={"offset": feed.end, "row": number} if named else {"offset": encoding.mark, "row": 0},
    )


def rows(
    text: IO[bytes], encoding: Encoding, table: Table, *, where: str, cursor: Cursor | None = None
) -> Iterator[Row]:
    """The rows from a cursor on, as cells by column."""
    at = cursor or table.body
    feed = _Feed(text, encoding.name, at["offset"])
    reader = _reader(feed, table)
    number = at["row"]
    width = len(table.columns)
    start: Cursor = {"offset": feed.end, "row": number}
    while True:
        feed.begin()
        fault, cells = "", []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            fault = "bad-quoting"
        except _Overlong:
            fault = "line-too-long" if feed.first is None else "bad-quoting"
        number += 1
        if not fault and _is_blank_line(cells):
            continue
        # Cells past the last column are a spreadsheet's habit, as long as nothing is in them.
        if len(cells) > width and not is_filled(cells[width:]):
            del cells[width:]
        if not fault and not is_filled(cells):
            fault = "empty-row"
        elif not fault and len(cells) != width:
            fault = "wrong-column-count"
        elif not fault and feed.is_spoilt:
            fault = "not-text"
        size = feed.end - feed.start
        value: dict[str, Any] | Problem
        if fault:
            value = _problem(fault, feed, cells, width, where, number)
            if fault == "bad-quoting" or (fault == "wrong-column-count" and feed.is_long):
                _recover(feed, reader, width, table)
        else:
            value = dict(zip(table.columns, cells, strict=True))
        behind: Cursor = {"offset": feed.end, "row": number}
        yield Row(number=number, value=value, size=size, start=start, end=behind)
        start = behind


def _is_blank_line(cells: Sequence[str]) -> bool:
    """Whether the row is a line with nothing in it, not even an empty cell in quotes."""
    return not cells or (len(cells) == 1 and cells[0].isspace())


class _Overlong(Exception):
    """A line, or a row with the lines in it, past the limit."""


class _Feed:
    """Lines for `csv.reader`, keeping count of the bytes that the row in hand began and ends at."""

    def __init__(self, text: IO[bytes], encoding: str, offset: int) -> None:
        self._text, self._encoding = text, encoding
        self.seek(offset)
        self.begin()

    def seek(self, offset: int) -> None:
        self._lines = lines.read(self._text, offset)
        self.end = offset

    def begin(self) -> None:
        """The next line is the first of a row."""
        self.start = self.first_end = self.end
        self.first: str | None = None
        self.marks = 0
        self.is_spoilt = self.is_long = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line, end = next(self._lines)
        is_first = self.end == self.start
        self.end = end
        if is_first:
            self.first_end = end
        if line is None or end - self.start > limits.LINE:
            raise _Overlong
        text = decode_line(line, self._encoding)
        if text is None:
            self.is_spoilt = True
            text = line.decode(errors="replace")
        if is_first:
            self.first = text
        else:
            self.is_long = True
        self.marks += text.count('"')
        if "\r" in text:
            # A lone return would end csv.reader's row; as NEL it becomes a line break with the rest.
            text = text.replace("\r\n", "\n").replace("\r", "\x85")
        return text


def _reader(feed: Iterator[str], table: Table) -> Iterator[list[str]]:
    return csv.reader(
        feed,
        delimiter=table.delimiter or _NO_DELIMITER,
        escapechar=table.escape,
        doublequote=table.escape is None,
        quoting=csv.QUOTE_MINIMAL if table.quotes else csv.QUOTE_NONE,
        strict=True,
    )


def _recover(feed: _Feed, reader: Iterator[list[str]], width: int, table: Table) -> None:
    """Set the feed before the next row that reads well, after the first line of the one in hand.

    A line behind which a quotation mark stays open is not taken for one: it is the rest of a row.
    """
    at = feed.first_end
    while True:
        feed.seek(at)
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Overlong):
            cells = []
        at = feed.first_end
        if (
            len(cells) == width
            and (width > 1 or is_filled(cells))
            and not (table.quotes and feed.marks % 2)
        ):
            feed.seek(feed.start)
            return


def _problem(
    fault: str, feed: _Feed, cells: Sequence[str], width: int, where: str, number: int
) -> Problem:
    message = ""
    if fault == "wrong-column-count":
        message = f"It has {len(cells)} cells where there are {width} columns."
    return problem(
        fault, where=where, row=number, excerpt=(feed.first or "").rstrip("\r\n"), message=message
    )


def _preview(text: IO[bytes], encoding: Encoding, table: Table, name: str) -> Preview:
    return tables.preview(
        rows(text, encoding, table, where=name),
        columns=table.columns,
        delimiter=table.delimiter,
        encoding=encoding.name,
    )


def _sample(head: bytes, encoding: Encoding) -> list[str]:
    """The lines that are whole, with their ends."""
    text = head.decode(encoding.name, errors="replace")
    found = text.replace("\r\n", "\n").splitlines(keepends=True)
    return (
        found[:-1]
        if len(head) >= limits.HEAD - len("\ufeff".encode()) and len(found) > 1
        else found
    )


def _dialect(sample: Sequence[str]) -> tuple[str, str | None, bool]:
    """Delimiter ("" for one column), escape character, and whether quotation marks quote.

    That under which most rows have as many cells as the first one, of these the one with the most
    columns.
    """
    best = (0.0, 0)
    found: tuple[str, str | None, bool] = ("", None, True)
    options: list[tuple[str, str | None, bool]] = [(one, None, True) for one in DELIMITERS]
    whole = "".join(sample)
    if '\\"' in whole and '""' not in whole:
        options += [(one, "\\", True) for one in DELIMITERS]
    options.append(("\t", None, False))
    for delimiter, escape, quotes in options:
        table = Table(delimiter=delimiter, escape=escape, quotes=quotes, columns=(), body={})
        counts = list(_counts(sample, table))
        if not counts or counts[0] < 2:
            continue
        score = (round(counts.count(counts[0]) / len(counts), 2), counts[0])
        if score > best:
            best, found = score, (delimiter, escape, quotes)
    return found


def _counts(sample: Sequence[str], table: Table) -> Iterator[int]:
    """How many cells each row has; 0 for one that cannot be read."""
    reader = _reader(iter(sample), table)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield 0
            continue
        if is_filled(cells):
            yield len(cells)
