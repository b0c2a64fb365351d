"""Accounts are by invitation: allauth does the rest."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):
    """There is no sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
