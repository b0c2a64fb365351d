"""What the exports of other annotation tools have in common: a text, labels on it, and the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from annotator.ingest.readers import limits
from annotator.ingest.readers import mapping as mappings
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.objects import BadJson, flat
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.texts import Kept, Utf16, one_line
from annotator.ingest.readers.values import GivenLabel, Mapping, Problem, Record


@dataclass(frozen=True, kw_only=True)
class Found:
    """A label on `start` to `end`, as the tool counts, or on the whole text if they are None."""

    label: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    annotator: str = ""


class BadLabels(Exception):
    """Labels that are not of the tool's shape, or do not fit the text."""


def guess(rows: Iterator[Row], rest: Any) -> Mapping:
    """Which of the other fields, `rest(value)`, tell title, outlet and the like."""
    values: list[dict[str, Any]] = []
    for row in islice(rows, limits.ROWS_GUESSED):
        if isinstance(row.value, dict):
            try:
                values.append(flat(rest(row.value)))
            except (BadJson, RecursionError):
                continue
    return mappings.guess(tuple(dict.fromkeys(chain.from_iterable(values))), values)


def article(
    row: Row,
    *,
    where: str,
    mapping: Mapping,
    text: str,
    labels: Sequence[Found],
    rest: dict[str, Any],
) -> Record | Problem:
    """The record of a text; the labels count in code points of it."""
    if not text.strip():
        return problem("no-text", where=where, row=row.number)
    kept = Kept(text)
    if len(kept.text.encode(errors="replace")) > limits.RECORD:
        return problem("too-large", where=where, row=row.number, excerpt=text[:300])
    try:
        given = tuple(_given(label, kept) for label in labels)
    except ValueError:
        return problem("bad-labels", where=where, row=row.number, excerpt=text[:300])
    # The text is here already, whatever the other fields are called.
    others = replace(
        mapping, text="", pasted="", html="", sentences="", sentence="", document="", label=""
    )
    told = tables.told(flat(rest), others)
    return Record(
        where=where, row=row.number, kind="clean", content=kept.text, labels=given, **told
    )


def counted_in_utf16(text: str, labels: Sequence[Found]) -> list[Found]:
    """Labels whose ranges count UTF-16 code units, as ranges of code points.

    A tool that counts code units may have been fed ranges by a Python program: where the ranges
    begin and end at words only if read as code points, they are.
    """
    units = Utf16(text)
    if not units.differs:
        return list(labels)
    turned = []
    for label in labels:
        if label.start is None or label.end is None:
            turned.append(label)
            continue
        start, end = units(label.start), units(label.end)
        if start is None or end is None:
            return list(labels)
        turned.append(replace(label, start=start, end=end))
    is_better = _at_words(text, labels) > _at_words(text, turned)
    return list(labels) if is_better else turned


def placed_by_quote(text: str, label: Found) -> Found:
    """The label where its quote stands: by code points, by UTF-16 units, or in the only place.

    Raises BadLabels when the quote stands in none of them.
    """
    start, end, quote = label.start, label.end, label.quote
    if start is None or end is None or not quote or _same(text[start:end], quote):
        return label
    units = Utf16(text)
    first, last = units(start), units(end)
    if first is not None and last is not None and _same(text[first:last], quote):
        return replace(label, start=first, end=last)
    if text.count(quote) != 1:
        raise BadLabels
    at = text.index(quote)
    return replace(label, start=at, end=at + len(quote))


def whole_number(value: Any) -> int:
    """An offset. Raises BadLabels for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 12:
        return int(value)
    raise BadLabels


def _same(found: str, quote: str) -> bool:
    # Browsers show, and quote, a line break as they like.
    return found == quote or found.split() == quote.replace("\\n", "\n").split()


def _at_words(text: str, labels: Sequence[Found]) -> int:
    """How many ends of ranges are ends of words."""
    count = 0
    for label in labels:
        if (
            label.start is None
            or label.end is None
            or not 0 <= label.start < label.end <= len(text)
        ):
            continue
        inside = text[label.start : label.end]
        count += inside[0].isalnum() and not text[: label.start][-1:].isalnum()
        count += inside[-1].isalnum() and not text[label.end : label.end + 1].isalnum()
    return count


def _given(label: Found, kept: Kept) -> GivenLabel:
    if label.start is None or label.end is None:
        return GivenLabel(label=one_line(label.label), annotator=one_line(label.annotator))
    start, end = kept.range(label.start, label.end)
    return GivenLabel(
        start=start, end=end, label=one_line(label.label), annotator=one_line(label.annotator)
    )
