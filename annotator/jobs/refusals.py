"""What the ledger refuses."""

from typing import ClassVar

from annotator.errors import RuleBroken


class JobIsOver(RuleBroken):
    """There is nothing left to cancel."""

    code: ClassVar[str] = "job-is-over"


class NothingFailed(RuleBroken):
    """There is nothing to try again."""

    code: ClassVar[str] = "nothing-failed"
