"""What cannot be answered, and why."""

from collections.abc import Sequence
from typing import ClassVar

from annotator.errors import RuleBroken


class NotAssigned(RuleBroken):
    """The sentence is not in a document that this person has been given."""

    code: ClassVar[str] = "not-assigned"


class StaleRevision(RuleBroken):
    """The answer was changed elsewhere since this client last saw it."""

    code: ClassVar[str] = "stale-revision"


class InvalidAnswer(RuleBroken):
    """Labels, spans or a reason that this sentence cannot have."""

    code: ClassVar[str] = "invalid-answer"


class NotSuggested(RuleBroken):
    """The answer claims help that was not shown."""

    code: ClassVar[str] = "not-suggested"


class NothingToUndo(RuleBroken):
    code: ClassVar[str] = "nothing-to-undo"


class NothingToRedo(RuleBroken):
    """Nothing was undone, or an answer came after it."""

    code: ClassVar[str] = "nothing-to-redo"


class SubmissionIsAnothers(RuleBroken):
    """The submission's id was used before, for something else."""

    code: ClassVar[str] = "submission-used"


class HandedIn(RuleBroken):
    """The annotator has finished the document: it is opened again before an answer changes."""

    code: ClassVar[str] = "handed-in"


class DocumentLocked(RuleBroken):
    """A curator has closed the document for everybody."""

    code: ClassVar[str] = "document-locked"


class OpenSentences(RuleBroken):
    """A document is handed in when every sentence has an answer. `sentences`: the ids of the rest."""

    code: ClassVar[str] = "open-sentences"

    def __init__(self, message: str, *, sentences: Sequence[int], **values: object) -> None:
        super().__init__(message, **values)
        self.sentences = tuple(sentences)
