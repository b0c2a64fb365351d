"""The desk: where a person judges sentences."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotator.annotate import queries
from annotator.assign import actions as assign
from annotator.assign import queries as assignments
from annotator.campaigns import queries as campaigns
from annotator.models import Assignment, Label, Membership
from annotator.web.access import annotators_only, members_only


@require_safe
@members_only
@annotators_only
def annotate(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The signed-in annotator's next document, or the one they ask for again by its number."""
    wanted = request.GET.get("document", "")
    if wanted.isdecimal():
        try:
            return _desk(request, membership, queries.assignment(membership, int(wanted)))
        except Assignment.DoesNotExist:
            return redirect("annotate", membership.campaign.slug)
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
                **assignments.place(membership, assignment),
            },
            "desk": {
                "campaign": campaign.slug,
                "annotator": membership.pseudonym,
                "document": document.pk,
                "annotations_url": reverse("api-annotations", args=[campaign.slug]),
                "undo_url": reverse("api-undo", args=[campaign.slug]),
                "next_url": reverse("annotate", args=[campaign.slug]),
                "login_url": reverse("account_login"),
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
