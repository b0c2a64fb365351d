"""Taggers: which there are, how good each is, what a curator does with them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.jobs import queries as jobs
from annotator.models import Campaign, Job, Membership, Person
from annotator.pretag import actions, judging
from annotator.pretag import queries as pretag
from annotator.pretag.judging import Figure
from annotator.pretag.learned.gold import LABELS
from annotator.web import verdicts
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.wording import said

LEARNED = ("accuracy", "macro F1", *(f"F1 {label}" for label in LABELS), "calibration error")


@require_safe
@members_only
@not_for_annotators
def taggers(request: HttpRequest, membership: Membership) -> HttpResponse:
    campaign = membership.campaign
    running = list(
        Job.objects.filter(
            campaign=campaign, kind__in=[Job.Kind.PRETAG, Job.Kind.LEARN], finished_at=None
        ).order_by("kind", "-pk")[:5]
    )
    progress = jobs.progress_of(running)
    known = pretag.comparable(campaign)
    return render(
        request,
        "taggers/page.html",
        {
            "campaign": campaign,
            "membership": membership,
            "running": [(job, progress[job.pk]) for job in running],
            "is_learning": any(job.kind == Job.Kind.LEARN for job in running),
            "is_anyone_working": jobs.is_anyone_working(at=timezone.now()),
            "is_lost": all(one.name != campaign.tagger for one in known),
            "taggers": known,
            "gold": pretag.learnable(campaign),
            "models": [_learned(one) for one in known if one.learned],
            **_table(campaign, known),
        },
    )


def _table(campaign: Campaign, known: list[pretag.Known]) -> dict[str, Any]:
    """A row for each tagger: how far it is and how good."""
    rows = pretag.rows_of(known)
    covered = pretag.covered(campaign, rows)
    sample = pretag.against_gold(campaign, rows)
    return {
        "has_gold": sample.sentences > 0,
        "is_cut": sample.is_cut,
        # To be compared with the campaign's: whichever there is most to see of.
        "second": max(
            (one.name for one in known if one.name != campaign.tagger),
            key=lambda name: covered[name].documents,
        ),
        "rows": [
            {
                "tagger": one,
                "is_chosen": one.name == campaign.tagger,
                "covered": covered[one.name],
                "taught": sample.taught[one.name],
                "overall": judging.overall(sample.by[one.name].tagged()),
            }
            for one in known
        ],
    }


def _learned(one: pretag.Known) -> dict[str, Any]:
    """A model of the campaign's own: what it is, beside the one that it started from."""
    assert one.learned is not None
    report = one.learned.report
    differences = report.get("differences", {})
    old, new = report.get("old", {}), report.get("new", {})
    return {
        "tagger": one,
        "model": one.learned,
        "report": report,
        "verdict": verdicts.told(judging.verdict(differences)),
        "figures": [
            (name, _figure(old, name), _figure(new, name), Figure(**_ends(differences[name])))
            for name in LEARNED
            if name in differences
        ],
    }


def _figure(report: Mapping[str, Any], name: str) -> Figure:
    low, high = report.get("intervals", {}).get(name) or (None, None)
    return Figure(value=report.get("figures", {}).get(name), low=low, high=high)


def _ends(difference: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("value", "low", "high"), difference, strict=True))


@require_POST
@members_only
@curators_only
def tagger_run(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Have a tagger go over the documents that it has not been over."""
    assert isinstance(request.user, Person)
    try:
        job = tasks.pretag_missing(
            campaign=membership.campaign, by=request.user, tagger=request.POST.get("tagger", "")
        )
    except RuleBroken as refusal:
        return _refused(request, membership, refusal)
    return redirect(job)


@require_POST
@members_only
@curators_only
def tagger_choose(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Make a tagger the one whose suggestions are shown."""
    assert isinstance(request.user, Person)
    name = request.POST.get("tagger", "")
    try:
        actions.choose(
            campaign=membership.campaign, tagger=name, by=request.user, at=timezone.now()
        )
    except RuleBroken as refusal:
        return _refused(request, membership, refusal)
    messages.success(
        request, _("The suggestions are those of “{name}” from now on.").format(name=name)
    )
    chosen = {one.name: one for one in pretag.known(membership.campaign)}[name]
    covered = pretag.covered(membership.campaign, pretag.rows_of([chosen]))[name]
    if covered.missing:
        missing = ngettext(
            "It has not been over {count} document yet, which has no suggestions until you run it.",
            "It has not been over {count} documents yet, which have no suggestions until you run it.",
            covered.missing,
        )
        messages.warning(request, missing.format(count=covered.missing))
    return redirect("taggers", membership.campaign.slug)


@require_POST
@members_only
@curators_only
def tagger_learn(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Have a tagger of the campaign's own learn from its gold."""
    assert isinstance(request.user, Person)
    try:
        job = tasks.learn(campaign=membership.campaign, by=request.user)
    except RuleBroken as refusal:
        return _refused(request, membership, refusal)
    return redirect(job)


def _refused(request: HttpRequest, membership: Membership, refusal: RuleBroken) -> HttpResponse:
    messages.warning(request, said(refusal))
    return redirect("taggers", membership.campaign.slug)
