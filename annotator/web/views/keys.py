"""The keys of the signed-in person at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotator.campaigns import actions, queries
from annotator.errors import RuleBroken
from annotator.models import Person
from annotator.web.desk_keys import COMMANDS
from annotator.web.words import KEY_GROUPS, KEY_NAMES
from annotator.wording import said


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Each command with its usual keys and one's own; “usual” gives all of them back."""
    person = request.user
    assert isinstance(person, Person)
    labels = queries.label_keys(person)
    chosen, refusal = person.keys, ""
    if request.method == "POST":
        is_reset = request.POST.get("do") == "usual"
        chosen = {} if is_reset else _typed(request)
        try:
            actions.choose_keys(
                person=person,
                chosen=chosen,
                usual={one.name: one.usual for one in COMMANDS},
                words={one.name: str(one.words) for one in COMMANDS},
                labels=labels,
            )
        except RuleBroken as broken:
            refusal = said(broken)
        else:
            told = _("You have the usual keys again.") if is_reset else _("Your keys are saved.")
            messages.success(request, told)
            return redirect("keys")
    return render(
        request,
        "keys/page.html",
        {
            "groups": _groups(chosen, labels),
            "refusal": refusal,
            "has_own": bool(person.keys),
            "key_names": KEY_NAMES.items(),
        },
        status=422 if refusal else 200,
    )


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed for each command: a key, or the name of one in any spelling; "" for the usual."""
    names = {str(name).casefold(): key for key, name in KEY_NAMES.items()}
    names |= {key.casefold(): key for key in KEY_NAMES}
    typed = {one.name: request.POST.get(f"key-{one.name}", "").strip() for one in COMMANDS}
    return {command: names.get(key.casefold(), key) for command, key in typed.items()}


def _groups(chosen: dict[str, str], labels: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "commands": [
                {
                    "name": one.name,
                    "words": one.words,
                    "usual": [_called(key) for key in one.usual if key not in labels],
                    "own": _called(chosen.get(one.name, "")),
                }
                for one in COMMANDS
                if one.group == group
            ],
        }
        for group, name in KEY_GROUPS.items()
    ]


def _called(key: str) -> str:
    return str(KEY_NAMES.get(key, key))
