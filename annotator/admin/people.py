"""People and their roles. Nobody types a password for somebody else, and nobody is deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from annotator.admin.panel import Panel, ReadOnlyInline, button, person
from annotator.campaigns import actions, queries
from annotator.campaigns.refusals import MayNotInvite
from annotator.models import Membership, Person, Role


class PlacesInline(ReadOnlyInline):
    model = Membership
    fk_name = "person"
    verbose_name_plural = "campaigns"
    fields = ["campaign", "role", "pseudonym", "is_active", "added_at"]
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request).select_related("campaign")
        return rows


def _may_sign_in_for(request: HttpRequest, who: Person) -> bool:
    """A sign-in address is a way into an account: for those who run the installation only."""
    return person(request).is_superuser and who.is_active


def _address_page(admin_: Panel, request: HttpRequest, who: Person) -> HttpResponse:
    """The address, shown this once and kept nowhere."""
    admin_.log_change(request, who, "Made a one-time sign-in address.")
    context = {
        **admin_.admin_site.each_context(request),
        "title": f"Sign-in address for {who}",
        "who": who,
        "address": queries.sign_in_address(who),
    }
    return TemplateResponse(request, "admin/sign_in_address.html", context)


@admin.register(Person)
class PersonAdmin(Panel):
    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "campaigns",
        "is_active",
        "is_superuser",
        "has_password",
        "last_login",
    ]
    list_filter = ["is_active", "is_superuser", "is_staff", "memberships__role", "last_login"]
    search_fields = ["username", "first_name", "last_name", "email"]
    search_help_text = "User name, name or e-mail"
    ordering = ["username"]
    inlines = [PlacesInline]
    buttons = ("sign_in_address", "deactivate", "reactivate", "promote", "demote")
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (
            "Account",
            {"fields": ["is_active", "is_superuser", "has_password", "last_login", "date_joined"]},
        ),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username"],
                "description": "They get no password: make a sign-in address for them afterwards.",
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        rows: QuerySet[Person] = super().get_queryset(request)
        active = Count("memberships", filter=Q(memberships__is_active=True), distinct=True)
        return rows.annotate(campaign_count=active)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        account = ["is_active", "is_superuser", "has_password", "last_login", "date_joined"]
        return ["username", *account] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return self.inlines if obj else []

    def write(
        self, request: HttpRequest, obj: Person, values: dict[str, Any], is_new: bool
    ) -> Person:
        if is_new:
            return actions.add_person(username=values["username"])[0]
        return actions.describe_person(person=obj, **values)

    @admin.display(description="campaigns", ordering="campaign_count")
    def campaigns(self, who: Any) -> int:
        return who.campaign_count

    @admin.display(description="has a password", boolean=True)
    def has_password(self, who: Person) -> bool:
        return who.has_usable_password()

    @button("Make a one-time sign-in address", when=_may_sign_in_for)
    def sign_in_address(self, request: HttpRequest, who: Person) -> HttpResponse:
        if not _may_sign_in_for(request, who):
            raise MayNotInvite("Only an administrator makes sign-in addresses here.")
        return _address_page(self, request, who)

    @button("Deactivate", when=lambda _request, who: who.is_active, danger=True)
    def deactivate(self, request: HttpRequest, who: Person) -> str:
        actions.deactivate_person(person=who, by=person(request))
        return f"{who} cannot sign in any more. Their answers stay."

    @button("Let in again", when=lambda _request, who: not who.is_active)
    def reactivate(self, request: HttpRequest, who: Person) -> str:
        actions.reactivate_person(person=who, by=person(request))
        return f"{who} may sign in again."

    @button(
        "Make an administrator",
        when=lambda request, who: request.user.is_superuser and not who.is_superuser,
    )
    def promote(self, request: HttpRequest, who: Person) -> str:
        actions.set_administrator(person=who, is_administrator=True, by=person(request))
        return f"{who} runs this installation now, too."

    @button(
        "No longer an administrator",
        when=lambda request, who: request.user.is_superuser and who.is_superuser,
        danger=True,
    )
    def demote(self, request: HttpRequest, who: Person) -> str:
        actions.set_administrator(person=who, is_administrator=False, by=person(request))
        return f"{who} no longer runs this installation."


def _may_invite(request: HttpRequest, member: Membership) -> bool:
    if person(request).is_superuser:
        return member.person.is_active
    own = Membership.objects.filter(
        campaign=member.campaign, person=person(request), is_active=True
    ).first()
    return own is not None and queries.can_invite_again(own, member)


@admin.register(Membership)
class MembershipAdmin(Panel):
    """A role in a campaign. Whoever leaves one keeps their place in its history."""

    list_display = ["person", "campaign", "role", "pseudonym", "is_active", "added_at"]
    list_filter = ["is_active", "role", "campaign", "added_at"]
    list_select_related = ["person", "campaign"]
    search_fields = ["person__username", "pseudonym", "campaign__name", "campaign__slug"]
    search_help_text = "User name, pseudonym or campaign"
    autocomplete_fields = ["campaign", "person"]
    buttons = ("sign_in_address", "remove", "let_in")
    fields = [
        "campaign",
        "person",
        "role",
        "pseudonym",
        "is_active",
        "guideline_read",
        "added_by",
        "added_at",
    ]
    add_fieldsets = [(None, {"fields": ["campaign", "person", "role"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request)
        return rows.select_related("person", "campaign", "added_by")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"role": Role.ANNOTATOR, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        kept = [
            "campaign",
            "person",
            "pseudonym",
            "is_active",
            "guideline_read",
            "added_by",
            "added_at",
        ]
        return kept if obj else []

    def write(
        self, request: HttpRequest, obj: Membership, values: dict[str, Any], is_new: bool
    ) -> Membership:
        return actions.add_member(
            campaign=obj.campaign,
            person=obj.person,
            role=Role(values["role"]),
            by=person(request),
            at=timezone.now(),
        )

    @button("Make a one-time sign-in address", when=_may_invite)
    def sign_in_address(self, request: HttpRequest, member: Membership) -> HttpResponse:
        if not _may_invite(request, member):
            raise MayNotInvite(
                "{person} has an account of their own: they sign in.", person=member.person
            )
        return _address_page(self, request, member.person)

    @button("Remove from the campaign", when=lambda _request, m: m.is_active, danger=True)
    def remove(self, request: HttpRequest, member: Membership) -> str:
        actions.remove_member(membership=member, by=person(request))
        return f"{member.person} is no longer in {member.campaign}. Their answers stay."

    @button("Let in again", when=lambda _request, m: not m.is_active)
    def let_in(self, request: HttpRequest, member: Membership) -> str:
        actions.add_member(
            campaign=member.campaign,
            person=member.person,
            role=Role(member.role),
            by=person(request),
            at=timezone.now(),
        )
        return f"{member.person} is in {member.campaign} again."
