"""People: who is in the campaign, inviting, removing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from annotator.campaigns import actions, queries
from annotator.campaigns.refusals import MayNotInvite
from annotator.errors import RuleBroken
from annotator.models import Membership, Person, Role
from annotator.web.access import curators_only, members_only
from annotator.web.forms import MemberForm
from annotator.wording import said


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@curators_only
def people(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who is in; adding somebody shows the address they sign in with, once."""
    assert isinstance(request.user, Person)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.invite(
                campaign=membership.campaign,
                username=form.cleaned_data["username"],
                role=Role(form.cleaned_data["role"]),
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error(None, said(refusal))
        else:
            invited = queries.members(membership.campaign).get(pk=added.pk)
            return _page(request, membership, MemberForm(), invited=invited)
    return _page(request, membership, form)


@require_POST
@members_only
@curators_only
def invitation(request: HttpRequest, membership: Membership, member: int) -> HttpResponse:
    """A new sign-in address for somebody who never came, or who has forgotten their password."""
    found = _member(membership, member)
    if not queries.can_invite_again(membership, found):
        raise MayNotInvite(
            "{person} is in other campaigns too, or has a password that only an owner can "
            "replace. Who runs the installation can help: bin/manage login_link.",
            person=found.person,
        )
    actions.forget_password(person=found.person)
    return _page(request, membership, MemberForm(), invited=found)


@require_POST
@members_only
@curators_only
def member_remove(request: HttpRequest, membership: Membership, member: int) -> HttpResponse:
    """Close the campaign to somebody; their answers stay."""
    assert isinstance(request.user, Person)
    found = _member(membership, member)
    try:
        actions.remove_member(membership=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(
            request, _("{person} is no longer in this campaign.").format(person=found.person)
        )
    if found.pk == membership.pk:
        return redirect("home")
    return redirect("people", membership.campaign.slug)


def _member(membership: Membership, member: int) -> Membership:
    return get_object_or_404(queries.members(membership.campaign), pk=member)


def _page(
    request: HttpRequest,
    membership: Membership,
    form: MemberForm,
    invited: Membership | None = None,
) -> HttpResponse:
    can_have_address = invited is not None and queries.can_invite_again(membership, invited)
    return render(
        request,
        "people/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "form": form,
            "members": [
                (member, queries.can_invite_again(membership, member))
                for member in queries.members(membership.campaign)
            ],
            "invited": invited,
            "address": queries.sign_in_address(invited.person)
            if invited and can_have_address
            else None,
        },
        status=422 if form.errors else 200,
    )
