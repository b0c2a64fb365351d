"""Campaigns and their labels."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst

from annotator.campaigns import guideline, scheme
from annotator.campaigns.actions.members import add_member
from annotator.campaigns.refusals import (
    LetterIsTaken,
    NameIsInvalid,
    SlugIsTaken,
)
from annotator.models import (
    Campaign,
    Document,
    Guideline,
    Label,
    Person,
    Role,
    Scheme,
    SpanPolicy,
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@transaction.atomic
def create(
    *, slug: str, name: str = "", overlap: int = 2, by: Person | None, at: datetime
) -> Campaign:
    """A new campaign with the default scheme and guideline.

    Its maker owns it; made from the command line, it belongs to those who run the installation.
    """
    if len(slug) > 60 or not SLUG.fullmatch(slug) or slug == "new":
        raise NameIsInvalid(
            "“{slug}” cannot be an address: use small letters, digits and single hyphens.",
            slug=slug,
        )
    if not 1 <= overlap <= 20:
        raise NameIsInvalid("Between 1 and 20 people may judge each document.")
    if Campaign.objects.filter(slug=slug).exists():
        raise SlugIsTaken("There is a campaign “{slug}” already.", slug=slug)
    made = Scheme.objects.create(name=scheme.NAME, version=scheme.VERSION)
    Label.objects.bulk_create(
        Label(
            scheme=made,
            code=draft.code,
            name=draft.name,
            letter=draft.letter,
            definition=draft.definition,
            position=position,
            precedence=draft.precedence,
        )
        for position, draft in enumerate(scheme.LABELS, start=1)
    )
    campaign = Campaign.objects.create(
        slug=slug,
        name=name or capfirst(slug.replace("-", " ")),
        scheme=made,
        overlap=overlap,
        created_by=by,
        created_at=at,
    )
    Guideline.objects.create(
        campaign=campaign, version=1, text=guideline.TEXT, written_by=by, written_at=at
    )
    for owner in [by] if by else Person.objects.filter(is_superuser=True, is_active=True):
        add_member(campaign=campaign, person=owner, role=Role.OWNER, by=by, at=at)
    return campaign


@transaction.atomic
def revise(
    *,
    campaign: Campaign,
    name: str,
    overlap: int,
    hidden_percent: int,
    shown_percent: int,
    spans: str,
    is_source_blind: bool,
) -> Campaign:
    """Change what may change of a campaign. Its slug never does.

    Arms of the experiment that were drawn stay as drawn, and answers that exist keep their spans
    whatever the policy is from now on. Another overlap means that other sentences are settled, so
    every answered document is due to be settled again.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not name.strip():
        raise NameIsInvalid("A campaign needs a name.")
    if not 1 <= overlap <= 20:
        raise NameIsInvalid("Between 1 and 20 people may judge each document.")
    if min(hidden_percent, shown_percent) < 0 or hidden_percent + shown_percent > 100:
        raise NameIsInvalid("The two shares of suggestions are percents of the same hundred.")
    if spans not in SpanPolicy:
        raise NameIsInvalid("Annotators mark labels only, spans of claims, or spans of all labels.")
    if overlap != campaign.overlap:
        Document.objects.filter(campaign=campaign, answers_revision__gt=0).update(
            answers_revision=F("answers_revision") + 1
        )
    campaign.name, campaign.overlap = name.strip(), overlap
    campaign.hidden_percent, campaign.shown_percent = hidden_percent, shown_percent
    campaign.spans, campaign.is_source_blind = spans, is_source_blind
    campaign.save(
        update_fields=[
            "name",
            "overlap",
            "hidden_percent",
            "shown_percent",
            "spans",
            "is_source_blind",
        ]
    )
    return campaign


@transaction.atomic
def revise_label(*, label: Label, name: str, letter: str, definition: str) -> Label:
    """Call a label something else. Its code never changes: data already out there uses it."""
    letter = letter.strip().upper()
    if not name.strip() or len(letter) != 1:
        raise NameIsInvalid("A label needs a name and one letter, which is its key.")
    label = Label.objects.select_for_update().get(pk=label.pk)
    if label.scheme.labels.filter(letter__iexact=letter).exclude(pk=label.pk).exists():
        raise LetterIsTaken(
            "Another label of this scheme has the letter “{letter}”.", letter=letter
        )
    label.name, label.letter, label.definition = name.strip(), letter, definition.strip()
    label.save(update_fields=["name", "letter", "definition"])
    return label
