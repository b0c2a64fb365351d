"""Where each line of a page stands, in numbers: what the trees of `forest` decide by.

Looked at are the line itself, its block and the blocks around it, how far it is from the part of
the page that holds the running text, its neighbours, and what other readers of pages (`votes`)
took it for. The numbers of a page are computed in time linear in its lines and blocks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

_OWN = (
    *("words", "ends-sentence", "is-prose", "links", "is-clutter", "copies", "capitals", "we"),
    *("in-pre", "in-heading", "from-main", "above-main", "position", "from-h1"),
    *("prose-before", "prose-after", "prose-above", "prose-below"),
    *("page-prose", "page-lines", "main-in-article"),
    *(f"{name}-{level}" for level in range(1, _LEVELS + 1) for name in ("prose-share", "size")),
    *(f"tag-{tag}" for tag in _TAGS),
    *(f"in-{place}" for place in _PLACES),
    *(f"near-{hint}" for hint in _HINTS),
    *(f"own-{hint}" for hint in _HINTS),
    *(
        f"{name}{lag:+}"
        for lag in _LAGS
        for name in ("words", "links", "is-clutter", "from-main", "above-main")
    ),
)
_VOTED = (
    *("yes", "before", "after", "nearby", "share-1", "share-2", "share-3"),
    *("page", "from-first", "from-last"),
)


def names(readers: Sequence[str]) -> tuple[str, ...]:
    """What the numbers of a row mean, in order, with votes of these readers."""
    return (*_OWN, *(f"{reader}:{name}" for reader in readers for name in _VOTED), "yes-votes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a line shows by itself; `is_prose` for running text, `is_clutter` for known furniture."""

    words: int
    ends_sentence: bool
    is_prose: bool
    is_clutter: bool


def looks(lines: Sequence[Seen], reasons: Sequence[str]) -> list[Look]:
    """One look a line; `reasons` says why a line by its words alone is not article, "" for none."""
    return [_look(line, reason) for line, reason in zip(lines, reasons, strict=True)]


def _look(line: Seen, reason: str) -> Look:
    words = len(line.text.split())
    ends = _SENTENCE_END.search(line.text[-12:]) is not None
    harmless = reason in ("", "photo-credit")
    return Look(
        words=words,
        ends_sentence=ends,
        is_prose=words >= _PROSE_WORDS and ends and harmless and line.links < 0.5,
        is_clutter=reason != "",
    )


def own(view: View, looked: Sequence[Look]) -> list[list[float]]:
    """A row of numbers for each line, as `names(())` without "yes-votes" has them."""
    blocks = _Blocks(view, looked)
    firsts = list(_of_lines(view, looked, blocks))
    lagged = [(row[0], row[3], row[4], row[10], row[11]) for row in firsts]
    nothing = (-1.0,) * 5
    padded = [nothing, nothing, *lagged, nothing, nothing]
    return [
        [*row, *padded[at], *padded[at + 1], *padded[at + 3], *padded[at + 4]]
        for at, row in enumerate(firsts)
    ]


def with_votes(
    rows: Sequence[Sequence[float]],
    view: View,
    looked: Sequence[Look],
    votes: Mapping[str, set[int]],
) -> list[list[float]]:
    """The rows of `own` with the votes added: for each reader the indices of the lines it keeps."""
    columns = [list(_of_votes(view, looked, kept)) for kept in votes.values()]
    return [
        [
            *row,
            *(number for column in columns for number in column[index]),
            float(sum(column[index][0] for column in columns)),
        ]
        for index, row in enumerate(rows)
    ]


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


def _of_lines(view: View, looked: Sequence[Look], blocks: _Blocks) -> Iterator[list[float]]:
    lines = view.lines
    before = list(accumulate((k.words if k.is_prose else 0 for k in looked), initial=0))
    prose = before[-1] or 1
    count = len(lines)
    copies = Counter(line.text for line in lines)
    headline = _headline(lines, looked)
    main = blocks.main
    in_article = float("article" in main.places)
    near_places = [(place in main.places, place) for place in _PLACES]
    by_block: dict[int, list[float]] = {}
    for index, (line, look) in enumerate(zip(lines, looked, strict=True)):
        block = line.block
        shared = by_block.get(block.number)
        if shared is None:
            shared = by_block[block.number] = [
                *_sizes(block, blocks),
                *(float(block.tag == tag) for tag in _TAGS),
                *(float(not known and place in block.places) for known, place in near_places),
                *(float(hint in block.near and hint not in main.near) for hint in _HINTS),
                *(float(hint in block.own) for hint in _HINTS),
            ]
        text = line.text
        parts = text.split()
        yield [
            float(look.words),
            float(look.ends_sentence),
            float(look.is_prose),
            line.links,
            float(look.is_clutter),
            float(copies[text]),
            sum(part[0].isupper() for part in parts) / look.words,
            len(_WE.findall(text)) / look.words,
            float("pre" in block.places),
            float(line.tag != ""),
            float(blocks.off[block.number]),
            float(blocks.up[block.number]),
            index / count,
            float(index - headline) if headline >= 0 else -99.0,
            before[index] / prose,
            (before[-1] - before[index + 1]) / prose,
            float(before[index] - before[max(0, index - 10)]),
            float(before[min(count, index + 11)] - before[index + 1]),
            float(prose),
            float(count),
            in_article,
            *shared,
        ]


def _sizes(block: Block, blocks: _Blocks) -> Iterator[float]:
    for around in _around(block):
        words = blocks.words[around.number]
        yield blocks.prose[around.number] / max(words, 1)
        yield float(words)


def _around(block: Block) -> Iterator[Block]:
    for _ in range(_LEVELS):
        block = block.parent or block
        yield block


def _headline(lines: Sequence[Seen], looked: Sequence[Look]) -> int:
    """The index of the last main heading before the running text begins, or -1."""
    start = next((index for index, look in enumerate(looked) if look.is_prose), 0)
    return max(
        (i for i in range(min(start + 4, len(lines))) if "h1" in lines[i].block.places), default=-1
    )


def _of_votes(view: View, looked: Sequence[Look], kept: set[int]) -> Iterator[list[float]]:
    count = len(view.lines)
    yes = [float(index in kept) for index in range(count)]
    until = list(accumulate(yes, initial=0.0))
    prose = sum(look.words for look in looked if look.is_prose) or 1
    page = sum(looked[index].words for index in kept) / prose
    first, last = min(kept, default=count), max(kept, default=-1)
    words: Counter[int] = Counter()
    chosen: Counter[int] = Counter()
    for index, line in enumerate(view.lines):
        for block in _around(line.block):
            words[block.number] += looked[index].words
            if index in kept:
                chosen[block.number] += looked[index].words
    for index, line in enumerate(view.lines):
        yield [
            yes[index],
            yes[index - 1] if index else 0.0,
            yes[index + 1] if index + 1 < count else 0.0,
            until[min(count, index + 6)] - until[max(0, index - 5)],
            *(chosen[b.number] / max(words[b.number], 1) for b in _around(line.block)),
            page,
            float(index - first),
            float(last - index),
        ]
