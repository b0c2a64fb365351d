"""Who may call what: a token does its one kind of thing, a session what its person may."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from annotator.campaigns import queries as campaigns
from annotator.models import Membership, Person, Token

Scope = Token.Scope


class HasScope(BasePermission):
    """A token needs the view's `scope`; a signed-in person's browser has none and needs none."""

    message = "This token is for something else: make one with the scope this address needs."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.auth, Token):
            return True
        return request.auth.scope == view.scope  # type: ignore[attr-defined]


def membership(request: Request, slug: str) -> Membership:
    """The caller's place in a campaign; a campaign that is not theirs is not found."""
    assert isinstance(request.user, Person)
    try:
        return campaigns.membership(request.user, slug)
    except Membership.DoesNotExist as error:
        raise Http404 from error


def require(is_allowed: bool, message: str) -> None:
    """Answer 403 with a sentence for the person unless `is_allowed`."""
    if not is_allowed:
        raise PermissionDenied(message)


class ScopedView(APIView):
    """A view that says which scope a token needs for it."""

    scope: Scope
    permission_classes: list[Any] = [*APIView.permission_classes, HasScope]
