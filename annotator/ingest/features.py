"""What a line looks like in numbers, by itself and among its neighbours, for `lines`.

`signs` and `surroundings` are the only places where features are made: the trainer in `bench/intake`
calls them too, so that a model never sees other features than those it was trained on.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from annotator.ingest.looks import LONG, Look
from annotator.ingest.trees import Numbers

_GRAMMAR = (
    "a an the of to in on at for from with by and or but as is are was were be been has have had it"
    " its that this these those which not who he she they his her their we our us you your i my will"
    " would can could may more than when if so said after about into over also while because"
)
_FUNCTION_WORDS = frozenset(_GRAMMAR.split())
_INNER_END = re.compile(r"[.!?](?<=[a-z\d)\"”’].)[\"”’)]* +[A-Z“\"]")
_SPECIAL = re.compile(r"[|»›©@#/$€£→{}=_]")
_FIGURES = b"0123456789"
# In lower case: ignoring it costs several times as much.
_REPLY = re.compile(
    r"\b(?:reply|permalink|upvotes?|says:)(?:\W|$)|\b(?:ago|[ap]m|\d{4} at \d.*)\W*$"
)
_TOKEN = re.compile(r"[^\s.,:;!?()\"“”*|\[\]]+")
_ENDS = {
    **dict.fromkeys(".!…", 1),
    **dict.fromkeys("”\"’')", 2),
    "?": 3,
    **dict.fromkeys(":,;", 4),
    "]": 5,
}
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 70, 110)
# Names of what holds for a line, made once: a page has hundreds of lines.
_SIZES = range(len(_LENGTHS) + 1)
_SIZE_END = [[f"size {size} end {n}" for n in range(8)] for size in _SIZES]
_SIZE_BULLET = [[f"size {size} bullet {n}" for n in range(2)] for size in _SIZES]
_SIZE_CAPITALS = [[f"size {size} capitals {n}" for n in range(6)] for size in _SIZES]
_SIZE_FUNCTION = [[f"size {size} function {n}" for n in range(9)] for size in _SIZES]
_DIGITS = tuple(f"digits {n}" for n in range(6))
_COMMAS = tuple(f"commas {n}" for n in range(5))
_SPECIALS = tuple(f"special {n}" for n in range(4))
_COPIES = tuple(f"copies {n}" for n in range(5))
_SHORT = 9
_HEAD = 600
_FIRST = 30
_IN_ARTICLES = ("advertisement", "photo-credit", "byline", "timestamp")
_FAR = 40
_MOST = 80
_OWN = (
    "words", "end", "bullet", "capitals", "digits", "function words", "commas", "inner ends",
    "special", "box", "copies", "reply",
)  # fmt: skip
_BOXES = {
    "related-links": 1,
    "comments": 2,
    "newsletter": 3,
    "donation-appeal": 3,
    "copyright": 4,
    "cookie-notice": 4,
    "form": 5,
    "share-buttons": 6,
    "navigation": 7,
    "advertisement": 8,
    "byline": 9,
    "timestamp": 9,
    "photo-credit": 10,
    "letter-from-the-editors": 11,
}


@dataclass(kw_only=True, slots=True)  # Not frozen: that takes twice the time to make.
class Signs:
    """One line by itself: `numbers` for the trees, `names` of what holds for the linear model (each
    once), and its longer `words`."""

    numbers: tuple[float, ...]
    names: tuple[str, ...]
    words: frozenset[str]


def signs(looks: Sequence[Look]) -> list[Signs]:
    """The signs of each line, in order."""
    copies: dict[str, int] = {}
    for look in looks:
        copies[look.text] = copies.get(look.text, 0) + 1
    made: dict[tuple[str, str], Signs] = {}
    found = []
    for look in looks:
        key = (look.text, look.reason)
        if key not in made:
            made[key] = _signs(look, copies[look.text])
        found.append(made[key])
    return found


def _signs(look: Look, copies: int) -> Signs:
    size = look.words
    text = look.text
    head = text[:_HEAD]
    words = head.split(None, _FIRST)
    if len(words) > _FIRST:
        del words[_FIRST:]
        lowered = " ".join(words).lower()
    else:
        lowered = head.lower()
    first: list[str] = _TOKEN.findall(lowered)
    count = len(words) or 1
    figures = head.encode("utf-8", "replace")
    end = text[-1]
    numbers = (
        min(size, 200),
        _ENDS.get(end, 7 if end.isalnum() else 6),
        int(look.is_bullet),
        round(len([1 for word in words if word[0].isupper()]) / count, 2),
        round((len(figures) - len(figures.translate(None, _FIGURES))) / (len(head) or 1), 2),
        round(len([1 for word in first if word in _FUNCTION_WORDS]) / count, 2),
        head.count(","),
        len(_INNER_END.findall(head)) if size > _LENGTHS[_SHORT] else 0,
        len(_SPECIAL.findall(head)),
        _BOXES.get(look.reason, 0),
        min(copies, 6),
        int(size < 16 and _REPLY.search(lowered) is not None),
    )
    return Signs(
        numbers=numbers,
        names=tuple(_names(look, numbers, first)),
        words=frozenset([word for word in first if len(word) > 3]),
    )


def _names(look: Look, numbers: Sequence[float], first: Sequence[str]) -> list[str]:
    _, end, bullet, capitals, digits, function, commas, _, special, _, copies, reply = numbers
    size = bisect_left(_LENGTHS, look.words)
    names = [
        _SIZE_END[size][int(end)],
        _SIZE_BULLET[size][int(bullet)],
        _SIZE_CAPITALS[size][int(capitals * 5)],
        _SIZE_FUNCTION[size][min(int(function * 8), 8)],
        _DIGITS[min(int(digits * 10), 5)],
        _COMMAS[min(int(commas), 4)],
        _SPECIALS[min(int(special), 3)],
        _COPIES[min(int(copies), 4)],
    ]
    if reply:
        names.append("reply")
    if size > _SHORT:
        names += dict.fromkeys(first)
    elif first:
        names += ["=" + word for word in dict.fromkeys(first)]
        second = first[1] if len(first) > 1 else first[0]
        names += ("^" + first[0], first[-1] + "$", f"^{first[0]} {second}")
    if not look.reason or look.reason not in names:
        names.append(look.reason)
    return names


def surroundings(
    looks: Sequence[Look], signed: Sequence[Signs], p: Sequence[float]
) -> dict[str, Numbers]:
    """Columns of numbers, one a line, for at least one line.

    `p` is what the linear model says of each line. Time is linear in the number of lines.
    """
    numbers = np.array([sign.numbers for sign in signed], dtype=np.float64).T
    own = dict(zip(_OWN, numbers, strict=True))
    likely = np.array(p)
    n = len(looks)
    lines = np.arange(n, dtype=np.float64)
    sizes = np.array([min(look.words, _MOST) for look in looks])
    mass = _running(likely * sizes)
    total = mass[-1] or 1e-9
    strong = (likely > 0.7) & (sizes >= 10)
    strongs = _running(strong)
    replies = _running(own["reply"])
    start, end = main_run(p, sizes.tolist())
    first, last = main_run([_by_rule(look) for look in looks], sizes.tolist())
    boxes, since_box = _last_boxes(own["box"])
    weights = _Weights(mass=mass, size=_running(sizes))
    return {
        **own,
        "p": likely,
        **{f"p-{k}": _shifted(likely, -k) for k in (1, 2)},
        **{f"p+{k}": _shifted(likely, k) for k in (1, 2, 3)},
        **{f"{name}+1": _shifted(own[name], 1) for name in ("words", "end", "capitals", "box")},
        "capitals-1": _shifted(own["capitals"], -1),
        **{f"left {k}": weights.left(k) for k in (2, 5, 15)},
        **{f"right {k}": weights.right(k) for k in (2, 5, 15)},
        "share before": mass[:-1] / total,
        "share after": 1 - mass[1:] / total,
        "mass": np.full(n, total),
        "strong share": np.full(n, strongs[-1] / n),
        "since strong": _since(strong),
        "until strong": _since(strong[::-1])[::-1],
        "strong before": strongs[:-1],
        "strong after": strongs[-1] - strongs[1:],
        "in run": _is_within(lines, start, end),
        "before run": (start - lines).clip(0),
        "run share": np.full(n, (mass[end] - mass[start]) / total),
        "place in run": (lines - start) / ((end - start) or 1),
        "in prose run": _is_within(lines, first, last),
        "place in prose run": (lines - first) / ((last - first) or 1),
        "since box": since_box,
        "last box": boxes,
        "shared words": shared_words(signed, strong.tolist()),
        "replies near": _between(replies, -8, 9),
        "replies before": replies[:-1],
    }


def _running(column: Numbers | NDArray[np.bool_] | NDArray[np.int64]) -> Numbers:
    """The sum of what stands before each line, and of all."""
    return np.concatenate([[0.0], column.cumsum()])


def _between(running: Numbers, left: int, right: int) -> Numbers:
    """The sum over the lines from `left` to before `right`, counted from each line."""
    lines = np.arange(len(running) - 1)
    found: Numbers = running.take(lines + right, mode="clip")
    return found - running.take(lines + left, mode="clip")


@dataclass(frozen=True, kw_only=True)
class _Weights:
    """Running sums of weights and sizes."""

    mass: Numbers
    size: Numbers

    def left(self, reach: int) -> Numbers:
        """The mean weight of a word in the `reach` lines before each line."""
        return self._mean(-reach, 0)

    def right(self, reach: int) -> Numbers:
        return self._mean(1, 1 + reach)

    def _mean(self, left: int, right: int) -> Numbers:
        return _between(self.mass, left, right) / _between(self.size, left, right).clip(1)


def _is_within(lines: Numbers, start: int, end: int) -> Numbers:
    return ((start <= lines) & (lines < end)).astype(np.float64)


def _by_rule(look: Look) -> float:
    """A likelihood that holds for articles of any length: running text is article, clutter is not."""
    if look.reason:
        return 0.0 if look.reason in _IN_ARTICLES else -2.0
    if look.is_sentence:
        return 1.0 if look.words >= LONG else 0.6
    return 0.6 if look.words >= 2 * LONG else 0.1


def main_run(p: Sequence[float], sizes: Sequence[int]) -> tuple[int, int]:
    """First and past-the-last line of the stretch with the greatest sum of weights."""
    best = total = 0.0
    start = 0
    run = (0, 0)
    for i, (a, size) in enumerate(zip(p, sizes, strict=True)):
        if total <= 0:
            total, start = 0.0, i
        total += (a - 0.35) * (size + 1.5)
        if total > best:
            best, run = total, (start, i + 1)
    return run


def _last(there: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each line the last one before it that is `there`; `-_FAR` where none is."""
    lines = np.where(there, np.arange(len(there)), -_FAR)
    return np.maximum.accumulate(np.concatenate([[-_FAR], lines[:-1]]))


def _since(strong: NDArray[np.bool_]) -> Numbers:
    """How far back the last strong line is, `_FAR` at most."""
    return (np.arange(len(strong)) - _last(strong)).clip(max=_FAR).astype(np.float64)


def _shifted(column: Numbers, by: int) -> Numbers:
    """The column of the line `by` further down; -1 past the ends."""
    shifted = np.full(len(column), -1.0)
    if by > 0:
        shifted[:-by] = column[by:]
    else:
        shifted[-by:] = column[:by]
    return shifted


def _last_boxes(boxes: Numbers) -> tuple[Numbers, Numbers]:
    """The kind of the last clutter before each line, and how far back it is."""
    last = _last(boxes != 0)
    return np.where(last >= 0, boxes[last.clip(0)], 0.0), _since(boxes != 0)


def shared_words(signed: Sequence[Signs], strong: Sequence[bool]) -> Numbers:
    """The share of a line's longer words that stand in (other) running text too."""
    counts = Counter(chain.from_iterable(compress([sign.words for sign in signed], strong)))
    known = counts.keys()
    twice = {word for word, count in counts.items() if count > 1}
    return np.array(
        [
            len(sign.words & (twice if is_strong else known)) / (len(sign.words) or 1)
            for sign, is_strong in zip(signed, strong, strict=True)
        ]
    )
