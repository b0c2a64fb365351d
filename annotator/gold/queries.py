"""Which sentences are settled, which are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from annotator.gold.vote import Ballot
from annotator.models import (
    Annotation,
    Assignment,
    Campaign,
    Document,
    GoldLabel,
    Membership,
    Role,
    Sentence,
    Status,
)


def ballots(document: Document) -> dict[int, list[Ballot]]:
    """The answers to each sentence of a document, by sentence."""
    found: dict[int, list[Ballot]] = {}
    for annotation in (
        Annotation.objects.filter(sentence__document=document)
        .exclude(status=Status.OPEN)
        .prefetch_related("marks__label")
        .order_by("sentence", "annotator")
    ):
        labels = frozenset(mark.label.code for mark in annotation.marks.all())
        found.setdefault(annotation.sentence_id, []).append(
            Ballot(status=annotation.status, labels=labels)
        )
    return found


def gold_of(document: Document) -> dict[int, GoldLabel]:
    """The gold labels of a document, by sentence."""
    return {
        gold.sentence_id: gold for gold in GoldLabel.objects.filter(sentence__document=document)
    }


def is_due(document: int) -> bool:
    """Whether an answer to this document came after it was last settled."""
    return Document.objects.filter(pk=document, settled_revision__lt=F("answers_revision")).exists()


def unsettled(*, limit: int = 200) -> list[int]:
    """Documents with answers that came after they were last settled."""
    return list(
        Document.objects.filter(settled_revision__lt=F("answers_revision"))
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )


def counts(campaign: Campaign) -> dict[str, int]:
    """How far a campaign is: documents, sentences, answers given and wanted, gold, still open."""
    return counts_of([campaign])[campaign.pk]


def counts_of(campaigns: Iterable[Campaign]) -> dict[int, dict[str, int]]:
    """The same counts for each of these campaigns, in a constant number of queries."""
    campaigns = list(campaigns)
    of = "sentence__document__campaign"

    def counted(rows: QuerySet[Any], path: str) -> dict[int, int]:
        rows = rows.filter(**{f"{path}__in": campaigns}).order_by()
        return dict(rows.values_list(path).annotate(n=Count("pk")))

    documents = counted(Document.objects.all(), "campaign")
    sentences = counted(Sentence.objects.all(), "document__campaign")
    answers = counted(Annotation.objects.exclude(status=Status.OPEN), of)
    settled = counted(GoldLabel.objects.all(), of)
    return {
        campaign.pk: {
            "documents": documents.get(campaign.pk, 0),
            "sentences": sentences.get(campaign.pk, 0),
            "answers": answers.get(campaign.pk, 0),
            "wanted": sentences.get(campaign.pk, 0) * campaign.overlap,
            "settled": settled.get(campaign.pk, 0),
            "open": sentences.get(campaign.pk, 0) - settled.get(campaign.pk, 0),
        }
        for campaign in campaigns
    }


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one annotator has done so far."""

    member: Membership
    answers: int
    documents: int


def annotators(campaign: Campaign) -> list[Share]:
    """Everybody who may answer, with how much they have."""
    answers = dict(
        Annotation.objects.filter(sentence__document__campaign=campaign)
        .exclude(status=Status.OPEN)
        .values_list("annotator")
        .annotate(n=Count("pk"))
    )
    documents = dict(
        Assignment.objects.filter(document__campaign=campaign, finished_at__isnull=False)
        .values_list("annotator")
        .annotate(n=Count("pk"))
    )
    members = (
        campaign.memberships.filter(role__in=Role.that_annotate(), is_active=True)
        .select_related("person")
        .order_by("person__username")
    )
    return [
        Share(
            member=member,
            answers=answers.get(member.person_id, 0),
            documents=documents.get(member.person_id, 0),
        )
        for member in members
    ]


def settled_counts(documents: Iterable[Document]) -> dict[int, int]:
    """How many sentences of each of these documents have gold, in one query."""
    return dict(
        GoldLabel.objects.filter(sentence__document__in=list(documents))
        .order_by()
        .values_list("sentence__document")
        .annotate(n=Count("pk"))
    )


def answers_by_sentence(document: Document) -> dict[int, int]:
    """How many people have answered each sentence of a document."""
    return dict(
        Annotation.objects.filter(sentence__document=document)
        .exclude(status=Status.OPEN)
        .values_list("sentence")
        .annotate(n=Count("pk"))
    )
