"""What cannot be done to a seat."""

from typing import ClassVar

from annotator.errors import RuleBroken


class SeatIsInUse(RuleBroken):
    """Somebody has answered from this seat: it stays theirs."""

    code: ClassVar[str] = "seat-is-in-use"
