"""Documents: the list, one of them, adding some, putting a line back."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotator import tasks
from annotator.annotate import actions as annotate
from annotator.campaigns import queries as campaigns
from annotator.errors import RuleBroken
from annotator.gold import queries as gold
from annotator.ingest import actions, queries
from annotator.ingest.values import REASONS
from annotator.models import Document, Intake, Line, Membership, Person
from annotator.pretag import queries as pretag
from annotator.pretag.language import is_known
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.web.forms import AddDocumentForm, AddFilesForm
from annotator.web.views.intakes import take_in
from annotator.web.views.jobs import job_context
from annotator.wording import said

FACTS = {
    "title": gettext_lazy("Headline"),
    "outlet": gettext_lazy("Outlet"),
    "published": gettext_lazy("Published"),
    "authors": gettext_lazy("By"),
    "url": gettext_lazy("Address"),
    "language": gettext_lazy("Language"),
}


@require_safe
@members_only
@not_for_annotators
def documents(request: HttpRequest, membership: Membership) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:200]
    found = queries.documents(membership.campaign, search=search)
    intake = _named_intake(request, membership)
    if intake:
        found = found.filter(intake=intake)
    asked = {"q": search, "intake": intake.pk if intake else ""}
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(
        request,
        "documents/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "search": search,
            "intake": intake,
            "query": urlencode({name: value for name, value in asked.items() if value}),
            "without_intake": urlencode({"q": search}) if search else "",
        },
    )


@require_safe
@members_only
@not_for_annotators
def document(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    """An article with its suggestions, what was settled, and what became of each line."""
    found = get_object_or_404(
        Document.objects.select_related(
            "campaign", "outlet", "original", "intake", "superseded_by", "locked_by"
        ).defer("original__content", "superseded_by__text"),
        pk=document,
        campaign=membership.campaign,
    )
    # The job before its results: a page that calls it done has them.
    job = job_context(pretag.job_of(found))
    return render(
        request,
        "document/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "document": found,
            "paragraphs": _paragraphs(found),
            "overlap": membership.campaign.overlap,
            "is_withheld": not is_known(found.language),
            "facts": [(FACTS[fact.field], fact) for fact in queries.facts(found)],
            "relatives": queries.relatives(found),
            "dropped": _told(queries.dropped(found)),
            "kept": _told(queries.kept(found)),
            "is_answered": queries.is_answered(found),
            "seats": campaigns.seats(found),
            **job,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def document_add(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Two ways: a paste, read at once, and files, which a job reads."""
    way = request.POST.get("way", "paste") if request.method == "POST" else ""
    paste = AddDocumentForm(request.POST if way == "paste" else None)
    files = AddFilesForm(
        request.POST if way == "files" else None,
        request.FILES if way == "files" else None,
        auto_id="files_%s",
    )
    done: HttpResponse | None = None
    if paste.is_valid():
        done = _add_paste(request, membership, paste)
    elif files.is_valid():
        done = take_in(request, membership, files)
    return done or render(
        request,
        "document_add/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "form": paste,
            "files": files,
            "most": settings.MAX_UPLOAD_BYTES,
            "most_files": settings.MAX_UPLOAD_FILES,
            "leaves": pretag.is_remote(membership.campaign.tagger),
        },
        status=422 if way else 200,
    )


@require_POST
@members_only
@curators_only
def document_discard(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    """Take an article out that nobody has answered."""
    found = get_object_or_404(Document, pk=document, campaign=membership.campaign)
    try:
        actions.discard(document=found)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
        return redirect(found)
    messages.success(request, _("Taken out: %s") % found)
    return redirect("documents", membership.campaign.slug)


@require_POST
@members_only
@curators_only
def document_lock(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    """Nobody's answers to it change any more."""
    assert isinstance(request.user, Person)
    found = get_object_or_404(Document, pk=document, campaign=membership.campaign)
    annotate.lock(document=found, by=request.user, at=timezone.now())
    messages.success(request, _("Locked: nobody can change their answers to it."))
    return redirect(found)


@require_POST
@members_only
@curators_only
def document_unlock(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    """Its answers may change again."""
    assert isinstance(request.user, Person)
    found = get_object_or_404(Document, pk=document, campaign=membership.campaign)
    annotate.unlock(document=found, by=request.user, at=timezone.now())
    messages.success(request, _("Unlocked: annotators can open it again."))
    return redirect(found)


@require_POST
@members_only
@curators_only
def line_restore(request: HttpRequest, membership: Membership, line: int) -> HttpResponse:
    """Put a dropped line back into its article."""
    assert isinstance(request.user, Person)
    found = get_object_or_404(Line, pk=line, document__campaign=membership.campaign)
    try:
        tasks.restore_line(line=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("Line %s is part of the article again.") % found.number)
    return redirect("document", membership.campaign.slug, found.document_id)


def _named_intake(request: HttpRequest, membership: Membership) -> Intake | None:
    """The file whose documents alone are asked for, if one is."""
    number = request.GET.get("intake", "")
    if not number:
        return None
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Intake, pk=int(number), campaign=membership.campaign)


def _told(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Lines of the input, each with the reason for what became of it in words."""
    return [(line, REASONS.get(line.reason, line.reason)) for line in lines]


def _paragraphs(document: Document) -> list[dict[str, Any]]:
    """The article for the page: each sentence with its candidates, answer count and gold."""
    candidates = pretag.candidates_of(document)
    answers = gold.answers_by_sentence(document)
    settled = gold.gold_of(document)
    return [
        {
            "role": role,
            "sentences": [
                {
                    "sentence": sentence,
                    "candidates": candidates.get(sentence.pk, []),
                    "answers": answers.get(sentence.pk, 0),
                    "gold": settled.get(sentence.pk),
                }
                for sentence in sentences
            ],
        }
        for (_paragraph, role), sentences in groupby(
            queries.sentences(document), key=lambda one: (one.paragraph, one.role)
        )
    ]


def _add_paste(
    request: HttpRequest, membership: Membership, form: AddDocumentForm
) -> HttpResponse | None:
    """Take a paste in and go to its document; None when it was refused, which the form says."""
    assert isinstance(request.user, Person)
    try:
        added = tasks.add_document(
            campaign=membership.campaign,
            content=form.cleaned_data["text"].encode("utf-8", "surrogatepass"),
            outlet=form.cleaned_data["outlet"],
            url=form.cleaned_data["url"],
            by=request.user,
        )
    except RuleBroken as refusal:
        form.add_error("text", said(refusal))
        return None
    if added.is_new:
        messages.success(request, _("Added: %s") % added.document)
    else:
        messages.info(
            request, _("This text is here already, so nothing was added: %s") % added.document
        )
    return redirect(added.document)
