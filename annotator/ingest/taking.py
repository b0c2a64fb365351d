"""From a record of a file, or a page a person gave, to what is stored of it."""

import hashlib
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from annotator.ingest import article as reading
from annotator.ingest import bylines, days, languages, shingles
from annotator.ingest.decode import decode
from annotator.ingest.readers.values import GivenLabel, GivenSpan, Record
from annotator.ingest.refusals import EmptyArticle, UnreadableInput
from annotator.ingest.values import Article, Evidence, Line, LineRole, SentenceSlice
from annotator.translatable import translatable

ROLES = {"source", "cue", "content", "target"}
ON_ARTICLE = translatable("on a whole article")
OUTSIDE = translatable("outside every sentence")
"""Why a label fits no sentence."""
GIVEN = translatable("what came with it")
"""The `Evidence.source` of what stood beside the text."""


@dataclass(frozen=True, kw_only=True)
class PlacedSpan:
    """A part of a sentence, counted from its start, with the words there."""

    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PlacedLabel:
    """A label that came with an article, on one sentence of it.

    `annotator` is "" where nobody is named.
    """

    sentence: int
    label: str
    spans: tuple[PlacedSpan, ...] = ()
    annotator: str = ""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An article with all that is stored of it, before it has a document.

    `labels_left` counts, by reason, labels that fit no sentence.
    """

    article: Article
    sha256: str
    original_sha256: str
    fingerprints: frozenset[int]
    where: str = ""
    row: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[PlacedLabel, ...] = ()
    labels_left: Mapping[str, int] = field(default_factory=dict)


def taken(
    article: Article,
    *,
    original: str,
    where: str = "",
    row: int | None = None,
    metadata: Mapping[str, str] | None = None,
    labels: Sequence[GivenLabel] = (),
) -> Taken:
    """What is stored of an article; `original` is the text it was read from."""
    placed, left = _placed(labels, article)
    return Taken(
        article=article,
        sha256=sha256(article.text),
        original_sha256=sha256(original),
        fingerprints=shingles.fingerprints(article.text),
        where=where,
        row=row,
        metadata=metadata or {},
        labels=tuple(placed),
        labels_left=left,
    )


def of_record(record: Record, *, outlet: str = "", repeated: Container[str] = ()) -> Taken:
    """What is stored of a record. `outlet` counts where the record names none itself.

    `repeated` holds the keys of lines that stand on other pages of its outlet. Raises
    UnreadableInput, EmptyArticle.
    """
    article, original = _read(record, repeated=repeated)
    return taken(
        _with_what_was_given(article, record, outlet=outlet),
        original=original,
        where=record.where,
        row=record.row,
        metadata=record.metadata,
        labels=record.labels,
    )


def sha256(text: str) -> str:
    """Of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def day_of(text: str) -> date | None:
    """The day that a date column names, with or without a time; None where it cannot be told."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return days.published(text)


def _read(record: Record, *, repeated: Container[str]) -> tuple[Article, str]:
    """The article of a record, and the text it was read from."""
    content = record.content
    if record.kind in ("html", "mhtml"):
        text = content if isinstance(content, str) else decode(content)
        return reading.read_html(content, url=record.url), text
    text = content if isinstance(content, str) else decode(content)
    if record.kind == "pasted":
        return reading.read_text(text, outlet=record.outlet, repeated=repeated), text
    language = record.language.casefold()[:10]
    cut = record.sentences or _one_sentence(record, text)
    article = _as_cut(text, cut) if cut else reading.read_clean(text, language=language)
    return article, article.text


def _one_sentence(record: Record, text: str) -> tuple[str, ...]:
    """A line with labels on the whole of it was judged as one sentence, so it stays one."""
    bare = text.strip()
    is_whole = any(one.sentence is None and one.start is None for one in record.labels)
    return (bare,) if is_whole and bare and "\n" not in bare else ()


def _as_cut(content: str, cut: Sequence[str]) -> Article:
    """The article with the sentences as they were given, in the text they stand in."""
    text = content or " ".join(cut)
    slices: list[SentenceSlice] = []
    end = paragraph = 0
    for sentence in cut:
        start = text.find(sentence, end)
        if start < 0:
            raise UnreadableInput("Its sentences do not stand in its text in this order.")
        paragraph += "\n" in text[end:start] if slices else 0
        end = start + len(sentence)
        slices.append(SentenceSlice(start=start, end=end, paragraph=paragraph, role=LineRole.BODY))
    if not slices:
        raise EmptyArticle("This text is blank.")
    return Article(
        title="",
        text=text,
        lines=(),
        sentences=tuple(slices),
        authors=(),
        published=None,
        url="",
        outlet="",
        language="",
    )


def _with_what_was_given(article: Article, record: Record, *, outlet: str) -> Article:
    """What stands beside the text in the file counts more than what was read out of it."""
    names = tuple(
        name
        for part in record.author.split(";")
        for name in (bylines.names(part) or ((part.strip(),) if part.strip() else ()))
    )
    day = day_of(record.published) if record.published else None
    given = {
        "title": record.title,
        "outlet": record.outlet or outlet,
        "url": record.url,
        "authors": tuple(dict.fromkeys(names)),
        "published": day,
        "language": record.language.casefold()[:10],
    }
    told = {name: value for name, value in given.items() if value}
    evidence = tuple(
        Evidence(field=name, source=GIVEN, value=str(getattr(record, source))[:200])
        for name, source in _COLUMNS.items()
        if name in told and getattr(record, source)
    )
    others = tuple(one for one in article.evidence if one.field not in told)
    changed = replace(article, **told, evidence=(*evidence, *others))  # type: ignore[arg-type]
    if not changed.language:
        changed = replace(changed, language=languages.of(changed.text))
    return _with_headline(changed) if record.kind == "clean" else changed


_COLUMNS = {
    "title": "title",
    "outlet": "outlet",
    "url": "url",
    "authors": "author",
    "published": "published",
    "language": "language",
}


def _with_headline(article: Article) -> Article:
    """The first paragraph is the headline if it says what the title says."""
    first = [one for one in article.sentences if one.paragraph == 0]
    if not article.title or not first:
        return article
    paragraph = article.text[first[0].start : first[-1].end]
    if paragraph.split() != article.title.split():
        return article
    rest = article.sentences[len(first) :]
    return replace(
        article,
        sentences=(*(replace(one, role=LineRole.HEADLINE) for one in first), *rest),
        lines=tuple(_headline(line) if line.number == 1 else line for line in article.lines),
    )


def _headline(line: Line) -> Line:
    return replace(line, role=LineRole.HEADLINE)


def _placed(
    labels: Sequence[GivenLabel], article: Article
) -> tuple[list[PlacedLabel], dict[str, int]]:
    """The labels by sentence; a range counts for every sentence it touches.

    A label on a whole text is one on its sentence if it has only one: which of several it is about
    was never said.
    """
    slices = article.sentences
    placed: list[PlacedLabel] = []
    left: Counter[str] = Counter()
    for given in labels:
        if given.sentence is not None:
            touched = [given.sentence] if given.sentence < len(slices) else []
        elif given.start is not None and given.end is not None:
            touched = [
                index
                for index, one in enumerate(slices)
                if one.start < given.end and given.start < one.end
            ]
        else:
            touched = [0] if len(slices) == 1 else []
        if not touched:
            left[ON_ARTICLE if given.start is None else OUTSIDE] += 1
        placed += [
            PlacedLabel(
                sentence=index,
                label=given.label,
                spans=_fitting(given.spans, article.text[slices[index].start : slices[index].end])
                if given.spans
                else (),
                annotator=given.annotator,
            )
            for index in touched
        ]
    return list(dict.fromkeys(placed)), dict(left)


def _fitting(spans: Sequence[GivenSpan], sentence: str) -> tuple[PlacedSpan, ...]:
    """The spans that lie in the sentence, one a role and start."""
    found = {
        (one.role, one.start): PlacedSpan(
            role=one.role,
            start=one.start,
            end=one.end,
            text=sentence[one.start : one.end],
        )
        for one in spans
        if one.role in ROLES and 0 <= one.start < one.end <= len(sentence)
    }
    return tuple(found.values())
