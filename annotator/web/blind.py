"""What an annotator may not read yet of a document whose source is hidden from them."""

from collections.abc import Callable, Iterable

from annotator.annotate import queries
from annotator.annotate.blinding import mask, names
from annotator.models import Document, Membership

Mask = Callable[[Document, str], str]


def masks_of(membership: Membership, documents: Iterable[Document]) -> Mask:
    """How texts of these documents are shown to this member: the outlet's names masked, or as they are.

    The documents come with their outlets.
    """
    blind = queries.blind_documents(membership, {document.pk for document in documents})

    def masked(document: Document, text: str) -> str:
        return mask(text, _names(document)) if document.pk in blind else text

    return masked


def _names(document: Document) -> tuple[str, ...]:
    outlet = document.outlet
    return names(
        outlet=outlet.name if outlet else "",
        domain=outlet.domain if outlet else "",
        authors=document.authors,
    )
