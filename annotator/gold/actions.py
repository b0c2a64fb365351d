"""Gold labels are settled."""

from datetime import datetime

from django.db import transaction

from annotator.gold import queries, vote
from annotator.models import Document, GoldLabel


@transaction.atomic
def settle(*, document_id: int, at: datetime) -> int:
    """Settle every sentence of a document from the answers as they stand; how many have gold.

    May be run at any time and any number of times. A gold label whose answers no longer agree
    is withdrawn; one that a person adjudicated is left alone.
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .get(pk=document_id)
    )
    settled = _settle_sentences(document, at=at)
    GoldLabel.objects.filter(sentence__document=document).exclude(
        method=GoldLabel.Method.ADJUDICATED
    ).exclude(sentence__in=settled).delete()
    Document.objects.filter(pk=document.pk).update(settled_revision=document.answers_revision)
    return GoldLabel.objects.filter(sentence__document=document).count()


def _settle_sentences(document: Document, *, at: datetime) -> list[int]:
    """Write the gold of each sentence that its annotators answered alike; which those are."""
    present = queries.gold_of(document)
    settled: list[int] = []
    for sentence, ballots in queries.ballots(document).items():
        gold = present.get(sentence)
        if gold is not None and gold.method == GoldLabel.Method.ADJUDICATED:
            continue
        verdict = vote.unanimous(ballots, overlap=document.campaign.overlap)
        if verdict is None:
            continue
        settled.append(sentence)
        values = {
            "labels": list(verdict.labels),
            "is_article_text": verdict.is_article_text,
            "method": GoldLabel.Method.UNANIMOUS,
            "answers": verdict.answers,
        }
        if gold is None or any(getattr(gold, name) != value for name, value in values.items()):
            GoldLabel.objects.update_or_create(
                sentence_id=sentence, defaults={**values, "settled_at": at}
            )
    return settled
