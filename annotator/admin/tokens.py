"""API tokens: seen and revoked here, made by their owners on the tokens page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import ReadOnly, button
from annotator.campaigns import actions
from annotator.models import Token


@admin.register(Token)
class TokenAdmin(ReadOnly):
    """The key of a token is the hash of its secret, with which nobody can sign in."""

    list_display = ["name", "user", "scope", "created", "expiry", "condition"]
    list_filter = ["scope", "created", "expiry"]
    list_select_related = ["user"]
    search_fields = ["name", "user__username"]
    search_help_text = "Name or user name"
    ordering = ["-created"]
    fields = ["name", "user", "scope", "created", "expiry", "condition"]
    actions = ["revoke_selected"]
    list_before_template = "admin/annotator/token/_made_elsewhere.html"
    buttons = ("revoke",)

    @admin.display(description="state")
    def condition(self, token: Token) -> SafeString:
        is_dead = token.expiry is not None and token.expiry <= timezone.now()
        return cells.state("expired", "warn") if is_dead else cells.state("in force", "good")

    @button("Revoke", danger=True)
    def revoke(self, request: HttpRequest, token: Token) -> str:
        actions.revoke_token(token=token)
        return f"“{token.name}” is dead."

    @admin.action(description="Revoke", permissions=["press"])
    def revoke_selected(self, request: HttpRequest, tokens: QuerySet[Any]) -> None:
        self.press_each(request, tokens, lambda token: actions.revoke_token(token=token), "revoked")
