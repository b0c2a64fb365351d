"""The overview of a campaign: how far it is, what comes next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotator.campaigns import queries as campaigns
from annotator.gold import queries as gold
from annotator.jobs import queries as jobs
from annotator.models import Job, Membership
from annotator.web.access import members_only


@require_safe
@members_only
def campaign(request: HttpRequest, membership: Membership) -> HttpResponse:
    if not membership.can_see_answers:
        return redirect("my_work", membership.campaign.slug)
    campaign = membership.campaign
    at = timezone.now()
    running = list(Job.objects.filter(campaign=campaign, finished_at__isnull=True)[:5])
    progress = jobs.progress_of(running)
    return render(
        request,
        "campaign/page.html",
        {
            "campaign": campaign,
            "membership": membership,
            "counts": gold.counts(campaign),
            "annotators": gold.annotators(campaign) if membership.can_curate else [],
            "labels": campaigns.labels(campaign),
            "running": [(job, progress[job.pk]) for job in running],
            "is_anyone_working": jobs.is_anyone_working(at=at),
        },
    )
