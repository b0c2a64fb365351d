"""Our own export, JSON Lines: a sentence a line, here put together to documents again.

Settled labels come with no annotator, answers with their annotator's pseudonym and spans. What
machines proposed is not read: it is no one's judgement. Lines are in the order of the export, in
which the sentences of a document follow each other.

Where the sentences' offsets and the document's hash show what stood between them, `content` is the
very text; else it is "".
"""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.ingest.readers import json
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import as_utf8
from annotator.ingest.readers.objects import as_text
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.texts import Kept, one_line, plain
from annotator.ingest.readers.values import (
    Cursor,
    GivenLabel,
    GivenSpan,
    Item,
    Preview,
    Problem,
    Record,
)

_BETWEEN = {0: "", 1: " ", 2: "\n\n"}


def preview(file: BinaryIO, **__: object) -> Preview:
    with as_utf8(file) as (_, encoding):
        return Preview(encoding=encoding.name)


def read(
    file: BinaryIO, *, name: str, cursor: Cursor | None = None, **__: object
) -> Iterator[Item]:
    with as_utf8(file) as (text, encoding):
        found = json.objects(text, encoding, where=name, cursor=cursor)
        yield from tables.grouped(
            (_checked(row, name) for row in found),
            cursor=cursor,
            where=name,
            key=lambda value: as_text(value["document"].get("id")),
            make=lambda group: _document(group, name),
        )


def _checked(row: Row, where: str) -> Row:
    """The row, or the problem that it is no line of an export."""
    value = row.value
    if isinstance(value, Problem):
        return row
    document, sentence = value.get("document"), value.get("sentence")
    is_line = (
        isinstance(document, dict)
        and isinstance(sentence, dict)
        and isinstance(sentence.get("text"), str)
        and sentence["text"].strip()
    )
    fault = "" if is_line else "no-text"
    labels = _labels(value) if is_line else None
    if is_line and labels is None:
        fault = "bad-labels"
    if not fault:
        # All that is needed later: a line has much more, and a document is held as a whole.
        value = {"document": document, "sentence": sentence, "labels": labels}
        return Row(number=row.number, value=value, size=row.size, start=row.start, end=row.end)
    shown = as_text(sentence.get("text")) if isinstance(sentence, dict) else ""
    what = problem(fault, where=where, row=row.number, excerpt=shown)
    return Row(number=row.number, value=what, size=row.size, start=row.start, end=row.end)


def _document(group: list[Row], where: str) -> Record | Problem:
    values = [row.value for row in group if isinstance(row.value, dict)]
    document = values[0]["document"]
    return Record(
        where=where,
        row=group[0].number,
        kind="clean",
        content=_text(document, values),
        sentences=tuple(Kept(value["sentence"]["text"], strip=True).text for value in values),
        title=one_line(as_text(document.get("title"))),
        outlet=one_line(as_text(document.get("outlet"))),
        url=one_line(as_text(document.get("url"))),
        published=one_line(as_text(document.get("published"))),
        metadata={
            f"document.{name}": text
            for name in ("id", "sha256")
            if (text := as_text(document.get(name)))
        },
        labels=tuple(
            GivenLabel(sentence=index, label=label, spans=spans, annotator=annotator)
            for index, value in enumerate(values)
            for label, spans, annotator in value["labels"]
        ),
    )


def _labels(value: dict[str, Any]) -> list[tuple[str, tuple[GivenSpan, ...], str]] | None:
    """Label, spans and annotator of each mark of a line.

    None when they are not of the export's shape or do not quote the sentence.
    """
    given = value["sentence"]["text"]
    found: list[tuple[str, tuple[GivenSpan, ...], str]] = []
    try:
        gold = value.get("gold") or {}
        found += [(_word(code), (), "") for code in gold.get("labels", [])]
        for answer in value.get("annotations") or []:
            annotator = one_line(as_text(answer.get("annotator")))
            for mark in answer.get("marks") or []:
                spans = mark.get("spans") or ()
                kept = Kept(given, strip=True) if spans else None
                placed = tuple(_span(span, given, kept) for span in spans) if kept else ()
                found.append((_word(mark["label"]), placed, annotator))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return found


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return one_line(value)


def _span(span: dict[str, Any], given: str, kept: Kept) -> GivenSpan:
    start, end = span["start"], span["end"]
    if given[start:end] != span.get("text", given[start:end]):
        raise ValueError
    start, end = kept.range(start, end)
    return GivenSpan(role=_word(span["role"]), start=start, end=end)


def _text(document: dict[str, Any], values: list[dict[str, Any]]) -> str:
    """The document's text, if it is told by offsets and hash; else ""."""
    pieces: list[str] = []
    at = 0
    for value in values:
        sentence = value["sentence"]
        start, end = sentence.get("start"), sentence.get("end")
        if not isinstance(start, int) or end != start + len(sentence["text"]):
            return ""
        between = _BETWEEN.get(start - at)
        if between is None:
            return ""
        pieces += [between, sentence["text"]]
        at = end
    text = "".join(pieces)
    is_it = hashlib.sha256(text.encode(errors="replace")).hexdigest() == document.get("sha256")
    return text if is_it and plain(text) == text else ""
