"""What is held to be true, and the datasets that were frozen from it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import Endless, ReadOnly
from annotator.models import Document, GoldLabel, Release


@admin.register(GoldLabel)
class GoldLabelAdmin(Endless):
    list_display = ["quoted", "chips", "method", "answers", "settled_by", "campaign", "settled_at"]
    list_filter = [
        "method",
        "is_article_text",
        "sentence__document__campaign",
        "settled_at",
    ]
    search_fields = ["sentence__document__title", "settled_by__username"]
    search_help_text = "Title of the document, or who settled it"
    ordering = ["-pk"]
    fields = [
        "quoted",
        "document",
        "chips",
        "is_article_text",
        "method",
        "answers",
        "settled_by",
        "settled_at",
    ]
    readonly_fields = ["quoted", "document", "chips"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[GoldLabel]:
        rows: QuerySet[GoldLabel] = super().get_queryset(request)
        return (
            rows.select_related("settled_by", "sentence__document__campaign")
            .defer("sentence__document__text")
            .annotate(quote=cells.quote("sentence__"))
        )

    @admin.display(description="sentence")
    def quoted(self, gold: Any) -> str:
        return gold.quote

    @admin.display(description="labels")
    def chips(self, gold: GoldLabel) -> SafeString:
        return (
            cells.labels(gold.labels)
            if gold.is_article_text
            else cells.labels(["not article text"])
        )

    @admin.display(description="campaign", ordering="sentence__document__campaign")
    def campaign(self, gold: GoldLabel) -> str:
        return gold.sentence.document.campaign.name

    @admin.display(description="document", ordering="sentence__document")
    def document(self, gold: GoldLabel) -> SafeString:
        document = gold.sentence.document
        return cells.link(Document, document.pk, document.title or f"document {document.pk}")


@admin.register(Release)
class ReleaseAdmin(ReadOnly):
    list_display = ["campaign", "number", "made_by", "made_at", "sha256"]
    list_filter = ["campaign", "made_at"]
    list_select_related = ["campaign", "made_by"]
    search_fields = ["campaign__name", "notes", "sha256"]
    search_help_text = "Campaign, notes or hash"
    fields = ["campaign", "number", "made_by", "made_at", "sha256", "notes"]
