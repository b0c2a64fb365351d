"""Campaigns, and who is in them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from annotator import tasks
from annotator.admin import cells
from annotator.admin.panel import Panel, ReadOnlyInline, button, person
from annotator.campaigns import actions
from annotator.gold import queries as gold
from annotator.models import Campaign, Membership
from annotator.pretag.queries import is_remote


class MembershipInline(ReadOnlyInline):
    model = Membership
    fields = ["person", "role", "pseudonym", "is_active", "added_at"]
    readonly_fields = fields
    show_change_link = True
    per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request).select_related("person")
        return rows.order_by("-is_active", "person__username")


@admin.register(Campaign)
class CampaignAdmin(Panel):
    """A campaign is made with its scheme and guideline, all by one action."""

    list_display = ["name", "slug", "overlap", "members", "documents", "answered", "settled"]
    list_filter = ["overlap", "created_at"]
    search_fields = ["name", "slug"]
    search_help_text = "Name or slug"
    ordering = ["name", "pk"]
    inlines = [MembershipInline]
    buttons = ("add_member", "revise_guideline", "pretag")
    fieldsets = [
        (None, {"fields": ["name", "slug", "overlap"]}),
        ("Suggestions", {"fields": ["hidden_percent", "shown_percent"]}),
        ("At the desk", {"fields": ["spans", "is_source_blind"]}),
        ("Progress", {"fields": ["answered", "settled", "created_by", "created_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["name", "slug", "overlap"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        active = Count("memberships", filter=Q(memberships__is_active=True), distinct=True)
        rows: QuerySet[Campaign] = super().get_queryset(request).select_related("created_by")
        return rows.annotate(member_count=active)

    def completed(self, rows: list[Any]) -> list[Any]:
        counts = gold.counts_of(rows)
        for row in rows:
            row.counts = counts[row.pk]
        return rows

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Campaign | None:
        found = super().get_object(request, *args, **kwargs)
        return self.completed([found])[0] if found else None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["answered", "settled", "created_by", "created_at"]
        return ["slug", *shown] if obj else shown

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return self.inlines if obj else []

    def write(
        self, request: HttpRequest, obj: Campaign, values: dict[str, Any], is_new: bool
    ) -> Campaign:
        if is_new:
            made = actions.create(**values, by=person(request), at=timezone.now())
            return self.completed([made])[0]
        revised = actions.revise(campaign=obj, **values)
        return self.completed([revised])[0]

    @admin.display(description="members", ordering="member_count")
    def members(self, campaign: Any) -> int:
        return campaign.member_count

    @admin.display(description="documents")
    def documents(self, campaign: Any) -> int:
        return campaign.counts["documents"]

    @admin.display(description="answers")
    def answered(self, campaign: Any) -> SafeString:
        return cells.progress(campaign.counts["answers"], campaign.counts["wanted"], of="answers")

    @admin.display(description="gold")
    def settled(self, campaign: Any) -> SafeString:
        counts = campaign.counts
        return cells.progress(counts["settled"], counts["sentences"], of="sentences settled")

    @button("Add somebody")
    def add_member(self, request: HttpRequest, campaign: Campaign) -> HttpResponse:
        return _form("membership", campaign)

    @button("Write a new guideline")
    def revise_guideline(self, request: HttpRequest, campaign: Campaign) -> HttpResponse:
        return _form("guideline", campaign)

    # Texts leave this machine only from pages that ask first: those of the campaign.
    @button(
        "Pre-tag what has no suggestions", when=lambda _, campaign: not is_remote(campaign.tagger)
    )
    def pretag(self, request: HttpRequest, campaign: Campaign) -> str:
        job = tasks.pretag_missing(campaign=campaign, by=person(request))
        return f"Job {job.pk} is queued."


def _form(model: str, campaign: Campaign) -> HttpResponse:
    return redirect(f"{reverse(f'admin:annotator_{model}_add')}?campaign={campaign.pk}")
