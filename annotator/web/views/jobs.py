"""Jobs: what is being worked on, how far it is, what went wrong."""

from collections.abc import Iterable
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
from annotator.jobs.values import Progress
from annotator.models import Chunk, Intake, Job, LearnedModel, Membership, Person
from annotator.pretag.queries import is_known, is_remote
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.wording import said

MOST_PROBLEMS = 200


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
    taggers = _taggers(page.object_list)
    return render(
        request,
        "jobs/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "rows": [(job, progress[job.pk], taggers.get(job.pk, "")) for job in page.object_list],
            "leaves": is_remote(membership.campaign.tagger),
            "is_anyone_working": queries.is_anyone_working(at=timezone.now()),
        },
    )


@require_safe
@members_only
@not_for_annotators
def job(request: HttpRequest, membership: Membership, job: int) -> HttpResponse:
    found = _job(membership, job)
    context = job_context(found)
    tagger = _taggers([found]).get(found.pk, "")
    return render(
        request,
        "job/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "usage": queries.usage(found),
            "tagger": tagger,
            "learned": LearnedModel.objects.filter(job=found).only("pk").first(),
            "is_known": is_known(membership.campaign, tagger),
            "can_retry": _can_retry(found, context["progress"]),
            **_problems(found),
            **context,
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


def _can_retry(job: Job, progress: Progress) -> bool:
    """Whether something of it can be tried again: not where what a file brought was taken out."""
    intake = getattr(job, "intake", None)
    left = progress.failed or progress.cancelled or (progress.is_over and progress.refused)
    return bool(left) and not (intake and intake.undone_at)


def _problems(job: Job) -> dict[str, Any]:
    """What went wrong, by reason: what it befell. The first there are, and how many in all."""
    first = list(job.problems.values_list("reason", "item").order_by("pk")[:MOST_PROBLEMS])
    by_reason: dict[str, list[str]] = {}
    for reason, item in first:
        by_reason.setdefault(reason, []).append(item)
    return {
        "problems": list(by_reason.items()),
        "problems_shown": len(first),
        "problems_count": job.problems.count(),
    }


def _taggers(jobs: Iterable[Job]) -> dict[int, str]:
    """The tagger of each job that pre-tags, by the job's id."""
    chunks = Chunk.objects.filter(job__in=[one for one in jobs if one.kind == Job.Kind.PRETAG])
    return dict(chunks.filter(number=0).order_by().values_list("job", "payload__tagger"))


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
