"""Articles become documents, one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from annotator.ingest import article as reading
from annotator.ingest import queries, repeats, taking
from annotator.ingest.actions import copies
from annotator.ingest.actions.outlets import outlets_of
from annotator.ingest.decode import decode
from annotator.ingest.refusals import (
    LineCannotReturn,
    TextIsAnswered,
    TextIsHeldAlready,
    TooLarge,
    UnsupportedFile,
)
from annotator.ingest.taking import Taken, sha256
from annotator.ingest.values import Article, Evidence, SentenceSlice
from annotator.models import (
    Campaign,
    Document,
    Intake,
    Line,
    Original,
    Person,
    Sentence,
    bulk,
)

HTML, PLAIN = "text/html", "text/plain"
MAX_BYTES = 10 * 1024 * 1024
# What is one article, by the ending of the file's name.
MEDIA_TYPES = {".html": HTML, ".htm": HTML, ".txt": PLAIN}


class Outcome(StrEnum):
    MADE = "made"
    UPDATED = "updated"  # made, as a new version of a document
    SAME = "same"  # the same text is held already


@dataclass(frozen=True, kw_only=True)
class Added:
    """What became of an article: the document that holds it."""

    document: Document
    outcome: Outcome

    @property
    def is_new(self) -> bool:
        return self.outcome is not Outcome.SAME


@dataclass(frozen=True, kw_only=True)
class Page:
    """An input that was read: as it came, and the article in it."""

    content: bytes
    filename: str
    media_type: str
    taken: Taken


def read_page(
    *, campaign: Campaign, content: bytes, filename: str = "", outlet: str = "", url: str = ""
) -> Page:
    """Read a file, or a pasted text (which has no `filename`). Takes its time and writes nothing.

    Lines of a paste that the campaign's other documents of that outlet have too are clutter.
    Raises UnsupportedFile, TooLarge, UnreadableInput, EmptyArticle.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(
            "It is larger than {size} MiB, more than any article.", size=MAX_BYTES // 2**20
        )
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
        taken=taking.taken(_told(article, outlet=outlet, url=url), original=text),
    )


def add_document(*, campaign: Campaign, page: Page, by: Person | None, at: datetime) -> Added:
    """Make a document of a page, unless the campaign holds it already."""
    with transaction.atomic():
        (added,) = add_documents(campaign=campaign, articles=[page.taken], by=by, at=at)
        if added.is_new:
            Original.objects.create(
                document=added.document,
                media_type=page.media_type,
                filename=page.filename[:255],
                content=page.content,
            )
    return added


@transaction.atomic
def add_documents(
    *,
    campaign: Campaign,
    articles: Sequence[Taken],
    intake: Intake | None = None,
    by: Person | None,
    at: datetime,
) -> list[Added]:
    """Make documents of articles, in their order; what the campaign holds already stays as it is.

    The number of queries does not depend on the number of articles, but for rare ones that make
    outlets and stories. Corrected articles become versions, and copies a story (`copies`).
    """
    # One writer a campaign: the same page sent twice at once is the second one's "held already".
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    held = queries.held_by_hash(campaign, {h for a in articles for h in _hashes(a)})
    fresh: list[tuple[Taken, Document]] = []
    added: list[Document] = []
    for taken, outlet in zip(articles, outlets_of(campaign, articles), strict=True):
        document = next((held[h] for h in _hashes(taken) if h in held), None)
        if document is None:
            document = _unsaved(taken, campaign=campaign, intake=intake, by=by, at=at)
            document.outlet = outlet
            fresh.append((taken, document))
            held |= dict.fromkeys(_hashes(taken), document)
        added.append(document)
    bulk.create(Document, [document for _, document in fresh])
    _store_lines(fresh)
    _store_sentences([(document, taken.article.sentences) for taken, document in fresh])
    updated = copies.relate(campaign, [(document, taken.fingerprints) for taken, document in fresh])
    new = {document.pk for _, document in fresh}
    results: list[Added] = []
    for document in added:
        outcome = Outcome.SAME
        if document.pk in new:
            new.remove(document.pk)  # of two equal articles the second is the same as the first
            outcome = Outcome.UPDATED if document.pk in updated else Outcome.MADE
        results.append(Added(document=document, outcome=outcome))
    return results


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
    text, sentences = reading.compose(lines, language=document.language)
    digest = sha256(text)
    held = queries.holding(document.campaign, sha256=digest)
    if held and held.pk != document.pk:
        raise TextIsHeldAlready("With this line it would be the same text as “{held}”.", held=held)
    restored = next(one for one in lines if one.number == line.number)
    Line.objects.filter(pk=line.pk).update(
        is_kept=True,
        role=restored.role,
        reason=restored.reason,
        restored_by=by,
        restored_at=at,
    )
    document.sentences.all().delete()
    document.text, document.sha256 = text, digest
    document.save(update_fields=["text", "sha256"])
    _store_sentences([(document, sentences)])
    copies.refresh_keys(document)
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
    raise UnsupportedFile(
        "Only {endings} files can be read so far.", endings=", ".join(MEDIA_TYPES)
    )


def _told(article: Article, *, outlet: str, url: str) -> Article:
    """The article with what the person said of it."""
    given = {name: value for name, value in {"outlet": outlet, "url": url}.items() if value}
    evidence = tuple(
        Evidence(field=name, source=taking.GIVEN, value=value) for name, value in given.items()
    )
    others = tuple(one for one in article.evidence if one.field not in given)
    return replace(
        article,
        outlet=outlet or article.outlet,
        url=url or article.url,
        evidence=(*evidence, *others),
    )


def _hashes(taken: Taken) -> tuple[str, str]:
    return taken.original_sha256, taken.sha256


def _unsaved(
    taken: Taken, *, campaign: Campaign, intake: Intake | None, by: Person | None, at: datetime
) -> Document:
    article = taken.article
    return Document(
        campaign=campaign,
        title=article.title[:500],
        text=article.text,
        sha256=taken.sha256,
        original_sha256=taken.original_sha256,
        url=article.url[:2000],
        authors=list(article.authors),
        published=article.published,
        language=article.language[:10],
        metadata=dict(taken.metadata),
        evidence=[
            {"field": one.field, "value": one.value[:300], "source": one.source}
            for one in article.evidence
        ],
        intake=intake,
        where=taken.where[:500],
        row=taken.row,
        added_by=by,
        added_at=at,
    )


def _store_lines(fresh: Sequence[tuple[Taken, Document]]) -> None:
    """The lines of the input, where any was left out: else they are the text again."""
    bulk.insert(
        Line,
        ("document", "number", "text", "role", "is_kept", "reason"),
        (
            (document.pk, line.number, line.text, line.role.value, line.is_kept, line.reason)
            for taken, document in fresh
            if any(line.reason != "clean-input" for line in taken.article.lines)
            for line in taken.article.lines
        ),
    )


def _store_sentences(documents: Sequence[tuple[Document, Sequence[SentenceSlice]]]) -> None:
    bulk.insert(
        Sentence,
        ("document", "index", "start", "end", "paragraph", "role"),
        (
            (number, index, one.start, one.end, one.paragraph, one.role.value)
            for document, slices in documents
            for number in (document.pk,)
            for index, one in enumerate(slices)
        ),
    )
