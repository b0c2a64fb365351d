"""From what a person has, a paste or a saved page, to an article and its sentences.

Every line that a reader of the page would see is in `Article.lines`, kept or dropped with a reason,
so that a person can put a line back: `restore`, then `compose` again. No line is ever rewritten:
a paragraph that was hard-wrapped over several lines stays several paragraphs.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from annotator.ingest import bylines, days, languages, pages, pasted, sentences
from annotator.ingest.decode import decode, normalise
from annotator.ingest.refusals import EmptyArticle
from annotator.ingest.values import Article, Evidence, Line, LineRole, SentenceSlice

_META = re.compile(
    rb"(?i)<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=[\s\"']*([a-z0-9_-]+)"
)
_LINE = re.compile(r"[^\n]+")
Quotes = Literal["split", "keep"]
_INVISIBLE = "\ufeff\u200b\u2060"


def read_text(text: str, *, outlet: str = "", repeated: Container[str] = ()) -> Article:
    """The article in plain text, such as a paste from a browser.

    Author and date are taken from bylines and timestamps by the headline where they are plain. The
    outlet is not told by a paste: it is what the caller knows, or "". `repeated` holds the keys of
    lines that stand on other pages of that outlet (`repeats.repeated`).

    Raises `EmptyArticle` when no line is left.
    """
    lines = pasted.label(_visible(normalise(text).splitlines()), repeated=repeated)
    near = _near_headline(lines)
    published = [day for line in near if (day := days.published(line.text))]
    names = [name for line in near for name in bylines.authors(line.text)]
    return _article(
        lines,
        authors=tuple(dict.fromkeys(names)),
        published=next(iter(published), None),
        outlet=outlet,
    )


def read_html(data: bytes | str, *, url: str = "") -> Article:
    """The article in a saved page; `url` is where it came from, if known. Nothing is fetched or run.

    Raises `UnreadableInput` for bytes that are not text, `EmptyArticle` when no line is left.
    """
    source = normalise(data) if isinstance(data, str) else decode(data, declared=_charset(data))
    page = pages.read(source, url=url)
    return _article(
        page.lines,
        title=page.title,
        authors=page.authors,
        published=page.published,
        url=page.url,
        outlet=page.outlet,
        language=page.language,
        evidence=page.evidence,
    )


def read_clean(text: str, *, language: str = "", quotes: Quotes = "split") -> Article:
    """The text as it is, every character of it, only cut into sentences: offsets into exactly it.

    Each line that is not blank is a paragraph. The language is told by the text if not given.
    Raises `EmptyArticle` when nothing is there.
    """
    language = language or languages.of(text)
    lines: list[Line] = []
    slices: list[SentenceSlice] = []
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        number = len(lines) + 1
        lines.append(
            Line(
                number=number,
                text=match[0].strip(),
                role=LineRole.BODY,
                is_kept=True,
                reason="clean-input",
            )
        )
        slices += [
            SentenceSlice(
                start=match.start() + left,
                end=match.start() + right,
                paragraph=number - 1,
                role=LineRole.BODY,
            )
            for left, right in sentences.split(match[0], language=language, quotes=quotes)
        ]
    if not slices:
        raise EmptyArticle("This text is blank.")
    return Article(
        title="",
        text=text,
        lines=tuple(lines),
        sentences=tuple(slices),
        authors=(),
        published=None,
        url="",
        outlet="",
        language=language,
    )


def compose(lines: Sequence[Line], *, language: str = "") -> tuple[str, tuple[SentenceSlice, ...]]:
    """The text of the kept lines, one paragraph each, the headline first; and its sentences.

    Paragraphs are joined by a blank line. A line of clutter that a person restored is body.
    """
    kept = sorted((line for line in lines if line.is_kept), key=_stands_first)
    slices = []
    start = 0
    for paragraph, line in enumerate(kept):
        role = LineRole.BODY if line.role is LineRole.CLUTTER else line.role
        slices += [
            SentenceSlice(start=start + left, end=start + right, paragraph=paragraph, role=role)
            for left, right in sentences.split(line.text, language=language)
        ]
        start += len(line.text) + len("\n\n")
    return "\n\n".join(line.text for line in kept), tuple(slices)


def restore(lines: Sequence[Line], number: int) -> tuple[Line, ...]:
    """The lines with line `number` kept."""
    return tuple(
        replace(line, is_kept=True, reason="restored") if line.number == number else line
        for line in lines
    )


def _charset(data: bytes) -> str | None:
    """The charset the page declares for itself."""
    match = _META.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _stands_first(line: Line) -> bool:
    return line.role is not LineRole.HEADLINE


def _visible(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip().strip(_INVISIBLE)]


def _near_headline(lines: Sequence[Line]) -> list[Line]:
    """The bylines and timestamps that belong to the headline."""
    at = next((i for i, line in enumerate(lines) if line.role is LineRole.HEADLINE), 0)
    near = lines[max(at - 5, 0) : at + 12]
    return [line for line in near if line.role is LineRole.BYLINE]


def _article(
    lines: Sequence[Line],
    *,
    title: str = "",
    authors: tuple[str, ...] = (),
    published: date | None = None,
    url: str = "",
    outlet: str = "",
    language: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> Article:
    language = languages.of("\n\n".join(line.text for line in lines if line.is_kept)) or language
    text, slices = compose(lines, language=language)
    if not slices:
        raise EmptyArticle(
            "No article was found in this input: it is blank, or holds menus and notices only."
        )
    headline = next((line.text for line in lines if line.role is LineRole.HEADLINE), "")
    return Article(
        title=title or headline,
        text=text,
        lines=tuple(lines),
        sentences=slices,
        authors=authors,
        published=published,
        url=url,
        outlet=outlet,
        language=language,
        evidence=evidence,
    )
