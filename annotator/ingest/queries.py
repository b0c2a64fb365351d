"""What has been taken in."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from annotator.ingest.values import Line, LineRole
from annotator.models import Annotation, Campaign, Document, Sentence
from annotator.models import Line as LineRow

# So many tell what an outlet puts on every page.
DOCUMENTS_OF_AN_OUTLET = 30


def holding(campaign: Campaign, **sha: str) -> Document | None:
    """The document of a campaign with that `sha256` or `original_sha256`."""
    return Document.objects.filter(campaign=campaign, **sha).first()


def lines(document: Document) -> list[Line]:
    """The lines of the input, as the pure stage knows them."""
    return [
        Line(
            number=row.number,
            text=row.text,
            role=LineRole(row.role),
            is_kept=row.is_kept,
            reason=row.reason,
        )
        for row in document.lines.order_by("number")
    ]


def outlet_name(name: str) -> str:
    """The name of an outlet as it is stored."""
    return " ".join(name.split())[:120]


def lines_of_outlet(campaign: Campaign, outlet: str) -> list[tuple[int, list[str]]]:
    """The lines, dropped ones too, of the newest documents of an outlet."""
    newest = (
        Document.objects.filter(campaign=campaign, outlet__name=outlet_name(outlet))
        .order_by("-pk")
        .values_list("pk", flat=True)[:DOCUMENTS_OF_AN_OUTLET]
    )
    found: dict[int, list[str]] = {document: [] for document in newest}
    for document, text in LineRow.objects.filter(document__in=list(found)).values_list(
        "document", "text"
    ):
        found[document].append(text)
    return list(found.items())


def dropped(document: Document) -> list[LineRow]:
    """The lines that are not article text, in the order of the input."""
    return list(document.lines.filter(is_kept=False).order_by("number"))


def documents(campaign: Campaign, *, search: str = "") -> QuerySet[Document]:
    """The documents of a campaign, newest first, with how many sentences each has."""
    found = (
        Document.objects.filter(campaign=campaign)
        .select_related("outlet", "campaign")
        .defer("text")
        .annotate(sentence_count=_sentence_count())
        .order_by("-pk")
    )
    if search:
        found = found.filter(
            Q(title__icontains=search)
            | Q(outlet__name__icontains=search)
            | Q(text__icontains=search)
        )
    return found


def _sentence_count() -> Coalesce:
    """Counted for each document that is shown, not for the whole table."""
    counted = (
        Sentence.objects.filter(document=OuterRef("pk"))
        .order_by()
        .values("document")
        .values_list(Count("pk"))
    )
    return Coalesce(Subquery(counted), 0)


def misquoted() -> Iterator[str]:
    """Documents whose text, hash and sentences do not fit each other."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=200):
        if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
            yield f"document {document.pk}: the text is not the one that was hashed"
        end = 0
        for sentence in Sentence.objects.filter(document=document).order_by("index"):
            text = document.text[sentence.start : sentence.end]
            if sentence.start < end or not text or text != text.strip():
                yield f"document {document.pk}: sentence {sentence.index} quotes no sentence"
            end = sentence.end


def sentences(document: Document) -> list[Sentence]:
    """The sentences of a document in reading order."""
    found = list(document.sentences.order_by("index"))
    for sentence in found:
        sentence.document = document
    return found


def sentence_counts(documents: Iterable[Document]) -> dict[int, int]:
    """How many sentences each of these documents has, in one query."""
    return dict(
        Sentence.objects.filter(document__in=list(documents))
        .order_by()
        .values_list("document")
        .annotate(n=Count("pk"))
    )


def is_answered(document: Document) -> bool:
    """Whether anybody has answered any of it (so that its text stays as it is)."""
    return Annotation.objects.filter(sentence__document=document).exists()
