"""Plain values of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What the pre-tagger proposes for a sentence, as the desk gets it: one dict a mark, with `label`,
# `score`, `tagger`, `spans` and `evidence`.
Suggestion = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Span:
    """A part of the sentence: code points from its start, end exclusive, with the words there."""

    role: str
    start: int
    end: int
    text: str
    is_machine_made: bool = False

    @property
    def place(self) -> tuple[str, int, int]:
        """What makes it this span, whoever made it."""
        return self.role, self.start, self.end


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A label with its spans."""

    label: str
    spans: tuple[Span, ...] = ()

    @property
    def essence(self) -> tuple[str, frozenset[tuple[str, int, int]]]:
        """What makes it this mark: its label and where its spans are."""
        return self.label, frozenset(span.place for span in self.spans)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says of a sentence. Marks belong to the status `answered` alone, a reason to
    `skipped`; a flag and a note may stand on a sentence that is still open, too."""

    status: str
    marks: tuple[Mark, ...] = ()
    note: str = ""
    reason: str = ""
    is_flagged: bool = False


OPEN = Answer(status="open")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of an annotation's history: the answer as it stood after it, and, for an undo or a
    redo, the number of the step that it takes back."""

    number: int
    answer: Answer
    kind: str = "answer"
    undoes: int | None = None
    is_taken_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Attention:
    """What the desk measured while the sentence was the current one."""

    active_ms: int = 0
    guideline_lookups: int = 0
    context_lookups: int = 0


def span_of(sent: Mapping[str, Any]) -> Span:
    """A span as it came over the wire or out of an event."""
    return Span(
        role=sent["role"],
        start=sent["start"],
        end=sent["end"],
        text=sent["text"],
        is_machine_made=bool(sent.get("is_machine_made", False)),
    )
