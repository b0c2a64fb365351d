"""Which pages of a campaign a person may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotator.campaigns import queries
from annotator.models import Membership, Person

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Give the view the person's membership instead of the slug; not theirs = not found."""

    @wraps(view)
    def checked(request: HttpRequest, *, slug: str, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, Person)
        try:
            membership = queries.membership(request.user, slug)
        except Membership.DoesNotExist as error:
            raise Http404 from error
        return view(request, membership, **kwargs)

    return checked


def annotators_only(view: View) -> View:
    """For those who answer: owners, curators, annotators."""
    return _require(lambda member: member.can_annotate, _("A viewer does not annotate."), view)


def not_for_annotators(view: View) -> View:
    """For those who may see suggestions and answers: annotators are blind to both."""
    return _require(
        lambda member: member.can_see_answers,
        _("Annotators do not see this page: it shows suggestions and the answers of others."),
        view,
    )


def curators_only(view: View) -> View:
    """For owners and curators."""
    return _require(
        lambda member: member.can_curate, _("Only owners and curators can do this."), view
    )


def _require(rule: Callable[[Membership], bool], message: Promise, view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, membership: Membership, **kwargs: Any) -> HttpResponse:
        if not rule(membership):
            raise PermissionDenied(str(message))
        return view(request, membership, **kwargs)

    return checked
