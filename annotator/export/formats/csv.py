"""CSV (RFC 4180): one row a mark, safe to open in a spreadsheet, and nothing lost by that.

A cell that a spreadsheet could take for a formula is written with one apostrophe before it, and
so is a cell that begins with an apostrophe. To read back: take one leading apostrophe off each
cell that has one (`plain` below does).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.export.rows import Row

COLUMNS = {
    "document_id": "number of the document",
    "document_sha256": "sha256 of the article's text (UTF-8)",
    "title": "headline",
    "outlet": "who published it",
    "url": "where, if known",
    "published": "day of publication, YYYY-MM-DD, if known",
    "story": "number that copies and versions of one text share, if there are any",
    "superseded_by": "number of the document with a later version of the article, if any",
    "sentence_id": "number of the sentence",
    "sentence_index": "place in the article, from 0",
    "sentence_start": "offset in the article's text, in code points",
    "sentence_end": "end of it, exclusive",
    "sentence_text": "the sentence",
    "annotator": "pseudonym; empty if nobody has answered",
    "status": "answered, skipped or not_article_text",
    "reason": "why it was skipped: unclear, context, cut, language, other; empty if not told",
    "is_flagged": "whether the annotator wants somebody to look at it: true or false",
    "revision": "how often the answer was written",
    "answered_at": "when, ISO 8601, UTC",
    "active_ms": "active milliseconds, all steps together",
    "guideline_lookups": "how often the guideline was opened meanwhile",
    "context_lookups": "how often the annotator read elsewhere before answering",
    "guideline_version": "the guideline they had read by then; empty if not known",
    "assistance": "when this annotator saw the suggestion: hidden, after, shown",
    "first_status": "status of their first answer",
    "first_labels": "labels of their first answer, separated by |",
    "was_suggestion_visible_first": "whether a suggestion was visible before the first answer",
    "was_suggestion_visible_last": "whether one was visible before the last step",
    "is_taken_over": "whether the answer is the suggestion, taken over as it was",
    "mark": "number of the mark in the answer, from 1; empty if it has none",
    "label": "the mark's label",
    "source": "words of the source span",
    "cue": "words of the cue span",
    "content": "words of the content span",
    "target": "words of the target span",
    "spans": "all spans of the mark with offsets in the sentence, as JSON",
    "gold_labels": "settled labels, separated by |; empty while open",
    "gold_method": "how they were settled; empty while open",
}
_OF_DOCUMENT = ("title", "outlet", "url", "published", "story", "superseded_by")
_OF_ANSWER = (
    "annotator",
    "status",
    "reason",
    "is_flagged",
    "revision",
    "answered_at",
    "active_ms",
    "guideline_lookups",
    "context_lookups",
    "guideline_version",
    "assistance",
    "first_status",
    "first_labels",
    "was_suggestion_visible_first",
    "was_suggestion_visible_last",
    "is_taken_over",
)
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def write(rows: Iterable[Row]) -> Iterator[str]:
    """The header, then a row a mark. A sentence or an answer without a mark has one row too."""
    yield _line(list(COLUMNS))
    for row in rows:
        for cells in _rows_of(row):
            yield _line([safe(cells.get(name)) for name in COLUMNS])


def safe(value: Any) -> str:
    """A cell that no spreadsheet computes."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def plain(cell: str) -> str:
    """The reverse of `safe`."""
    return cell.removeprefix("'")


def _rows_of(row: Row) -> Iterator[dict[str, Any]]:
    base = {
        "document_id": row.document["id"],
        "document_sha256": row.document["sha256"],
        **{name: row.document[name] for name in _OF_DOCUMENT},
        **{
            f"sentence_{name}": row.sentence[name]
            for name in ("id", "index", "start", "end", "text")
        },
    }
    if row.gold:
        base["gold_labels"] = "|".join(row.gold["labels"])
        base["gold_method"] = row.gold["method"]
    for answer in row.annotations or [{}]:
        told = {name: _cell(answer.get(name)) for name in _OF_ANSWER}
        for number, mark in enumerate(answer.get("marks") or [None], start=1):
            yield {**base, **told, **(_mark(number, mark) if mark else {})}


def _cell(value: Any) -> Any:
    """As in the JSON lines: true and false; several labels with a bar between."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if isinstance(value, list) else value


def _mark(number: int, mark: dict[str, Any]) -> dict[str, Any]:
    words: dict[str, list[str]] = {}
    for span in mark["spans"]:
        words.setdefault(span["role"], []).append(span["text"])
    return {
        "mark": number,
        "label": mark["label"],
        **{role: " … ".join(texts) for role, texts in words.items()},
        "spans": json.dumps(mark["spans"], ensure_ascii=False, separators=(",", ":")),
    }


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
