"""API tokens of the signed-in person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from annotator.campaigns import actions, queries
from annotator.errors import RuleBroken
from annotator.models import Person, Token
from annotator.web.forms import TokenForm
from annotator.wording import said


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; making one shows its secret, once."""
    assert isinstance(request.user, Person)
    form, secret = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            _, secret = actions.create_token(
                person=request.user,
                name=values["name"],
                scope=Token.Scope(values["scope"]),
                days=values["days"],
            )
        except RuleBroken as refusal:
            form.add_error("name", said(refusal))
        else:
            form = TokenForm()
    return render(
        request,
        "tokens/page.html",
        {"form": form, "secret": secret, "tokens": queries.tokens(request.user)},
        status=422 if form.errors else 200,
    )


@require_POST
def token_revoke(request: HttpRequest, token: str) -> HttpResponse:
    assert isinstance(request.user, Person)
    found = get_object_or_404(Token, pk=token, user=request.user)
    actions.revoke_token(token=found)
    messages.success(request, _("“{name}” is dead.").format(name=found.name))
    return redirect("tokens")
