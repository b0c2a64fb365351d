"""The guideline: a change is a new version, the old ones are read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from annotator.admin.panel import Panel, button, person
from annotator.campaigns import actions, queries
from annotator.models import Campaign, Guideline


@admin.register(Guideline)
class GuidelineAdmin(Panel):
    list_display = ["campaign", "version", "written_by", "written_at"]
    list_filter = ["campaign", "written_at"]
    list_select_related = ["campaign", "written_by"]
    search_fields = ["text", "campaign__name"]
    search_help_text = "Text or campaign"
    autocomplete_fields = ["campaign"]
    fields = ["campaign", "version", "written_by", "written_at", "as_read"]
    readonly_fields = ["as_read"]
    add_fieldsets = [(None, {"fields": ["campaign", "text"]})]
    buttons = ("revise",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guideline]:
        rows: QuerySet[Guideline] = super().get_queryset(request)
        return rows.select_related("campaign", "written_by")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new version starts from the one in force."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        campaign = Campaign.objects.filter(pk=initial.get("campaign", 0)).first()
        current = queries.guideline(campaign) if campaign else None
        return {**initial, "text": current.text if current else ""}

    def write(
        self, request: HttpRequest, obj: Guideline, values: dict[str, Any], is_new: bool
    ) -> Guideline:
        return actions.revise_guideline(
            campaign=values["campaign"], text=values["text"], by=person(request), at=timezone.now()
        )

    @admin.display(description="text")
    def as_read(self, guideline: Guideline) -> SafeString:
        return render_to_string("admin/annotator/guideline/_text.html", {"text": guideline.text})

    @button("Write a new version")
    def revise(self, request: HttpRequest, guideline: Guideline) -> HttpResponse:
        address = reverse("admin:annotator_guideline_add")
        return redirect(f"{address}?campaign={guideline.campaign_id}")
