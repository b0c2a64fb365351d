"""Datasets out."""

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from annotator.api.access import Scope, ScopedView, membership, require
from annotator.api.serializers import RefusalSerializer
from annotator.export import formats, queries


class ExportView(ScopedView):
    scope = Scope.EXPORT

    @extend_schema(
        summary="Download the dataset",
        parameters=[
            OpenApiParameter("format", enum=list(formats.FORMATS), default="jsonl"),
        ],
        responses={
            (200, "application/x-ndjson"): OpenApiResponse(
                OpenApiTypes.STR, description="JSON Lines, one sentence a line; see docs/api.md."
            ),
            (200, "text/csv"): OpenApiResponse(
                OpenApiTypes.STR, description="CSV, one row a mark; see docs/api.md."
            ),
            400: RefusalSerializer,
            401: RefusalSerializer,
            403: RefusalSerializer,
            404: RefusalSerializer,
        },
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Every sentence with its answers, candidates and gold: streamed, in one order.

        The same bytes as long as nothing changes. For owners, curators and viewers: an annotator
        is blind to the answers of others.
        """
        member = membership(request, slug)
        require(
            member.can_see_answers,
            "An annotator is blind to the answers of others, so cannot export them.",
        )
        try:
            chosen = formats.chosen(request.query_params.get("format", "jsonl"))
        except formats.UnknownFormat as refusal:
            raise ValidationError({"format": [str(refusal)]}) from refusal
        return StreamingHttpResponse(
            chosen.write(queries.rows(member.campaign)),
            content_type=f"{chosen.media_type}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{slug}.{chosen.name}"',
                "Cache-Control": "no-store",
            },
        )
