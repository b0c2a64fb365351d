"""One way in and out: the panel has no sign-in, sign-out or password form of its own."""

from typing import Any

import allauth.account.admin
import django.contrib.auth.admin
import knox.admin
from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from annotator.models import Token

# What the libraries register is of no use here. They are imported first, so that they have done it.
REGISTERED_BY = (allauth.account.admin, django.contrib.auth.admin, knox.admin)


def _change_password(_request: HttpRequest, **_context: Any) -> HttpResponse:
    return redirect("account_change_password")


def _sign_out(request: HttpRequest, **_context: Any) -> HttpResponse:
    return account.logout(request)


def join_to_the_site() -> None:
    """Let the panel use the site's sign-in, and forget what nobody needs here."""
    admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
    admin.site.logout = _sign_out  # type: ignore[method-assign, assignment]
    admin.site.password_change = _change_password  # type: ignore[method-assign, assignment]
    for model in (Group, EmailAddress, Token, apps.get_model("knox", "AuthToken")):
        if admin.site.is_registered(model):
            admin.site.unregister(model)
