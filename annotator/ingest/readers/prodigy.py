"""Prodigy's JSONL: {"text", "spans": [{"start", "end", "label"}], "label" or "accept", "answer"}.

Only what was accepted is a label: after "reject" and "ignore" the text stands without one. Prodigy
counts as Python does, in code points. A text that several people answered is as many lines.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.ingest.readers import json, peers
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import as_utf8
from annotator.ingest.readers.objects import as_text
from annotator.ingest.readers.peers import BadLabels, Found, whole_number
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import Cursor, Item, Mapping, Preview, Problem, Record

# What makes the tool work, and says nothing about the article.
_PLUMBING = {
    "text", "spans", "label", "accept", "answer", "tokens", "options", "config", "style", "_view_id",
    "_is_binary", "_input_hash", "_task_hash", "_annotator_id", "_session_id", "_timestamp",
}  # fmt: skip


def preview(file: BinaryIO, **__: object) -> Preview:
    with as_utf8(file) as (_, encoding):
        return Preview(encoding=encoding.name)


def read(
    file: BinaryIO, *, name: str, mapping: Mapping | None = None, cursor: Cursor | None = None
) -> Iterator[Item]:
    with as_utf8(file) as (text, encoding):
        chosen = mapping or peers.guess(json.objects(text, encoding, where=name), _rest)
        yield from tables.each(
            json.objects(text, encoding, where=name, cursor=cursor),
            where=name,
            make=lambda row: _record(row, name, chosen),
        )


def _record(row: Row, where: str, mapping: Mapping) -> Record | Problem:
    assert isinstance(row.value, dict)
    value = row.value
    text = value["text"] if isinstance(value.get("text"), str) else ""
    try:
        labels = _labels(value) if value.get("answer", "accept") == "accept" else []
    except BadLabels:
        return problem("bad-labels", where=where, row=row.number, excerpt=text[:300])
    return peers.article(
        row, where=where, mapping=mapping, text=text, labels=labels, rest=_rest(value)
    )


def _rest(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key not in _PLUMBING}


def _labels(value: dict[str, Any]) -> list[Found]:
    annotator = as_text(value.get("_annotator_id") or value.get("_session_id"))
    words = [value["label"]] if value.get("label") is not None else []
    words += _list(value.get("accept"))
    found = [Found(label=_word(word), annotator=annotator) for word in words]
    for span in _list(value.get("spans")):
        if not isinstance(span, dict):
            raise BadLabels
        found.append(
            Found(
                start=whole_number(span.get("start")),
                end=whole_number(span.get("end")),
                label=_word(span.get("label")),
                annotator=annotator,
            )
        )
    return found


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadLabels
    return value


def _word(value: Any) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool) and as_text(value).strip():
        return as_text(value)
    raise BadLabels
