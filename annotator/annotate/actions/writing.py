"""A step is written: the answer as it stands, its event, and the document's count of changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from annotator.annotate import blinding, history, queries
from annotator.annotate.actions.seats import Seat
from annotator.annotate.queries import Standing
from annotator.annotate.refusals import SubmissionIsAnothers
from annotator.annotate.values import Answer
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Document,
    Mark,
    Span,
)
from annotator.models.prepared import Prepared

# A tab that claims to have been looked at for longer than this has a broken clock.
LONGEST_ACTIVE_MS = 3_600_000
MOST_LOOKUPS = 1000
_MOST = 2**31 - 1


def saved_before(seat: Seat, submission: UUID, *, kind: str) -> Standing | None:
    """The annotation as it stands if this submission has been stored already."""
    found = _submitted.first(submission=submission)
    if found is None:
        return None
    if seat.present is None or found != (seat.present.pk, kind):
        raise SubmissionIsAnothers("This submission was used before, for something else.")
    return _saved(seat, seat.present, seat.standing)


@Prepared
def _submitted(submission: UUID) -> QuerySet[AnnotationEvent, tuple[int, str]]:
    events = AnnotationEvent.objects.filter(submission=submission).order_by()
    return events.values_list("annotation", "kind")


def write(
    seat: Seat,
    *,
    answer: Answer,
    labels: Mapping[str, int],
    kind: str,
    submission: UUID,
    active_ms: int = 0,
    guideline_lookups: int = 0,
    context_lookups: int = 0,
    is_taken_over: bool = False,
    undoes: AnnotationEvent | None = None,
    at: datetime,
) -> Standing:
    """Store a step that has been found right; the document is locked."""
    measured = {
        "active_ms": min(max(active_ms, 0), LONGEST_ACTIVE_MS),
        "guideline_lookups": min(max(guideline_lookups, 0), MOST_LOOKUPS),
        "context_lookups": min(max(context_lookups, 0), MOST_LOOKUPS),
    }
    said = {
        "status": answer.status,
        "reason": answer.reason,
        "is_flagged": answer.is_flagged,
        "note": answer.note,
        "guideline_version": seat.membership.guideline_read or None,
    }
    is_first = seat.present is None
    annotation = seat.present or Annotation(
        sentence=seat.sentence, annotator_id=seat.assignment.annotator_id, revision=0
    )
    for name, value in said.items():
        setattr(annotation, name, value)
    for name, amount in measured.items():
        setattr(annotation, name, min(getattr(annotation, name) + amount, _MOST))
    annotation.revision += 1
    annotation.assistance = seat.assignment.assistance
    annotation.answered_at = at
    annotation.save(force_insert=is_first, force_update=not is_first)
    if seat.standing.marks:
        annotation.marks.all().delete()
    _store_marks(annotation, answer, labels=labels)
    _append(
        annotation,
        previous_hash=seat.last.hash if seat.last else "",
        kind=kind,
        submission=submission,
        by_id=annotation.annotator_id,
        at=at,
        marks=history.to_json(answer.marks),
        was_suggestion_visible=bool(seat.suggestion_seen),
        suggestion=seat.suggestion_seen,
        is_taken_over=is_taken_over,
        undoes=undoes,
        **said,
        **measured,
    )
    Document.objects.filter(pk=seat.document.pk).update(answers_revision=F("answers_revision") + 1)
    if seat.assignment.started_at is None:
        seat.assignment.started_at = at
        seat.assignment.save(update_fields=["started_at"])
    return _saved(seat, annotation, answer)


def _saved(seat: Seat, annotation: Annotation, answer: Answer) -> Standing:
    text, shown = seat.sentence.text, seat.shown
    return Standing(
        annotation=annotation,
        assignment=seat.assignment,
        answer=blinding.masked_answer(answer, shown=shown),
        suggestion=blinding.masked_suggestion(
            seat.suggestion_after(answer), sentence=text, shown=shown
        ),
    )


def _store_marks(annotation: Annotation, answer: Answer, *, labels: Mapping[str, int]) -> None:
    marks = Mark.objects.bulk_create(
        Mark(annotation=annotation, number=number, label_id=labels[mark.label])
        for number, mark in enumerate(answer.marks, start=1)
    )
    Span.objects.bulk_create(
        Span(
            mark=row,
            role=span.role,
            start=span.start,
            end=span.end,
            text=span.text,
            is_machine_made=span.is_machine_made,
        )
        for row, mark in zip(marks, answer.marks, strict=True)
        for span in mark.spans
    )


def _append(annotation: Annotation, *, previous_hash: str, **event: Any) -> None:
    row = AnnotationEvent(
        annotation=annotation, number=annotation.revision, previous_hash=previous_hash, **event
    )
    row.hash = history.chain(row.previous_hash, queries.facts(row))
    row.save(force_insert=True)
