"""The door for those who run an installation or a campaign: one file an idea, as in the store.

Buttons and forms call actions; nothing that people made is changed or deleted here. The look is
django-unfold's, under the same strict policy as the site (docs/adr/0005).
"""

from annotator.admin.entrance import join_to_the_site

# Before our own are registered: a library has registered one of our models.
join_to_the_site()

from annotator.admin import (  # noqa: E402
    answers,
    assignments,
    campaigns,
    documents,
    gold,
    guideline,
    intakes,
    jobs,
    people,
    scheme,
    suggestions,
    tokens,
)

__all__ = [
    "answers",
    "assignments",
    "campaigns",
    "documents",
    "gold",
    "guideline",
    "intakes",
    "jobs",
    "people",
    "scheme",
    "suggestions",
    "tokens",
]
