"""From labelled spans to the tags of tokens that the span model learns."""

from collections.abc import Sequence

from annotator.pretag.learned.gold import LABELS, GoldMark
from annotator.pretag.learned.words import MOST_TOKENS
from annotator.pretag.marks import ACCUSATION
from annotator.pretag.parsed import Range
from annotator.pretag.seen import Seen


def roles(reading: Seen, marks: Sequence[GoldMark]) -> list[str]:
    """BIO tags of source, cue and content; where two lie over one another, cue wins over source."""
    found = _blank(reading)
    for role in ("content", "source", "cue"):
        for mark in sorted(marks, key=lambda mark: -LABELS.index(mark.label)):
            if role in mark.spans:
                _tag(found, _within(reading, mark.spans[role]), role)
    return found


def targets(reading: Seen, marks: Sequence[GoldMark]) -> list[str]:
    """BIO tags of those who are accused."""
    found = _blank(reading)
    for mark in marks:
        if mark.label == ACCUSATION and "target" in mark.spans:
            _tag(found, _within(reading, mark.spans["target"]), "target")
    return found


def _blank(reading: Seen) -> list[str]:
    return ["O"] * min(len(reading.parsed.tokens), MOST_TOKENS)


def _within(reading: Seen, span: Range) -> list[int]:
    tokens = reading.parsed.tokens
    return [
        index
        for index in range(min(len(tokens), MOST_TOKENS))
        if tokens.starts[index] < span[1] and tokens.ends[index] > span[0]
    ]


def _tag(found: list[str], places: Sequence[int], role: str) -> None:
    free = [place for place in places if found[place] == "O"] if role == "content" else places
    for number, place in enumerate(free):
        found[place] = ("I-" if number else "B-") + role
