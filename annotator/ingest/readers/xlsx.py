"""Excel workbooks: each sheet a table whose first filled row names the columns.

An empty row between others is a row, in which there is nothing to take. Empty rows behind the last
filled one are none: formatting leaves them there by the thousand.

Sheets with other columns than the mapping's are named and left out. Formulas count by the value
that Excel last stored. Reading on from a cursor reads the rows before it again.
"""

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from annotator.ingest.readers import archive, limits
from annotator.ingest.readers import mapping as mappings
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.headings import is_filled, names
from annotator.ingest.readers.problems import printable, problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem
from annotator.ingest.refusals import TooLarge, UnreadableInput

# All that openpyxl raises on parts that are broken, or made to harm.
_BROKEN = (
    *archive.BROKEN, ParseError, SyntaxError, DefusedXmlException, TypeError, AttributeError,
    ArithmeticError, AssertionError, RecursionError, LookupError,
)  # fmt: skip
_TYPES = "[Content_Types].xml"
_SHEET = "worksheet+xml"
_STRINGS = "sharedstrings+xml"


def preview(file: BinaryIO, *, name: str) -> Preview:
    with _tables(file, name) as found:
        first = found[0]
        return tables.preview(first.rows(None), columns=first.columns)


def read(
    file: BinaryIO, *, name: str, mapping: Mapping | None = None, cursor: Cursor | None = None
) -> Iterator[Item]:
    at = cursor or {"sheet": 0}
    with _tables(file, name) as found:
        for table in found:
            if table.index < at["sheet"]:
                continue
            if mapping and mappings.missing(mapping, table.columns):
                excerpt = ", ".join(table.columns)
                what = problem("other-columns", where=table.where, row=None, excerpt=excerpt)
                yield what, {"sheet": table.index + 1}
                continue
            chosen = mapping or tables.preview(table.rows(None), columns=table.columns).mapping
            begin = at if table.index == at["sheet"] else None
            rows = table.rows(begin)
            yield from tables.records(rows, where=table.where, mapping=chosen, cursor=begin)


@dataclass(frozen=True, kw_only=True)
class _Table:
    """A sheet with a heading, its `index` in the workbook and the Excel number of its heading."""

    sheet: Any
    where: str
    index: int
    columns: tuple[str, ...]
    heading: int

    def rows(self, cursor: Cursor | None) -> Iterator[Row]:
        """The rows from behind the heading to the last filled one, from a cursor on."""
        done = max((cursor or {}).get("row", 0), self.heading)
        for number, cells in _cells(self.sheet):
            if number <= done:
                continue
            if isinstance(cells, str):
                over: Cursor = {"sheet": self.index + 1}
                yield self._row(number, self._problem(cells, number), size=0, end=over)
            elif is_filled(cells):
                for empty in range(done + 1, number):
                    yield self._row(empty, self._problem("empty-row", empty), size=0)
                yield self._row(number, self._value(cells, number), size=sum(map(len, cells)))
                done = number

    def _row(
        self, number: int, value: dict[str, Any] | Problem, *, size: int, end: Cursor | None = None
    ) -> Row:
        start: Cursor = {"sheet": self.index, "row": number - 1}
        behind: Cursor = end or {"sheet": self.index, "row": number}
        return Row(number=number, value=value, size=size, start=start, end=behind)

    def _value(self, cells: list[str], number: int) -> dict[str, Any] | Problem:
        width = len(self.columns)
        if is_filled(cells[width:]):
            return self._problem(
                "wrong-column-count",
                number,
                excerpt=" | ".join(cells),
                message=f"It has {len(cells)} cells where there are {width} columns.",
            )
        # Excel does not store empty cells at the end of a row.
        value: dict[str, Any] = dict.fromkeys(self.columns, "")
        value.update(zip(self.columns, cells, strict=False))
        return value

    def _problem(self, code: str, number: int, **more: str) -> Problem:
        return problem(code, where=self.where, row=number, **more)


@contextmanager
def _tables(file: BinaryIO, name: str) -> Iterator[list[_Table]]:
    """The sheets that hold something, at least one. Raises UnreadableInput and TooLarge."""
    # Here, since it takes 5 MB: only what reads workbooks pays for it.
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    _check(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _BROKEN:
        raise UnreadableInput("The Excel file is damaged.") from None
    with closing(book):
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
        found = [table for i, sheet in enumerate(sheets) if (table := _table(sheet, name, i))]
        if not found:
            raise UnreadableInput("The workbook holds no rows.")
        yield found


def _table(sheet: Any, name: str, index: int) -> _Table | None:
    for number, cells in _cells(sheet):
        if isinstance(cells, str):
            return None
        if is_filled(cells):
            while not cells[-1].strip():
                cells.pop()
            return _Table(
                sheet=sheet,
                where=f"{name}: {printable(str(sheet.title))}",
                index=index,
                columns=names(cells[: limits.COLUMNS]),
                heading=number,
            )
    return None


def _cells(sheet: Any) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with their numbers in Excel; a code instead of cells, and no more, where it breaks."""
    # What a sheet declares as its size need not be true, and would be filled with empty cells.
    sheet.reset_dimensions()
    number = count = 0
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            count += len(values)
            if number > limits.XLSX_ROWS or count > limits.XLSX_CELLS:
                yield number, "too-large"
                return
            yield number, [_text(value) for value in values]
    except _BROKEN:
        yield number + 1, "cut-short"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _check(file: BinaryIO) -> None:
    """Refuse what openpyxl would hold as a whole, where it is too large for that."""
    with archive.opened(file) as packed:
        kinds = _kinds(packed)
        for entry in packed.infolist():
            if archive.fault(entry) in ("unsupported-compression", "suspicious-size"):
                raise UnreadableInput(
                    "The Excel file is damaged: no spreadsheet is packed like this."
                )
            kind = kinds.get(entry.filename.lower(), {"xml"})
            if kind == {_SHEET} or not any(one.endswith("xml") for one in kind):
                continue
            if entry.file_size > (limits.XLSX_STRINGS if _STRINGS in kind else limits.XLSX_PART):
                raise TooLarge(
                    "The workbook holds more text than can be held at once. Save it as CSV: "
                    "that has no limit."
                )


def _kinds(packed: zipfile.ZipFile) -> dict[str, set[str]]:
    """What each part is declared to be, by its name in lower case: `_SHEET`, `_STRINGS` or a type."""
    found: dict[str, set[str]] = {}
    try:
        if packed.getinfo(_TYPES).file_size > limits.XLSX_PART:
            raise TooLarge("The workbook is made of too many parts.")
        for node in fromstring(packed.read(_TYPES), forbid_dtd=True).iter():
            kind = (node.get("ContentType") or "").lower().rpartition(".")[2]
            if part := node.get("PartName"):
                found.setdefault(part.lstrip("/").lower(), set()).add(kind)
    except _BROKEN:
        raise UnreadableInput("The Excel file is damaged.") from None
    return found
