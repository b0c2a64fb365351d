"""Which documents the campaign's tagger is least sure of."""

from django.db.models import Avg, F, OuterRef, QuerySet, Subquery

from annotator.models import Campaign, Candidate, Document, Tagger


def by_uncertainty(campaign: Campaign) -> QuerySet[Document]:
    """The documents of a campaign, those first whose labels its tagger is least sure of.

    `uncertainty` is one minus the score of the first candidate, averaged over the sentences: least
    confidence (Lewis and Gale 1994), which the scores are calibrated for. Documents that the
    tagger has not been over have None and come last.
    """
    latest = Tagger.objects.filter(name=campaign.tagger).order_by("-pk").values("pk")[:1]
    doubt = (
        Candidate.objects.filter(sentence__document=OuterRef("pk"), tagger=Subquery(latest), rank=0)
        .order_by()
        .values("sentence__document")
        .annotate(doubt=1.0 - Avg("score"))
        .values("doubt")
    )
    return (
        Document.objects.filter(campaign=campaign)
        .annotate(uncertainty=Subquery(doubt))
        .order_by(F("uncertainty").desc(nulls_last=True), "pk")
    )
