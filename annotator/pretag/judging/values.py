"""What is judged, and a figure as it is told."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.pretag.learned.gold import LABELS

if TYPE_CHECKING:
    import numpy as np

NOTHING = len(LABELS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """Sentences beside what one tagger said of them, one row each.

    `sentences` and `stories` are ids, (n,): what shares a story is drawn together. `gold` is (n, 4),
    true for each label of the gold in the order of LABELS. `scores` is (n, 4): the best score the
    tagger gave a label, 0 where it did not say it.
    """

    sentences: "np.ndarray"
    stories: "np.ndarray"
    gold: "np.ndarray"
    scores: "np.ndarray"

    @property
    def is_tagged(self) -> "np.ndarray":
        """(n,): whether the tagger said anything."""
        return self.scores.max(axis=1, initial=0) > 0

    def only(self, rows: "np.ndarray") -> "Judged":
        """Some of the rows, as a mask or as places."""
        return Judged(
            sentences=self.sentences[rows],
            stories=self.stories[rows],
            gold=self.gold[rows],
            scores=self.scores[rows],
        )

    def tagged(self) -> "Judged":
        """The rows of which the tagger said anything."""
        return self.only(self.is_tagged)

    def silent(self, rows: "np.ndarray") -> "Judged":
        """As if the tagger had said nothing of the rows of a mask."""
        import numpy as np

        scores = np.where(rows[:, None], 0.0, self.scores)
        return replace(self, scores=scores)

    def said(self, threshold: float = 0.0) -> "np.ndarray":
        """(n, 4): which labels it said with this score at least."""
        return (self.scores > 0) & (self.scores >= threshold)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure with its 95 % interval; None where there is nothing to tell it from."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def percent(self) -> str:
        return "–" if self.value is None else f"{100 * self.value:.0f}"

    @property
    def interval(self) -> str:
        """Both ends in per cent: "94 to 98"."""
        if self.low is None or self.high is None:
            return ""
        return f"{100 * self.low:.0f} to {100 * self.high:.0f}"

    @property
    def points(self) -> str:
        """A difference in points of a hundred, with its sign."""
        return "–" if self.value is None else _signed(self.value)

    @property
    def points_interval(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return f"{_signed(self.low)} to {_signed(self.high)}"

    @property
    def is_clear(self) -> bool:
        """Whether a difference has a sign that is no accident: its interval leaves out nought."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def _signed(share: float) -> str:
    points = round(100 * share, 1)
    return f"{points:+.1f}".replace("-", "−") if points else "0.0"


def first(labels: "np.ndarray") -> "np.ndarray":
    """(n,): the place of the primary label of each row of (n, 4); NOTHING where it has none."""
    import numpy as np

    return np.where(labels.any(axis=1), labels.argmax(axis=1), NOTHING)
