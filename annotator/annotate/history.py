"""What undo and redo go to, and the chain that shows if a step was changed or lost."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from annotator.annotate.values import OPEN, Answer, Mark, Step, span_of

# So many steps back and forth is the desk told of.
LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a history has come to. An answer or a redo stands until it is undone; an undo can be
    redone until it is, or until an answer comes after it. The last of each goes first."""

    standing: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def answer(self) -> Answer:
        """The answer as it stands."""
        return self.standing[-1].answer if self.standing else OPEN


def replayed(steps: Sequence[Step]) -> State:
    """What a sentence's steps, oldest first, have led to."""
    standing: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.kind == "undo":
            standing.pop()
            undone.append(step)
            continue
        if step.kind == "redo":
            undone.pop()
        else:
            undone.clear()
        standing.append(step)
    return State(standing=tuple(standing), undone=tuple(undone))


def before_last(steps: Sequence[Step]) -> tuple[Step, Answer] | None:
    """The step that undo takes back now, and the answer as it stood before it; None if none is left."""
    standing = replayed(steps).standing
    if not standing:
        return None
    return standing[-1], standing[-2].answer if len(standing) > 1 else OPEN


def last_undone(steps: Sequence[Step]) -> tuple[Step, Step] | None:
    """The undo that redo takes back now, and the step that stands again then; None if there is none."""
    undone = replayed(steps).undone
    if not undone:
        return None
    by_number = {step.number: step for step in steps}
    taken_back = undone[-1].undoes
    assert taken_back is not None
    return undone[-1], by_number[taken_back]


def has_been_answered(steps: Sequence[Step]) -> bool:
    """Whether the sentence was ever more than open, whatever became of that answer."""
    return any(step.answer.status != "open" for step in steps)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A step back or forth on the desk: the sentence, and its answer once the step is done."""

    sentence: int
    answer: Answer


@dataclass(frozen=True, kw_only=True)
class Turns:
    """What undo and redo do on a document, step after step; oldest first, so the last goes first."""

    undo: tuple[Turn, ...]
    redo: tuple[Turn, ...]


def turns(steps: Mapping[int, Sequence[tuple[int, Step]]]) -> Turns:
    """The turns of a document. `steps` are those of each sentence, each with its place in time."""
    undo: list[tuple[int, Turn]] = []
    redo: list[tuple[int, Turn]] = []
    for sentence, dated in steps.items():
        when = {step.number: at for at, step in dated}
        by_number = {step.number: step for _, step in dated}
        state = replayed([step for _, step in dated])
        befores = (OPEN, *(step.answer for step in state.standing))
        for step, before in zip(state.standing, befores, strict=False):
            undo.append((when[step.number], Turn(sentence=sentence, answer=before)))
        for step in state.undone:
            assert step.undoes is not None
            again = by_number[step.undoes].answer
            redo.append((when[step.number], Turn(sentence=sentence, answer=again)))
    return Turns(undo=_newest(undo), redo=_newest(redo))


def _newest(dated: list[tuple[int, Turn]]) -> tuple[Turn, ...]:
    dated.sort(key=lambda one: one[0])
    return tuple(turn for _, turn in dated[-LONGEST:])


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """An answer as sent over the wire."""
    return {
        "status": answer.status,
        "marks": to_json(answer.marks),
        "reason": answer.reason,
        "is_flagged": answer.is_flagged,
        "note": answer.note,
    }


def to_json(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Marks as stored in an event and sent over the wire. Only what a machine made says who made it."""
    return [
        {
            "label": mark.label,
            "spans": [
                {
                    "role": span.role,
                    "start": span.start,
                    "end": span.end,
                    "text": span.text,
                    **({"is_machine_made": True} if span.is_machine_made else {}),
                }
                for span in mark.spans
            ],
        }
        for mark in marks
    ]


def from_json(marks: Sequence[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """The reverse of `to_json`."""
    return tuple(
        Mark(label=mark["label"], spans=tuple(span_of(span) for span in mark["spans"]))
        for mark in marks
    )


def chain(previous_hash: str, facts: dict[str, Any]) -> str:
    """sha256 over the hash of the step before and this step's facts, as canonical JSON."""
    return _sha256(f"{previous_hash}\n{_canonical(facts)}")


def first_steps(alike: dict[str, Any]) -> Callable[[int, UUID], str]:
    """What chains first steps that are alike but for their annotation and submission.

    It gives what `chain("", …)` gives, and makes JSON of the facts only once.
    """
    facts = _canonical(alike | {"annotation": _GAP, "submission": _GAP})
    before, between, after = facts.split(f'"{_GAP}"')

    def chained(annotation: int, submission: UUID) -> str:
        return _sha256(f'\n{before}{annotation}{between}"{submission}"{after}')

    return chained


# Stands in no fact: nobody can know it.
_GAP = str(uuid4())


def _canonical(facts: dict[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
