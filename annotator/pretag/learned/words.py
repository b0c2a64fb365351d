"""What the span model looks at: the features of each token of a sentence that is not fact.

Names: `s` a word without its inflection, `k` its kind, `rule` the role that the rules give it; with
the places they are about (`-1,0` is the token before and this one).
"""

from annotator.pretag.learned.classes import stem, word_class
from annotator.pretag.lexicon.verbs import READINGS
from annotator.pretag.marks import Mark
from annotator.pretag.parsed import OUTSIDE
from annotator.pretag.seen import Seen

MOST_TOKENS = 300
"""Longer sentences are lists or worse; spans are looked for in their beginning only."""

_ROLES = ("content", "target", "source", "cue")
_SIZES = ("0", "1", "3", "3", "8", "8", "8", "8", "8", "far")
_AFTER = tuple(f"far=+{size}" for size in _SIZES)
_BEFORE = tuple(f"far=-{size}" for size in _SIZES)


def token_features(reading: Seen, label: str) -> list[list[str]]:
    """A list of names for each token of a sentence that has this primary label."""
    parsed = reading.parsed
    tokens = parsed.tokens
    count = min(len(tokens), MOST_TOKENS)
    words, raw = tokens.words[:count], tokens.raw
    kinds = ["^", *(word_class(words[i], raw[i][0].isupper()) for i in range(count)), "$"]
    stems = ["^", *map(stem, words), "$", "$"]
    ruled = ["^", *_ruled(reading, count), "$"]
    inside = ["^", *("o" if q == OUTSIDE else "q" for q in parsed.quoted[:count]), "$"]
    far = _distances(ruled[1:-1])
    whole = "S:label=" + label
    found: list[list[str]] = []
    for i in range(count):
        base, after, before = stems[i + 1], stems[i + 2], stems[i]
        kind, kind_after, kind_before = kinds[i + 1], kinds[i + 2], kinds[i]
        rule = ruled[i + 1]
        names = [
            "s=" + base,
            whole,
            "k=" + kind,
            "s-1=" + before,
            "s+1=" + after,
            f"s-1,0={before} {base}",
            f"s0,1={base} {after}",
            f"k-1,0={kind_before} {kind}",
            f"k0,1={kind} {kind_after}",
            f"k-1,0,1={kind_before} {kind} {kind_after}",
            "s+2=" + stems[i + 3] if i + 2 < count else "s+2=$",
            f"quote={inside[i]}{inside[i + 1]}{inside[i + 2]}",
            "rule=" + rule,
            f"rule-1,0={ruled[i]} {rule}",
            f"rule0,1={rule} {ruled[i + 2]}",
            f"rule,k={rule} {kind}",
            far[i],
            f"label,s={label} {base}",
        ]
        if words[i] in READINGS:
            family = READINGS[words[i]][0].verb.family
            names.append(f"family={family} {inside[i + 1]} {kind_after}")
        if i == 0:
            names.append("start")
        if i >= parsed.stop:
            names.append("closing")
        found.append(names)
    return found


def _ruled(reading: Seen, count: int) -> list[str]:
    """For each token the role that the rules give it; the cue wins over source over content."""
    found = ["-"] * count
    starts = reading.parsed.tokens.starts
    for mark in reversed(reading.marks):
        for role in _ROLES:
            _paint(found, starts, role, mark)
    return found


def _paint(found: list[str], starts: list[int], role: str, mark: Mark) -> None:
    span = getattr(mark, role)
    if span is None:
        return
    name = f"cue {mark.label}" if role == "cue" else role
    begin = "B "
    for index in range(len(found)):
        if starts[index] >= span[1]:
            break
        if starts[index] >= span[0]:
            found[index] = begin + name
            begin = "I "


def _distances(ruled: list[str]) -> list[str]:
    """How far to the nearest cue of the rules, and on which side of it the token is."""
    places = [i for i, rule in enumerate(ruled) if rule.startswith("B cue")]
    if not places:
        return ["far=none"] * len(ruled)
    found = []
    at, last = 0, len(places) - 1
    for i in range(len(ruled)):
        while at < last and abs(places[at + 1] - i) <= abs(places[at] - i):
            at += 1
        gap = i - places[at]
        found.append(_BEFORE[min(-gap, 9)] if gap < 0 else _AFTER[min(gap, 9)])
    return found
