"""What changed between two versions of a text: by lines, and within a changed line by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
# Unchanged lines that are shown around a change.
AROUND = 2
# Comparing word by word takes as long as the product of both lengths, at worst.
MOST_WORDS = 4_000_000
# Two lines that have less than this in common are two lines, not one that changed.
ALIKE = 0.4

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of a line: in both versions, gone, or new."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line with its parts. `skipped` lines that are the same stand before it and are left out."""

    parts: tuple[Part, ...]
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        return all(part.kind == SAME for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The changed lines with some around them; `after` lines that are the same end the text."""

    lines: tuple[Line, ...]
    after: int

    @property
    def is_empty(self) -> bool:
        return not self.lines


def changes(before: str, after: str) -> Changes:
    """What is to be read of the newer text by somebody who knows the older one."""
    lines = list(_lines(before.splitlines(), after.splitlines()))
    shown: list[Line] = []
    skipped = 0
    for place, line in enumerate(lines):
        near = lines[max(place - AROUND, 0) : place + AROUND + 1]
        if all(one.is_same for one in near):
            skipped += 1
            continue
        shown.append(Line(parts=line.parts, skipped=skipped))
        skipped = 0
    return Changes(lines=tuple(shown), after=skipped)


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield from (_whole(SAME, text) for text in after[j:j_end])
        else:
            yield from _changed(before[i:i_end], after[j:j_end])


def _changed(gone: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines in the place of others: each with the one that it came from, where that can be told."""
    waiting = list(gone)
    for text in new:
        origin = next((n for n, old in enumerate(waiting) if _are_alike(old, text)), None)
        if origin is None:
            yield _whole(NEW, text)
            continue
        yield from (_whole(GONE, old) for old in waiting[:origin])
        yield Line(parts=tuple(_words(waiting[origin], text)))
        waiting = waiting[origin + 1 :]
    yield from (_whole(GONE, old) for old in waiting)


def _are_alike(old: str, new: str) -> bool:
    a, b = _WORD.findall(old), _WORD.findall(new)
    if not old.strip() or not new.strip() or len(a) * len(b) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, a, b)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Part]:
    a, b = _WORD.findall(old), _WORD.findall(new)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part(kind=SAME, text="".join(b[j:j_end]))
            continue
        if i < i_end:
            yield Part(kind=GONE, text="".join(a[i:i_end]))
        if j < j_end:
            yield Part(kind=NEW, text="".join(b[j:j_end]))


def _whole(kind: str, text: str) -> Line:
    return Line(parts=(Part(kind=kind, text=text),))
