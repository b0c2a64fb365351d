"""What is known of an article beside its text: a person sets it right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotator.ingest import actions
from annotator.models import Document, Membership, Person
from annotator.web.access import curators_only, members_only
from annotator.web.forms import MetadataForm


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def document_correct(request: HttpRequest, membership: Membership, document: int) -> HttpResponse:
    assert isinstance(request.user, Person)
    found = get_object_or_404(
        Document.objects.select_related("outlet", "campaign"),
        pk=document,
        campaign=membership.campaign,
    )
    form = MetadataForm(request.POST if request.method == "POST" else None, initial=_told(found))
    if form.is_valid():
        changed = actions.correct(
            document=found, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        if changed:
            messages.success(
                request,
                _("Set right: {fields}.").format(
                    fields=", ".join(str(form.fields[one.field].label) for one in changed)
                ),
            )
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect(found)
    return render(
        request,
        "document_correct/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "document": found,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


def _told(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "authors": "\n".join(document.authors),
        "published": document.published,
        "outlet": document.outlet.name if document.outlet else "",
        "url": document.url,
        "language": document.language,
    }
