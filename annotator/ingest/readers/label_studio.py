"""Label Studio's JSON: tasks with {"data": {...}, "annotations": [{"result": [{"value": ...}]}]}.

`value` has `start`, `end`, `text` and `labels` for a range, or `choices` for the whole text.
Versions since 2022 count code points; before, UTF-16 code units (its issue 1347). The quote in
`value.text` says which: a label is put where its quote stands. Cancelled annotations and what
models predicted are left out. Labels inside HTML pages cannot be carried over: they are kept in the
metadata as they are, under `label_studio.unplaced`.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from annotator.ingest.readers import json, peers
from annotator.ingest.readers import rows as tables
from annotator.ingest.readers.encodings import as_utf8
from annotator.ingest.readers.objects import as_text, flat
from annotator.ingest.readers.peers import BadLabels, Found, placed_by_quote, whole_number
from annotator.ingest.readers.problems import problem
from annotator.ingest.readers.rows import Row
from annotator.ingest.readers.values import (
    Cursor,
    GivenLabel,
    Item,
    Mapping,
    Preview,
    Problem,
    Record,
)

_UNPLACED = "label_studio.unplaced"


def preview(file: BinaryIO, **__: object) -> Preview:
    with as_utf8(file) as (_, encoding):
        return Preview(encoding=encoding.name)


def read(
    file: BinaryIO, *, name: str, mapping: Mapping | None = None, cursor: Cursor | None = None
) -> Iterator[Item]:
    with as_utf8(file) as (text, encoding):
        chosen = mapping or peers.guess(json.objects(text, encoding, where=name), _data)
        yield from tables.each(
            json.objects(text, encoding, where=name, cursor=cursor),
            where=name,
            make=lambda row: _record(row, name, chosen),
        )


def _data(value: dict[str, Any]) -> dict[str, Any]:
    data = value.get("data")
    return data if isinstance(data, dict) else {}


def _record(row: Row, where: str, mapping: Mapping) -> Record | Problem:
    assert isinstance(row.value, dict)
    value = row.value
    data = flat(_data(value))
    text = data.get(mapping.text) if mapping.text else None
    shown = as_text(text)[:300]
    try:
        labels = list(_labels(value))
        if isinstance(text, str) and text.strip():
            labels = [placed_by_quote(text, label) for label in labels]
            rest = {key: inner for key, inner in data.items() if key != mapping.text}
            return peers.article(
                row, where=where, mapping=mapping, text=text, labels=labels, rest=rest
            )
    except BadLabels:
        return problem("bad-labels", where=where, row=row.number, excerpt=shown)
    return _page(row, data, labels, where=where, mapping=mapping)


def _page(
    row: Row, data: dict[str, Any], labels: list[Found], *, where: str, mapping: Mapping
) -> Record | Problem:
    """A task whose article is HTML, or given in sentences: labels on all of it are kept."""
    plain = Row(number=row.number, value=data, size=row.size, start=row.start, end=row.end)
    record = tables.record(plain, where=where, mapping=replace(mapping, label=""))
    if isinstance(record, Problem):
        return record
    unplaced = [vars(label) for label in labels if label.start is not None]
    return replace(
        record,
        labels=tuple(
            GivenLabel(label=label.label, annotator=label.annotator)
            for label in labels
            if label.start is None
        ),
        metadata=record.metadata | ({_UNPLACED: as_text(unplaced)} if unplaced else {}),
    )


def _labels(value: dict[str, Any]) -> Iterator[Found]:
    # The first versions called them completions.
    for annotation in _dicts(value.get("annotations") or value.get("completions")):
        if annotation.get("was_cancelled"):
            continue
        annotator = _person(annotation.get("completed_by"))
        for result in _dicts(annotation.get("result")):
            yield from _of_result(result, annotator)


def _of_result(result: dict[str, Any], annotator: str) -> Iterator[Found]:
    value = result.get("value")
    kind = result.get("type")
    if not isinstance(value, dict) or not isinstance(kind, str):
        raise BadLabels
    words = value.get(kind, value.get("labels"))
    if kind not in ("choices", "taxonomy") and not kind.endswith("labels"):
        return  # Ratings, comments and relations label nothing.
    if not isinstance(words, list):
        raise BadLabels
    place = value.get("globalOffsets") if isinstance(value.get("globalOffsets"), dict) else value
    assert isinstance(place, dict)
    start = end = None
    if place.get("start") is not None:
        start, end = whole_number(place["start"]), whole_number(place.get("end"))
    quote = value.get("text")
    for word in words:
        label = "/".join(map(as_text, word)) if isinstance(word, list) else as_text(word)
        if not label.strip():
            raise BadLabels
        yield Found(
            label=label,
            start=start,
            end=end,
            quote=quote if isinstance(quote, str) else "",
            annotator=annotator,
        )


def _dicts(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BadLabels
    return value


def _person(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("email") or value.get("username") or value.get("id")
    return as_text(value)
