"""People with accounts, their tokens and their keys."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from annotator.campaigns import keys as own_keys
from annotator.campaigns.refusals import (
    KeyIsTaken,
    LastAdministrator,
    MayNotRun,
    NameIsInvalid,
    TokenNameIsTaken,
)
from annotator.models import (
    Person,
    Token,
)


@transaction.atomic
def add_person(*, username: str) -> tuple[Person, bool]:
    """The person of that name, and whether they are new. A new one has no password yet."""
    try:
        Person.username_validator(username)
    except ValidationError as error:
        raise NameIsInvalid(
            "“{username}” cannot be a user name: use letters, digits and @ . + - _ only.",
            username=username,
        ) from error
    if not username or len(username) > 150:
        raise NameIsInvalid("A user name has between 1 and 150 characters.")
    person, is_new = Person.objects.get_or_create(username=username)
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person, is_new


@transaction.atomic
def describe_person(*, person: Person, first_name: str, last_name: str, email: str) -> Person:
    """Note who is behind a user name."""
    person.first_name, person.last_name, person.email = first_name, last_name, email
    person.save(update_fields=["first_name", "last_name", "email"])
    return person


def forget_password(*, person: Person) -> None:
    """Let a forgotten password be replaced: the old one is dead, and so are their sessions."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


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
        raise TokenNameIsTaken(
            "{person} has a token called “{name}” already.", person=person, name=name
        ) from error
    return token, secret


@transaction.atomic
def choose_keys(
    *,
    person: Person,
    chosen: Mapping[str, str],
    usual: Mapping[str, tuple[str, ...]],
    words: Mapping[str, str],
    labels: Mapping[str, str],
) -> Person:
    """The keys of this person at the desk, by command; a command without one keeps the usual ones.

    `usual` has the keys of every command, `words` what each is called, `labels` the keys that give
    a label. Raises NameIsInvalid, KeyIsTaken.
    """
    chosen = own_keys.own(chosen, usual)
    for command, key in chosen.items():
        told = {"key": key, "command": words[command]}
        if not own_keys.is_key(key):
            raise NameIsInvalid(
                "“{key}” for “{command}” is not a key: press one key, without Ctrl or Alt.", **told
            )
        if key in labels:
            raise KeyIsTaken(
                "“{key}” cannot be “{command}”: it gives the label “{label}”.",
                **told,
                label=labels[key],
            )
        if other := own_keys.clash(chosen, usual, command):
            raise KeyIsTaken(
                "“{key}” cannot be both “{command}” and “{other}”.", **told, other=words[other]
            )
    person.keys = chosen
    person.save(update_fields=["keys"])
    return person


def revoke_token(*, token: Token) -> None:
    """The token is dead from now on."""
    token.delete()


def _require_administrator(by: Person) -> None:
    if not by.is_superuser:
        raise MayNotRun("Only an administrator can change an administrator.")


def _require_another_administrator(person: Person) -> None:
    running = Person.objects.select_for_update().filter(is_superuser=True, is_active=True)
    if not any(one.pk != person.pk for one in running):
        raise LastAdministrator("Make somebody else an administrator first.")
