"""Who has which role in a campaign."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from annotator.campaigns import queries
from annotator.campaigns.actions.people import add_person
from annotator.campaigns.refusals import (
    LastOwner,
    MayNotInvite,
    NameIsAPersons,
    OwnerExists,
)
from annotator.models import (
    Campaign,
    Membership,
    Person,
    Role,
)


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
        raise NameIsAPersons(
            "“{person}” is a person. Call the import annotator something else.", person=person
        )
    return membership


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
def remove_member(*, membership: Membership, by: Person | None) -> None:
    """Close a campaign to a person. Everything they answered stays, under their pseudonym."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _require_owner_above(campaign=membership.campaign, role=Role(membership.role), by=by)
    _require_another_owner(membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])


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
