"""Campaigns, their documents and jobs: to read."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination

from annotator.api.access import Scope, ScopedView, membership, require
from annotator.api.serializers import CampaignSerializer, DocumentSerializer, JobSerializer
from annotator.ingest import queries as ingest
from annotator.models import Campaign, Document, Job, Person


class ByNumber(CursorPagination):
    page_size = 100
    ordering = "pk"


@extend_schema_view(get=extend_schema(summary="Your campaigns"))
class CampaignsView(ScopedView, ListAPIView[Campaign]):
    scope = Scope.READ
    serializer_class = CampaignSerializer
    pagination_class = ByNumber

    def get_queryset(self) -> QuerySet[Campaign]:
        person = self.request.user
        if not isinstance(person, Person):
            return Campaign.objects.none()
        return Campaign.objects.visible_to(person).prefetch_related("scheme__labels")


@extend_schema_view(get=extend_schema(summary="A campaign"))
class CampaignView(ScopedView, RetrieveAPIView[Campaign]):
    scope = Scope.READ
    serializer_class = CampaignSerializer

    def get_object(self) -> Campaign:
        return membership(self.request, self.kwargs["slug"]).campaign


@extend_schema_view(get=extend_schema(summary="The documents of a campaign"))
class DocumentsView(ScopedView, ListAPIView[Document]):
    scope = Scope.READ
    serializer_class = DocumentSerializer
    pagination_class = ByNumber
    queryset = Document.objects.none()

    def get_queryset(self) -> QuerySet[Document]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        member = membership(self.request, self.kwargs["slug"])
        require(member.can_see_answers, "Annotators get their documents one by one, to annotate.")
        return ingest.documents(member.campaign)


@extend_schema_view(get=extend_schema(summary="A job"))
class JobView(ScopedView, RetrieveAPIView[Job]):
    scope = Scope.READ
    serializer_class = JobSerializer
    queryset = Job.objects.none()
    lookup_url_kwarg = "job"

    def get_queryset(self) -> QuerySet[Job]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        return Job.objects.filter(campaign=membership(self.request, self.kwargs["slug"]).campaign)
