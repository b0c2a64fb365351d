"""A document is handed in by its annotator and opened again, locked by a curator and unlocked."""

import logging
from datetime import datetime

from django.db import transaction

from annotator.annotate import queries
from annotator.annotate.actions.seats import require_unlocked, seat_in
from annotator.annotate.refusals import OpenSentences
from annotator.models import Assignment, Document, Membership, Person

log = logging.getLogger(__name__)


@transaction.atomic
def finish(*, membership: Membership, document_id: int, at: datetime) -> Assignment:
    """Hand a document in; one that is handed in already stays as it is.

    The document's lock decides about an answer that is still under way from another device: it is
    in before, or refused after. Raises NotAssigned, DocumentLocked, OpenSentences.
    """
    assignment = seat_in(membership, document_id)
    if assignment.finished_at:
        return assignment
    require_unlocked(assignment.document)
    unanswered = list(
        queries.open_sentences(assignment).order_by("index").values_list("pk", flat=True)
    )
    if unanswered:
        raise OpenSentences(
            "Some sentences have no answer yet: a document is handed in when all have one.",
            sentences=unanswered,
        )
    assignment.started_at = assignment.started_at or at
    assignment.finished_at = at
    assignment.save(update_fields=["started_at", "finished_at"])
    return assignment


@transaction.atomic
def reopen(*, membership: Membership, document_id: int) -> Assignment:
    """Take back that a document was handed in. Raises NotAssigned, DocumentLocked."""
    assignment = seat_in(membership, document_id)
    require_unlocked(assignment.document)
    if assignment.finished_at:
        assignment.finished_at = None
        assignment.save(update_fields=["finished_at"])
    return assignment


@transaction.atomic
def lock(*, document: Document, by: Person, at: datetime) -> Document:
    """Close a document for everybody: no answer to it changes and nobody new gets it."""
    document = _locked(document)
    if document.locked_at is None:
        document.locked_by, document.locked_at = by, at
        document.save(update_fields=["locked_by", "locked_at"])
    return document


@transaction.atomic
def unlock(*, document: Document, by: Person, at: datetime) -> Document:
    """Open a document again for those who have it."""
    document = _locked(document)
    if document.locked_at:
        # The row tells no more that it was locked: the log does.
        log.info("document %s was unlocked by %s at %s", document.pk, by, at.isoformat())
        document.locked_by = document.locked_at = None
        document.save(update_fields=["locked_by", "locked_at"])
    return document


def _locked(document: Document) -> Document:
    """The document as it is now, held until the transaction ends."""
    return Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
