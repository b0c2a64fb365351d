"""Accounts are by invitation: allauth does the rest."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class InvitationOnly(DefaultAccountAdapter):
    """There is no sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has set a password wants to go on."""
        return reverse("home")
