"""Addresses of the API, below /api/v1/."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from annotator.api.views.annotations import (
    AnnotationsView,
    FinishView,
    RedoView,
    ReopenView,
    UndoView,
)
from annotator.api.views.campaigns import CampaignsView, CampaignView, DocumentsView, JobView
from annotator.api.views.export import ExportView

urlpatterns = [
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="api-schema"),
    # Signing in is DRF's business here: a token, or the browser's session.
    path("campaigns", login_not_required(CampaignsView.as_view()), name="api-campaigns"),
    path("campaigns/<slug:slug>", login_not_required(CampaignView.as_view()), name="api-campaign"),
    path(
        "campaigns/<slug:slug>/documents",
        login_not_required(DocumentsView.as_view()),
        name="api-documents",
    ),
    path(
        "campaigns/<slug:slug>/jobs/<int:job>",
        login_not_required(JobView.as_view()),
        name="api-job",
    ),
    path(
        "campaigns/<slug:slug>/annotations",
        login_not_required(AnnotationsView.as_view()),
        name="api-annotations",
    ),
    path(
        "campaigns/<slug:slug>/annotations/undo",
        login_not_required(UndoView.as_view()),
        name="api-undo",
    ),
    path(
        "campaigns/<slug:slug>/annotations/redo",
        login_not_required(RedoView.as_view()),
        name="api-redo",
    ),
    path(
        "campaigns/<slug:slug>/finish",
        login_not_required(FinishView.as_view()),
        name="api-finish",
    ),
    path(
        "campaigns/<slug:slug>/reopen",
        login_not_required(ReopenView.as_view()),
        name="api-reopen",
    ),
    path(
        "campaigns/<slug:slug>/export",
        login_not_required(ExportView.as_view()),
        name="api-export",
    ),
]
