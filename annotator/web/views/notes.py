"""Notes, flags and reasons for skipping: curators reply, annotators read their own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annotator.errors import RuleBroken
from annotator.models import Membership, Person, SkipReason
from annotator.notes import actions, queries
from annotator.notes.queries import Kind, Remark
from annotator.web.access import curators_only, members_only
from annotator.web.blind import masks_of
from annotator.web.campaign_forms import ReplyForm
from annotator.web.words import KINDS, REASONS
from annotator.wording import said

PER_PAGE = 25


@require_safe
@members_only
def notes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everybody's remarks for those who may see answers; an annotator's own for them."""
    return _page(request, membership)


@require_POST
@members_only
@curators_only
def note_reply(request: HttpRequest, membership: Membership, annotation: int) -> HttpResponse:
    """Reply to one of them; a refused reply is shown again with what was written."""
    assert isinstance(request.user, Person)
    found = get_object_or_404(queries.answers(membership), pk=annotation)
    form = ReplyForm(request.POST, prefix=_prefix(annotation))
    if form.is_valid():
        try:
            actions.reply_to_note(
                annotation=found,
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error("text", said(refusal))
        else:
            messages.success(request, _("Your reply is sent to %s.") % found.annotator)
            asked = urlencode(_asked(request))
            address = reverse("notes", args=[membership.campaign.slug])
            return redirect(f"{address}?{asked}" if asked else address)
    return _page(request, membership, refused={annotation: form})


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters that are set and known, and the page."""
    asked = {}
    if (kind := request.GET.get("kind", "")) in Kind and kind != Kind.ALL:
        asked["kind"] = kind
    if (reason := request.GET.get("reason", "")) in SkipReason:
        asked |= {"kind": Kind.SKIPPED.value, "reason": reason}
    if (page := request.GET.get("page", "")).isdecimal():
        asked["page"] = page
    return asked


def _page(
    request: HttpRequest, membership: Membership, refused: dict[int, ReplyForm] | None = None
) -> HttpResponse:
    refused = refused or {}
    asked = _asked(request)
    page_number = asked.pop("page", "1")
    kind, reason = Kind(asked.get("kind", Kind.ALL)), asked.get("reason", "")
    found = queries.remarks(membership, kind=kind, reason=reason)
    page = Paginator(found, PER_PAGE).get_page(page_number)
    shown = list(page.object_list)
    # What was being replied to is shown also where it would not be any more.
    missing = [pk for pk in refused if pk not in {one.pk for one in shown}]
    remarks = queries.told(membership, [*missing, *(one.pk for one in shown)])
    response = render(
        request,
        "notes/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "remarks": _shown(membership, remarks, refused),
            "kind": kind.value,
            "kinds": [
                (one.value, KINDS[one], count) for one, count in queries.counts(membership).items()
            ],
            "reason": reason,
            "reasons": REASONS.items(),
            "query": f"{urlencode(asked)}&" if asked else "",
            "asked": urlencode({**asked, "page": page.number}),
        },
        status=422 if refused else 200,
    )
    if request.method == "GET":
        actions.mark_seen(
            membership=membership,
            replies=[reply for remark in remarks for reply in remark.replies],
            at=timezone.now(),
        )
    return response


def _shown(
    membership: Membership, remarks: list[Remark], refused: dict[int, ReplyForm]
) -> list[dict[str, Any]]:
    mask = masks_of(membership, [one.annotation.sentence.document for one in remarks])
    return [
        {
            "annotation": one.annotation,
            "document": one.annotation.sentence.document,
            "title": mask(one.annotation.sentence.document, one.annotation.sentence.document.title),
            "before": mask(one.annotation.sentence.document, one.before),
            "sentence": mask(one.annotation.sentence.document, one.sentence),
            "after": mask(one.annotation.sentence.document, one.after),
            "reason": REASONS.get(one.annotation.reason, ""),
            "replies": one.replies,
            "form": refused.get(one.annotation.pk)
            or (ReplyForm(prefix=_prefix(one.annotation.pk)) if membership.can_curate else None),
        }
        for one in remarks
    ]


def _prefix(annotation: int) -> str:
    """So that each form of the page has ids of its own."""
    return f"reply-{annotation}"
