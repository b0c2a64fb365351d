"""Documents: their text, lines, sentences, and what is known beside the text."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from annotator.ingest import repeats
from annotator.ingest.values import Line, LineRole
from annotator.models import (
    Annotation,
    Campaign,
    Correction,
    Document,
    Sentence,
)
from annotator.models import Line as LineRow


def holding(campaign: Campaign, **sha: str) -> Document | None:
    """The document of a campaign with that `sha256` or `original_sha256`."""
    return Document.objects.filter(campaign=campaign, **sha).first()


def held_by_hash(campaign: Campaign, hashes: Iterable[str]) -> dict[str, Document]:
    """The documents of a campaign whose text or original has one of these hashes, by hash."""
    wanted = set(hashes)
    found: dict[str, Document] = {}
    # One after the other: each has an index, and a query for both at once may use neither.
    for column in ("original_sha256", "sha256"):
        for document in Document.objects.filter(
            campaign=campaign, **{f"{column}__among": wanted}
        ).defer("text", "evidence", "metadata"):
            found[document.original_sha256] = found[document.sha256] = document
    return found


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
        .values_list("pk", flat=True)[: repeats.DOCUMENTS]
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


def kept(document: Document) -> list[LineRow]:
    """The lines that are article text, in the order of the input; none where all of it was."""
    return list(
        document.lines.filter(is_kept=True).select_related("restored_by").order_by("number")
    )


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


def sentence_ids(documents: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the sentences of these documents, in reading order, by document."""
    found: dict[int, list[int]] = {document: [] for document in documents}
    for document, sentence in (
        Sentence.objects.filter(document__in=documents)
        .order_by("document", "index")
        .values_list("document", "pk")
    ):
        found[document].append(sentence)
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


def metadata_of(document: Document) -> dict[str, Any]:
    """What is known of a document beside its text, as JSON values."""
    return {
        "title": document.title,
        "outlet": document.outlet.name if document.outlet else "",
        "published": document.published.isoformat() if document.published else "",
        "authors": document.authors,
        "url": document.url,
        "language": document.language,
    }


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A piece of metadata: its value in words, where it stood, who set it right last."""

    field: str
    value: str
    evidence: dict[str, str] | None
    correction: Correction | None


def facts(document: Document) -> list[Fact]:
    """What is known of a document beside its text, and from where."""
    evidence = {one["field"]: one for one in reversed(document.evidence)}
    corrections = {
        one.field: one for one in document.corrections.select_related("by").order_by("pk")
    }
    told = metadata_of(document)
    if document.published:
        told["published"] = f"{document.published:%-d %B %Y}"
    return [
        Fact(
            field=field,
            value=", ".join(value) if isinstance(value, list) else value,
            evidence=evidence.get(field),
            correction=corrections.get(field),
        )
        for field, value in told.items()
    ]
