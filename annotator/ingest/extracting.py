"""Extraction by itself: what an input would become, with nothing stored.

Records and results are plain JSON values; docs/operating.md describes them.
"""

import gzip
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from annotator.errors import RuleBroken
from annotator.ingest.article import Quotes, read_clean, read_html, read_text
from annotator.ingest.repeats import Table, table
from annotator.ingest.values import Article

KINDS = ("html", "html_path", "pasted", "clean")


class UnknownRecord(RuleBroken):
    """A record without an input that is known."""

    code = "unknown-record"


def tables(records: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[str, Table]:
    """The repeat table of each outlet that has several pastes in a batch, by number and record."""
    documents: dict[str, list[tuple[int, list[str]]]] = {}
    for number, record in records:
        if record.get("outlet") and record.get("pasted"):
            lines = str(record["pasted"]).splitlines()
            documents.setdefault(str(record["outlet"]), []).append((number, lines))
    return {outlet: table(many) for outlet, many in documents.items() if len(many) > 1}


def read(
    record: Mapping[str, Any],
    *,
    folder: Path,
    repeated: Container[str] = (),
    quotes: Quotes = "split",
) -> Article:
    """The article in a record; `html_path` (perhaps .gz) is relative to `folder`.

    `repeated` holds the keys of lines that stand on other pages of the outlet. `quotes` is for
    texts that are only cut.

    Raises UnknownRecord, and what reading raises.
    """
    url = str(record.get("url") or "")
    match next((kind for kind in KINDS if record.get(kind) is not None), None):
        case "html":
            return read_html(str(record["html"]), url=url)
        case "html_path":
            return read_html(_content(folder / str(record["html_path"])), url=url)
        case "pasted":
            return read_text(
                str(record["pasted"]), outlet=str(record.get("outlet") or ""), repeated=repeated
            )
        case "clean":
            return read_clean(str(record["clean"]), quotes=quotes)
    raise UnknownRecord("A record needs one of {kinds}.", kinds=", ".join(KINDS))


def result(identity: Any, article: Article) -> dict[str, Any]:
    """What a batch writes for a record."""
    return {
        "id": identity,
        "text": article.text,
        "title": article.title,
        "author": ", ".join(article.authors),
        "date": article.published.isoformat() if article.published else None,
        "sentences": [[one.start, one.end] for one in article.sentences],
    }


def whole(article: Article, *, outlet: str) -> dict[str, Any]:
    """Everything that is known of one article, every line of it accounted for."""
    return {
        **result(None, article),
        "authors": list(article.authors),
        "outlet": outlet or article.outlet,
        "url": article.url,
        "language": article.language,
        "evidence": [
            {"field": one.field, "value": one.value, "source": one.source}
            for one in article.evidence
        ],
        "lines": [
            {
                "number": line.number,
                "text": line.text,
                "is_kept": line.is_kept,
                "role": line.role.value,
                "reason": line.reason,
            }
            for line in article.lines
        ],
    }


def _content(path: Path) -> bytes:
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            return file.read()
    return path.read_bytes()
