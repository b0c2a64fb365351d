"""What cannot be done to a campaign."""

from typing import ClassVar

from annotator.errors import RuleBroken


class SlugIsTaken(RuleBroken):
    code: ClassVar[str] = "slug-is-taken"


class LetterIsTaken(RuleBroken):
    """Each label of a scheme has its own key."""

    code: ClassVar[str] = "letter-is-taken"


class LastAdministrator(RuleBroken):
    """An installation always keeps somebody who runs it."""

    code: ClassVar[str] = "last-administrator"


class MayNotRun(RuleBroken):
    """Only an administrator changes who is one."""

    code: ClassVar[str] = "may-not-run"


class NameIsInvalid(RuleBroken):
    code: ClassVar[str] = "name-is-invalid"


class LastOwner(RuleBroken):
    """A campaign always keeps an owner."""

    code: ClassVar[str] = "last-owner"


class OwnerExists(RuleBroken):
    """The set-up link is dead once somebody has an account."""

    code: ClassVar[str] = "owner-exists"


class TokenNameIsTaken(RuleBroken):
    code: ClassVar[str] = "token-name-is-taken"


class PersonIsUnknown(RuleBroken):
    code: ClassVar[str] = "person-is-unknown"


class MayNotInvite(RuleBroken):
    """Only an owner makes owners and curators, or signs somebody in again who has a password."""

    code: ClassVar[str] = "may-not-invite"


class NameIsAPersons(RuleBroken):
    """An import annotator cannot have the name of somebody who signs in."""

    code = "name-is-a-persons"


class GuidelineIsNewer(RuleBroken):
    """Somebody has saved another version since this one was begun."""

    code: ClassVar[str] = "guideline-is-newer"


class NotInForce(RuleBroken):
    """A version of the guideline that nobody can have read yet."""

    code: ClassVar[str] = "not-in-force"


class KeyIsTaken(RuleBroken):
    """Each key of the desk does one thing."""

    code: ClassVar[str] = "key-is-taken"
