"""Campaigns, people, roles, tokens: the writes."""

import re
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import capfirst, slugify

from annotator.campaigns import guideline, queries, scheme
from annotator.campaigns.refusals import (
    LastAdministrator,
    LastOwner,
    LetterIsTaken,
    MayNotInvite,
    MayNotRun,
    NameIsAPersons,
    NameIsInvalid,
    OwnerExists,
    SlugIsTaken,
    TokenNameIsTaken,
)
from annotator.models import (
    Campaign,
    Document,
    Guideline,
    Label,
    Membership,
    Person,
    Role,
    Scheme,
    Token,
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
            f"“{slug}” cannot be an address: use small letters, digits and single hyphens."
        )
    if not 1 <= overlap <= 20:
        raise NameIsInvalid("Between 1 and 20 people may judge each document.")
    if Campaign.objects.filter(slug=slug).exists():
        raise SlugIsTaken(f"There is a campaign “{slug}” already.")
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
def add_member(
    *, campaign: Campaign, person: Person, role: Role, by: Person | None, at: datetime
) -> Membership:
    """Give a person a role in a campaign; who has one already, gets this one instead."""
    _require_owner_above(campaign=campaign, role=role, by=by)
    present = Membership.objects.select_for_update().filter(campaign=campaign, person=person)
    if membership := present.first():
        if membership.role == Role.OWNER and role != Role.OWNER:
            _require_owner_above(campaign=campaign, role=Role.OWNER, by=by)
            _require_another_owner(membership)
        membership.role, membership.is_active = role, True
        membership.save(update_fields=["role", "is_active"])
        return membership
    return Membership.objects.create(
        campaign=campaign,
        person=person,
        role=role,
        pseudonym=f"a-{secrets.token_hex(4)}",
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def invite(
    *, campaign: Campaign, username: str, role: Role, by: Person | None, at: datetime
) -> Membership:
    """Add the person of that name, who is made if they are new."""
    person, _ = add_person(username=username.strip())
    return add_member(campaign=campaign, person=person, role=role, by=by, at=at)


@transaction.atomic
def import_annotator(
    *, campaign: Campaign, name: str, by: Person | None, at: datetime
) -> Membership:
    """Who answers that came in files are put down to: nobody can sign in as this person.

    The same name again is the same one. Raises NameIsInvalid, NameIsAPersons.
    """
    person, is_new = add_person(username=f"import-{campaign.slug}-{slugify(name) or 'file'}"[:150])
    if is_new:
        person.is_active = False
        person.save(update_fields=["is_active"])
    membership = Membership.objects.filter(campaign=campaign, person=person).first()
    if membership is None:
        membership = add_member(campaign=campaign, person=person, role=Role.ANNOTATOR, by=by, at=at)
        membership.is_import = True
        membership.save(update_fields=["is_import"])
    elif not membership.is_import:
        raise NameIsAPersons(f"“{person}” is a person. Call the import annotator something else.")
    return membership


def forget_password(*, person: Person) -> None:
    """Let a forgotten password be replaced: the old one is dead, and so are their sessions."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


@transaction.atomic
def remove_member(*, membership: Membership, by: Person | None) -> None:
    """Close a campaign to a person. Everything they answered stays, under their pseudonym."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _require_owner_above(campaign=membership.campaign, role=Role(membership.role), by=by)
    _require_another_owner(membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])


@transaction.atomic
def add_person(*, username: str) -> tuple[Person, bool]:
    """The person of that name, and whether they are new. A new one has no password yet."""
    try:
        Person.username_validator(username)
    except ValidationError as error:
        raise NameIsInvalid(
            f"“{username}” cannot be a user name: use letters, digits and @ . + - _ only."
        ) from error
    if not username or len(username) > 150:
        raise NameIsInvalid("A user name has between 1 and 150 characters.")
    person, is_new = Person.objects.get_or_create(username=username)
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person, is_new


@transaction.atomic
def set_up_owner(*, username: str, password: str, at: datetime) -> Person:
    """The first account of an installation: it runs the admin panel and owns every campaign."""
    # One row that always exists serves as the lock, so that two people with the same link
    # cannot both become the first.
    Campaign.objects.select_for_update().order_by("pk").first()
    if queries.has_accounts():
        raise OwnerExists("Somebody has set this up already. Ask them for an invitation.")
    person, _ = add_person(username=username)
    person.set_password(password)
    person.is_staff = person.is_superuser = True
    person.save()
    for campaign in Campaign.objects.all():
        add_member(campaign=campaign, person=person, role=Role.OWNER, by=None, at=at)
    return person


@transaction.atomic
def create_token(
    *, person: Person, name: str, scope: Token.Scope, days: int | None
) -> tuple[Token, str]:
    """A token and its secret, which is shown this once: only its hash is kept."""
    if not name.strip():
        raise NameIsInvalid("A token needs a name, so that you know later what it is for.")
    if days is not None and not 1 <= days <= 3650:
        raise NameIsInvalid("A token lasts between 1 and 3650 days.")
    try:
        with transaction.atomic():
            token, secret = Token.objects.create(
                user=person,
                expiry=timedelta(days=days) if days else None,
                name=name.strip()[:80],
                scope=scope,
            )
    except IntegrityError as error:
        raise TokenNameIsTaken(f"{person} has a token called “{name}” already.") from error
    return token, secret


@transaction.atomic
def revise_guideline(*, campaign: Campaign, text: str, by: Person, at: datetime) -> Guideline:
    """Write a new version of the guideline; the same text again is the version in force."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    text = text.replace("\r\n", "\n").strip() + "\n"
    if not text.strip():
        raise NameIsInvalid("A guideline cannot be empty.")
    current = queries.guideline(campaign)
    if current and current.text == text:
        return current
    return Guideline.objects.create(
        campaign=campaign,
        version=current.version + 1 if current else 1,
        text=text,
        written_by=by,
        written_at=at,
    )


@transaction.atomic
def revise(
    *, campaign: Campaign, name: str, overlap: int, hidden_percent: int, shown_percent: int
) -> Campaign:
    """Change what may change of a campaign. Its slug never does.

    Arms of the experiment that were drawn stay as drawn. Another overlap means that other
    sentences are settled, so every answered document is due to be settled again.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not name.strip():
        raise NameIsInvalid("A campaign needs a name.")
    if not 1 <= overlap <= 20:
        raise NameIsInvalid("Between 1 and 20 people may judge each document.")
    if min(hidden_percent, shown_percent) < 0 or hidden_percent + shown_percent > 100:
        raise NameIsInvalid("The two shares of suggestions are percents of the same hundred.")
    if overlap != campaign.overlap:
        Document.objects.filter(campaign=campaign, answers_revision__gt=0).update(
            answers_revision=F("answers_revision") + 1
        )
    campaign.name, campaign.overlap = name.strip(), overlap
    campaign.hidden_percent, campaign.shown_percent = hidden_percent, shown_percent
    campaign.save(update_fields=["name", "overlap", "hidden_percent", "shown_percent"])
    return campaign


@transaction.atomic
def revise_label(*, label: Label, name: str, letter: str, definition: str) -> Label:
    """Call a label something else. Its code never changes: data already out there uses it."""
    letter = letter.strip().upper()
    if not name.strip() or len(letter) != 1:
        raise NameIsInvalid("A label needs a name and one letter, which is its key.")
    label = Label.objects.select_for_update().get(pk=label.pk)
    if label.scheme.labels.filter(letter__iexact=letter).exclude(pk=label.pk).exists():
        raise LetterIsTaken(f"Another label of this scheme has the letter “{letter}”.")
    label.name, label.letter, label.definition = name.strip(), letter, definition.strip()
    label.save(update_fields=["name", "letter", "definition"])
    return label


@transaction.atomic
def describe_person(*, person: Person, first_name: str, last_name: str, email: str) -> Person:
    """Note who is behind a user name."""
    person.first_name, person.last_name, person.email = first_name, last_name, email
    person.save(update_fields=["first_name", "last_name", "email"])
    return person


@transaction.atomic
def deactivate_person(*, person: Person, by: Person) -> None:
    """Close the door to a person; everything they did stays, and they may be let in again."""
    if person.is_superuser:
        _require_administrator(by)
        _require_another_administrator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])


@transaction.atomic
def reactivate_person(*, person: Person, by: Person) -> None:
    """Let a person in again."""
    if person.is_superuser:
        _require_administrator(by)
    person.is_active = True
    person.save(update_fields=["is_active"])


@transaction.atomic
def set_administrator(*, person: Person, is_administrator: bool, by: Person) -> None:
    """Say whether a person runs this installation (the admin panel and all that is in it)."""
    _require_administrator(by)
    if not is_administrator:
        _require_another_administrator(person)
    person.is_staff = person.is_superuser = is_administrator
    person.save(update_fields=["is_staff", "is_superuser"])


def revoke_token(*, token: Token) -> None:
    """The token is dead from now on."""
    token.delete()


def _require_owner_above(*, campaign: Campaign, role: Role, by: Person | None) -> None:
    """Curators add annotators and viewers; owners and curators are an owner's to make.

    Who runs the installation may too, or a campaign whose owner has left could not be mended.
    """
    if (
        by is None
        or by.is_superuser
        or role not in Role.that_curate()
        or not campaign.memberships.exists()
    ):
        return
    if not campaign.memberships.filter(person=by, role=Role.OWNER, is_active=True).exists():
        raise MayNotInvite("Only an owner of the campaign can change owners and curators.")


def _require_another_owner(membership: Membership) -> None:
    others = Membership.objects.filter(
        campaign=membership.campaign, role=Role.OWNER, is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise LastOwner("A campaign needs an owner: make somebody else an owner first.")


def _require_administrator(by: Person) -> None:
    if not by.is_superuser:
        raise MayNotRun("Only an administrator can change an administrator.")


def _require_another_administrator(person: Person) -> None:
    running = Person.objects.select_for_update().filter(is_superuser=True, is_active=True)
    if not any(one.pk != person.pk for one in running):
        raise LastAdministrator("Make somebody else an administrator first.")
