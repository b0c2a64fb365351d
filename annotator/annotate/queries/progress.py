"""How far an annotator is, and how fast."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, Max, OuterRef, Q, Sum
from django.utils import timezone

from annotator.models import Annotation, Assignment, Guideline, Membership, Sentence, Status


def progress(assignment: Assignment) -> dict[str, Any]:
    """How far this annotator is with this document, and whether anything can still be changed."""
    counts = (
        Sentence.objects.filter(document=assignment.document_id)
        .annotate(
            own=FilteredRelation(
                "annotations", condition=Q(annotations__annotator=assignment.annotator_id)
            )
        )
        .aggregate(
            total=Count("pk"),
            answered=Count("own", filter=Q(own__status__in=set(Status) - {Status.OPEN})),
        )
    )
    return {
        "answered": counts["answered"],
        "total": counts["total"],
        "is_finished": assignment.finished_at is not None,
        "is_locked": assignment.document.locked_at is not None,
    }


def pace(membership: Membership, *, at: datetime) -> dict[str, Any]:
    """How many sentences this person answered today in this campaign, and in how many active
    seconds each on average."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    # Most people are in one campaign only: then nothing has to be looked up for each answer.
    elsewhere = Membership.objects.filter(person=membership.person_id).exclude(pk=membership.pk)
    here = Sentence.objects.filter(
        pk=OuterRef("sentence"), document__campaign=membership.campaign_id
    )
    done = (
        Annotation.objects.filter(annotator=membership.person_id, answered_at__gte=today)
        .exclude(status=Status.OPEN)
        .filter(~Exists(elsewhere) | Exists(here))
        .aggregate(sentences=Count("pk"), ms=Sum("active_ms"))
    )
    sentences = done["sentences"]
    seconds = round((done["ms"] or 0) / 1000 / sentences, 1) if sentences else 0
    return {"sentences": sentences, "seconds": seconds}


def guideline(membership: Membership) -> dict[str, int]:
    """The version of the guideline in force, and the one this person has said to have read."""
    in_force = Guideline.objects.filter(campaign=membership.campaign_id).aggregate(
        version=Max("version")
    )
    return {"version": in_force["version"] or 0, "read": membership.guideline_read}
