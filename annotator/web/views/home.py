"""The first page: the campaigns of the person."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotator.campaigns import actions, queries
from annotator.errors import RuleBroken
from annotator.models import Person
from annotator.web.forms import CampaignForm
from annotator.wording import said


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)
    return render(request, "home/page.html", {"memberships": queries.memberships_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: HttpRequest) -> HttpResponse:
    """A new campaign, for those who run the installation."""
    assert isinstance(request.user, Person)
    if not request.user.is_staff:
        raise PermissionDenied(_("Only those who run this installation make campaigns."))
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(**form.cleaned_data, by=request.user, at=timezone.now())
        except RuleBroken as refusal:
            form.add_error("slug", said(refusal))
        else:
            return redirect("campaign", made.slug)
    return render(request, "campaign_new/page.html", {"form": form})
