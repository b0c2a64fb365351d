"""The desk: where a person judges sentences."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotator.annotate import queries
from annotator.assign import actions as assign
from annotator.assign import queries as assignments
from annotator.campaigns import queries as campaigns
from annotator.models import Assignment, Document, Label, Membership
from annotator.web.access import annotators_only, members_only


@require_safe
@members_only
@annotators_only
def annotate(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The signed-in annotator's next document, or the one they ask for again by its number."""
    wanted = request.GET.get("document", "")
    if wanted.isdecimal():
        assignment = _wanted(membership, int(wanted))
        if assignment is None:
            messages.info(request, "That article has its annotators. Here is the next one for you.")
            return redirect("annotate", membership.campaign.slug)
        return _desk(request, membership, assignment)
    assignment = assign.next_for(membership=membership, at=timezone.now())
    if assignment is None:
        return render(
            request,
            "desk/empty.html",
            {
                "campaign": membership.campaign,
                "membership": membership,
                "reason": assignments.why_nothing(membership),
                "finished": assignments.of_annotator(membership),
            },
        )
    return _desk(request, membership, assignment)


def _wanted(membership: Membership, document: int) -> Assignment | None:
    """The seat at a document that is asked for by its number.

    Annotators get back to what they were given; curators may also sit down anywhere.
    """
    try:
        return queries.assignment(membership, document)
    except Assignment.DoesNotExist:
        found = Document.objects.filter(pk=document, campaign=membership.campaign).first()
        if found is None or not membership.can_curate:
            return None
        return assign.reserve(membership=membership, document=found, at=timezone.now())


def _desk(request: HttpRequest, membership: Membership, assignment: Assignment) -> HttpResponse:
    campaign, document = membership.campaign, assignment.document
    labels = [_label(label) for label in campaigns.labels(campaign)]
    desk = queries.desk(assignment)
    sentences = [one.to_json(document.text) for one in desk]
    paragraphs = [
        {"role": role, "sentences": [sentences[one.sentence.index] for one in group]}
        for (_, role), group in groupby(
            desk, key=lambda one: (one.sentence.paragraph, one.sentence.role)
        )
    ]
    answered = sum(one["status"] != "open" for one in sentences)
    return render(
        request,
        "desk/page.html",
        {
            "campaign": campaign,
            "membership": membership,
            "document": document,
            "labels": labels,
            "paragraphs": paragraphs,
            "progress": {
                "answered": answered,
                "total": len(sentences),
                **assignments.place(membership, assignment, at=timezone.now()),
            },
            "desk": {
                "campaign": campaign.slug,
                "annotator": membership.pseudonym,
                "document": document.pk,
                "annotations_url": reverse("api-annotations", args=[campaign.slug]),
                "undo_url": reverse("api-undo", args=[campaign.slug]),
                "next_url": reverse("annotate", args=[campaign.slug]),
                "login_url": f"{reverse('account_login')}?next={request.get_full_path()}",
                "labels": labels,
                "assistance": assignment.assistance,
                "sentences": sentences,
            },
        },
    )


def _label(label: Label) -> dict[str, Any]:
    return {
        "id": label.code,
        "key": str(label.position),
        "letter": label.letter,
        "name": label.name,
        "definition": label.definition,
    }
