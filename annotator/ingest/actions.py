"""Articles are taken in."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from annotator.ingest import article as reading
from annotator.ingest import queries, repeats
from annotator.ingest.decode import decode
from annotator.ingest.refusals import (
    LineCannotReturn,
    TextIsAnswered,
    TextIsHeldAlready,
    TooLarge,
    UnsupportedFile,
)
from annotator.ingest.values import Article, SentenceSlice
from annotator.models import (
    Campaign,
    Document,
    Line,
    Original,
    Outlet,
    Person,
    Sentence,
)

HTML, PLAIN = "text/html", "text/plain"
MAX_BYTES = 10 * 1024 * 1024
# What can be read, by the ending of the file's name.
MEDIA_TYPES = {".html": HTML, ".htm": HTML, ".txt": PLAIN}


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """The document, and whether it is new: the same text twice is one document."""

    document: Document
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """An input that was read: as it came, and the article in it."""

    content: bytes
    filename: str
    media_type: str
    original_sha256: str
    article: Article


def read_page(
    *, campaign: Campaign, content: bytes, filename: str = "", outlet: str = "", url: str = ""
) -> Page:
    """Read a file, or a pasted text (which has no `filename`). Takes its time and writes nothing.

    Lines of a paste that the campaign's other documents of that outlet have too are clutter.
    Raises UnsupportedFile, TooLarge, UnreadableInput, EmptyArticle.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(f"It is larger than {MAX_BYTES // 2**20} MiB, more than any article.")
    media_type = _media_type(filename)
    text = decode(content)
    if media_type == HTML:
        article = reading.read_html(content, url=url)
    else:
        others = repeats.table(queries.lines_of_outlet(campaign, outlet))
        again = repeats.repeated(text.splitlines(), others)
        article = reading.read_text(text, repeated=again)
    return Page(
        content=content,
        filename=filename,
        media_type=media_type,
        original_sha256=_sha256(text),
        article=replace(article, outlet=outlet or article.outlet, url=url or article.url),
    )


@transaction.atomic
def add_document(*, campaign: Campaign, page: Page, by: Person | None, at: datetime) -> Ingested:
    """Make a document of a page, unless the campaign holds it already."""
    # One writer a campaign: the same page sent twice at once is the second one's "held already".
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    article = page.article
    held = queries.holding(campaign, original_sha256=page.original_sha256) or queries.holding(
        campaign, sha256=_sha256(article.text)
    )
    if held:
        return Ingested(document=held, is_new=False)
    document = Document.objects.create(
        campaign=campaign,
        title=article.title[:500],
        text=article.text,
        sha256=_sha256(article.text),
        original_sha256=page.original_sha256,
        outlet=_outlet(campaign, article.outlet),
        url=article.url[:2000],
        authors=list(article.authors),
        published=article.published,
        language=article.language[:10],
        added_by=by,
        added_at=at,
    )
    Original.objects.create(
        document=document,
        media_type=page.media_type,
        filename=page.filename[:255],
        content=page.content,
    )
    _store_lines(document, article)
    _store_sentences(document, article.sentences)
    return Ingested(document=document, is_new=True)


@transaction.atomic
def restore_line(*, line: Line, by: Person, at: datetime) -> Document:
    """Put a dropped line back into the article: its text and sentences are made anew.

    Only while nobody has answered any of it. Raises LineCannotReturn, TextIsHeldAlready.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=line.document_id)
    if queries.is_answered(document):
        raise LineCannotReturn(
            "Somebody has answered this article already, so its text stays as it is."
        )
    lines = reading.restore(queries.lines(document), line.number)
    text, sentences = reading.compose(lines)
    sha256 = _sha256(text)
    held = queries.holding(document.campaign, sha256=sha256)
    if held and held.pk != document.pk:
        raise TextIsHeldAlready(f"With this line it would be the same text as “{held}”.")
    restored = next(one for one in lines if one.number == line.number)
    Line.objects.filter(pk=line.pk).update(
        is_kept=True,
        role=restored.role,
        reason=restored.reason,
        restored_by=by,
        restored_at=at,
    )
    document.sentences.all().delete()
    document.text, document.sha256 = text, sha256
    document.save(update_fields=["text", "sha256"])
    _store_sentences(document, sentences)
    return document


@transaction.atomic
def discard(*, document: Document) -> None:
    """Take an article out again, while nobody has answered any of it. Raises TextIsAnswered."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if queries.is_answered(document):
        raise TextIsAnswered("Somebody has answered this article already, so it stays.")
    document.assignments.all().delete()
    document.sentences.all().delete()
    document.delete()


def _media_type(filename: str) -> str:
    if not filename:
        return PLAIN
    for ending, media_type in MEDIA_TYPES.items():
        if filename.lower().endswith(ending):
            return media_type
    raise UnsupportedFile(f"Only {', '.join(MEDIA_TYPES)} files can be read so far.")


def _store_lines(document: Document, article: Article) -> None:
    Line.objects.bulk_create(
        (
            Line(
                document=document,
                number=line.number,
                text=line.text,
                role=line.role,
                is_kept=line.is_kept,
                reason=line.reason,
            )
            for line in article.lines
        ),
        batch_size=1000,
    )


def _store_sentences(document: Document, sentences: tuple[SentenceSlice, ...]) -> None:
    Sentence.objects.bulk_create(
        (
            Sentence(
                document=document,
                index=index,
                start=slice_.start,
                end=slice_.end,
                paragraph=slice_.paragraph,
                role=slice_.role,
            )
            for index, slice_ in enumerate(sentences)
        ),
        batch_size=1000,
    )


def _outlet(campaign: Campaign, name: str) -> Outlet | None:
    name = queries.outlet_name(name)
    return Outlet.objects.get_or_create(campaign=campaign, name=name)[0] if name else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
