"""Files that were taken in: how they were read, and what became of their rows."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import ReadOnly, ReadOnlyInline
from annotator.ingest import queries
from annotator.ingest.queries import State
from annotator.models import Intake, IntakeRow

TONES = {State.DONE: "good", State.FAILED: "bad", State.UNDO_STOPPED: "bad"}


class RowInline(ReadOnlyInline):
    model = IntakeRow
    verbose_name_plural = "rows that were not taken in"
    fields = ["outcome", "where", "row", "code", "message", "excerpt"]
    readonly_fields = fields
    hide_title = True
    per_page = 50


@admin.register(Intake)
class IntakeAdmin(ReadOnly):
    list_display = [
        "filename",
        "campaign",
        "condition",
        "weight",
        "rows_read",
        "made",
        "updated",
        "same",
        "skipped",
        "failed",
        "added_by",
        "added_at",
    ]
    list_filter = ["campaign", "format", "labels_become", "added_at"]
    list_select_related = ["campaign", "added_by", "job", "undoing"]
    search_fields = ["filename", "sha256", "outlet", "campaign__name", "added_by__username"]
    search_help_text = "Name, SHA-256, outlet, campaign or person"
    ordering = ["-pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "campaign",
                    "filename",
                    "condition",
                    "format",
                    "weight",
                    "sha256",
                    "added_by",
                    "added_at",
                    "its_job",
                ]
            },
        ),
        (
            "How it is read",
            {"fields": ["columns", "outlet", "labels_become", "annotator_name"]},
        ),
        (
            "What became of it",
            {
                "fields": [
                    "rows_read",
                    "made",
                    "updated",
                    "same",
                    "skipped",
                    "failed",
                    "sentences",
                    "labels_taken",
                    "left",
                    "undone_by",
                    "undone_at",
                ]
            },
        ),
    ]
    readonly_fields = ["condition", "weight", "its_job", "columns", "left"]
    inlines = [RowInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        rows: QuerySet[Intake] = super().get_queryset(request)
        return queries.with_state(rows).select_related("campaign", "undone_by")

    @admin.display(description="state")
    def condition(self, intake: Any) -> SafeString:
        state = queries.state(intake)
        return cells.state(str(state.label), TONES.get(state, ""))

    @admin.display(description="size", ordering="size")
    def weight(self, intake: Intake) -> str:
        return filesizeformat(intake.size)

    @admin.display(description="job")
    def its_job(self, intake: Intake) -> SafeString:
        return (
            cells.link(type(intake.job), intake.job.pk, intake.job) if intake.job else cells.NOTHING
        )

    @admin.display(description="columns")
    def columns(self, intake: Intake) -> str:
        chosen = [f"{field}: {column}" for field, column in intake.mapping.items() if column]
        return ", ".join(chosen) or "as guessed, or none"

    @admin.display(description="labels left")
    def left(self, intake: Intake) -> str:
        return (
            ", ".join(f"{count} {reason}" for reason, count in intake.labels_left.items()) or "none"
        )
