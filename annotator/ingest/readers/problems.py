"""Saying what is wrong with a row."""

from annotator.ingest.readers import limits
from annotator.ingest.readers.values import Problem
from annotator.translatable import translatable

MESSAGES = {
    "too-large": translatable("It is larger than any article."),
    "line-too-long": translatable("The line is longer than 16 MiB and was skipped."),
    "not-text": translatable("It holds bytes that are not text in this file's encoding."),
    "bad-json": translatable("This is not JSON."),
    "too-deep": translatable("The JSON is nested too deeply."),
    "duplicate-key": translatable("The same key stands twice in one object."),
    "not-an-object": translatable("It is not an object with named fields."),
    "bad-quoting": translatable("The quotation marks of this row do not pair up."),
    "wrong-column-count": translatable("It does not have as many cells as there are columns."),
    "no-text": translatable("There is no text in it."),
    "empty-row": translatable("It is an empty row."),
    "bad-labels": translatable("Its labels do not fit its text."),
    "other-columns": translatable("This sheet has other columns and was not read."),
    "cut-short": translatable("The file ends, or breaks, in the middle of it."),
    "unsafe-name": translatable("Its name points outside the archive."),
    "too-deeply-packed": translatable("It is an archive in an archive in an archive."),
    "suspicious-size": translatable("It would unpack to more than a file of this kind has."),
    "unsupported-compression": translatable("It is packed in a way that is not read."),
    "broken-archive": translatable("It cannot be unpacked."),
    "bad-record": translatable("The record is damaged."),
}
"""What each `Problem.code` means when the reader has nothing more exact to say."""


def problem(
    code: str, *, where: str, row: int | None, excerpt: str = "", message: str = ""
) -> Problem:
    """A problem, its excerpt made printable and short."""
    return Problem(
        where=where,
        row=row,
        code=code,
        message=message or MESSAGES[code],
        excerpt=printable(excerpt),
    )


def printable(text: str) -> str:
    """The beginning of `text`; what would not show, or would turn the line around, is spelled out.

    Bidirectional controls, NUL, line breaks and lone surrogates come as escapes such as `\\n`.
    """
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text[: limits.EXCERPT]
    )
    return shown[: limits.EXCERPT]
