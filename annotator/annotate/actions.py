"""Answers are written. Each submission is one transaction: the answer, its event, the counters."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from annotator.annotate import checking, history, queries
from annotator.annotate.refusals import (
    NotAssigned,
    NothingToUndo,
    StaleRevision,
    SubmissionIsAnothers,
)
from annotator.annotate.values import Answer
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Assistance,
    Document,
    Label,
    Mark,
    Membership,
    Sentence,
    Span,
    bulk,
)

Kind = AnnotationEvent.Kind
# A tab that claims to have been looked at for longer than this has a broken clock.
LONGEST_ACTIVE_MS = 3_600_000
# Under this name the submissions of answers that came in files are made.
IMPORTED = UUID("0b7f1c54-1f0e-4f0a-9a55-0c5d3c2e7a11")


@transaction.atomic
def submit(
    *,
    membership: Membership,
    sentence_id: int,
    submission: UUID,
    revision: int,
    answer: Answer,
    active_ms: int = 0,
    at: datetime,
) -> Annotation:
    """Store an answer. `revision` is the one the client last saw, 0 for none.

    The same `submission` again changes nothing and returns the annotation as it stands. Raises
    NotAssigned, StaleRevision, InvalidAnswer, SubmissionIsAnothers.
    """
    sentence, assignment = _seat(membership, sentence_id)
    present = _present(membership, sentence)
    if _is_repeated(submission, present, kind=Kind.ANSWER):
        assert present is not None
        return present
    labels = {label.code: label for label in membership.campaign.scheme.labels.all()}
    checking.check(answer, sentence=sentence.text, labels=labels.keys())
    return _write(
        assignment=assignment,
        sentence=sentence,
        present=present,
        revision=revision,
        answer=answer,
        labels=labels,
        event={"kind": Kind.ANSWER, "submission": submission, "active_ms": active_ms, "at": at},
    )


@transaction.atomic
def undo(
    *,
    membership: Membership,
    sentence_id: int,
    submission: UUID,
    revision: int,
    at: datetime,
) -> Annotation:
    """Take back this annotator's last step on a sentence: the answer before it stands again.

    Undo is a step of its own, so nothing is lost by it. Raises as `submit`, and NothingToUndo.
    """
    sentence, assignment = _seat(membership, sentence_id)
    present = _present(membership, sentence)
    if _is_repeated(submission, present, kind=Kind.UNDO):
        assert present is not None
        return present
    last = history.before_last(queries.steps(present)) if present else None
    if last is None:
        raise NothingToUndo("There is nothing left to undo on this sentence.")
    step, answer = last
    return _write(
        assignment=assignment,
        sentence=sentence,
        present=present,
        revision=revision,
        answer=answer,
        labels={label.code: label for label in membership.campaign.scheme.labels.all()},
        event={
            "kind": Kind.UNDO,
            "submission": submission,
            "active_ms": 0,
            "at": at,
            "undoes": AnnotationEvent.objects.get(annotation=present, number=step.number),
        },
    )


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
    sentences = queries.sentences_of(answers)
    for sentence in sentences:
        checking.check(answers[sentence.pk], sentence=sentence.text, labels=labels.keys())
    documents = sorted({sentence.document_id for sentence in sentences})
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
    bulk.insert(
        Annotation,
        (
            "sentence",
            "annotator",
            "status",
            "revision",
            "assistance",
            "reason",
            "is_flagged",
            "note",
            "active_ms",
            "guideline_lookups",
            "context_lookups",
            "answered_at",
        ),
        (
            (
                sentence,
                membership.person_id,
                answer.status,
                1,
                Assistance.HIDDEN.value,
                "",
                False,
                "",
                0,
                0,
                0,
                at,
            )
            for sentence, answer in answers.items()
        ),
    )
    rows = queries.answers_to(sentences, annotator=membership.person_id)
    marks = [
        (row.pk, number, labels[mark.label].pk)
        for row in rows
        for number, mark in enumerate(answers[row.sentence_id].marks, start=1)
    ]
    bulk.insert(Mark, ("annotation", "number", "label"), marks)
    _store_spans({row.pk: answers[row.sentence_id] for row in rows})
    bulk.insert(
        AnnotationEvent,
        _EVENT,
        (_taken_over(row, answers[row.sentence_id], at=at) for row in rows),
    )
    Document.objects.filter(pk__in=documents).update(answers_revision=F("answers_revision") + 1)


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


def _taken_over(annotation: Annotation, answer: Answer, *, at: datetime) -> tuple[Any, ...]:
    """The one event of an answer that came in a file, as a row."""
    event = AnnotationEvent(
        annotation=annotation,
        number=1,
        kind=Kind.ANSWER,
        submission=uuid5(IMPORTED, f"{annotation.annotator_id}/{annotation.sentence_id}"),
        by_id=annotation.annotator_id,
        at=at,
        status=answer.status,
        marks=history.to_json(answer.marks),
        was_suggestion_visible=False,
    )
    event.hash = history.chain("", queries.facts(event))
    places = {field.name: field.attname for field in AnnotationEvent._meta.concrete_fields}
    return tuple(getattr(event, places[name]) for name in _EVENT)


def _seat(membership: Membership, sentence_id: int) -> tuple[Sentence, Assignment]:
    """The sentence and this annotator's assignment, with the document locked.

    The lock makes answers to one document wait for each other and for settling its gold labels:
    no settling can miss an answer that it was told of.
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .filter(campaign=membership.campaign, sentences=sentence_id)
        .first()
    )
    assignment = (
        Assignment.objects.filter(annotator=membership.person, document=document).first()
        if document and membership.can_annotate
        else None
    )
    if document is None or assignment is None:
        raise NotAssigned(
            "This sentence is not yours to answer, or its article has been changed. "
            "Load the page again."
        )
    sentence = Sentence.objects.get(pk=sentence_id)
    sentence.document = assignment.document = document
    return sentence, assignment


def _present(membership: Membership, sentence: Sentence) -> Annotation | None:
    return (
        Annotation.objects.select_for_update()
        .filter(sentence=sentence, annotator=membership.person)
        .first()
    )


def _is_repeated(submission: UUID, present: Annotation | None, *, kind: str) -> bool:
    event = AnnotationEvent.objects.filter(submission=submission).first()
    if event is None:
        return False
    if present is None or event.annotation_id != present.pk or event.kind != kind:
        raise SubmissionIsAnothers("This submission was used before, for something else.")
    return True


def _write(
    *,
    assignment: Assignment,
    sentence: Sentence,
    present: Annotation | None,
    revision: int,
    answer: Answer,
    labels: dict[str, Label],
    event: dict[str, Any],
) -> Annotation:
    if revision != (present.revision if present else 0):
        raise StaleRevision("Someone changed this answer on another device.")
    event["active_ms"] = min(max(event["active_ms"], 0), LONGEST_ACTIVE_MS)
    annotation = present or Annotation(
        sentence=sentence, annotator_id=assignment.annotator_id, revision=0
    )
    was_visible = _was_suggestion_visible(assignment, present)
    annotation.status = answer.status
    annotation.revision += 1
    annotation.assistance = assignment.assistance
    annotation.note = answer.note
    annotation.active_ms += event["active_ms"]
    annotation.answered_at = event["at"]
    annotation.save()
    if present:
        annotation.marks.all().delete()
    for number, mark in enumerate(answer.marks, start=1):
        row = Mark.objects.create(annotation=annotation, number=number, label=labels[mark.label])
        Span.objects.bulk_create(
            Span(mark=row, role=s.role, start=s.start, end=s.end, text=s.text) for s in mark.spans
        )
    _append(annotation, answer=answer, event=event, was_suggestion_visible=was_visible)
    Document.objects.filter(pk=sentence.document_id).update(
        answers_revision=F("answers_revision") + 1
    )
    _note_progress(assignment, at=event["at"])
    return annotation


def _was_suggestion_visible(assignment: Assignment, present: Annotation | None) -> bool:
    if assignment.assistance == "shown":
        return True
    return assignment.assistance == "after" and present is not None


def _append(
    annotation: Annotation, *, answer: Answer, event: dict[str, Any], was_suggestion_visible: bool
) -> None:
    is_first = annotation.revision == 1
    last = None if is_first else annotation.events.order_by("-number").first()
    row = AnnotationEvent(
        annotation=annotation,
        number=annotation.revision,
        by_id=annotation.annotator_id,
        status=answer.status,
        marks=history.to_json(answer.marks),
        note=answer.note,
        was_suggestion_visible=was_suggestion_visible,
        previous_hash=last.hash if last else "",
        **event,
    )
    row.hash = history.chain(row.previous_hash, queries.facts(row))
    row.save(force_insert=True)


def _note_progress(assignment: Assignment, *, at: datetime) -> None:
    """An assignment starts with its first answer and is finished while no sentence is open."""
    is_finished = not queries.open_sentences(assignment).exists()
    Assignment.objects.filter(pk=assignment.pk).update(
        started_at=Coalesce(F("started_at"), Value(at)),
        finished_at=Coalesce(F("finished_at"), Value(at)) if is_finished else None,
    )
