"""Answer, undo, redo: the steps of an annotator on a sentence."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from annotator.annotate import blinding, checking, history, queries
from annotator.annotate.actions.seats import Seat, seat_at
from annotator.annotate.actions.writing import saved_before, write
from annotator.annotate.queries import Standing
from annotator.annotate.refusals import NothingToRedo, NothingToUndo
from annotator.annotate.values import Answer
from annotator.models import AnnotationEvent, Label, Membership
from annotator.models.prepared import Prepared

Kind = AnnotationEvent.Kind


def submit(
    *,
    membership: Membership,
    sentence_id: int,
    submission: UUID,
    revision: int,
    answer: Answer,
    active_ms: int = 0,
    guideline_lookups: int = 0,
    context_lookups: int = 0,
    is_taken_over: bool = False,
    at: datetime,
) -> Standing:
    """Store an answer. `revision` is the one the client last saw, 0 for none.

    The same `submission` again changes nothing and returns the annotation as it stands. Where the
    source is hidden, spans may quote the sentence as it is shown. Raises NotAssigned,
    DocumentLocked, HandedIn, StaleRevision, InvalidAnswer, NotSuggested, SubmissionIsAnothers.
    """
    labels = _labels(membership)  # before the transaction: it shall be short
    with transaction.atomic():
        seat = seat_at(membership, sentence_id)
        if repeated := saved_before(seat, submission, kind=Kind.ANSWER):
            return repeated
        seat.require_open(revision)
        answer = _checked(answer, seat, labels=labels, is_taken_over=is_taken_over)
        return write(
            seat,
            answer=answer,
            labels=labels,
            kind=Kind.ANSWER,
            submission=submission,
            active_ms=active_ms,
            guideline_lookups=guideline_lookups,
            context_lookups=context_lookups,
            is_taken_over=is_taken_over,
            at=at,
        )


def undo(
    *, membership: Membership, sentence_id: int, submission: UUID, revision: int, at: datetime
) -> Standing:
    """Take back this annotator's last step on a sentence: the answer before it stands again.

    Undo is a step of its own, so nothing is lost by it. Raises as `submit`, and NothingToUndo.
    """
    labels = _labels(membership)
    with transaction.atomic():
        seat = seat_at(membership, sentence_id)
        if repeated := saved_before(seat, submission, kind=Kind.UNDO):
            return repeated
        seat.require_open(revision)
        events = queries.events_of(seat.present) if seat.present else []
        last = history.before_last(queries.steps(events))
        if last is None:
            raise NothingToUndo("There is nothing left to undo on this sentence.")
        step, answer = last
        return write(
            seat,
            answer=answer,
            labels=labels,
            kind=Kind.UNDO,
            submission=submission,
            undoes=_event(events, step.number),
            at=at,
        )


def redo(
    *, membership: Membership, sentence_id: int, submission: UUID, revision: int, at: datetime
) -> Standing:
    """Take back the last undo on a sentence, unless an answer came after it.

    Raises as `submit`, and NothingToRedo.
    """
    labels = _labels(membership)
    with transaction.atomic():
        seat = seat_at(membership, sentence_id)
        if repeated := saved_before(seat, submission, kind=Kind.REDO):
            return repeated
        seat.require_open(revision)
        events = queries.events_of(seat.present) if seat.present else []
        last = history.last_undone(queries.steps(events))
        if last is None:
            raise NothingToRedo("There is nothing to redo on this sentence.")
        undone, again = last
        return write(
            seat,
            answer=again.answer,
            labels=labels,
            kind=Kind.REDO,
            submission=submission,
            undoes=_event(events, undone.number),
            is_taken_over=again.is_taken_over,
            at=at,
        )


def _labels(membership: Membership) -> dict[str, int]:
    """The ids of the campaign's labels, by code."""
    return dict(_label_rows.all(scheme=membership.campaign.scheme_id))


@Prepared
def _label_rows(scheme: int) -> QuerySet[Label, tuple[str, int]]:
    return Label.objects.filter(scheme=scheme).order_by().values_list("code", "pk")


def _checked(answer: Answer, seat: Seat, *, labels: dict[str, int], is_taken_over: bool) -> Answer:
    """The answer as it will be stored; refused if the sentence, campaign or arm cannot have it.

    What a refusal quotes is what the annotator may see.
    """
    shown, true = seat.shown, seat.sentence.text
    answer = blinding.requoted(answer, once=true, now=shown)
    checking.check(answer, sentence=shown, labels=labels.keys(), present=seat.standing)
    checking.check_policy(answer, policy=seat.campaign.spans, present=seat.standing)
    checking.check_help(
        answer,
        suggestion=seat.suggestion_seen,
        is_taken_over=is_taken_over,
        policy=seat.campaign.spans,
        present=seat.standing,
    )
    return blinding.requoted(answer, once=shown, now=true)


def _event(events: list[AnnotationEvent], number: int) -> AnnotationEvent:
    return next(event for event in events if event.number == number)
