"""The navigation, in the words of the product."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from annotator.admin.panel import person

# Group: (model, title, icon)...
GROUPS: dict[str, list[tuple[str, str, str]]] = {
    "Campaigns": [
        ("campaign", "Campaigns", "forum"),
        ("guideline", "Guidelines", "menu_book"),
        ("scheme", "Schemes", "category"),
        ("label", "Labels", "label"),
    ],
    "People": [
        ("person", "People", "person"),
        ("membership", "Roles", "groups"),
        ("token", "API tokens", "key"),
    ],
    "Documents": [
        ("document", "Documents", "article"),
        ("intake", "Files", "upload_file"),
        ("outlet", "Outlets", "newspaper"),
        ("candidate", "Suggestions", "lightbulb"),
        ("tagger", "Taggers", "smart_toy"),
    ],
    "Answers": [
        ("assignment", "Assignments", "assignment_ind"),
        ("annotation", "Annotations", "rate_review"),
        ("mark", "Marks", "sell"),
        ("span", "Spans", "format_quote"),
        ("annotationevent", "Steps", "history"),
        ("goldlabel", "Gold labels", "verified"),
        ("release", "Releases", "inventory_2"),
    ],
    "Jobs": [
        ("job", "Jobs", "pending_actions"),
        ("workersighting", "Workers", "monitor_heart"),
    ],
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """What this person may see, grouped, with the way back to the site first."""
    user = person(request)
    groups: list[dict[str, Any]] = [
        {
            "items": [
                # Its address, "/", is the beginning of every other: unfold would call it active.
                {
                    "title": "Back to the site",
                    "icon": "arrow_back",
                    "link": reverse("home"),
                    "active": False,
                },
                {"title": "Overview", "icon": "dashboard", "link": reverse("admin:index")},
            ]
        }
    ]
    for title, models in GROUPS.items():
        items = [
            {
                "title": name,
                "icon": icon,
                "link": reverse(f"admin:annotator_{model}_changelist"),
            }
            for model, name, icon in models
            if user.has_perm(f"annotator.view_{model}")
        ]
        groups.append({"title": title, "separator": True, "items": items})
    return groups
