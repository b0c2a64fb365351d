"""What the span model looks at: the features of each token of a sentence that is not fact.

Names: `s` a word without its inflection, `k` its kind, `rule` the role that the rules give it; with
the places they are about (`-1,0` is the token before and this one).
"""

from bisect import bisect_left

from annotator.pretag.learned.classes import WORDS
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
    known = [WORDS[word] for word in tokens.words[:count]]
    capitals = [one[0].isupper() for one in tokens.raw[:count]]
    looks = (word.capital if big else word.lower for word, big in zip(known, capitals, strict=True))
    kinds = ["^", *looks, "$"]
    stems = ["^", *(word.base for word in known), "$", "$"]
    ruled = ["^", *_ruled(reading, count), "$"]
    inside = "".join(["^", *("o" if q == OUTSIDE else "q" for q in parsed.quoted[:count]), "$"])
    whole = "S:label=" + label
    found: list[list[str]] = [
        [
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
            "s+2=" + next_but_one,
            "quote=" + inside[place : place + 3],
            "rule=" + rule,
            f"rule-1,0={rule_before} {rule}",
            f"rule0,1={rule} {rule_after}",
            f"rule,k={rule} {kind}",
            far,
            f"label,s={label} {base}",
        ]
        for (
            place,
            (before, base, after, next_but_one),
            (kind_before, kind, kind_after),
            (rule_before, rule, rule_after),
            far,
        ) in zip(
            range(count),
            zip(stems, stems[1:], stems[2:], stems[3:], strict=False),
            zip(kinds, kinds[1:], kinds[2:], strict=False),
            zip(ruled, ruled[1:], ruled[2:], strict=False),
            _distances(ruled[1:-1]),
            strict=False,
        )
    ]
    for place, word in enumerate(known):
        if word.family:
            found[place].append(f"family={word.family} {inside[place + 1]} {kinds[place + 2]}")
    if found:
        found[0].append("start")
    for names in found[parsed.stop :]:
        names.append("closing")
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
    first = bisect_left(starts, span[0], 0, len(found))
    last = bisect_left(starts, span[1], 0, len(found))
    found[first:last] = ["I " + name] * (last - first)
    if first < last:
        found[first] = "B " + name


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
