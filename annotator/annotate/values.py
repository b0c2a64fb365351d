"""Plain values of an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Span:
    """A part of the sentence: code points from its start, end exclusive, with the words there."""

    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A label with its spans."""

    label: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says of a sentence. Marks belong to the status `answered` alone."""

    status: str
    marks: tuple[Mark, ...] = ()
    note: str = ""


OPEN = Answer(status="open")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of an annotation's history, as far as undoing it goes."""

    number: int
    answer: Answer
    undoes: int | None
