"""The sentence model at work: weights by feature name, plain Python, no library."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotator.pretag.learned.gold import LABELS

Four: TypeAlias = tuple[float, float, float, float]
"""A number for each of LABELS, in their order."""

MOST_REASONS = 12


@dataclass(frozen=True, kw_only=True)
class SentenceModel:
    """Logistic regression over features that are there or not, and what makes its scores honest.

    `slope` and `shifts` calibrate: they were fitted on articles that the weights had not seen.
    `seconds` is how often a further mark with a label of its own was right there, by label.
    """

    weights: Mapping[str, Four]
    intercept: Four
    slope: float
    shifts: Four
    seconds: Mapping[str, float]

    def weights_of(self, features: Iterable[str]) -> list[Four | None]:
        """The weights of each feature, None for one that the model does not know."""
        return list(map(self.weights.get, features))

    def raw(self, features: Iterable[str]) -> list[float]:
        """The logarithm of the uncalibrated probability of each label."""
        return self.added(self.weights_of(features))

    def added(self, found: Iterable[Four | None]) -> list[float]:
        """As `raw`, where the weights have been looked up."""
        known = filter(None, found)
        return logarithms(list(map(sum, zip(self.intercept, *known, strict=True))))

    def honest(self, raw: Sequence[float]) -> list[float]:
        """The calibrated probability that each label is the primary one, out of `raw`."""
        return calibrated(raw, self.slope, self.shifts)

    def reasons(
        self, features: Iterable[str], found: Iterable[Four | None], label: str, *, rather_than: str
    ) -> list[str]:
        """The features that speak for `label` and against another one, the strongest first.

        `found` are their weights.
        """
        one, other = LABELS.index(label), LABELS.index(rather_than)
        speaking = [
            (weights[other] - weights[one], name)
            for name, weights in zip(features, found, strict=True)
            if weights and weights[one] > weights[other]
        ]
        speaking.sort()
        return [name for _, name in speaking[:MOST_REASONS]]


def logarithms(scores: Sequence[float]) -> list[float]:
    """Logarithms of probabilities out of scores (the log of softmax)."""
    most = max(scores)
    total = most + math.log(sum(math.exp(score - most) for score in scores))
    return [score - total for score in scores]


def calibrated(logs: Sequence[float], slope: float, shifts: Sequence[float]) -> list[float]:
    """Probabilities out of uncalibrated logarithms."""
    scores = [slope * value + shift for value, shift in zip(logs, shifts, strict=True)]
    return [math.exp(value) for value in logarithms(scores)]
