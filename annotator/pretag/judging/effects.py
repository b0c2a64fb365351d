"""What is left of suggestions above a threshold, and how good that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.pretag.judging.bootstrap import bounded, f1s, intervals, ratio
from annotator.pretag.judging.values import NOTHING, Figure, Judged, first
from annotator.pretag.learned.gold import LABELS

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, kw_only=True)
class OfLabel:
    """A label wherever it stands: a sentence may have several."""

    label: str
    gold: int
    said: int
    right: int
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What is left of a tagger's suggestions above a threshold, and how good that is.

    `said` sentences of `sentences` have one; of `right` the first label is that of the gold.
    """

    threshold: float
    sentences: int
    stories: int
    said: int
    right: int
    share: Figure
    precision: Figure
    labels: tuple[OfLabel, ...]


def effect(judged: Judged, threshold: float = 0.0) -> Effect:
    """The figures of what is said with this score at least, over all rows."""
    import numpy as np

    said, gold = judged.said(threshold), judged.gold
    any_said = said.any(axis=1)
    right = any_said & (first(said) == first(gold))
    columns = np.column_stack([np.ones(len(said)), any_said, right, gold, said, gold & said])

    def figures(of: "np.ndarray") -> "np.ndarray":
        rows, has, hits = of[:, 0], of[:, 1], of[:, 2]
        golds, saids, both = of[:, 3:7], of[:, 7:11], of[:, 11:15]
        by_label = (ratio(both, saids), ratio(both, golds), f1s(both, saids, golds))
        return np.column_stack([ratio(has, rows), ratio(hits, has), *by_label])

    share, precision, *rest = intervals(judged.stories, columns, figures)
    sums = columns.sum(axis=0).astype(int).tolist()
    return Effect(
        threshold=threshold,
        sentences=sums[0],
        stories=len(np.unique(judged.stories)),
        said=sums[1],
        right=sums[2],
        share=share,
        precision=bounded(precision, judged.stories[any_said]),
        labels=tuple(
            OfLabel(
                label=label,
                gold=sums[3 + place],
                said=sums[7 + place],
                right=sums[11 + place],
                precision=bounded(rest[place], judged.stories[said[:, place]]),
                recall=bounded(rest[4 + place], judged.stories[gold[:, place]]),
                f1=bounded(rest[8 + place], judged.stories[said[:, place] | (gold[:, place] > 0)]),
            )
            for place, label in enumerate(LABELS)
        ),
    )


def curve(judged: Judged, *, steps: int = 20) -> Iterator[tuple[float, float, float | None]]:
    """From 0 to 1: the threshold, the share of sentences with a suggestion, the share of these right."""
    gold = first(judged.gold)
    for step in range(steps + 1):
        said = first(judged.said(step / steps))
        has = int((said != NOTHING).sum())
        hits = int((said == gold).sum())
        yield step / steps, has / max(1, len(gold)), hits / has if has else None
