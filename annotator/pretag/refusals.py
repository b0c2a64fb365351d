"""What the pre-tagger refuses."""

from typing import ClassVar

from annotator.errors import RuleBroken


class NothingToTag(RuleBroken):
    code: ClassVar[str] = "nothing-to-tag"


class TooLittleGold(RuleBroken):
    code: ClassVar[str] = "too-little-gold"
