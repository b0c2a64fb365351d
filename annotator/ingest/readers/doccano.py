"""doccano's JSONL: {"text" or "data", "label": [[start, end, label], ...] or [label, ...]}.

Also with relations ({"entities": [{"label", "start_offset", "end_offset"}]}) and as its first
versions wrote it ({"annotations": [...]}). doccano counts as JavaScript does, in UTF-16 code units
(its issue 2290), and writes no quotes by which that could be verified. Its option to count grapheme
clusters leaves no trace in the file: such ranges are right only before the first cluster of several
characters.
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

_TEXT = ("text", "data")
_LABELS = ("label", "labels", "entities", "annotations")


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
    text = next((value[key] for key in _TEXT if isinstance(value.get(key), str)), "")
    try:
        given = [one for key in _LABELS for one in _listed(value.get(key))]
        labels = peers.counted_in_utf16(text, [_label(one) for one in given])
    except BadLabels:
        return problem("bad-labels", where=where, row=row.number, excerpt=text[:300])
    return peers.article(
        row, where=where, mapping=mapping, text=text, labels=labels, rest=_rest(value)
    )


def _rest(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key not in (*_TEXT, *_LABELS)}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, (list, str)):
        return value if isinstance(value, list) else [value]
    raise BadLabels


def _label(one: Any) -> Found:
    if isinstance(one, str) and one.strip():
        return Found(label=one)
    if isinstance(one, list) and len(one) == 3 and isinstance(one[2], str):
        return Found(start=whole_number(one[0]), end=whole_number(one[1]), label=one[2])
    if isinstance(one, dict) and isinstance(one.get("label"), (str, int)):
        user = as_text(one.get("user"))
        if "start_offset" not in one:
            return Found(label=as_text(one["label"]), annotator=user)
        start, end = whole_number(one["start_offset"]), whole_number(one.get("end_offset"))
        return Found(start=start, end=end, label=as_text(one["label"]), annotator=user)
    raise BadLabels
