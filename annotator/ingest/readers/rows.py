"""From rows with named values to records: the part that CSV, JSON, JSONL and XLSX share."""

import json
import re
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from annotator.ingest.readers import limits
from annotator.ingest.readers import mapping as mappings
from annotator.ingest.readers.objects import BadJson, as_text, flat
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.texts import one_line, plain
from annotator.ingest.readers.values import (
    Cursor,
    GivenLabel,
    Item,
    Kind,
    Mapping,
    Preview,
    Problem,
    Record,
)

_FIELDS = tuple(field.name for field in fields(Mapping))
_SINGLE = ("title", "outlet", "url", "published", "language")
# A list of strings as Python prints it, which is what pandas writes into a cell. Nothing nested.
_STRING = r"""(?:'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+")"""
_PRINTED = re.compile(rf"\[\s*+(?:{_STRING}\s*+(?:,\s*+{_STRING}\s*+)*+)?,?\s*+\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row, or what is wrong with it; `start` is the cursor before it, `end` the one behind it.

    `size` is about how many bytes of the file it is.
    """

    number: int
    value: dict[str, Any] | Problem
    size: int
    start: Cursor
    end: Cursor


def records(
    rows: Iterator[Row], *, where: str, mapping: Mapping, cursor: Cursor | None
) -> Iterator[Item]:
    """The items of rows; with `mapping.document` consecutive rows of one document make one record."""
    if mapping.sentence and mapping.document:
        column = mapping.document
        return grouped(
            rows,
            cursor=cursor,
            where=where,
            key=lambda value: _key(value, column),
            make=lambda group: _gathered(group, where=where, mapping=mapping),
        )
    return each(rows, where=where, make=lambda row: record(row, where=where, mapping=mapping))


def each(
    rows: Iterable[Row], *, where: str, make: Callable[[Row], Record | Problem]
) -> Iterator[Item]:
    """An item a row."""
    for row in rows:
        yield (_made(make, row, row, where)), row.end


def grouped(
    rows: Iterable[Row],
    *,
    cursor: Cursor | None,
    where: str,
    key: Callable[[dict[str, Any]], str],
    make: Callable[[list[Row]], Record | Problem],
) -> Iterator[Item]:
    """An item for each run of rows with one key, then the problems among them.

    A key of "" stands alone. A cursor in the middle of a run's items points at the run's start and
    says in `done` how many of them are out.
    """
    run = _Run(done=(cursor or {}).get("done", 0), where=where, make=make)
    for row in rows:
        if isinstance(row.value, Problem):
            if len(run.problems) >= limits.PENDING:
                yield from run.out()
            run.trouble(row, row.value)
            continue
        name = key(row.value)
        if run.group and (name != run.key or not name):
            yield from run.out()
        run.add(row, name)
    yield from run.out()


class _Run:
    """The rows of one document so far, and the problems among them."""

    def __init__(
        self, *, done: int, where: str, make: Callable[[list[Row]], Record | Problem]
    ) -> None:
        self._done, self._where, self._make = done, where, make
        self._clear()

    def _clear(self) -> None:
        self.key = ""
        self.group: list[Row] = []
        self.problems: list[Problem] = []
        self._size = 0
        self._start: Cursor = {}
        self._end: Cursor = {}

    def add(self, row: Row, key: str) -> None:
        self.key = key
        self._size += row.size
        self._reach(row)
        # Past the limit the first row is enough, to name the place.
        if self._size <= limits.LINE or not self.group:
            self.group.append(row)

    def trouble(self, row: Row, what: Problem) -> None:
        self.problems.append(what)
        self._reach(row)

    def out(self) -> Iterator[Item]:
        """The items of the run, those from `done` on; the next run begins."""
        items: list[Record | Problem] = []
        if self.group and self._size > limits.LINE:
            items.append(_large(self.group[0], self._where))
        elif self.group:
            items.append(_made(self._make, self.group, self.group[0], self._where))
        items += self.problems
        start, end, done = self._start, self._end, self._done
        self._done = 0
        self._clear()
        for count, item in enumerate(items, start=1):
            if count > done:
                yield item, (end if count == len(items) else {**start, "done": count})

    def _reach(self, row: Row) -> None:
        self._start = self._start or row.start
        self._end = row.end


def record(row: Row, *, where: str, mapping: Mapping) -> Record | Problem:
    """The record of one row."""
    assert isinstance(row.value, dict)
    values = flat(row.value)
    kind, content, cut = _content(values, mapping)
    if not content.strip() and not cut:
        return _without_text(values, where, row.number, mapping)
    if _too_long(content, cut):
        return _large(row, where)
    return Record(
        where=where,
        row=row.number,
        kind=kind,
        content=content,
        sentences=cut,
        labels=tuple(
            GivenLabel(sentence=0 if mapping.sentence and cut else None, label=label)
            for label in _labels(_at(values, mapping.label))
        ),
        **told(values, mapping),
    )


def preview(
    rows: Iterator[Row],
    *,
    columns: tuple[str, ...] = (),
    delimiter: str = "",
    encoding: str = "",
) -> Preview:
    """The first rows as a table; without `columns` they are all that the rows have."""
    values = _first(rows)
    if not columns:
        columns = tuple(islice(dict.fromkeys(chain.from_iterable(values)), limits.COLUMNS))
    return Preview(
        columns=columns,
        rows=tuple(
            tuple(as_text(value.get(column))[: limits.CELL_SHOWN] for column in columns)
            for value in values[: limits.ROWS_SHOWN]
        ),
        mapping=mappings.guess(columns, values),
        delimiter=delimiter,
        encoding=encoding,
    )


def _first(rows: Iterator[Row]) -> list[dict[str, Any]]:
    """The good ones among the first rows that are not empty, nested keys joined."""
    found = []
    filled = (row for row in rows if not _is_empty(row))
    for row in islice(filled, limits.ROWS_GUESSED):
        if isinstance(row.value, dict):
            try:
                found.append(flat(row.value))
            except BadJson:
                continue
    return found


def _is_empty(row: Row) -> bool:
    return isinstance(row.value, Problem) and row.value.code == "empty-row"


def _key(value: dict[str, Any], column: str) -> str:
    try:
        return as_text(flat(value).get(column))
    except (BadJson, RecursionError):
        return ""


def _at(values: dict[str, Any], column: str) -> Any:
    """None for no column, even where a row has a value named ""."""
    return values.get(column) if column else None


def _made(
    make: Callable[[Any], Record | Problem], given: Any, row: Row, where: str
) -> Record | Problem:
    if isinstance(row.value, Problem):
        return row.value
    try:
        return make(given)
    except BadJson as error:
        return problem(error.code, where=where, row=row.number, message=str(error))
    except RecursionError:
        return problem("too-deep", where=where, row=row.number)


def _large(row: Row, where: str) -> Problem:
    return problem("too-large", where=where, row=row.number, excerpt=_excerpt(row.value))


def _excerpt(value: Any) -> str:
    """Each value cut before they are joined: a row may be large."""
    if not isinstance(value, dict):
        return ""
    parts = (
        f"{name}: {cell[:80] if isinstance(cell, str) else as_text(cell)[:80]}"
        for name, cell in value.items()
    )
    return " | ".join(islice(parts, 8))[: limits.EXCERPT]


def _without_text(values: dict[str, Any], where: str, number: int, mapping: Mapping) -> Problem:
    columns = [
        c
        for c in (mapping.text, mapping.pasted, mapping.html, mapping.sentences, mapping.sentence)
        if c
    ]
    message = f"There is no text in {' or '.join(f'“{c}”' for c in columns)}." if columns else ""
    return problem(
        "no-text", where=where, row=number, excerpt=_excerpt(values), message=plain(message)
    )


def _content(values: dict[str, Any], mapping: Mapping) -> tuple[Kind, str, tuple[str, ...]]:
    """What kind of text a row holds, the text, and its sentences when it is cut."""
    text = as_text(_at(values, mapping.text))
    cut: tuple[str, ...] = ()
    if mapping.sentence and (one := as_text(_at(values, mapping.sentence)).strip()):
        cut = (one,)
    elif mapping.sentences:
        cut = sentences(_at(values, mapping.sentences))
    if cut:
        return "clean", text if _stand_in(cut, text) else "", cut
    if text.strip():
        return "clean", text, ()
    if mapping.html and (page := as_text(_at(values, mapping.html))).strip():
        return "html", page, ()
    return "pasted", as_text(_at(values, mapping.pasted)), ()


def sentences(value: Any) -> tuple[str, ...]:
    """The sentences of a list, of a list written into a cell as JSON or as Python prints it, or of lines."""
    if isinstance(value, str):
        value = _listed(value)
    if not isinstance(value, list):
        value = [] if value is None else [value]
    # Some tools give each sentence as an object.
    texts = (one.get("text") if isinstance(one, dict) else one for one in value)
    return tuple(text for one in texts if (text := as_text(one).strip()))


def _listed(cell: str) -> list[Any]:
    bare = cell.strip()
    if bare.startswith("["):
        try:
            found = json.loads(bare)
        except (ValueError, RecursionError):
            found = literal_eval(bare) if _PRINTED.fullmatch(bare) else None
        if isinstance(found, list):
            return found
    return cell.splitlines()


def _stand_in(cut: Sequence[str], text: str) -> bool:
    at = 0
    for one in cut:
        at = text.find(one, at)
        if at < 0:
            return False
        at += len(one)
    return True


def _too_long(content: str, cut: Sequence[str]) -> bool:
    return max(_bytes(content), sum(map(_bytes, cut))) > limits.RECORD


def _bytes(text: str) -> int:
    # No character has more than four bytes: most texts need no count.
    return len(text) if len(text) * 4 <= limits.RECORD else len(text.encode(errors="replace"))


def _labels(value: Any) -> list[str]:
    """One label, a list of them, or several in a cell with | between them."""
    given = value if isinstance(value, list) else as_text(value).split("|")
    return [label for one in given if (label := one_line(as_text(one)))]


@lru_cache(maxsize=16)
def _used(mapping: Mapping) -> frozenset[str]:
    """The columns whose values stand elsewhere than in the metadata."""
    return frozenset(getattr(mapping, name) for name in _FIELDS if name != "document") - {""}


def told(values: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    """What a row tells about its article, by the names of `Record`."""
    used = _used(mapping)
    author = _at(values, mapping.author)
    if isinstance(author, list):
        names = (one.get("name") if isinstance(one, dict) else one for one in author)
        author = "; ".join(name for one in names if (name := as_text(one)))
    single: dict[str, Any] = {
        name: one_line(as_text(_at(values, getattr(mapping, name)))) for name in _SINGLE
    }
    return {
        **single,
        "author": one_line(as_text(author)),
        "metadata": {
            plain(name): text
            for name, value in values.items()
            if name not in used and (text := as_text(value))
        },
    }


def _told_together(known: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What the rows of an article tell of it so far, and what one more does."""
    if not known:
        return more
    agreed = {k: v for k, v in known["metadata"].items() if more["metadata"].get(k) == v}
    return {name: known[name] or more[name] for name in known} | {"metadata": agreed}


def _gathered(group: list[Row], *, where: str, mapping: Mapping) -> Record | Problem:
    """One record of the rows of a document, a sentence each.

    Each field is the first that a row tells; other columns stay where all rows agree.
    """
    cut: list[str] = []
    labels: list[GivenLabel] = []
    known: dict[str, Any] = {}
    before: dict[str, Any] = {}
    own = {name: None for name in (mapping.sentence, mapping.label) if name}
    for row in group:
        assert isinstance(row.value, dict)
        values = flat(row.value)
        # Mostly all else is that of the row before, which has been told.
        others = {**values, **own}
        if not known or others != before:
            known = _told_together(known, told(values, mapping))
            before = others
        if text := as_text(_at(values, mapping.sentence)).strip():
            labels += [
                GivenLabel(sentence=len(cut), label=label)
                for label in _labels(_at(values, mapping.label))
            ]
            cut.append(text)
    if not cut:
        return _without_text({}, where, group[0].number, mapping)
    return Record(
        where=where,
        row=group[0].number,
        kind="clean",
        content="",
        sentences=tuple(cut),
        labels=tuple(labels),
        **known,
    )
