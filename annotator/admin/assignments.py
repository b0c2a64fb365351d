"""Who has which document."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import ReadOnly, button
from annotator.assign import actions
from annotator.models import Assignment, Document


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("finished", "handed in"),
            ("started", "started"),
            ("waiting", "not started"),
            ("abandoned", "abandoned"),
        ]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "finished":
                return rows.filter(finished_at__isnull=False)
            case "started":
                return rows.filter(started_at__isnull=False, finished_at__isnull=True)
            case "waiting":
                return rows.filter(started_at__isnull=True, leased_until__gte=timezone.now())
            case "abandoned":
                return rows.filter(started_at__isnull=True, leased_until__lt=timezone.now())
        return None


@admin.register(Assignment)
class AssignmentAdmin(ReadOnly):
    list_display = [
        "document_title",
        "annotator",
        "campaign",
        "seat",
        "assistance",
        "condition",
        "assigned_at",
        "leased_until",
    ]
    list_display_links = ["annotator"]
    list_filter = [StateFilter, "assistance", "document__campaign", "assigned_at"]
    search_fields = ["document__title", "annotator__username"]
    search_help_text = "Document or annotator"
    ordering = ["-pk"]
    fields = [
        "document_title",
        "annotator",
        "seat",
        "assistance",
        "condition",
        "assigned_at",
        "started_at",
        "finished_at",
        "leased_until",
    ]
    readonly_fields = ["document_title", "condition"]
    buttons = ("release",)
    actions = ["release_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        rows: QuerySet[Assignment] = super().get_queryset(request)
        return rows.select_related("annotator", "document__campaign").defer("document__text")

    @admin.display(description="document", ordering="document__title")
    def document_title(self, assignment: Assignment) -> SafeString:
        document = assignment.document
        return cells.link(Document, document.pk, document.title or f"document {document.pk}")

    @admin.display(description="campaign", ordering="document__campaign")
    def campaign(self, assignment: Assignment) -> str:
        return assignment.document.campaign.name

    @admin.display(description="state")
    def condition(self, assignment: Assignment) -> SafeString:
        if assignment.finished_at:
            return cells.state("handed in", "good")
        if assignment.started_at:
            return cells.state("started")
        if assignment.leased_until < timezone.now():
            return cells.state("abandoned", "warn")
        return cells.state("not started")

    @button("Release the seat", when=lambda _request, a: a.started_at is None, danger=True)
    def release(self, request: HttpRequest, assignment: Assignment) -> str:
        actions.release(assignment=assignment)
        return "The seat is free: somebody else may have the document."

    @admin.action(description="Release the seats", permissions=["press"])
    def release_selected(self, request: HttpRequest, assignments: QuerySet[Any]) -> None:
        self.press_each(request, assignments, lambda a: actions.release(assignment=a), "released")
