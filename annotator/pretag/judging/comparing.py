"""The primary label: one tagger against gold, and two of them against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.pretag.judging.bootstrap import bounded, f1s, intervals, ratio
from annotator.pretag.judging.values import Figure, Judged, first
from annotator.pretag.learned.gold import LABELS

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, kw_only=True)
class Overall:
    """The two figures a tagger is told by, of the primary label."""

    sentences: int
    accuracy: Figure
    macro_f1: Figure


def overall(judged: Judged) -> Overall:
    """Accuracy and macro F1 of the primary label, over all rows."""
    gold = first(judged.gold)
    names, columns = _of_primary(judged, gold)
    figures = dict(zip(names, intervals(judged.stories, columns, _primary_figures), strict=True))
    return Overall(
        sentences=len(gold),
        accuracy=bounded(figures["accuracy"], judged.stories),
        macro_f1=bounded(figures["macro F1"], judged.stories),
    )


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One figure of two taggers on the same sentences; the difference is the second's minus the first's."""

    name: str
    one: Figure
    other: Figure
    difference: Figure


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two taggers on the sentences that both have been over."""

    sentences: int
    stories: int
    alike: Figure
    both_right: int
    one_right: int
    other_right: int
    none_right: int
    figures: tuple[Compared, ...]


def compare(one: Judged, other: Judged) -> Comparison:
    """Compare on rows that are the same sentences, pair by pair: the same stories are drawn for both."""
    import numpy as np

    gold, ours, theirs = first(one.gold), first(one.said()), first(other.said())
    names, left = _of_primary(one, gold)
    _, right = _of_primary(other, gold)
    width = left.shape[1]
    columns = np.column_stack([left, right, ours == theirs])

    def figures(of: "np.ndarray") -> "np.ndarray":
        a, b = _primary_figures(of[:, :width]), _primary_figures(of[:, width : 2 * width])
        return np.column_stack([a, b, b - a, ratio(of[:, -1], of[:, 0])])

    found = intervals(one.stories, columns, figures)
    for place in (*range(2 * len(names)), -1):  # the differences are no shares
        found[place] = bounded(found[place], one.stories)
    hits, others_hits = ours == gold, theirs == gold
    return Comparison(
        sentences=len(gold),
        stories=len(np.unique(one.stories)),
        alike=found[-1],
        both_right=int((hits & others_hits).sum()),
        one_right=int((hits & ~others_hits).sum()),
        other_right=int((~hits & others_hits).sum()),
        none_right=int((~hits & ~others_hits).sum()),
        figures=tuple(
            Compared(name=name, one=a, other=b, difference=difference)
            for name, a, b, difference in zip(
                names, found[: len(names)], found[len(names) :], found[2 * len(names) :],
                strict=False,
            )
        ),
    )  # fmt: skip


def _of_primary(judged: Judged, gold: "np.ndarray") -> tuple[list[str], "np.ndarray"]:
    """The names of the figures of the primary label, and the columns they are counted from."""
    import numpy as np

    said = first(judged.said())
    places = np.arange(len(LABELS))
    golds, saids = gold[:, None] == places, said[:, None] == places
    columns = np.column_stack([np.ones(len(gold)), said == gold, golds, saids, golds & saids])
    return ["accuracy", "macro F1", *(f"F1 {label}" for label in LABELS)], columns


def _primary_figures(of: "np.ndarray") -> "np.ndarray":
    import numpy as np

    scores = f1s(of[:, 10:14], of[:, 6:10], of[:, 2:6])
    macro = np.where(of[:, 0] > 0, scores.mean(axis=1), np.nan)
    return np.column_stack([ratio(of[:, 1], of[:, 0]), macro, scores])


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """On what one of two is better, and on what worse: "accuracy", or the labels."""

    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def is_partial(self) -> bool:
        """Whether something is left on which neither is better."""
        return len(self.better) + len(self.worse) <= len(LABELS)


def verdict(differences: Mapping[str, Sequence[float]]) -> Verdict:
    """What differences (value, low, high) say: only what no accident explains."""
    better: list[str] = []
    worse: list[str] = []
    for name in ("accuracy", *(f"F1 {label}" for label in LABELS)):
        _, low, high = differences.get(name, (0.0, 0.0, 0.0))
        if low > 0 or high < 0:
            (better if low > 0 else worse).append(name.removeprefix("F1 "))
    return Verdict(better=tuple(better), worse=tuple(worse))
