"""Answers in: what the desk sends, and what a script may send in a person's name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from annotator import tasks
from annotator.annotate import queries
from annotator.annotate.queries import Standing
from annotator.annotate.refusals import OpenSentences, StaleRevision
from annotator.api.access import Scope, ScopedView, membership, require
from annotator.api.refusals import refused
from annotator.api.serializers import (
    DOCUMENT_NUMBER,
    STEP,
    SUBMISSION,
    AnnotationSerializer,
    DocumentNumberSerializer,
    DocumentReplySerializer,
    RefusalSerializer,
    StepSerializer,
    SubmissionSerializer,
    annotation_reply,
    progress_reply,
)
from annotator.models import Assignment, Membership

REFUSALS = dict.fromkeys((400, 401, 403, 404), RefusalSerializer)
REPLIES = {
    200: AnnotationSerializer,
    **REFUSALS,
    409: OpenApiResponse(
        RefusalSerializer,
        description="Refused; with the code `stale-revision`, `current` is the answer as it stands.",
    ),
}


WITH = OpenApiParameter(
    "with",
    enum=["progress"],
    description="The reply has `guideline`, `document` and `pace` too, which take their time.",
)
DOCUMENT_REPLIES = {
    200: DocumentReplySerializer,
    **REFUSALS,
    409: OpenApiResponse(
        RefusalSerializer,
        description="Refused; with the code `open-sentences`, `sentences` are the ids of the open ones.",
    ),
}


class AnnotationsView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(
        summary="Answer a sentence",
        parameters=[WITH],
        request=SubmissionSerializer,
        responses=REPLIES,
    )
    def post(self, request: Request, slug: str) -> Response:
        """Store an answer. The same `submission` again is stored once and gets the same reply."""
        member = annotator(request, slug)
        sent = _sent(SUBMISSION, request)
        submit = partial(tasks.submit, answer=SUBMISSION.answer(sent), **SUBMISSION.measured(sent))
        return _write(submit, request, member, sent)


class UndoView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(
        summary="Undo a step", parameters=[WITH], request=StepSerializer, responses=REPLIES
    )
    def post(self, request: Request, slug: str) -> Response:
        """Take back the last step on a sentence; that is a step of its own in the history."""
        return _step(tasks.undo, request, slug)


class RedoView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(
        summary="Redo a step", parameters=[WITH], request=StepSerializer, responses=REPLIES
    )
    def post(self, request: Request, slug: str) -> Response:
        """Take back the last undo on a sentence, unless an answer came after it."""
        return _step(tasks.redo, request, slug)


class FinishView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(
        summary="Hand a document in", request=DocumentNumberSerializer, responses=DOCUMENT_REPLIES
    )
    def post(self, request: Request, slug: str) -> Response:
        """Every sentence has an answer, and none is changed until the document is opened again."""
        member = annotator(request, slug)
        try:
            return _document(tasks.finish, request, member)
        except OpenSentences as refusal:
            return refused(refusal, sentences=refusal.sentences)


class ReopenView(ScopedView):
    scope = Scope.ANNOTATE

    @extend_schema(
        summary="Open a document again",
        request=DocumentNumberSerializer,
        responses=DOCUMENT_REPLIES,
    )
    def post(self, request: Request, slug: str) -> Response:
        """Take back that it was handed in, unless a curator has locked it."""
        return _document(tasks.reopen, request, annotator(request, slug))


def _sent(shape: Serializer[Any], request: Request) -> dict[str, Any]:
    """What was sent in this shape. Raises ValidationError."""
    sent: dict[str, Any] = shape.run_validation({} if request.data is None else request.data)
    return sent


def _step(step: Callable[..., Standing], request: Request, slug: str) -> Response:
    member = annotator(request, slug)
    return _write(step, request, member, _sent(STEP, request))


def _write(
    write: Callable[..., Standing], request: Request, member: Membership, sent: dict[str, Any]
) -> Response:
    """Make the one call that writes; a stale write is told with the answer as it stands."""
    try:
        standing = write(
            membership=member,
            sentence_id=sent["sentence"],
            submission=sent["submission"],
            revision=sent["revision"],
        )
    except StaleRevision as refusal:
        current = queries.standing(member, sent["sentence"])
        return refused(refusal, current=annotation_reply(current) if current else None)
    reply = annotation_reply(standing)
    if request.query_params.get("with") == "progress":
        reply |= progress_reply(standing, member, at=timezone.now())
    return Response(reply)


def _document(write: Callable[..., Assignment], request: Request, member: Membership) -> Response:
    sent = _sent(DOCUMENT_NUMBER, request)
    assignment = write(membership=member, document_id=sent["document"])
    return Response({"document": queries.progress(assignment)})


def annotator(request: Request, slug: str) -> Membership:
    """Who answers. A desk says whose answers it holds: somebody else may have signed in since in
    that browser."""
    member = membership(request, slug)
    require(member.can_annotate, "A viewer of this campaign does not annotate.")
    meant = request.headers.get("X-Annotator", member.pseudonym)
    require(meant == member.pseudonym, "This answer is somebody else's: sign in as who gave it.")
    return member
