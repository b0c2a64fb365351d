"""The rows of a campaign, read in constant memory and in one order."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from annotator.export.rows import Row, verified
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Campaign,
    Candidate,
    Document,
    GoldLabel,
    Membership,
    Sentence,
    Status,
)

DOCUMENTS_A_READ = 25


def rows(campaign: Campaign) -> Iterator[Row]:
    """Every sentence of the campaign, by document and place in it.

    Reads some documents at a time, each in the same number of queries, and holds no cursor and
    no transaction in between: an export of any length locks nobody out.
    """
    pseudonyms = dict(
        Membership.objects.filter(campaign=campaign).values_list("person", "pseudonym")
    )
    last = 0
    while documents := list(
        Document.objects.filter(campaign=campaign, pk__gt=last)
        .select_related("outlet")
        .order_by("pk")[:DOCUMENTS_A_READ]
    ):
        yield from _rows_of(documents, pseudonyms)
        last = documents[-1].pk


def _rows_of(documents: list[Document], pseudonyms: dict[int, str]) -> Iterator[Row]:
    by_id = {document.pk: document for document in documents}
    steps = AnnotationEvent.objects.only(
        "annotation",
        "number",
        "kind",
        "status",
        "marks",
        "was_suggestion_visible",
        "is_taken_over",
    ).order_by("annotation", "number")
    answers = Annotation.objects.exclude(status=Status.OPEN).prefetch_related(
        "marks__label", "marks__spans", Prefetch("events", queryset=steps)
    )
    sentences = (
        Sentence.objects.filter(document__in=documents)
        .select_related("gold")
        .prefetch_related(
            Prefetch("annotations", queryset=answers),
            Prefetch("candidates", queryset=Candidate.objects.select_related("label", "tagger")),
        )
        .order_by("document", "index")
    )
    for sentence in sentences:
        document = by_id[sentence.document_id]
        yield verified(
            Row(
                document=_document(document),
                sentence={
                    "id": sentence.pk,
                    "index": sentence.index,
                    "start": sentence.start,
                    "end": sentence.end,
                    "text": document.text[sentence.start : sentence.end],
                },
                annotations=sorted(
                    (_answer(a, pseudonyms) for a in sentence.annotations.all()),
                    key=lambda answer: answer["annotator"],
                ),
                candidates=[
                    _candidate(candidate)
                    for candidate in sorted(
                        sentence.candidates.all(),
                        key=lambda c: (c.tagger.name, c.tagger.version, c.tagger_id, c.rank),
                    )
                ],
                gold=_gold(getattr(sentence, "gold", None)),
            )
        )


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "sha256": document.sha256,
        "title": document.title,
        "outlet": document.outlet.name if document.outlet else None,
        "url": document.url or None,
        "published": document.published.isoformat() if document.published else None,
        "story": document.story_id,
        "superseded_by": document.superseded_by_id,
    }


def _answer(annotation: Annotation, pseudonyms: dict[int, str]) -> dict[str, Any]:
    marks = [
        {
            "label": mark.label.code,
            "spans": [
                {
                    "role": span.role,
                    "start": span.start,
                    "end": span.end,
                    "text": span.text,
                    "is_machine_made": span.is_machine_made,
                }
                for span in mark.spans.all()
            ],
        }
        for mark in annotation.marks.all()
    ]
    return {
        "annotator": pseudonyms[annotation.annotator_id],
        "status": annotation.status,
        "labels": sorted({mark["label"] for mark in marks}),
        "marks": marks,
        "reason": annotation.reason or None,
        "is_flagged": annotation.is_flagged,
        "note": annotation.note,
        "revision": annotation.revision,
        "answered_at": _instant(annotation.answered_at),
        "active_ms": annotation.active_ms,
        "guideline_lookups": annotation.guideline_lookups,
        "context_lookups": annotation.context_lookups,
        "guideline_version": annotation.guideline_version,
        "assistance": annotation.assistance,
        **_influence(list(annotation.events.all())),
    }


def _influence(steps: list[AnnotationEvent]) -> dict[str, Any]:
    """What the annotator said first, and what of the pre-tagger they could see then and at the last
    step. Notes on a sentence that was still open are no answer."""
    first = next(step for step in steps if step.status != Status.OPEN)
    last = steps[-1]
    return {
        "first_status": first.status,
        "first_labels": sorted({mark["label"] for mark in first.marks}),
        "was_suggestion_visible_first": first.was_suggestion_visible,
        "was_suggestion_visible_last": last.was_suggestion_visible,
        "is_taken_over": any(step.is_taken_over for step in _standing(steps)[-1:]),
    }


def _standing(steps: list[AnnotationEvent]) -> list[AnnotationEvent]:
    """The steps that have not been undone: the last of them is the answer as it stands."""
    standing: list[AnnotationEvent] = []
    for step in steps:
        if step.kind == AnnotationEvent.Kind.UNDO:
            standing.pop()
        else:
            standing.append(step)
    return standing


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "tagger": candidate.tagger.name,
        "version": candidate.tagger.version,
        "label": candidate.label.code,
        "score": candidate.score,
        "spans": candidate.spans,
    }


def _gold(gold: GoldLabel | None) -> dict[str, Any] | None:
    if gold is None:
        return None
    return {
        "labels": gold.labels,
        "is_article_text": gold.is_article_text,
        "method": gold.method,
        "answers": gold.answers,
    }


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
