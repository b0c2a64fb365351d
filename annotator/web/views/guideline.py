"""The guideline: read by all, acknowledged by those who annotate, revised by curators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotator.campaigns import actions, queries
from annotator.campaigns.changes import changes
from annotator.errors import RuleBroken
from annotator.models import Guideline, Membership, Person
from annotator.web.access import annotators_only, curators_only, members_only
from annotator.web.addresses import next_address
from annotator.web.campaign_forms import GuidelineForm
from annotator.web.decision_card import card
from annotator.wording import said


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
    in_force = versions[0] if versions else None
    unread = queries.unread_guideline(membership) if shown == in_force else None
    return render(
        request,
        "guideline/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "guideline": shown,
            "in_force": in_force,
            "versions": versions,
            "steps": card(queries.labels(membership.campaign)),
            "unread": unread,
            "changes": _since(versions, membership.guideline_read) if unread else None,
            "next": next_address(request),
        },
    )


@require_safe
@members_only
def guideline_changes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What differs between two versions; without `from` and `to`, the last two."""
    versions = queries.guidelines(membership.campaign)
    if not versions:
        raise Http404
    newer = _version(versions, request.GET.get("to", ""), versions[0])
    before = [one for one in versions if one.version < newer.version]
    older = _version(versions, request.GET.get("from", ""), before[0] if before else newer)
    return render(
        request,
        "guideline_changes/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "versions": versions,
            "older": older,
            "newer": newer,
            "changes": changes(older.text, newer.text),
            "unread": queries.unread_guideline(membership) if newer == versions[0] else None,
            "next": next_address(request),
        },
    )


@require_POST
@members_only
@annotators_only
def guideline_acknowledge(request: HttpRequest, membership: Membership) -> HttpResponse:
    """“I have read it”, of the version that was shown."""
    version = request.POST.get("version", "")
    try:
        actions.acknowledge_guideline(
            membership=membership, version=int(version) if version.isdecimal() else 0
        )
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
        return redirect("guideline", membership.campaign.slug)
    if onward := next_address(request):
        return redirect(onward)  # to the desk, where nothing shall stand above the article
    messages.success(request, _("Noted: you have read version %s.") % version)
    return redirect("my_work", membership.campaign.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def guideline_edit(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Revising it: looked at first or saved at once, as the button that was pressed says."""
    assert isinstance(request.user, Person)
    current = queries.guideline(membership.campaign)
    initial = {"text": current.text if current else "", "base": _number(current)}
    form = GuidelineForm(request.POST or None, initial=initial)
    is_preview = request.POST.get("do") == "preview"
    if request.method == "POST" and form.is_valid() and not is_preview:
        try:
            saved = actions.revise_guideline(
                campaign=membership.campaign,
                text=form.cleaned_data["text"],
                base=form.cleaned_data["base"],
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error("text", said(refusal))
            # What is saved next is saved over the version that the page now shows beside it.
            form.data = {**form.data, "text": form.data["text"], "base": _number(current)}
        else:
            messages.success(request, _("Version %s is in force.") % saved.version)
            return redirect("guideline", membership.campaign.slug)
    text = form.cleaned_data.get("text") if form.is_bound else None
    return render(
        request,
        "guideline_edit/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "form": form,
            "in_force": current,
            "preview": text,
            "changes": changes(current.text, f"{text.strip()}\n") if text and current else None,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _number(version: Guideline | None) -> int:
    return version.version if version else 0


def _version(versions: list[Guideline], wanted: str, default: Guideline) -> Guideline:
    if not wanted:
        return default
    found = next((one for one in versions if str(one.version) == wanted), None)
    if found is None:
        raise Http404
    return found


def _since(versions: list[Guideline], read: int) -> object:
    """What changed since the version that was read last; None when none was."""
    last = next((one for one in versions if one.version == read), None)
    return changes(last.text, versions[0].text) if last else None
