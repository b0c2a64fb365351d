"""Documents: the list, one of them, adding some, putting a line back."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.gold import queries as gold
from annotator.ingest import actions, queries
from annotator.ingest.actions import MAX_BYTES, Added
from annotator.ingest.values import REASONS
from annotator.models import Document, Line, Membership, Person
from annotator.pretag import queries as pretag
from annotator.pretag.actions import identity
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.web.forms import AddDocumentForm
from annotator.web.views.jobs import job_context

# More than so many messages are one.
FEW = 3


@require_safe
@members_only
@not_for_annotators
def documents(request: HttpRequest, membership: Membership) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:200]
    page = Paginator(queries.documents(membership.campaign, search=search), 50).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "documents/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "search": search,
        },
    )


@require_safe
@members_only
@not_for_annotators
def document(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    """An article with its suggestions, what was settled, and the lines that were left out."""
    found = get_object_or_404(
        Document.objects.select_related("outlet", "original").defer("original__content"),
        pk=document,
        campaign=membership.campaign,
    )
    # The job before its results: a page that calls it done has them.
    job = job_context(pretag.job_of(found, tagger=identity()))
    return render(
        request,
        "document/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "document": found,
            "paragraphs": _paragraphs(found),
            "overlap": membership.campaign.overlap,
            "dropped": [
                (line, REASONS.get(line.reason, line.reason)) for line in queries.dropped(found)
            ],
            "is_answered": queries.is_answered(found),
            **job,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def document_add(request: HttpRequest, membership: Membership) -> HttpResponse:
    is_sent = request.method == "POST"
    form = AddDocumentForm(request.POST, request.FILES) if is_sent else AddDocumentForm()
    if form.is_valid():
        made = [
            ingested
            for page in _pages(form)
            if (ingested := _add(request, membership, form, page)) is not None
        ]
        _say_what_came_of(request, made)
        if len(made) == 1:
            return redirect(made[0].document)
        if made:
            return redirect("documents", membership.campaign.slug)
    return render(
        request,
        "document_add/page.html",
        {"campaign": membership.campaign, "membership": membership, "form": form},
        status=422 if form.is_bound else 200,
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
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, f"Taken out: {found}")
    return redirect("documents", membership.campaign.slug)


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
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Line {found.number} is part of the article again.")
    return redirect("document", membership.campaign.slug, found.document_id)


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
        for (_, role), sentences in groupby(
            queries.sentences(document), key=lambda one: (one.paragraph, one.role)
        )
    ]


def _pages(form: AddDocumentForm) -> Iterator[tuple[str, bytes]]:
    """What was given, as (file name, content); a paste has no name."""
    if form.cleaned_data["text"].strip():
        yield "", form.cleaned_data["text"].encode("utf-8", "surrogatepass")
    for file in form.cleaned_data["files"]:
        yield file.name or "unnamed", file.read(MAX_BYTES + 1)


def _add(
    request: HttpRequest, membership: Membership, form: AddDocumentForm, page: tuple[str, bytes]
) -> Added | None:
    """Take one page in; None when it was refused, which is said."""
    assert isinstance(request.user, Person)
    name, content = page
    try:
        ingested = tasks.add_document(
            campaign=membership.campaign,
            content=content,
            filename=name,
            outlet=form.cleaned_data["outlet"],
            url=form.cleaned_data["url"],
            by=request.user,
        )
    except RuleBroken as refusal:
        messages.error(request, f"{name}: {refusal}" if name else str(refusal))
        return None
    return ingested


def _say_what_came_of(request: HttpRequest, made: list[Added]) -> None:
    new = [one.document for one in made if one.is_new]
    held = [one.document for one in made if not one.is_new]
    if len(new) > FEW:
        messages.success(request, f"Added: {len(new)} articles")
    else:
        for document in new:
            messages.success(request, f"Added: {document}")
    if len(held) > FEW:
        messages.info(
            request, f"{len(held)} texts are here already, so nothing was added for them."
        )
    else:
        for document in held:
            messages.info(request, f"This text is here already, so nothing was added: {document}")
