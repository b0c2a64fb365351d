"""What a line looks like in numbers, by itself and among its neighbours, for `lines`.

`signs` and `surroundings` are the only places where features are made: the trainer in `bench/intake`
calls them too, so that a model never sees other features than those it was trained on.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress
from operator import mul

from annotator.ingest.looks import LONG, Look

_GRAMMAR = (
    "a an the of to in on at for from with by and or but as is are was were be been has have had it"
    " its that this these those which not who he she they his her their we our us you your i my will"
    " would can could may more than when if so said after about into over also while because"
)
_FUNCTION_WORDS = frozenset(_GRAMMAR.split())
_INNER_END = re.compile(r"[.!?](?<=[a-z\d)\"”’].)[\"”’)]* +[A-Z“\"]")
_SPECIAL = re.compile(r"[|»›©@#/$€£→{}=_]")
_DIGITS_RUN = re.compile(r"\d+")
_WORD = re.compile(r"\w{4,}")
_REPLY = re.compile(
    r"(?i:\b(?:reply|permalink|upvotes?|says:)(?:\W|$)|\b(?:ago|[ap]m|\d{4} at \d.*)\W*$)"
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
_DIGITS = tuple(f"digits {n}" for n in range(6))
_COMMAS = tuple(f"commas {n}" for n in range(5))
_SPECIALS = tuple(f"special {n}" for n in range(4))
_COPIES = tuple(f"copies {n}" for n in range(5))
_SHORT = 9
_HEAD = 600
_FIRST = 30
_IN_ARTICLES = ("advertisement", "photo-credit", "byline", "timestamp")
_FAR = 40
_PAD = 15
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


@dataclass(frozen=True, kw_only=True)
class Signs:
    """One line by itself: `numbers` for the trees, `names` of what holds for the linear model."""

    numbers: tuple[float, ...]
    names: frozenset[str]


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
    head = look.text[:_HEAD]
    words = head.split(None, _FIRST)[:_FIRST]
    first = _TOKEN.findall(" ".join(words).lower())
    count = len(words) or 1
    is_long = look.words > _LENGTHS[_SHORT]
    numbers = (
        min(look.words, 200),
        _ENDS.get(look.text[-1], 7 if look.text[-1].isalnum() else 6),
        int(look.is_bullet),
        round(sum([word[0].isupper() for word in words]) / count, 2),
        round(sum(map(len, _DIGITS_RUN.findall(head))) / (len(head) or 1), 2),
        round(sum([word in _FUNCTION_WORDS for word in first]) / count, 2),
        head.count(","),
        len(_INNER_END.findall(head)) if is_long else 0,
        len(_SPECIAL.findall(head)),
        _BOXES.get(look.reason, 0),
        min(copies, 6),
        int(look.words < 16 and _REPLY.search(head) is not None),
    )
    return Signs(numbers=numbers, names=frozenset(_names(look, numbers, first)))


def _names(look: Look, numbers: Sequence[float], first: Sequence[str]) -> list[str]:
    _, end, bullet, capitals, digits, function, commas, _, special, _, copies, reply = numbers
    size = bisect_left(_LENGTHS, look.words)
    names = [
        f"size {size} end {end}",
        f"size {size} bullet {bullet}",
        f"size {size} capitals {int(capitals * 5)}",
        f"size {size} function {int(function * 8)}",
        _DIGITS[min(int(digits * 10), 5)],
        _COMMAS[min(int(commas), 4)],
        _SPECIALS[min(int(special), 3)],
        _COPIES[min(int(copies), 4)],
        look.reason,
    ]
    if reply:
        names.append("reply")
    if size > _SHORT:
        names += first
    elif first:
        names += [f"={word}" for word in first]
        names += (f"^{first[0]}", f"{first[-1]}$", f"^{first[0]} {first[min(1, len(first) - 1)]}")
    return names


def surroundings(
    looks: Sequence[Look], signed: Sequence[Signs], p: Sequence[float]
) -> dict[str, Sequence[float]]:
    """Columns of numbers, one a line, for at least one line.

    `p` is what the linear model says of each line. Time is linear in the number of lines.
    """
    own = dict(zip(_OWN, zip(*(sign.numbers for sign in signed), strict=True), strict=True))
    n = len(looks)
    sizes = [min(look.words, _MOST) for look in looks]
    mass = [0.0, *accumulate(map(mul, p, sizes))]
    total = mass[-1] or 1e-9
    strong = [a > 0.7 and b >= 10 for a, b in zip(p, sizes, strict=True)]
    strongs = [0, *accumulate(strong)]
    replies = [0, *accumulate(own["reply"])]
    start, end = main_run(p, sizes)
    first, last = main_run([_by_rule(look) for look in looks], sizes)
    boxes, since_box = _last_boxes(own["box"])
    weights = _Weights.of(mass, [0, *accumulate(sizes)])
    return {
        **own,
        "p": p,
        **{f"p-{k}": _shifted(p, -k) for k in (1, 2)},
        **{f"p+{k}": _shifted(p, k) for k in (1, 2, 3)},
        **{f"{name}+1": _shifted(own[name], 1) for name in ("words", "end", "capitals", "box")},
        "capitals-1": _shifted(own["capitals"], -1),
        **{f"left {k}": weights.left(k) for k in (2, 5, 15)},
        **{f"right {k}": weights.right(k) for k in (2, 5, 15)},
        "share before": [a / total for a in mass[:-1]],
        "share after": [1 - a / total for a in mass[1:]],
        "mass": [total] * n,
        "strong share": [strongs[-1] / n] * n,
        "since strong": _since(strong),
        "until strong": _since(strong[::-1])[::-1],
        "strong before": strongs[:-1],
        "strong after": [strongs[-1] - a for a in strongs[1:]],
        "in run": [int(start <= i < end) for i in range(n)],
        "before run": [max(start - i, 0) for i in range(n)],
        "run share": [(mass[end] - mass[start]) / total] * n,
        "place in run": [(i - start) / ((end - start) or 1) for i in range(n)],
        "in prose run": [int(first <= i < last) for i in range(n)],
        "place in prose run": [(i - first) / ((last - first) or 1) for i in range(n)],
        "since box": since_box,
        "last box": boxes,
        "shared words": shared_words(looks, strong),
        "replies near": [replies[min(i + 9, n)] - replies[max(i - 8, 0)] for i in range(n)],
        "replies before": replies[:-1],
    }


@dataclass(frozen=True, kw_only=True)
class _Weights:
    """Running sums of weights and sizes, padded, so that windows need no bounds."""

    mass: Sequence[float]
    size: Sequence[int]

    @classmethod
    def of(cls, mass: Sequence[float], size: Sequence[int]) -> "_Weights":
        return cls(
            mass=(*[0.0] * _PAD, *mass, *[mass[-1]] * _PAD),
            size=(*[0] * _PAD, *size, *[size[-1]] * _PAD),
        )

    def left(self, reach: int) -> list[float]:
        """The mean weight of a word in the `reach` lines before each line."""
        return self._between(_PAD - reach, _PAD)

    def right(self, reach: int) -> list[float]:
        return self._between(_PAD + 1, _PAD + 1 + reach)

    def _between(self, left: int, right: int) -> list[float]:
        n = len(self.mass) - 2 * _PAD - 1
        ends = zip(
            self.mass[left : left + n],
            self.mass[right : right + n],
            self.size[left : left + n],
            self.size[right : right + n],
            strict=True,
        )
        return [(b - a) / ((d - c) or 1) for a, b, c, d in ends]


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


def _since(strong: Sequence[bool]) -> list[int]:
    found = []
    distance = _FAR
    for is_strong in strong:
        found.append(distance)
        distance = 1 if is_strong else min(distance + 1, _FAR)
    return found


def _shifted(column: Sequence[float], by: int) -> Sequence[float]:
    """The column of the line `by` further down; -1 past the ends."""
    nothing = [-1.0] * min(abs(by), len(column))
    return [*column[by:], *nothing] if by > 0 else [*nothing, *column[:by]]


def _last_boxes(boxes: Sequence[float]) -> tuple[list[float], list[int]]:
    """The kind of the last clutter before each line, and how far back it is."""
    kinds, distances = [], []
    kind, distance = 0.0, _FAR
    for box in boxes:
        kinds.append(kind)
        distances.append(distance)
        if box:
            kind, distance = box, 0
        distance = min(distance + 1, _FAR)
    return kinds, distances


def shared_words(looks: Sequence[Look], strong: Sequence[bool]) -> list[float]:
    """The share of a line's longer words that stand in (other) running text too."""
    words = [set(_WORD.findall(look.text[:200].lower())) for look in looks]
    counts = Counter(chain.from_iterable(compress(words, strong)))
    return [
        sum(counts[word] > is_strong for word in own) / len(own) if own else 0.0
        for own, is_strong in zip(words, strong, strict=True)
    ]
