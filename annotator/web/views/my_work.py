"""An annotator's home: their documents, their pace, what they are to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotator.annotate import queries as annotate
from annotator.campaigns import queries as campaigns
from annotator.gold import queries as gold
from annotator.models import Membership
from annotator.notes import actions as notes
from annotator.notes import queries as remarks
from annotator.web import plots
from annotator.web.access import annotators_only, members_only
from annotator.web.blind import masks_of
from annotator.web.words import STATES

PER_PAGE = 20
# Replies, and sentences that were flagged or skipped: the newest; the others are on the notes page.
SHOWN = 5


@require_safe
@members_only
@annotators_only
def my_work(request: HttpRequest, membership: Membership) -> HttpResponse:
    at = timezone.now()
    page = Paginator(campaigns.documents_of(membership), PER_PAGE).get_page(request.GET.get("page"))
    held = campaigns.held(page.object_list)
    replies = list(remarks.replies_to(membership)[:SHOWN])
    all_marked = remarks.marked_by(membership)
    marked = remarks.told(membership, all_marked.values_list("pk", flat=True)[:SHOWN])
    mask = masks_of(
        membership,
        [
            *(one.assignment.document for one in held),
            *(one.annotation.sentence.document for one in replies),
            *(one.annotation.sentence.document for one in marked),
        ],
    )
    response = render(
        request,
        "my_work/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "held": [
                {
                    "document": one.assignment.document,
                    "title": mask(one.assignment.document, one.assignment.document.title),
                    "state": one.state.value,
                    "words": STATES[one.state],
                    "answered": one.answered,
                    "sentences": one.sentences,
                    "finished_at": one.assignment.finished_at,
                }
                for one in held
            ],
            "counts": gold.counts(membership.campaign),
            "pace": annotate.pace(membership, at=at),
            "days": plots.days(campaigns.last_days(membership, at=at)),
            "unread": campaigns.unread_guideline(membership),
            "replies": [
                {
                    "reply": reply,
                    "annotation": reply.annotation,
                    "document": reply.annotation.sentence.document,
                    "sentence": mask(
                        reply.annotation.sentence.document,
                        reply.quote,  # type: ignore[attr-defined]
                    ),
                }
                for reply in replies
            ],
            "marked": [
                {
                    "annotation": one.annotation,
                    "document": one.annotation.sentence.document,
                    "sentence": mask(one.annotation.sentence.document, one.sentence),
                }
                for one in marked
            ],
            "marked_count": all_marked.count(),
        },
    )
    if request.method == "GET":
        notes.mark_seen(membership=membership, replies=replies, at=at)
    return response
