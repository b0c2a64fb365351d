"""Where each line of a page stands, in numbers: what the trees of `forest` decide by.

Looked at are the line itself, its block and the blocks around it, how far it is from the part of
the page that holds the running text, its neighbours, and what other readers of pages (`votes`)
took it for. The numbers of a page are computed in time linear in its lines and blocks.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.ingest.visible import Block, Seen, View

_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*(?:\[\w{1,3}\])*$")
_WE = re.compile(r"\b(?:[wW]e|[oO]ur|us)\b")
_PROSE_WORDS = 12
_MOST_OF = 0.6
_LEVELS = 3
_HINTS = (
    *("article", "content", "comment", "meta", "faq", "foot", "nav", "caption", "hidden", "ask"),
    *("related", "author", "share", "ad", "side"),
)
_PLACES = ("article", "aside", "footer", "form", "header", "li", "main", "nav", "table")
_TAGS = ("div", "p", "li", "pre", "h2", "h3")
_LAGS = (-2, -1, 1, 2)
_LAGGED = ("words", "links", "is-clutter", "from-main", "above-main")

Columns = dict[str, Sequence[float]]
"""Named columns of numbers, one number a line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a line shows by itself; `is_prose` for running text, `is_clutter` for known furniture."""

    words: int
    capitals: float
    ends_sentence: bool
    is_prose: bool
    is_clutter: bool


def looks(lines: Sequence[Seen], reasons: Sequence[str]) -> list[Look]:
    """One look a line; `reasons` says why a line by its words alone is not article, "" for none."""
    return [_look(line, reason) for line, reason in zip(lines, reasons, strict=True)]


def _look(line: Seen, reason: str) -> Look:
    parts = line.text.split()
    words = len(parts)
    ends = _SENTENCE_END.search(line.text[-12:]) is not None
    harmless = reason in ("", "photo-credit")
    return Look(
        words=words,
        capitals=sum([part[0].isupper() for part in parts]) / words,
        ends_sentence=ends,
        is_prose=words >= _PROSE_WORDS and ends and harmless and line.links < 0.5,
        is_clutter=reason != "",
    )


def own(view: View, looked: Sequence[Look]) -> Columns:
    """The columns that need no votes."""
    blocks = _Blocks(view, looked)
    lines = [line.block for line in view.lines]
    columns = (
        _of_lines(view, looked, blocks)
        | _of_places(lines, blocks)
        | _of_alike(lines, looked, view.blocks)
        | _of_hints(lines, blocks)
    )
    lagged = {f"{name}{lag:+}": _shifted(columns[name], lag) for lag in _LAGS for name in _LAGGED}
    return columns | lagged


def with_votes(
    columns: Columns, view: View, looked: Sequence[Look], votes: Mapping[str, set[int]]
) -> Columns:
    """The columns of `own` with the votes added: for each reader the indices of the lines it keeps."""
    added = [
        {f"{reader}:{name}": column for name, column in _of_votes(view, looked, kept).items()}
        for reader, kept in votes.items()
    ]
    count = len(view.lines)
    total = [sum(index in kept for kept in votes.values()) for index in range(count)]
    return {name: column for part in (columns, *added) for name, column in part.items()} | {
        "yes-votes": total
    }


class _Blocks:
    """What is told by block: its words, its running text, its way to the main block.

    The main block is the smallest that holds most of the running text of each block around it.
    """

    def __init__(self, view: View, looked: Sequence[Look]) -> None:
        self.words = [0] * len(view.blocks)
        self.prose = [0] * len(view.blocks)
        for line, look in zip(view.lines, looked, strict=True):
            self.words[line.block.number] += look.words
            self.prose[line.block.number] += look.words if look.is_prose else 0
        for block in reversed(view.blocks):
            if block.parent is not None:
                self.words[block.parent.number] += self.words[block.number]
                self.prose[block.parent.number] += self.prose[block.number]
        self.main, depths = self._main(view.blocks)
        self.off = [0] * len(view.blocks)
        self.up = [0] * len(view.blocks)
        for block in view.blocks:
            number = block.number
            if number in depths:
                self.off[number] = len(depths) - 1 - depths[number]
            elif block.parent is not None:
                self.off[number] = self.off[block.parent.number]
                self.up[number] = self.up[block.parent.number] + 1

    def _main(self, blocks: Sequence[Block]) -> tuple[Block, dict[int, int]]:
        """The main block, and how deep each block on the way to it is."""
        richest: dict[int, Block] = {}
        for block in blocks:
            if block.parent is not None and self.prose[block.number]:
                best = richest.get(block.parent.number)
                if best is None or self.prose[block.number] > self.prose[best.number]:
                    richest[block.parent.number] = block
        main, depths = blocks[0], {0: 0}
        while (inner := richest.get(main.number)) is not None:
            if inner.tag in ("p", "li"):
                break
            if self.prose[inner.number] < _MOST_OF * self.prose[main.number]:
                break
            main = inner
            depths[main.number] = len(depths)
        return main, depths


def _of_lines(view: View, looked: Sequence[Look], blocks: "_Blocks") -> Columns:
    """What a line is by itself, and where it stands among the lines."""
    lines = view.lines
    count = len(lines)
    texts = [line.text for line in lines]
    copies = Counter(texts)
    numbers = [line.block.number for line in lines]
    before = list(accumulate((k.words if k.is_prose else 0 for k in looked), initial=0))
    all_prose = before[-1]
    prose = all_prose or 1
    headline = _headline(lines, looked)
    above, below = [before[0]] * 10 + before, before[1:] + [all_prose] * 10
    return {
        "words": [look.words for look in looked],
        "ends-sentence": [look.ends_sentence for look in looked],
        "is-prose": [look.is_prose for look in looked],
        "links": [line.links for line in lines],
        "is-clutter": [look.is_clutter for look in looked],
        "copies": [copies[text] for text in texts],
        "capitals": [look.capitals for look in looked],
        "we": [
            len(_WE.findall(text)) / look.words for text, look in zip(texts, looked, strict=True)
        ],
        "in-pre": ["pre" in line.block.places for line in lines],
        "in-heading": [line.tag != "" for line in lines],
        "from-main": [blocks.off[number] for number in numbers],
        "above-main": [blocks.up[number] for number in numbers],
        "position": [index / count for index in range(count)],
        "from-h1": [index - headline for index in range(count)] if headline >= 0 else [-99] * count,
        "prose-before": [words / prose for words in before[:-1]],
        "prose-after": [(all_prose - words) / prose for words in before[1:]],
        "prose-above": [b - a for a, b in zip(above, before[:-1], strict=False)],
        "prose-below": [b - a for a, b in zip(before[1:], below[10:], strict=True)],
        "page-prose": [prose] * count,
        "page-lines": [count] * count,
        "main-in-article": ["article" in blocks.main.places] * count,
    }


def _of_places(of_lines: Sequence[Block], blocks: "_Blocks") -> Columns:
    """The sizes of the blocks around each line, its tag and its places, as far as they are not those
    of the main block."""
    columns: Columns = {}
    around = of_lines
    for level in range(1, _LEVELS + 1):
        around = [_up(block) for block in around]
        sizes = [blocks.words[block.number] for block in around]
        columns[f"prose-share-{level}"] = [
            blocks.prose[block.number] / (words or 1)
            for block, words in zip(around, sizes, strict=True)
        ]
        columns[f"size-{level}"] = sizes
    tags = [block.tag for block in of_lines]
    places = [block.places - blocks.main.places for block in of_lines]
    return (
        columns
        | {f"tag-{tag}": [one == tag for one in tags] for tag in _TAGS}
        | {f"in-{place}": [place in one for one in places] for place in _PLACES}
    )


def _of_alike(
    of_lines: Sequence[Block], looked: Sequence[Look], blocks: Sequence[Block]
) -> Columns:
    """How often the page repeats the block and those around it, on the whole and side by side, and
    how much of what stands in blocks like it is running text: teasers and menus come in rows."""
    alike = Counter([block.kind for block in blocks])
    siblings = Counter([(_up(block).number, block.kind) for block in blocks])
    words: Counter[str] = Counter()
    prose: Counter[str] = Counter()
    for block, look in zip(of_lines, looked, strict=True):
        words[block.kind] += look.words
        if look.is_prose:
            prose[block.kind] += look.words
    columns: Columns = {
        "alike-words": [words[block.kind] for block in of_lines],
        "alike-prose": [prose[block.kind] / words[block.kind] for block in of_lines],
    }
    around = of_lines
    for level in range(_LEVELS + 1):
        columns[f"alike-{level}"] = [alike[block.kind] for block in around]
        columns[f"siblings-{level}"] = [siblings[_up(block).number, block.kind] for block in around]
        around = [_up(block) for block in around]
    return columns


def _up(block: Block) -> Block:
    return block.parent or block


def _of_hints(of_lines: Sequence[Block], blocks: "_Blocks") -> Columns:
    """What the page's own names for the block, and for those around it, hint at."""
    near = [block.near - blocks.main.near for block in of_lines]
    own = [block.own for block in of_lines]
    columns: Columns = {f"near-{hint}": [hint in one for one in near] for hint in _HINTS}
    return columns | {f"own-{hint}": [hint in one for one in own] for hint in _HINTS}


def _shifted(column: Sequence[float], by: int) -> Sequence[float]:
    """The column of the line `by` further down; -1 past the ends."""
    nothing = [-1.0] * min(abs(by), len(column))
    return [*column[by:], *nothing] if by > 0 else [*nothing, *column[:by]]


def _headline(lines: Sequence[Seen], looked: Sequence[Look]) -> int:
    """The index of the last main heading before the running text begins, or -1."""
    start = next((index for index, look in enumerate(looked) if look.is_prose), 0)
    return max(
        (i for i in range(min(start + 4, len(lines))) if "h1" in lines[i].block.places), default=-1
    )


def _of_votes(view: View, looked: Sequence[Look], kept: set[int]) -> Columns:
    count = len(view.lines)
    yes = [index in kept for index in range(count)]
    until = [0] * 5 + list(accumulate(yes, initial=0))
    until += [until[-1]] * 5
    prose = sum(look.words for look in looked if look.is_prose) or 1
    first, last = min(kept, default=count), max(kept, default=-1)
    return {
        "yes": yes,
        "before": [False, *yes[:-1]],
        "after": [*yes[1:], False],
        "nearby": [b - a for a, b in zip(until, until[11:], strict=False)],
        **_shares(view, looked, yes),
        "page": [sum(looked[index].words for index in kept) / prose] * count,
        "from-first": [index - first for index in range(count)],
        "from-last": [last - index for index in range(count)],
    }


def _shares(view: View, looked: Sequence[Look], yes: Sequence[bool]) -> Columns:
    """How much of the words of each block around a line the reader keeps."""
    words, chosen = [0] * len(view.blocks), [0] * len(view.blocks)
    levels = []
    around = [line.block for line in view.lines]
    for _ in range(_LEVELS):
        around = [_up(block) for block in around]
        levels.append([block.number for block in around])
    for numbers in levels:
        for number, look, is_kept in zip(numbers, looked, yes, strict=True):
            words[number] += look.words
            if is_kept:
                chosen[number] += look.words
    return {
        f"share-{level}": [chosen[number] / (words[number] or 1) for number in numbers]
        for level, numbers in enumerate(levels, 1)
    }
