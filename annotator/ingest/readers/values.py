"""What a file gives: records and problems, and where to go on reading.

A reader yields pairs `(Record | Problem, Cursor)`. A cursor says where reading goes on right after
its item: stored with what was made of the item, it lets a killed import go on without a loss or a
repeat. Cursors are JSON objects whose keys are the reader's own business; only the reader that made
one, on the same bytes with the same mapping, may be given it.

All offsets are Unicode code points, end exclusive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, TypeAlias

Kind: TypeAlias = Literal["html", "mhtml", "pasted", "clean"]
Cursor: TypeAlias = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class GivenSpan:
    """A part of what is labelled, from the start of the sentence (or of the labelled text)."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class GivenLabel:
    """A label that came with the article: on a sentence, on a range of the text, or on all of it.

    `sentence` counts `Record.sentences` from 0; `start` and `end` count in `Record.content`; all
    three None means the whole text. `annotator` is "" where the settled answer is given, or nobody
    is named.
    """

    sentence: int | None = None
    start: int | None = None
    end: int | None = None
    label: str
    spans: tuple[GivenSpan, ...] = ()
    annotator: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One article as it stands in the file `where`, at `row`.

    Text (`content` as str, and all else) has "\\n" for line breaks and holds neither NUL nor lone
    surrogates. `bytes` are a page as it was saved.

    With `sentences` the article was given cut: these are its sentences, without blanks around them.
    `content` then is "", or a text in which they stand in this order.

    Rows are counted as the program they come from shows them, empty ones too: the heads of a table
    are row 1 if nothing stands before them, JSON lines and array elements count from 1. A file that
    is one article is row 1.
    """

    where: str
    row: int
    kind: Kind
    content: bytes | str
    sentences: tuple[str, ...] = ()
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    author: str = ""
    language: str = ""
    metadata: dict[str, str]
    labels: tuple[GivenLabel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a row, or a file inside an archive (`row` None), gave no record.

    `code` is a stable word for programs, `message` a sentence for the person, `excerpt` at most
    200 printable characters of what stands there.
    """

    where: str
    row: int | None
    code: str
    message: str
    excerpt: str


Item: TypeAlias = tuple[Record | Problem, Cursor]


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Which column holds what; "" for none. Nested keys of JSON are joined by dots: `meta.title`.

    `text` is an article's text as it is, `pasted` a paste with banners, `html` a page. `sentences`
    holds a list of sentences, `sentence` one of them, in which case consecutive rows with the same
    `document` are one article. `label` is a label, or a list of them, for the row.
    """

    title: str = ""
    text: str = ""
    pasted: str = ""
    html: str = ""
    sentences: str = ""
    sentence: str = ""
    document: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    author: str = ""
    language: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The beginning of a file, for the page on which columns are mapped.

    Formats without columns have none, and an empty mapping. `rows` are cells as text, cut short.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    mapping: Mapping = Mapping()
    delimiter: str = ""
    encoding: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A format that is read. `has_columns` says whether a mapping means anything to it.

    `preview(file, name=...)` gives a `Preview`. `read(file, name=..., mapping=None, cursor=None)`
    yields items, from the start or from a cursor; without a mapping it is guessed from the
    beginning of the file. `file` must be seekable and is read from its start, whatever its
    position; it stays open.

    Both raise the refusals of `annotator.ingest.refusals`, `read` at its first item or later, and
    nothing else.
    """

    name: str
    endings: tuple[str, ...]
    has_columns: bool = False
    preview: Callable[..., Preview]
    read: Callable[..., Iterator[Item]]


Read: TypeAlias = Callable[[BinaryIO, str, Cursor | None], Iterator[Item]]
