"""The guideline: read by all, revised by curators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from annotator.campaigns import actions, queries
from annotator.models import Membership, Person
from annotator.web.access import curators_only, members_only
from annotator.web.forms import GuidelineForm


@require_safe
@members_only
def guideline(
    request: HttpRequest, membership: Membership, version: int | None = None
) -> HttpResponse:
    """The guideline in force, or an earlier version of it."""
    versions = queries.guidelines(membership.campaign)
    shown = next((one for one in versions if version in (None, one.version)), None)
    if version is not None and shown is None:
        raise Http404
    return render(
        request,
        "guideline/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "guideline": shown,
            "versions": versions,
            "labels": queries.labels(membership.campaign),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def guideline_edit(request: HttpRequest, membership: Membership) -> HttpResponse:
    assert isinstance(request.user, Person)
    current = queries.guideline(membership.campaign)
    form = GuidelineForm(request.POST or None, initial={"text": current.text if current else ""})
    if request.method == "POST" and form.is_valid():
        saved = actions.revise_guideline(
            campaign=membership.campaign,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"Version {saved.version} is in force.")
        return redirect("guideline", membership.campaign.slug)
    return render(
        request,
        "guideline_edit/page.html",
        {"campaign": membership.campaign, "membership": membership, "form": form},
    )
