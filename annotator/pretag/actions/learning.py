"""A campaign's own tagger: asked for, learned, stored. Nobody uses it before a curator chooses it."""

from datetime import datetime
from typing import Any

from annotator.jobs.actions import open_job
from annotator.jobs.values import Work
from annotator.models import Campaign, Job, LearnedModel, Person
from annotator.pretag import queries
from annotator.pretag.learned.adapting import Adapted, adapt
from annotator.pretag.refusals import TooLittleGold


def request_learning(*, campaign: Campaign, by: Person | None, at: datetime) -> Job:
    """Open the job that learns from the campaign's gold; the same gold again is the same job.

    Raises TooLittleGold.
    """
    if needed := queries.learnable(campaign).needed:
        raise TooLittleGold(needed)
    return open_job(
        campaign=campaign,
        kind=Job.Kind.LEARN,
        key=queries.learning_key(campaign),
        work=[Work(payload={"campaign": campaign.pk}, items=1)],
        by=by,
        at=at,
    )


def learn(payload: dict[str, Any]) -> Adapted:
    """Learn from the gold there is now. Takes minutes where there is much; writes nothing."""
    return adapt(queries.gold_documents(Campaign.objects.get(pk=payload["campaign"])))


def store_learned(adapted: Adapted, *, job: int, at: datetime) -> LearnedModel:
    """Store what was learned; the job has one model, however often it is done."""
    asked = Job.objects.get(pk=job)
    return LearnedModel.objects.create(
        campaign=asked.campaign,
        job=asked,
        version=adapted.version,
        settings_hash=adapted.digest,
        files=adapted.files,
        card=adapted.card,
        report=adapted.report,
        taught_by=[int(name) for name in adapted.taught_by],
        sentences=adapted.sentences,
        asked_by=asked.opened_by,
        made_at=at,
    )
