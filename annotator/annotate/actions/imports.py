"""Answers that came in files become those of an import annotator."""

from collections.abc import Mapping, Set
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F

from annotator.annotate import checking, history, queries
from annotator.annotate.values import Answer
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Assistance,
    Document,
    Mark,
    Membership,
    Span,
    bulk,
)

# Under this name the submissions of answers that came in files are made.
IMPORTED = UUID("0b7f1c54-1f0e-4f0a-9a55-0c5d3c2e7a11")


@transaction.atomic
def take_over(
    *, membership: Membership, answers: Mapping[int, Answer], seat: int, at: datetime
) -> None:
    """Answers that came in a file, by sentence id, become those of an import annotator.

    Each has its event, as if given at that time without help. The documents are new and nobody
    sits there yet but import annotators, in the seats before `seat`, which this one takes. Raises
    InvalidAnswer.
    """
    labels = {label.code: label for label in membership.campaign.scheme.labels.all()}
    documents = _checked(answers, labels=labels.keys())
    Assignment.objects.bulk_create(
        (
            Assignment(
                document_id=document,
                annotator=membership.person,
                seat=seat,
                assistance=Assistance.HIDDEN,
                leased_until=at,
                assigned_at=at,
                started_at=at,
                finished_at=at,
            )
            for document in documents
        ),
        batch_size=500,
    )
    rows = [
        Annotation(
            sentence_id=sentence,
            annotator_id=membership.person_id,
            status=answer.status,
            revision=1,
            assistance=Assistance.HIDDEN,
            answered_at=at,
        )
        for sentence, answer in answers.items()
    ]
    bulk.create(Annotation, rows)
    marks = (
        (row.pk, number, labels[mark.label].pk)
        for row in rows
        for number, mark in enumerate(answers[row.sentence_id].marks, start=1)
    )
    bulk.insert(Mark, ("annotation", "number", "label"), marks)
    _store_spans({row.pk: answers[row.sentence_id] for row in rows})
    bulk.insert(
        AnnotationEvent,
        _EVENT,
        (_taken_over(row, answers[row.sentence_id], at=at) for row in rows),
    )
    Document.objects.filter(pk__in=documents).update(answers_revision=F("answers_revision") + 1)


def _checked(answers: Mapping[int, Answer], *, labels: Set[str]) -> list[int]:
    """The documents of answers that are right for their sentences. Raises InvalidAnswer."""
    sentences = queries.sentences_of(answers)
    for sentence in sentences:
        checking.check(answers[sentence.pk], sentence=sentence.text, labels=labels)
    return sorted({sentence.document_id for sentence in sentences})


def _store_spans(answers: Mapping[int, Answer]) -> None:
    """The spans of answers just stored, by annotation id; most that come in files have none."""
    with_spans = {
        annotation: answer
        for annotation, answer in answers.items()
        if any(mark.spans for mark in answer.marks)
    }
    if not with_spans:
        return
    Span.objects.bulk_create(
        (
            Span(mark=mark, role=s.role, start=s.start, end=s.end, text=s.text)
            for mark in queries.marks_in(with_spans)
            for s in with_spans[mark.annotation_id].marks[mark.number - 1].spans
        ),
        batch_size=500,
    )


_EVENT = (
    "annotation",
    "number",
    "kind",
    "submission",
    "by",
    "at",
    "status",
    "marks",
    "reason",
    "is_flagged",
    "note",
    "active_ms",
    "guideline_lookups",
    "context_lookups",
    "was_suggestion_visible",
    "is_taken_over",
    "previous_hash",
    "hash",
)
_PLACES = {field.name: field.attname for field in AnnotationEvent._meta.concrete_fields}
_ATTRIBUTES = tuple(_PLACES[name] for name in _EVENT)


def _taken_over(annotation: Annotation, answer: Answer, *, at: datetime) -> tuple[Any, ...]:
    """The one event of an answer that came in a file, as a row."""
    event = AnnotationEvent(
        annotation=annotation,
        number=1,
        kind=AnnotationEvent.Kind.ANSWER,
        submission=uuid5(IMPORTED, f"{annotation.annotator_id}/{annotation.sentence_id}"),
        by_id=annotation.annotator_id,
        at=at,
        status=answer.status,
        marks=history.to_json(answer.marks),
        was_suggestion_visible=False,
    )
    event.hash = history.chain("", queries.facts(event))
    return tuple(getattr(event, name) for name in _ATTRIBUTES)
