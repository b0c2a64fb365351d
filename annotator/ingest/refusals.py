"""Why an input could not become an article."""

from annotator.errors import RuleBroken


class UnreadableInput(RuleBroken):
    """The bytes are not text."""

    code = "unreadable-input"


class EmptyArticle(RuleBroken):
    """Nothing is left that could be an article."""

    code = "empty-article"


class LineCannotReturn(RuleBroken):
    """A dropped line stays dropped: somebody has answered the article as it is."""

    code = "line-cannot-return"


class TextIsHeldAlready(RuleBroken):
    """The same text would stand in the campaign twice."""

    code = "text-is-held-already"


class UnsupportedFile(RuleBroken):
    """A kind of file that is not read."""

    code = "unsupported-file"


class TextIsAnswered(RuleBroken):
    """People's answers are about this text."""

    code = "text-is-answered"


class TooLarge(RuleBroken):
    """More bytes than an article has."""

    code = "too-large"


class MappingDoesNotFit(RuleBroken):
    """A column that is not there, or none that holds an article."""

    code = "mapping-does-not-fit"


class IntakeIsBegun(RuleBroken):
    """No draft any more."""

    code = "intake-is-begun"


class IntakeIsRunning(RuleBroken):
    """Not yet over."""

    code = "intake-is-running"


class IntakeIsAnswered(RuleBroken):
    """People's answers are about its articles."""

    code = "intake-is-answered"


class NothingToRetry(RuleBroken):
    """No row failed."""

    code = "nothing-to-retry"


class TakenInAlready(RuleBroken):
    """The same file, read the same way; `intake` is the id of the one that did, if known."""

    code = "taken-in-already"

    def __init__(self, message: str, intake: int | None, **values: object) -> None:
        super().__init__(message, **values)
        self.intake = intake
