"""How rows are written. One file a format, one registry: see CONTRIBUTING.md to add one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from annotator.errors import RuleBroken
from annotator.export.formats import csv, jsonl
from annotator.export.rows import Row


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to write rows: `write` turns them into text, piece by piece."""

    name: str
    media_type: str
    write: Callable[[Iterable[Row]], Iterator[str]]


FORMATS = {
    "jsonl": Format(name="jsonl", media_type="application/x-ndjson", write=jsonl.write),
    "csv": Format(name="csv", media_type="text/csv", write=csv.write),
}


class UnknownFormat(RuleBroken):
    code: ClassVar[str] = "unknown-format"


def chosen(name: str) -> Format:
    """The format of that name. Raises UnknownFormat, which lists those there are."""
    if name not in FORMATS:
        raise UnknownFormat(
            "There is no format “{name}”; choose one of {known}.",
            name=name,
            known=", ".join(FORMATS),
        )
    return FORMATS[name]
