"""From whom the source of an article is hidden, and what they see of it."""

from collections.abc import Iterable

from annotator.annotate import blinding
from annotator.models import Assignment, Campaign, Document, Membership, Role


def is_source_hidden(campaign: Campaign, assignment: Assignment) -> bool:
    """Whether whoever sits there, curators too, is not to know the source before handing it in."""
    return campaign.is_source_blind and assignment.finished_at is None


def is_blind(membership: Membership, document: Document) -> bool:
    """Whether the source of this document is hidden from this member on pages other than the desk.

    From annotators of a blind campaign until they have finished it; curators know their documents.
    """
    return document.pk in blind_documents(membership, [document.pk])


def blind_documents(membership: Membership, documents: Iterable[int]) -> set[int]:
    """Of these documents, by id, those whose source is hidden from this member."""
    documents = set(documents)
    if not membership.campaign.is_source_blind or membership.role != Role.ANNOTATOR:
        return set()
    finished = Assignment.objects.filter(
        annotator=membership.person_id, document__in=documents, finished_at__isnull=False
    )
    return documents - set(finished.values_list("document", flat=True))


def shown_text(campaign: Campaign, assignment: Assignment) -> str:
    """The article's text as this annotator may see it."""
    return _shown(campaign, assignment, assignment.document.text)


def shown_title(campaign: Campaign, assignment: Assignment) -> str:
    """The headline as this annotator may see it, or how the article begins."""
    if title := assignment.document.title:
        return _shown(campaign, assignment, title)
    return f"{shown_text(campaign, assignment)[:60]}…"  # cut afterwards: half a name would stay


def _shown(campaign: Campaign, assignment: Assignment, text: str) -> str:
    if not is_source_hidden(campaign, assignment):
        return text
    outlet = assignment.document.outlet
    return blinding.mask(
        text,
        blinding.names(
            outlet=outlet.name if outlet else "",
            domain=outlet.domain if outlet else "",
            authors=assignment.document.authors,
        ),
    )
