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
