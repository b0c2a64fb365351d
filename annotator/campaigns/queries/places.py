"""Who may see which campaign, and what a campaign consists of."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from sesame.utils import get_query_string

from annotator.models import Campaign, Guideline, Label, Membership, Person, Role, Token
from annotator.models.prepared import Prepared

SETUP = "annotator.set-up"


def membership(person: Person, slug: str) -> Membership:
    """This person's place in that campaign. Raises Membership.DoesNotExist: a 404, not a leak."""
    found = _memberships.first(person=person.pk, slug=slug)
    if found is None:
        raise Membership.DoesNotExist
    return found


@Prepared
def _memberships(person: int, slug: str) -> QuerySet[Membership]:
    places = Membership.objects.select_related("campaign", "campaign__scheme")
    return places.filter(campaign__slug=slug, person=person, is_active=True).order_by()


def memberships_of(person: Person) -> list[Membership]:
    """Every place this person has, with its campaign."""
    return list(
        Membership.objects.filter(person=person, is_active=True)
        .select_related("campaign")
        .order_by("campaign__name", "campaign")
    )


def members(campaign: Campaign) -> QuerySet[Membership]:
    """Everybody who is in the campaign; `is_elsewhere` tells whether they are in others too."""
    others = Membership.objects.filter(person=OuterRef("person")).exclude(campaign=campaign)
    return (
        campaign.memberships.filter(is_active=True)
        .select_related("person")
        .annotate(is_elsewhere=Exists(others))
        .order_by("person__username")
    )


def labels(campaign: Campaign) -> list[Label]:
    """The labels in the order of their keys."""
    return list(campaign.scheme.labels.order_by("position"))


def label_keys(person: Person) -> dict[str, str]:
    """The keys that label sentences in this person's campaigns, each with the name of its label."""
    found: dict[str, str] = {}
    rows = Label.objects.filter(
        scheme__campaign__memberships__person=person,
        scheme__campaign__memberships__is_active=True,
    )
    for label in rows.order_by("scheme", "position"):
        for key in (str(label.position), label.letter.upper(), label.letter.lower()):
            found.setdefault(key, label.name)
    return found


def guideline(campaign: Campaign) -> Guideline | None:
    """The guideline in force."""
    return campaign.guidelines.order_by("-version").first()


def unread_guideline(membership: Membership) -> Guideline | None:
    """The guideline in force, if it is for this member to read and they have not said that they did."""
    if not membership.can_annotate:
        return None
    current = guideline(membership.campaign)
    return current if current and membership.guideline_read < current.version else None


def guidelines(campaign: Campaign) -> list[Guideline]:
    """Every version, the one in force first."""
    return list(campaign.guidelines.select_related("written_by").order_by("-version"))


def has_accounts() -> bool:
    """Whether anybody can sign in with a password, or runs the place: the demo's people cannot."""
    return (
        Person.objects.filter(is_superuser=True).exists()
        or Person.objects.exclude(password__startswith="!").exclude(password="").exists()
    )


def sign_in_address(person: Person) -> str:
    """A one-time address that signs this person in: dead once used, and after three days."""
    return f"{settings.BASE_URL}{reverse('sign_in')}{get_query_string(person)}"


def setup_address() -> str | None:
    """The address at which the owner makes their account; None once there is an account."""
    if has_accounts():
        return None
    key = TimestampSigner(salt=SETUP).sign("owner").partition(":")[2]
    return f"{settings.BASE_URL}{reverse('set_up', args=[key])}"


def is_setup_key(key: str) -> bool:
    """Whether this is the key of a set-up address that still works."""
    try:
        TimestampSigner(salt=SETUP).unsign(f"owner:{key}", max_age=timedelta(days=7))
    except BadSignature:
        return False
    return not has_accounts()


def can_invite_again(by: Membership, member: Membership) -> bool:
    """Whether `by` may have a sign-in address for this member (one of `members`).

    Only for somebody who is in no other campaign and runs nothing: an address for anybody else
    would be a way into more than this campaign. Who has a password already may have forgotten
    it: that is for the owner to say, and the old one is dead then.
    """
    return (
        by.can_curate
        and (by.role == Role.OWNER or not member.can_curate)
        and (by.role == Role.OWNER or not member.person.has_usable_password())
        and member.person_id != by.person_id
        and not member.person.is_staff
        and not member.is_elsewhere  # type: ignore[attr-defined]
    )


def tokens(person: Person) -> list[Token]:
    """This person's API tokens, newest first."""
    return list(Token.objects.filter(user=person).order_by("-created"))
