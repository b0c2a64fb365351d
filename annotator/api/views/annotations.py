"""Answers in: what the desk sends, and what a script may send in a person's name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from annotator import tasks
from annotator.annotate import queries
from annotator.annotate.refusals import StaleRevision
from annotator.api.access import Scope, ScopedView, membership, require
from annotator.api.serializers import (
    AnnotationSerializer,
    RefusalSerializer,
    SubmissionSerializer,
    UndoSerializer,
    annotation_reply,
)
from annotator.models import Annotation, Membership

REPLIES = {
    200: AnnotationSerializer,
    400: RefusalSerializer,
    401: RefusalSerializer,
    403: RefusalSerializer,
    404: RefusalSerializer,
    409: OpenApiResponse(
        RefusalSerializer,
        description="Refused; with the code `stale-revision`, `current` is the answer as it stands.",
    ),
}


class AnnotationsView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(summary="Answer a sentence", request=SubmissionSerializer, responses=REPLIES)
    def post(self, request: Request, slug: str) -> Response:
        """Store an answer. The same `submission` again is stored once and gets the same reply."""
        member = _annotator(request, slug)
        sent = SubmissionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        answer = {"answer": sent.answer(), "active_ms": sent.validated_data["active_ms"]}
        return _write(partial(tasks.submit, **answer), member, sent.validated_data)


class UndoView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(summary="Undo an answer", request=UndoSerializer, responses=REPLIES)
    def post(self, request: Request, slug: str) -> Response:
        """Take back the last step on a sentence; that is a step of its own in the history."""
        member = _annotator(request, slug)
        sent = UndoSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return _write(tasks.undo, member, sent.validated_data)


def _write(write: Callable[..., Annotation], member: Membership, sent: dict[str, Any]) -> Response:
    """Make the one call that writes; a stale write is told with the answer as it stands."""
    try:
        annotation = write(
            membership=member,
            sentence_id=sent["sentence"],
            submission=sent["submission"],
            revision=sent["revision"],
        )
    except StaleRevision as refusal:
        current = queries.own(member, sent["sentence"])
        return Response(
            {
                "code": refusal.code,
                "message": str(refusal),
                "current": _reply(current, member) if current else None,
            },
            status=status.HTTP_409_CONFLICT,
        )
    return Response(_reply(annotation, member))


def _annotator(request: Request, slug: str) -> Membership:
    member = membership(request, slug)
    require(member.can_annotate, "A viewer of this campaign does not annotate.")
    # A desk says whose answers it holds: somebody else may have signed in since in that browser.
    meant = request.headers.get("X-Annotator", member.pseudonym)
    require(meant == member.pseudonym, "This answer is somebody else's: sign in as who gave it.")
    return member


def _reply(annotation: Annotation, member: Membership) -> dict[str, Any]:
    assignment = queries.assignment(member, annotation.sentence.document_id)
    return annotation_reply(annotation, queries.progress(assignment))
