"""Whether scores mean what they say, and how they are spread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.pretag.judging.bootstrap import bounded, intervals, ratio
from annotator.pretag.judging.values import Figure, Judged, first
from annotator.pretag.learned.calibration import BINS, expected_error, score_bin

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, kw_only=True)
class Bin:
    """The sentences whose first label was said with a score from `low` to `high`."""

    low: float
    high: float
    count: int
    score: float
    right: Figure


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How far scores mean what they say; `error` is None where nothing was said."""

    bins: tuple[Bin, ...]
    error: float | None


def calibration(judged: Judged) -> Calibration:
    """Ten equal ranges of the first label's score, each with the share that is right."""
    import numpy as np

    scores, right = scored(judged)
    places = np.array([score_bin(score) for score in scores.tolist()], dtype=int)
    within = places[:, None] == np.arange(BINS)
    columns = np.column_stack([within, within & right[:, None]])

    def figures(of: "np.ndarray") -> "np.ndarray":
        return ratio(of[:, BINS:], of[:, :BINS])

    stories = judged.stories[judged.is_tagged]
    shares = intervals(stories, columns, figures)
    counts = within.sum(axis=0).tolist()
    sums = np.bincount(places, weights=scores, minlength=BINS).tolist()
    return Calibration(
        bins=tuple(
            Bin(
                low=place / BINS,
                high=(place + 1) / BINS,
                count=counts[place],
                score=sums[place] / counts[place],
                right=bounded(shares[place], stories[within[:, place]]),
            )
            for place in range(BINS)
            if counts[place]
        ),
        error=expected_error(scores.tolist(), right.tolist()) if len(scores) else None,
    )


def spread(judged: Judged) -> list[int]:
    """How many first labels were said in each of ten equal ranges of score."""
    import numpy as np

    scores, _ = scored(judged)
    places = np.array([score_bin(score) for score in scores.tolist()], dtype=int)
    return list(map(int, np.bincount(places, minlength=BINS)))


def scored(judged: Judged) -> tuple["np.ndarray", "np.ndarray"]:
    """Of what is tagged: the score of the first label, and whether that is the gold's."""
    import numpy as np

    tagged = judged.tagged()
    said = first(tagged.said())
    return tagged.scores[np.arange(len(said)), said], said == first(tagged.gold)
