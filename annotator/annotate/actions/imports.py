"""Answers that came in files become those of an import annotator."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
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
    alike = Annotation(revision=1, assistance=Assistance.HIDDEN, answered_at=at)
    values = tuple(getattr(alike, name) for name in _OF_ALL_ANNOTATIONS)
    numbers = bulk.new_ids(Annotation, len(answers))
    bulk.insert(
        Annotation,
        ("id", "sentence", "annotator", "status", *_OF_ALL_ANNOTATIONS),
        (
            (number, sentence, membership.person_id, answer.status, *values)
            for number, (sentence, answer) in zip(numbers, answers.items(), strict=True)
        ),
    )
    marks = (
        (annotation, number, labels[mark.label].pk)
        for annotation, answer in zip(numbers, answers.values(), strict=True)
        for number, mark in enumerate(answer.marks, start=1)
    )
    bulk.insert(Mark, ("annotation", "number", "label"), marks)
    _store_spans(dict(zip(numbers, answers.values(), strict=True)))
    events = _events(numbers, answers, by=membership.person_id, at=at)
    bulk.insert(AnnotationEvent, _EVENT, events)
    Document.objects.filter(pk__in=documents).update(answers_revision=F("answers_revision") + 1)


def _checked(answers: Mapping[int, Answer], *, labels: Set[str]) -> list[int]:
    """The documents of answers that are right for their sentences. Raises InvalidAnswer."""
    with_spans = _with_spans(answers)
    texts = {sentence.pk: sentence.text for sentence in queries.sentences_of(with_spans)}
    for sentence, answer in with_spans.items():
        checking.check(answer, sentence=texts[sentence], labels=labels)
    for answer in {id(one): one for one in answers.values()}.values():
        if not _has_spans(answer):
            checking.check(answer, sentence="", labels=labels)
    return queries.documents_of(answers)


def _with_spans(answers: Mapping[int, Answer]) -> dict[int, Answer]:
    return {key: answer for key, answer in answers.items() if _has_spans(answer)}


def _has_spans(answer: Answer) -> bool:
    return any(mark.spans for mark in answer.marks)


def _store_spans(answers: Mapping[int, Answer]) -> None:
    """The spans of answers just stored, by annotation id; most that come in files have none."""
    with_spans = _with_spans(answers)
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


_OF_ALL_ANNOTATIONS = (
    *("revision", "assistance", "reason", "is_flagged", "note", "active_ms"),
    *("guideline_lookups", "context_lookups", "guideline_version", "answered_at"),
)
_EVENT = (
    "annotation",
    "submission",
    "hash",
    "number",
    "kind",
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
)
_PLACES = {field.name: field.attname for field in AnnotationEvent._meta.concrete_fields}
_ALIKE = tuple(_PLACES[name] for name in _EVENT[3:])


def _events(
    annotations: Sequence[int], answers: Mapping[int, Answer], *, by: int, at: datetime
) -> Iterator[tuple[Any, ...]]:
    """The one event of each answer that came in a file, as a row.

    Answers that are one object have events that say the same, but for whose they are: those are
    made once, which is most of the work.
    """
    alike: dict[int, tuple[Callable[[int, UUID], str], tuple[Any, ...]]] = {}
    for annotation, (sentence, answer) in zip(annotations, answers.items(), strict=True):
        if id(answer) not in alike:
            event = AnnotationEvent(
                number=1,
                kind=AnnotationEvent.Kind.ANSWER,
                by_id=by,
                at=at,
                status=answer.status,
                marks=history.to_json(answer.marks),
                was_suggestion_visible=False,
            )
            chained = history.first_steps(queries.facts(event))
            alike[id(answer)] = chained, tuple(getattr(event, one) for one in _ALIKE)
        chained, values = alike[id(answer)]
        submission = uuid5(IMPORTED, f"{by}/{sentence}")
        yield annotation, submission, chained(annotation, submission), *values
