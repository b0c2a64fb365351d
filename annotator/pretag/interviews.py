"""Interviews set as turns: which sentences are an answer that carries no tag of its own.

A turn opens a paragraph with a label: "((Ann Lee)) ...", "Q: ...", "Ann Lee: ...". The label whose
turns are mostly questions is the outlet's; every other turn is somebody's answer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from annotator.pretag.values import Sentence

_LABEL = re.compile(
    r"\s*(?:\(\(([^()]{1,40})\)\)|\*{0,2}([^\W\d_][\w.’' -]{0,38}):\*{0,2}(?=\s+\S))"
)
_OUTLET_LABELS = frozenset({"q", "wn", "interviewer", "host", "moderator"})


def answers(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether it belongs to an answer in an interview."""
    turns = _turns(sentences)
    spoken: dict[str, list[bool]] = defaultdict(list)
    for label, first, last in turns:
        spoken[label].append(
            sentences[last].text.rstrip().endswith("?") or "?" in sentences[first].text
        )
    answered = [False] * len(sentences)
    counts = Counter(label for label, _, _ in turns)
    marked = any(sentences[first].text.lstrip().startswith("((") for _, first, _ in turns)
    if not marked and (len(counts) < 2 or max(counts.values()) < 2):
        return answered
    asking = {
        label
        for label, asks in spoken.items()
        if label.lower() in _OUTLET_LABELS or sum(asks) * 2 > len(asks)
    }
    if not asking and not marked:
        return answered
    for label, first, last in turns:
        if label not in asking:
            answered[first : last + 1] = [True] * (last + 1 - first)
    return answered


def _turns(sentences: Sequence[Sentence]) -> list[tuple[str, int, int]]:
    """Label, first and last sentence of each turn."""
    starts: list[tuple[str, int]] = []
    paragraph = -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph and (found := _LABEL.match(sentence.text)):
            starts.append(((found.group(1) or found.group(2)).strip(), index))
        paragraph = sentence.paragraph
    ends = [first for _, first in starts[1:]] + [len(sentences)]
    return [(label, first, end - 1) for (label, first), end in zip(starts, ends, strict=False)]
