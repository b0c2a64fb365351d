"""Where each line of a page stands, in numbers: what the trees of `forest` decide by.

Looked at are the line itself, its block and the blocks around it, how far it is from the part of
the page that holds the running text, its neighbours, and what other readers of pages (`votes`)
took it for. The numbers of a page are computed in time linear in its lines and blocks.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.ingest.visible import Block, Seen, View

_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*(?:\[\w{1,3}\])*$")
# The words "we", "our" and "us"; a set of first letters first, so that most of a text is only skimmed.
_WE = re.compile(r"[wWoOu](?<=\b.)(?:(?<=[wW])e|(?<=[oO])ur|(?<=u)s)\b")
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
Column = NDArray[Any]
Columns = dict[str, Column]
"""Named columns of numbers, one number a line."""
Counts = NDArray[np.int64]


@dataclass(kw_only=True, slots=True)  # Not frozen: that takes twice the time to make.
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
        capitals=len([1 for part in parts if part[0].isupper()]) / words,
        ends_sentence=ends,
        is_prose=words >= _PROSE_WORDS and ends and harmless and line.links < 0.5,
        is_clutter=reason != "",
    )


def own(view: View, looked: Sequence[Look]) -> Columns:
    """The columns that need no votes."""
    told = _Words(view, looked)
    blocks = _Blocks(view, told)
    columns = (
        _of_lines(view, looked, told, blocks)
        | _of_places(view, told, blocks)
        | _of_alike(view, told)
        | _of_hints(view, blocks)
    )
    lagged = {f"{name}{lag:+}": _shifted(columns[name], lag) for lag in _LAGS for name in _LAGGED}
    return columns | lagged


def with_votes(
    columns: Columns, view: View, looked: Sequence[Look], votes: Mapping[str, set[int]]
) -> Columns:
    """The columns of `own` with the votes added: for each reader the indices of the lines it keeps."""
    told = _Words(view, looked)
    total = np.zeros(len(view.lines))
    added = dict(columns)
    for reader, kept in votes.items():
        yes = np.zeros(len(view.lines))
        yes[list(kept)] = 1
        total += yes
        added |= {f"{reader}:{name}": one for name, one in _of_votes(told, yes).items()}
    return added | {"yes-votes": total}


class _Words:
    """For each line the number of its block, its words, those of running text; and for each block the
    number of the one around it."""

    def __init__(self, view: View, looked: Sequence[Look]) -> None:
        self.numbers = np.array([line.block.number for line in view.lines])
        self.all = np.array([look.words for look in looked])
        self.prose = self.all * np.array([look.is_prose for look in looked])
        self.parents = np.array([_up(block).number for block in view.blocks])


class _Blocks:
    """What is told by block: its words, its running text, its way to the main block.

    The main block is the smallest that holds most of the running text of each block around it.
    """

    def __init__(self, view: View, told: _Words) -> None:
        count = len(view.blocks)
        words = np.bincount(told.numbers, told.all, count).tolist()
        prose = np.bincount(told.numbers, told.prose, count).tolist()
        for block in reversed(view.blocks):
            if block.parent is not None:
                words[block.parent.number] += words[block.number]
                prose[block.parent.number] += prose[block.number]
        self.words, self.prose = np.array(words), np.array(prose)
        self.main, depths = self._main(view.blocks, prose)
        self.off, self.up = self._ways(view.blocks, depths)

    @staticmethod
    def _ways(blocks: Sequence[Block], depths: Mapping[int, int]) -> tuple[Counts, Counts]:
        """For each block how far off the main block its way leaves that to the main block, and how
        far up that is."""
        off, up = [0] * len(blocks), [0] * len(blocks)
        for block in blocks:
            number = block.number
            if number in depths:
                off[number] = len(depths) - 1 - depths[number]
            elif block.parent is not None:
                off[number] = off[block.parent.number]
                up[number] = up[block.parent.number] + 1
        return np.array(off), np.array(up)

    @staticmethod
    def _main(blocks: Sequence[Block], prose: Sequence[float]) -> tuple[Block, dict[int, int]]:
        """The main block, and how deep each block on the way to it is."""
        richest: dict[int, Block] = {}
        for block in blocks:
            if block.parent is not None and prose[block.number]:
                best = richest.get(block.parent.number)
                if best is None or prose[block.number] > prose[best.number]:
                    richest[block.parent.number] = block
        main, depths = blocks[0], {0: 0}
        while (inner := richest.get(main.number)) is not None:
            if inner.tag in ("p", "li"):
                break
            if prose[inner.number] < _MOST_OF * prose[main.number]:
                break
            main = inner
            depths[main.number] = len(depths)
        return main, depths


def _of_lines(view: View, looked: Sequence[Look], told: _Words, blocks: _Blocks) -> Columns:
    """What a line is by itself, and where it stands among the lines."""
    lines = view.lines
    count = len(lines)
    texts = [line.text for line in lines]
    copies = Counter(texts)
    places = np.arange(count)
    before = np.concatenate([[0], told.prose.cumsum()])
    prose = before[-1] or 1
    headline = _headline(lines, looked)
    above = before[(places - 10).clip(0)]
    below = before[(places + 11).clip(max=count)]
    return {
        "words": told.all,
        "ends-sentence": np.array([look.ends_sentence for look in looked]),
        "is-prose": np.array([look.is_prose for look in looked]),
        "links": np.array([line.links for line in lines]),
        "is-clutter": np.array([look.is_clutter for look in looked]),
        "copies": np.array([copies[text] for text in texts]),
        "capitals": np.array([look.capitals for look in looked]),
        "we": np.array([len(_WE.findall(text)) for text in texts]) / told.all,
        "in-pre": np.array(["pre" in line.block.places for line in lines]),
        "in-heading": np.array([line.tag != "" for line in lines]),
        "from-main": blocks.off[told.numbers],
        "above-main": blocks.up[told.numbers],
        "position": places / count,
        "from-h1": places - headline if headline >= 0 else np.full(count, -99),
        "prose-before": before[:-1] / prose,
        "prose-after": (before[-1] - before[1:]) / prose,
        "prose-above": before[:-1] - above,
        "prose-below": below - before[1:],
        "page-prose": np.full(count, prose),
        "page-lines": np.full(count, count),
        "main-in-article": np.full(count, "article" in blocks.main.places),
    }


def _of_places(view: View, told: _Words, blocks: _Blocks) -> Columns:
    """The sizes of the blocks around each line, its tag and its places, as far as they are not those
    of the main block."""
    columns: Columns = {}
    around = told.numbers
    for level in range(1, _LEVELS + 1):
        around = told.parents[around]
        sizes = blocks.words[around]
        columns[f"prose-share-{level}"] = blocks.prose[around] / sizes.clip(1)
        columns[f"size-{level}"] = sizes
    tags = np.array([line.block.tag for line in view.lines])
    places = [line.block.places for line in view.lines]
    return (
        columns
        | {f"tag-{tag}": tags == tag for tag in _TAGS}
        | _held("in", _PLACES, places, blocks.main.places)
    )


def _held(
    name: str, known: Sequence[str], sets: Sequence[frozenset[str]], besides: frozenset[str]
) -> Columns:
    """For each word that is `known` whether the set of each line holds it, `besides` some."""
    # Many lines, few sets.
    places: dict[frozenset[str], int] = {}
    of_lines = [places.setdefault(one, len(places)) for one in sets]
    table = np.array([[word in one and word not in besides for word in known] for one in places])
    return {f"{name}-{word}": one for word, one in zip(known, table.T[:, of_lines], strict=True)}


def _of_alike(view: View, told: _Words) -> Columns:
    """How often the page repeats the block and those around it, on the whole and side by side, and
    how much of what stands in blocks like it is running text: teasers and menus come in rows."""
    ids: dict[str, int] = {}
    kinds = np.array([ids.setdefault(block.kind, len(ids)) for block in view.blocks])
    alike = np.bincount(kinds)[kinds]
    pairs = told.parents * len(ids) + kinds
    _, inverse, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    siblings = counts[inverse]
    around = told.numbers
    own = kinds[around]
    words = np.bincount(own, told.all)[own]
    columns: Columns = {
        "alike-words": words,
        "alike-prose": np.bincount(own, told.prose)[own] / words,
    }
    for level in range(_LEVELS + 1):
        columns[f"alike-{level}"] = alike[around]
        columns[f"siblings-{level}"] = siblings[around]
        around = told.parents[around]
    return columns


def _up(block: Block) -> Block:
    return block.parent or block


def _of_hints(view: View, blocks: _Blocks) -> Columns:
    """What the page's own names for the block, and for those around it, hint at."""
    near = [line.block.near for line in view.lines]
    own = [line.block.own for line in view.lines]
    nothing: frozenset[str] = frozenset()
    return _held("near", _HINTS, near, blocks.main.near) | _held("own", _HINTS, own, nothing)


def _shifted(column: Column, by: int) -> Column:
    """The column of the line `by` further down; -1 past the ends."""
    shifted = np.full(len(column), -1.0)
    if by > 0:
        shifted[:-by] = column[by:]
    else:
        shifted[-by:] = column[:by]
    return shifted


def _headline(lines: Sequence[Seen], looked: Sequence[Look]) -> int:
    """The index of the last main heading before the running text begins, or -1."""
    start = next((index for index, look in enumerate(looked) if look.is_prose), 0)
    return max(
        (i for i in range(min(start + 4, len(lines))) if "h1" in lines[i].block.places), default=-1
    )


def _of_votes(told: _Words, yes: Column) -> Columns:
    """What a reader's votes say of each line, of those around it and of the page."""
    count = len(yes)
    places = np.arange(count)
    kept = np.flatnonzero(yes)
    first, last = (kept[0], kept[-1]) if len(kept) else (count, -1)
    until = np.concatenate([[0], yes.cumsum()])
    prose = told.prose.sum() or 1
    return {
        "yes": yes,
        "before": np.concatenate([[0], yes[:-1]]),
        "after": np.concatenate([yes[1:], [0]]),
        "nearby": until[(places + 6).clip(max=count)] - until[(places - 5).clip(0)],
        **_shares(told, yes),
        "page": np.full(count, (told.all * yes).sum() / prose),
        "from-first": places - first,
        "from-last": last - places,
    }


def _shares(told: _Words, yes: Column) -> Columns:
    """How much of the words of each block around a line the reader keeps."""
    levels = [told.parents[told.numbers]]
    for _ in range(_LEVELS - 1):
        levels.append(told.parents[levels[-1]])
    count = len(told.parents)
    words = np.sum([np.bincount(numbers, told.all, count) for numbers in levels], axis=0)
    chosen = np.sum([np.bincount(numbers, told.all * yes, count) for numbers in levels], axis=0)
    return {
        f"share-{level}": chosen[numbers] / words[numbers].clip(1)
        for level, numbers in enumerate(levels, 1)
    }
