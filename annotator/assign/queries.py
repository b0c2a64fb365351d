"""Who has what, and what is free."""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from annotator.models import Assignment, Campaign, Document, Membership


def unfinished_of(membership: Membership, *, after: int | None = None) -> Assignment | None:
    """The document this annotator has and has not handed in: one begun before one just reserved.

    Not one that is locked, which nobody can work on, and not the one they are to be given the next
    `after`.
    """
    return (
        Assignment.objects.filter(
            annotator=membership.person,
            document__campaign=membership.campaign,
            document__locked_at__isnull=True,
            finished_at__isnull=True,
        )
        .exclude(document=after)
        .select_related("document__outlet")
        .order_by(F("started_at").asc(nulls_last=True), "pk")
        .first()
    )


def abandoned(document: Document, *, at: datetime) -> QuerySet[Assignment]:
    """Seats whose lease ran out with nothing answered."""
    return document.assignments.filter(started_at__isnull=True, leased_until__lt=at)


def next_document(membership: Membership, *, at: datetime) -> Document | None:
    """The first document with a free seat at which this annotator has not sat.

    Those begun by others come first, so that documents get complete one after the other.
    """
    return _free(membership, at=at).order_by(F("held").desc(), "pk").first()


def _free(membership: Membership, *, at: datetime) -> QuerySet[Document]:
    """Documents with a free seat at which this annotator has not sat."""
    held = Q(assignments__started_at__isnull=False) | Q(assignments__leased_until__gte=at)
    return (
        open_documents(membership.campaign)
        .filter(locked_at__isnull=True)
        .exclude(assignments__annotator=membership.person)
        .annotate(held=Count("assignments", filter=held))
        .filter(held__lt=membership.campaign.overlap)
    )


def open_documents(campaign: Campaign) -> QuerySet[Document]:
    """Documents that may be given out: not those that are being taken out, and not an old version
    of an article that nobody has begun."""
    begun = Assignment.objects.filter(document=OuterRef("pk"), started_at__isnull=False)
    return Document.objects.filter(
        Q(superseded_by__isnull=True) | Exists(begun),
        Q(intake__isnull=True) | Q(intake__undone_at__isnull=True),
        campaign=campaign,
    )


def of_annotator(membership: Membership) -> QuerySet[Assignment]:
    """Every document this annotator has or had, oldest first."""
    return (
        Assignment.objects.filter(
            annotator=membership.person, document__campaign=membership.campaign
        )
        .select_related("document__outlet")
        .order_by("pk")
    )


def place(membership: Membership, assignment: Assignment, *, at: datetime) -> dict[str, int]:
    """Which document this is for this annotator, counted from 1, of those that may come to them."""
    own = of_annotator(membership)
    return {
        "number": own.filter(pk__lte=assignment.pk).count(),
        "of": own.count() + _free(membership, at=at).count(),
    }


def why_nothing(membership: Membership) -> str:
    """Why this annotator has nothing to do, in a sentence for them."""
    documents = open_documents(membership.campaign)
    if not documents.exists():
        return "No article has been added to this campaign yet."
    if documents.exclude(assignments__annotator=membership.person).exists():
        return "Every article has its annotators; none is left for you right now."
    return "You have finished every article of this campaign. Thank you."
