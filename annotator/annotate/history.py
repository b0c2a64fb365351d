"""What undo goes back to, and the chain that shows if a step was changed or lost."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from annotator.annotate.values import OPEN, Answer, Mark, Span, Step


def before_last(steps: Sequence[Step]) -> tuple[Step, Answer] | None:
    """The step that undo takes back now, and the answer as it stood before it; None if none is left.

    Steps come oldest first. Undo twice takes back two steps: what was undone, and the undoing
    itself, are passed over.
    """
    undone = {step.undoes for step in steps if step.undoes is not None}
    standing = [step for step in steps if step.undoes is None and step.number not in undone]
    if not standing:
        return None
    return standing[-1], standing[-2].answer if len(standing) > 1 else OPEN


def to_json(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Marks as stored in an event and sent over the wire."""
    return [
        {
            "label": mark.label,
            "spans": [
                {"role": span.role, "start": span.start, "end": span.end, "text": span.text}
                for span in mark.spans
            ],
        }
        for mark in marks
    ]


def from_json(marks: Sequence[dict[str, Any]]) -> tuple[Mark, ...]:
    """The reverse of `to_json`."""
    return tuple(
        Mark(label=mark["label"], spans=tuple(Span(**span) for span in mark["spans"]))
        for mark in marks
    )


def chain(previous_hash: str, facts: dict[str, Any]) -> str:
    """sha256 over the hash of the step before and this step's facts, as canonical JSON."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
