"""The place from which somebody answers: their seat at the document, which is locked meanwhile."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from annotator.annotate import queries
from annotator.annotate.refusals import DocumentLocked, HandedIn, NotAssigned, StaleRevision
from annotator.annotate.values import OPEN, Answer, Suggestion
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Assistance,
    Campaign,
    Document,
    Membership,
    Sentence,
)
from annotator.models.prepared import Prepared


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A sentence, this annotator's assignment, and what they have answered so far."""

    membership: Membership
    document: Document
    sentence: Sentence
    assignment: Assignment
    last: AnnotationEvent | None

    @property
    def present(self) -> Annotation | None:
        """The answer as it is stored."""
        return self.last.annotation if self.last else None

    @property
    def campaign(self) -> Campaign:
        return self.membership.campaign

    @cached_property
    def standing(self) -> Answer:
        """The answer as it stands: what the last step says."""
        return queries.answer_in(self.last) if self.last else OPEN

    @cached_property
    def shown(self) -> str:
        """The sentence as this annotator may see it."""
        text = queries.shown_text(self.campaign, self.assignment)
        return text[self.sentence.start : self.sentence.end]

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """What the pre-tagger suggests, whoever may see it."""
        return queries.suggestion_for(self.campaign, self.sentence.pk)

    @cached_property
    def was_answered(self) -> bool:
        """Whether the sentence was ever more than open. Asked in the one arm that it matters to."""
        return self.assignment.assistance == Assistance.AFTER and queries.was_answered(self.last)

    @property
    def suggestion_seen(self) -> Suggestion | None:
        """What was visible before the step; None: nothing."""
        return self._suggestion_if(was_answered=self.was_answered)

    def suggestion_after(self, answer: Answer) -> Suggestion | None:
        """What is visible once this is the answer."""
        if answer.status != OPEN.status:
            return self._suggestion_if(was_answered=True)
        return self.suggestion_seen

    def _suggestion_if(self, *, was_answered: bool) -> Suggestion | None:
        is_seen = queries.is_seen(self.assignment.assistance, was_answered=was_answered)
        return self.suggestion if is_seen else None

    def require_open(self, revision: int) -> None:
        """Refuse a step on a document that is closed, or on an answer that was changed since."""
        require_unlocked(self.document)
        if self.assignment.finished_at:
            raise HandedIn("You have handed this document in. Open it again to change an answer.")
        if revision != (self.present.revision if self.present else 0):
            raise StaleRevision("Someone changed this answer on another device.")


def require_unlocked(document: Document) -> None:
    if document.locked_at:
        raise DocumentLocked("A curator has locked this document: its answers stay as they are.")


def seat_at(membership: Membership, sentence_id: int) -> Seat:
    """This annotator's seat, with the document locked until the transaction ends.

    The lock makes answers to one document wait for each other, for handing it in, and for settling
    its gold labels: no settling can miss an answer that it was told of. Raises NotAssigned.
    """
    sentence = _locking.first(sentence=sentence_id, campaign=membership.campaign_id)
    # Asked once the lock is there: whoever held it may have handed the document in.
    assignment = (
        _assignments.first(annotator=membership.person_id, document=sentence.document_id)
        if sentence and membership.can_annotate
        else None
    )
    if sentence is None or assignment is None or _is_gone(sentence):
        raise NotAssigned(
            "This sentence is not yours to answer, or its article has been changed. "
            "Load the page again."
        )
    assignment.document = sentence.document
    return Seat(
        membership=membership,
        document=sentence.document,
        sentence=sentence,
        assignment=assignment,
        last=queries.last_event(membership, sentence_id),
    )


@Prepared
def _locking(sentence: int, campaign: int) -> QuerySet[Sentence]:
    return (
        Sentence.objects.select_for_update(of=("document",), no_key=True)
        .select_related("document__outlet")
        .defer("document__evidence", "document__metadata")
        .filter(pk=sentence, document__campaign=campaign)
        .order_by()
    )


@Prepared
def _assignments(annotator: int, document: int) -> QuerySet[Assignment]:
    return Assignment.objects.filter(annotator=annotator, document=document).order_by()


def seat_in(membership: Membership, document_id: int) -> Assignment:
    """This annotator's assignment, with its document locked until the transaction ends."""
    document = (
        Document.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=document_id, campaign=membership.campaign_id)
        .order_by("pk")
        .first()
    )
    assignment = (
        _assignments.first(annotator=membership.person_id, document=document.pk)
        if document and membership.can_annotate
        else None
    )
    if document is None or assignment is None:
        raise NotAssigned("This document is not yours to hand in. Load the page again.")
    assignment.document = document
    return assignment


def _is_gone(sentence: Sentence) -> bool:
    """Whether the article was changed while we waited for the lock: only before its first answer."""
    return (
        sentence.document.answers_revision == 0
        and not Sentence.objects.filter(pk=sentence.pk).exists()
    )
