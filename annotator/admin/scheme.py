"""Label sets. A label may be called something else; its code is what the data is made of."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import Panel, ReadOnly, ReadOnlyInline
from annotator.campaigns import actions
from annotator.models import Label, Scheme


class LabelInline(ReadOnlyInline):
    model = Label
    fields = ["name", "code", "letter", "definition", "precedence"]
    readonly_fields = fields
    show_change_link = True


@admin.register(Scheme)
class SchemeAdmin(ReadOnly):
    list_display = ["__str__", "campaign", "labels"]
    list_filter = ["name", "version"]
    list_select_related = ["campaign"]
    search_fields = ["name", "campaign__name"]
    search_help_text = "Name or campaign"
    ordering = ["campaign__name", "pk"]
    fields = ["name", "version", "campaign"]
    readonly_fields = fields
    inlines = [LabelInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scheme]:
        rows: QuerySet[Scheme] = super().get_queryset(request).select_related("campaign")
        return rows.annotate(label_count=Count("labels"))

    @admin.display(description="campaign", ordering="campaign__name")
    def campaign(self, scheme: Scheme) -> str:
        return str(getattr(scheme, "campaign", cells.NOTHING))

    @admin.display(description="labels", ordering="label_count")
    def labels(self, scheme: Any) -> int:
        return scheme.label_count


@admin.register(Label)
class LabelAdmin(Panel):
    list_display = ["name", "chip", "letter", "definition", "campaign", "precedence"]
    list_filter = ["code", "scheme__campaign"]
    list_select_related = ["scheme__campaign"]
    search_fields = ["name", "code", "definition", "scheme__campaign__name"]
    search_help_text = "Name, code, definition or campaign"
    fields = ["name", "letter", "definition", "code", "scheme", "position", "precedence"]
    readonly_fields = ["code", "scheme", "position", "precedence"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def write(
        self, request: HttpRequest, obj: Label, values: dict[str, Any], is_new: bool
    ) -> Label:
        return actions.revise_label(label=obj, **values)

    @admin.display(description="code", ordering="code")
    def chip(self, label: Label) -> SafeString:
        return cells.labels([label.code])

    @admin.display(description="campaign", ordering="scheme__campaign__name")
    def campaign(self, label: Label) -> str:
        return str(getattr(label.scheme, "campaign", cells.NOTHING))
