"""A refusal as a reply: every error body is {"code", "message"}, whatever went wrong."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from annotator.errors import RuleBroken
from annotator.wording import said


def reply_to(error: Exception, context: dict[str, Any]) -> Response | None:
    """What the API answers to an exception; None (and so a 500) for a bug."""
    if isinstance(error, RuleBroken):
        return refused(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        response.data = {
            "code": "invalid",
            "message": "The request is not of the form that is asked for.",
            "errors": response.data,
        }
    else:
        response.data = {"code": _code(error), "message": str(response.data.get("detail", ""))}
    return response


def refused(refusal: RuleBroken, **more: Any) -> Response:
    """What the API answers when a rule says no."""
    return Response(
        {"code": refusal.code, "message": said(refusal), **more}, status=status.HTTP_409_CONFLICT
    )


def _code(error: Exception) -> str:
    if isinstance(error, Http404):
        return "not-found"
    if isinstance(error, DjangoPermissionDenied):
        return "permission-denied"
    return str(getattr(error, "default_code", "error")).replace("_", "-")
