"""The ways in: the owner's set-up, and one-time sign-in addresses."""

import re

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from sesame.utils import get_user

from annotator.campaigns import actions, queries
from annotator.errors import RuleBroken
from annotator.models import Person
from annotator.web.forms import SetUpForm
from annotator.wording import said

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Chat programs open a link to show a preview of it. That must not use it up.
PREVIEW = re.compile(
    r"bot\b|preview|facebookexternalhit|whatsapp|slack|skype|teams|discord|telegram", re.IGNORECASE
)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, key: str) -> HttpResponse:
    """The first account: only from the address that `bin/up` prints, only while there is none."""
    if not queries.is_setup_key(key):
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.set_up_owner(
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error("username", said(refusal))
        else:
            login(request, person, backend=BACKEND)
            messages.success(request, _("Welcome. The demo campaign is there to look around in."))
            return redirect("home")
    return render(request, "set_up/page.html", {"form": form})


@login_not_required
@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """A one-time address: signs its person in, and is dead after that."""
    if PREVIEW.search(request.headers.get("User-Agent", "")):
        return render(request, "sign_in/page.html", {"is_preview": True})
    person = get_user(request) if request.method == "GET" else None
    if not isinstance(person, Person):
        return render(request, "sign_in/page.html", {}, status=410)
    login(request, person, backend=BACKEND)
    if not person.has_usable_password():
        return redirect("account_set_password")
    return redirect("home")
