"""What cannot be answered, and why."""

from typing import ClassVar

from annotator.errors import RuleBroken


class NotAssigned(RuleBroken):
    """The sentence is not in a document that this person has been given."""

    code: ClassVar[str] = "not-assigned"


class StaleRevision(RuleBroken):
    """The answer was changed elsewhere since this client last saw it."""

    code: ClassVar[str] = "stale-revision"


class InvalidAnswer(RuleBroken):
    """Labels or spans that this sentence cannot have."""

    code: ClassVar[str] = "invalid-answer"


class NothingToUndo(RuleBroken):
    code: ClassVar[str] = "nothing-to-undo"


class SubmissionIsAnothers(RuleBroken):
    """The submission's id was used before, for something else."""

    code: ClassVar[str] = "submission-used"
