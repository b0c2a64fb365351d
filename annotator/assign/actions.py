"""Documents are given out."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from annotator.assign import draw, queries
from annotator.assign.refusals import SeatIsInUse
from annotator.models import Assignment, Document, Membership

LEASE = timedelta(hours=24)


def next_for(
    *, membership: Membership, at: datetime, after: int | None = None
) -> Assignment | None:
    """The document this annotator should work on now: the one begun, else a new one, else None.

    `after` is a document that is taken for handed in: what comes then is fetched ahead. Two
    annotators may want the last seat at the same instant: the database gives it to one, and the
    other looks again.
    """
    while True:
        if begun := queries.unfinished_of(membership, after=after):
            return _renew(begun, at=at)
        document = queries.next_document(membership, at=at)
        if document is None:
            return None
        if assignment := reserve(membership=membership, document=document, at=at):
            return assignment


def reserve(*, membership: Membership, document: Document, at: datetime) -> Assignment | None:
    """Take a free seat at a document for this annotator.

    None when the last one has just gone, or the document is locked.
    """
    campaign = membership.campaign
    if document.locked_at:
        return None
    try:
        with transaction.atomic():
            queries.abandoned(document, at=at).delete()
            taken = set(document.assignments.values_list("seat", flat=True))
            seat = next((n for n in range(1, campaign.overlap + 1) if n not in taken), None)
            if seat is None:
                return None
            return Assignment.objects.create(
                document=document,
                annotator=membership.person,
                seat=seat,
                assistance=draw.assistance(
                    campaign=campaign.pk,
                    document=document.pk,
                    annotator=membership.person_id,
                    hidden_percent=campaign.hidden_percent,
                    shown_percent=campaign.shown_percent,
                ),
                leased_until=at + LEASE,
                assigned_at=at,
            )
    except IntegrityError:
        return None


@transaction.atomic
def release(*, assignment: Assignment) -> None:
    """Give a seat back at which nothing was answered, so that somebody else may have it."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.started_at:
        raise SeatIsInUse("This annotator has answered from it: the seat stays theirs.")
    assignment.delete()


def _renew(assignment: Assignment, *, at: datetime) -> Assignment:
    if assignment.leased_until < at + LEASE / 2:
        assignment.leased_until = at + LEASE
        assignment.save(update_fields=["leased_until"])
    return assignment
