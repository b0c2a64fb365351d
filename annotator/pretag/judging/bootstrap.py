"""Figures out of counts, with intervals that know that sentences come in stories.

Sentences of one article are not independent of each other, so the intervals are percentiles of a
bootstrap that draws stories, not sentences: C. A. Field and A. H. Welsh, "Bootstrapping clustered
data", Journal of the Royal Statistical Society B 69 (2007), 369-390; A. C. Cameron, J. B. Gelbach
and D. L. Miller, "Bootstrap-based improvements for inference with clustered errors", Review of
Economics and Statistics 90 (2008), 414-427.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotator.pretag.judging.values import Figure
from annotator.pretag.learned.measures import f1

if TYPE_CHECKING:
    import numpy as np

DRAWS = 1000
SEED = 20070314
_AT_A_TIME = 2_000_000  # numbers held while stories are drawn


def intervals(
    stories: "np.ndarray",
    columns: "np.ndarray",
    figures: Callable[["np.ndarray"], "np.ndarray"],
) -> list[Figure]:
    """Figures out of counts, each with its 95 % bootstrap interval, clustered by story.

    `columns` is (n, k): what each sentence adds to k counts. `figures` turns (m, k) sums into (m, j)
    figures. With fewer than two stories there is no interval.
    """
    import numpy as np

    counts = _by_story(stories, columns)
    values = figures(counts.sum(axis=0, keepdims=True))[0]
    if len(counts) < 2:
        return [Figure(value=_told(value)) for value in values]
    samples = figures(np.concatenate(list(drawn(counts))))
    ends = [_ends(column) for column in samples.T]
    return [
        Figure(value=_told(value), low=low, high=high) if value == value else Figure(value=None)
        for value, (low, high) in zip(values, ends, strict=True)
    ]


def bounded(share: Figure, stories: "np.ndarray") -> Figure:
    """A share, or an F1, of what stands in these stories (a story for each thing), no surer than it can be.

    Of one story no interval is told. Where all is right, or nothing, all draws say so: then it is
    the exact one for as many cases as there are stories: C. J. Clopper and E. S. Pearson, "The use
    of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934),
    404-413.
    """
    import numpy as np

    many = len(np.unique(stories))
    if share.value is None or many < 2:
        return Figure(value=share.value)
    if share.value not in (0.0, 1.0):
        return share
    low, high = exact(share.value, many)
    return Figure(value=share.value, low=low, high=high)


def exact(value: float, many: int) -> tuple[float, float]:
    """The interval of a figure that is 1 or 0 in all of so many cases (Clopper and Pearson)."""
    bound = float(0.025 ** (1 / many))
    return (bound, 1.0) if value else (0.0, 1 - bound)


def ratio(part: "np.ndarray", whole: "np.ndarray") -> "np.ndarray":
    """Not a number where there is no whole."""
    import numpy as np

    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)


def f1s(right: "np.ndarray", said: "np.ndarray", gold: "np.ndarray") -> "np.ndarray":
    import numpy as np

    return np.frompyfunc(f1, 3, 1)(right, said, gold).astype(float)


def _by_story(stories: "np.ndarray", columns: "np.ndarray") -> "np.ndarray":
    """(s, k): the columns summed over the sentences of each story."""
    import numpy as np

    known, places = np.unique(stories, return_inverse=True)
    sums = [np.bincount(places, weights=column, minlength=len(known)) for column in columns.T]
    return np.column_stack(sums)


def drawn(counts: "np.ndarray") -> Iterator["np.ndarray"]:
    """The counts of DRAWS samples of as many stories, drawn with replacement, some at a time.

    How often each story is drawn is multinomial, so a sample's counts are a matrix product.
    """
    import numpy as np

    stories = len(counts)
    random = np.random.default_rng(SEED)
    many = max(1, min(DRAWS, _AT_A_TIME // stories))
    for start in range(0, DRAWS, many):
        some = min(many, DRAWS - start)
        picked = random.integers(0, stories, (some, stories), dtype=np.int32)
        picked += np.arange(some, dtype=np.int32)[:, None] * stories
        often = np.bincount(picked.ravel(), minlength=some * stories).reshape(some, stories)
        yield often.astype(float) @ counts


def _ends(column: "np.ndarray") -> tuple[float | None, float | None]:
    import numpy as np

    known = column[~np.isnan(column)]
    if not len(known):
        return None, None
    low, high = np.quantile(known, (0.025, 0.975))
    return float(low), float(high)


def _told(value: float) -> float | None:
    return float(value) if value == value else None
