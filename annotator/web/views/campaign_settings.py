"""The settings of a campaign: how many judge, what they mark, what they see."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotator.campaigns import actions
from annotator.errors import RuleBroken
from annotator.gold import queries as gold
from annotator.models import Membership
from annotator.web.access import curators_only, members_only
from annotator.web.campaign_forms import CampaignSettingsForm
from annotator.wording import said


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def campaign_settings(request: HttpRequest, membership: Membership) -> HttpResponse:
    campaign = membership.campaign
    form = CampaignSettingsForm.of(campaign, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise(campaign=campaign, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("campaign_settings", campaign.slug)
    return render(
        request,
        "campaign_settings/page.html",
        {
            "campaign": campaign,
            "membership": membership,
            "form": form,
            "counts": gold.counts(campaign),
            "arms": _arms(form),
        },
        status=422 if form.errors else 200,
    )


def _arms(form: CampaignSettingsForm) -> dict[str, int]:
    """The shares of the bar, in percent of what the form has, or of nothing where that is no share."""
    given = [str(form[name].value()) for name in ("hidden_percent", "shown_percent")]
    hidden, shown = (min(int(one), 100) if one.isdecimal() else 0 for one in given)
    shown = min(shown, 100 - hidden)
    return {
        "hidden": hidden,
        "shown": shown,
        "after": 100 - hidden - shown,
        "after_from": hidden + shown,
    }
