"""What cannot be replied to."""

from typing import ClassVar

from annotator.errors import RuleBroken


class NothingWasSaid(RuleBroken):
    """The annotator said nothing about this sentence, or has taken it back."""

    code: ClassVar[str] = "nothing-was-said"


class ReplyIsEmpty(RuleBroken):
    code: ClassVar[str] = "reply-is-empty"


class ReplyIsTooLong(RuleBroken):
    code: ClassVar[str] = "reply-is-too-long"
