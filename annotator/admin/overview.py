"""The first page: what a curator wants to know, and finding things by name."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from unfold.dataclasses import SearchResult

from annotator.admin import cells
from annotator.admin.panel import person
from annotator.gold import queries as gold
from annotator.jobs import queries as jobs
from annotator.models import Campaign, Document, Person

SHOWN = 20
FOUND = 8


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Campaigns with their progress, running jobs, problems, whether a worker is there."""
    user = person(request)
    campaigns = (
        list(Campaign.objects.order_by("-pk")[:SHOWN])
        if user.has_perm("annotator.view_campaign")
        else []
    )
    counts = gold.counts_of(campaigns)
    may_see_jobs = user.has_perm("annotator.view_job")
    running = jobs.running() if may_see_jobs else []
    progress = jobs.progress_of(running)
    return {
        **context,
        "title": "Overview",
        "may_see_jobs": may_see_jobs,
        "campaigns": [_campaign(campaign, counts[campaign.pk]) for campaign in campaigns],
        "running": [
            {
                "job": job,
                "bar": cells.progress(progress[job.pk].done, progress[job.pk].total, of="done"),
            }
            for job in running
        ],
        "problems": jobs.latest_problems() if may_see_jobs else [],
        "is_anyone_working": jobs.is_anyone_working(at=timezone.now()),
    }


def _campaign(campaign: Campaign, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "documents": counts["documents"],
        "answers": cells.progress(counts["answers"], counts["wanted"], of="answers"),
        "gold": cells.progress(counts["settled"], counts["sentences"], of="settled"),
    }


def find(request: HttpRequest, term: str) -> list[SearchResult]:
    """The first few campaigns, people and documents of that name, for the search box."""
    user = person(request)
    found: list[SearchResult] = []
    if user.has_perm("annotator.view_campaign"):
        for campaign in Campaign.objects.filter(name__icontains=term)[:FOUND]:
            found.append(_result("campaign", campaign.pk, campaign.name, "forum"))
    if user.has_perm("annotator.view_person"):
        for pk, name in Person.objects.filter(username__icontains=term).values_list(
            "pk", "username"
        )[:FOUND]:
            found.append(_result("person", pk, name, "person"))
    if user.has_perm("annotator.view_document"):
        for pk, title in Document.objects.filter(title__icontains=term).values_list("pk", "title")[
            :FOUND
        ]:
            found.append(_result("document", pk, title, "article"))
    return found


def _result(model: str, pk: int, title: str, icon: str) -> SearchResult:
    address = reverse(f"admin:annotator_{model}_change", args=[pk])
    return SearchResult(title=title, description=model, link=address, icon=icon)
