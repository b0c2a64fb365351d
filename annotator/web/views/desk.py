"""The desk: where a person judges sentences."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotator.annotate import queries
from annotator.assign import actions as assign
from annotator.assign import queries as assignments
from annotator.campaigns import queries as campaigns
from annotator.campaigns import scheme
from annotator.models import Assignment, Document, Label, Membership, Person, SkipReason
from annotator.web import desk_keys, desk_words
from annotator.web.access import annotators_only, members_only

# So many of one's documents are listed where nothing is left to do.
NEWEST = 20


@require_safe
@members_only
@annotators_only
def annotate(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The signed-in annotator's next document, or the one they ask for again by its number.

    With `after`, the one that comes once that document is handed in: the desk fetches it ahead.
    Who has yet to read the guideline in force is led there first.
    """
    guideline = queries.guideline(membership)
    slug = membership.campaign.slug
    if guideline["read"] < guideline["version"]:
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('guideline', args=[slug])}?{back}")
    wanted, after = request.GET.get("document", ""), request.GET.get("after", "")
    if wanted.isdecimal():
        assignment = _wanted(membership, int(wanted))
        if assignment is None:
            messages.info(
                request, _("That article has its annotators. Here is the next one for you.")
            )
            return redirect("annotate", slug)
    else:
        assignment = assign.next_for(
            membership=membership,
            at=timezone.now(),
            after=int(after) if after.isdecimal() else None,
        )
    if assignment is None:
        return render(request, "desk/empty.html", _nothing(membership))
    assert isinstance(request.user, Person)
    page = _desk(membership, assignment, guideline, keys=request.user.keys)
    return render(request, "desk/page.html", page)


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


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a page may tell of a document; with the source hidden, its outlet is masked."""

    pk: int
    title: str


@dataclass(frozen=True, kw_only=True)
class _Held:
    document_id: int
    document: _Told


def _nothing(membership: Membership) -> dict[str, Any]:
    campaign = membership.campaign
    # The whole list is on the page of one's own work.
    held = assignments.of_annotator(membership).order_by("-pk")[:NEWEST]
    return {
        "campaign": campaign,
        "membership": membership,
        "reason": assignments.why_nothing(membership),
        "finished": [
            _Held(document_id=one.document_id, document=_told(membership, one)) for one in held
        ],
    }


def _told(membership: Membership, assignment: Assignment) -> _Told:
    title = queries.shown_title(membership.campaign, assignment)
    return _Told(pk=assignment.document_id, title=title)


def _desk(
    membership: Membership,
    assignment: Assignment,
    guideline: dict[str, int],
    *,
    keys: dict[str, str],
) -> dict[str, Any]:
    campaign, at = membership.campaign, timezone.now()
    labels = [_label(label) for label in campaigns.labels(campaign)]
    desk = queries.desk(campaign, assignment)
    sentences = [one.to_json() for one in desk.sentences]
    answered = sum(one["status"] != "open" for one in sentences)
    return {
        "campaign": campaign,
        "membership": membership,
        "document": _told(membership, assignment),
        "byline": _byline(membership, assignment),
        "labels": labels,
        "paragraphs": [
            {"role": role, "sentences": [sentences[one.sentence.index] for one in group]}
            for (_number, role), group in groupby(
                desk.sentences, key=lambda one: (one.sentence.paragraph, one.sentence.role)
            )
        ],
        "progress": {
            "answered": answered,
            "total": len(sentences),
            **assignments.place(membership, assignment, at=at),
        },
        "desk": {
            **_addresses(campaign.slug, assignment.document_id),
            "campaign": campaign.slug,
            "annotator": membership.pseudonym,
            "document": assignment.document_id,
            "labels": labels,
            "spans": campaign.spans,
            "reasons": [{"id": one.value, "name": str(one.label)} for one in SkipReason],
            "commands": desk_keys.as_json(),
            "keys": keys,
            "words": desk_words.words(),
            "assistance": assignment.assistance,
            "is_finished": assignment.finished_at is not None,
            "is_locked": assignment.document.locked_at is not None,
            "sentences": sentences,
            "history": desk.history,
            "pace": queries.pace(membership, at=at),
            "guideline": {**guideline, "url": reverse("guideline", args=[campaign.slug])},
        },
    }


def _addresses(slug: str, document: int) -> dict[str, str]:
    again = f"{reverse('annotate', args=[slug])}?{urlencode({'document': document})}"
    return {
        "annotations_url": reverse("api-annotations", args=[slug]),
        "undo_url": reverse("api-undo", args=[slug]),
        "redo_url": reverse("api-redo", args=[slug]),
        "finish_url": reverse("api-finish", args=[slug]),
        "reopen_url": reverse("api-reopen", args=[slug]),
        "next_url": reverse("annotate", args=[slug]),
        "login_url": f"{reverse('account_login')}?{urlencode({'next': again})}",
    }


def _byline(membership: Membership, assignment: Assignment) -> dict[str, Any] | None:
    """Who published the article, by whom and when; None while that is hidden."""
    if queries.is_source_hidden(membership.campaign, assignment):
        return None
    document = assignment.document
    return {
        "outlet": document.outlet.name if document.outlet else "",
        "authors": ", ".join(document.authors),
        "published": document.published,
        "url": document.url,
    }


def _label(label: Label) -> dict[str, Any]:
    return {
        "id": label.code,
        "key": str(label.position),
        "letter": label.letter,
        "name": label.name,
        "definition": label.definition,
        "examples": list(scheme.examples(label.code)),
    }
