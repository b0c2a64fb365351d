"""What taggers propose."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import Endless, ReadOnly
from annotator.models import Candidate, Document, Tagger


@admin.register(Tagger)
class TaggerAdmin(ReadOnly):
    list_display = ["name", "version", "settings_hash"]
    list_filter = ["name"]
    search_fields = ["name", "version"]
    search_help_text = "Name or version"
    fields = ["name", "version", "settings_hash"]


@admin.register(Candidate)
class CandidateAdmin(Endless):
    list_display = ["quoted", "chip", "score", "rank", "tagger", "campaign", "document"]
    list_filter = ["label__code", "tagger", "sentence__document__campaign"]
    search_fields = ["sentence__document__title", "evidence"]
    search_help_text = "Title of the document, or evidence"
    ordering = ["-pk"]
    fields = ["quoted", "document", "chip", "score", "rank", "tagger", "parts", "evidence"]
    readonly_fields = ["quoted", "document", "chip", "parts"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        rows: QuerySet[Candidate] = super().get_queryset(request)
        return (
            rows.select_related("label", "tagger", "sentence__document__campaign")
            .defer("sentence__document__text")
            .annotate(quote=cells.quote("sentence__"))
        )

    @admin.display(description="sentence")
    def quoted(self, candidate: Any) -> str:
        return candidate.quote

    @admin.display(description="label", ordering="label__code")
    def chip(self, candidate: Candidate) -> SafeString:
        return cells.labels([candidate.label.code])

    @admin.display(description="campaign", ordering="sentence__document__campaign")
    def campaign(self, candidate: Candidate) -> str:
        return candidate.sentence.document.campaign.name

    @admin.display(description="document", ordering="sentence__document")
    def document(self, candidate: Candidate) -> SafeString:
        document = candidate.sentence.document
        return cells.link(Document, document.pk, document.title or f"document {document.pk}")

    @admin.display(description="spans")
    def parts(self, candidate: Candidate) -> SafeString:
        return format_html_join(
            "", "<p>{}: “{}”</p>", ((span["role"], span["text"]) for span in candidate.spans)
        )
