"""Jobs: what is being worked on, how far it is, what went wrong."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.jobs import actions, queries
from annotator.models import Intake, Job, Membership, Person
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.wording import said


def job_context(job: Job | None) -> dict[str, Any]:
    """What `job/_progress.html` needs."""
    if job is None:
        return {"job": None}
    return {
        "job": job,
        "progress": queries.progress(job),
        "is_anyone_working": queries.is_anyone_working(at=timezone.now()),
    }


@require_safe
@members_only
@curators_only
def jobs(request: HttpRequest, membership: Membership) -> HttpResponse:
    page = Paginator(
        Job.objects.filter(campaign=membership.campaign).select_related(
            "opened_by", "intake", "undone_intake"
        ),
        50,
    ).get_page(request.GET.get("page"))
    progress = queries.progress_of(page.object_list)
    return render(
        request,
        "jobs/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "rows": [(job, progress[job.pk]) for job in page.object_list],
            "is_anyone_working": queries.is_anyone_working(at=timezone.now()),
        },
    )


@require_safe
@members_only
@not_for_annotators
def job(request: HttpRequest, membership: Membership, job: int) -> HttpResponse:
    found = _job(membership, job)
    return render(
        request,
        "job/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "problems": found.problems.all()[:200],
            "usage": queries.usage(found),
            **job_context(found),
        },
    )


@require_safe
@members_only
@not_for_annotators
def job_progress(request: HttpRequest, membership: Membership, job: int) -> HttpResponse:
    """The progress bar by itself, for htmx; once the job is over, the page asks for its results."""
    found = _job(membership, job)
    response = render(
        request,
        "job/_progress.html",
        {"campaign": membership.campaign, "membership": membership, **job_context(found)},
    )
    if found.finished_at:
        stop = HttpResponseStopPolling(response.content)
        stop["HX-Trigger"] = "job-over"
        return stop
    return response


@require_POST
@members_only
@curators_only
def job_cancel(request: HttpRequest, membership: Membership, job: int) -> HttpResponse:
    assert isinstance(request.user, Person)
    found = _job(membership, job)
    try:
        actions.cancel(job=found, by=request.user, at=timezone.now())
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    return redirect(_followed_at(found))


@require_POST
@members_only
@curators_only
def job_retry(request: HttpRequest, membership: Membership, job: int) -> HttpResponse:
    assert isinstance(request.user, Person)
    found = _job(membership, job)
    try:
        tasks.retry(job=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    return redirect(_followed_at(found))


@require_POST
@members_only
@curators_only
def pretag(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Pre-tag whatever has no suggestions yet."""
    assert isinstance(request.user, Person)
    try:
        opened = tasks.pretag_missing(campaign=membership.campaign, by=request.user)
    except RuleBroken as refusal:
        messages.info(request, said(refusal))
        return redirect("jobs", membership.campaign.slug)
    return redirect(opened)


def _job(membership: Membership, job: int) -> Job:
    return get_object_or_404(
        Job.objects.select_related("campaign", "opened_by", "intake", "undone_intake"),
        pk=job,
        campaign=membership.campaign,
    )


def _followed_at(job: Job) -> Job | Intake:
    """What the job is watched by: the file it reads or takes out, or itself."""
    intake = getattr(job, "intake", None) or getattr(job, "undone_intake", None)
    return intake or job
