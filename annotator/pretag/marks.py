"""A mark while it is being worked out: ranges of code points, not yet spans."""

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from annotator.pretag.parsed import Parsed, Range

Label: TypeAlias = str

DENIAL, ACCUSATION, ATTRIBUTION, FACT = "denial", "accusation", "attribution", "fact"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One act of saying, denying or accusing; ranges are code points of the sentence.

    `borrows`: without a source of its own it shares that of the mark before ("said A, warned B").
    """

    label: Label
    score: float
    evidence: str
    source: Range | None = None
    cue: Range | None = None
    content: Range | None = None
    target: Range | None = None
    borrows: bool = False


def mark(
    parsed: Parsed,
    *,
    label: Label,
    score: float,
    why: str,
    cue: Range | None = None,
    source: Range | None = None,
    content: Range | None = None,
    target: Range | None = None,
) -> Mark:
    """A mark from ranges of tokens; `why` becomes evidence with the cue's words before it."""
    while target and target[1] - target[0] > 1 and parsed.tokens.words[target[1] - 1] == ",":
        target = target[0], target[1] - 1
    spots = [parsed.characters(item) if item else None for item in (source, cue, content, target)]
    words = parsed.tokens.text[slice(*spots[1])] if spots[1] else ""
    return Mark(
        label=label,
        score=score,
        evidence=f"cue '{words[:60]}' ({why})" if words else why,
        source=spots[0],
        cue=spots[1],
        content=spots[2],
        target=spots[3],
    )


accusation = partial(mark, label=ACCUSATION)
denial = partial(mark, label=DENIAL)
