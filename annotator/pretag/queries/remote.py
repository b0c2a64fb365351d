"""What remote taggers are told, and which documents they are asked about."""

from collections.abc import Sequence

from django.db.models import Q

from annotator.models import Document
from annotator.models import Label as LabelRow
from annotator.pretag.remote.values import Label
from annotator.pretag.taggers.remote import Remote


def labels_told(documents: Sequence[int]) -> list[Label]:
    """The labels of the scheme these documents are labelled by, in the order of precedence."""
    scheme = Document.objects.filter(pk__in=documents).values("campaign__scheme")[:1]
    return [
        Label(code=one.code, name=one.name, definition=one.definition)
        for one in LabelRow.objects.filter(scheme__in=scheme).order_by("precedence")
    ]


def in_language_of(chosen: Remote) -> Q:
    """Documents in a language that the operator said it knows: `Remote.knows` as a query."""
    languages = chosen.settings.languages
    if languages is None:
        return Q()
    known = Q(language="") if "en" in languages else Q()
    for code in languages:
        known |= Q(language=code) | Q(language__startswith=f"{code}-")
    return known
