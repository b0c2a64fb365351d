"""The named libraries, each behind the same call as ours; one that is not installed is said to be."""

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]
Split = Callable[[str], Spans]
_PINS = Path(__file__).with_name("requirements.txt")
_PARAGRAPH = re.compile(r"[^\n]+")


class Missing(Exception):
    """A library that is not installed; `str()` says how to get it."""


def pins() -> dict[str, str]:
    """Name and version of each library, as requirements.txt has them."""
    found = re.findall(r"(?m)^([\w-]+)==([\w.]+)", _PINS.read_text("utf-8"))
    return dict(found)


def installed(name: str) -> str:
    """The version that is installed, or how to get the one that is named."""
    try:
        return version(name)
    except PackageNotFoundError:
        return f"not installed (pip install {name}=={pins()[name]})"


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name.replace("-", "_"))
    except ImportError as error:
        raise Missing(installed(name)) from error


def trafilatura_page(data: bytes, url: str) -> dict[str, Any]:
    """Text and metadata of a page in one pass, as a caller who wants both would ask."""
    found = _module("trafilatura").bare_extraction(
        data, url=url, include_comments=False, with_metadata=True
    )
    return {name: getattr(found, name, "") for name in ("text", "title", "author", "date")}


def trafilatura_text(data: bytes, url: str) -> str:
    """The text of a page by `extract`."""
    return _module("trafilatura").extract(data, url=url, include_comments=False) or ""


def splitter(name: str) -> Split:
    """A library's sentences of one paragraph, as ranges of it. Raises Missing."""
    return _SPLITTERS[name](_module(name))


def by_paragraph(split: Split, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text whose paragraphs are given to `split` one by one; blanks trimmed."""
    for match in _PARAGRAPH.finditer(text):
        for start, end in split(match[0]):
            bare = match[0][start:end].strip()
            if bare:
                left = match.start() + match[0].index(bare, start)
                yield left, left + len(bare)


def _nupunkt(module: Any) -> Split:
    return module.sent_spans


def _pysbd(module: Any) -> Split:
    segmenter = module.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(one.start, one.end) for one in segmenter.segment(text)]


def _sentence_splitter(module: Any) -> Split:
    known = module.SentenceSplitter(language="en")
    return lambda text: _located(known.split(text), text)


def _located(sentences: Sequence[str], text: str) -> Spans:
    """Where the sentences of a library that gives none of the offsets stand."""
    spans: Spans = []
    at = 0
    for sentence in sentences:
        start = text.find(sentence.strip(), at)
        if sentence.strip() and start >= 0:
            at = start + len(sentence.strip())
            spans.append((start, at))
    return spans


_SPLITTERS: dict[str, Callable[[Any], Split]] = {
    "nupunkt": _nupunkt,
    "pysbd": _pysbd,
    "sentence-splitter": _sentence_splitter,
}
SPLITTERS = tuple(_SPLITTERS)
