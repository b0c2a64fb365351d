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

    def raw(self, features: Iterable[str]) -> list[float]:
        """The logarithm of the uncalibrated probability of each label."""
        found = [weights for weights in map(self.weights.get, features) if weights]
        return logarithms([sum(column) for column in zip(self.intercept, *found, strict=True)])

    def honest(self, raw: Sequence[float]) -> list[float]:
        """The calibrated probability that each label is the primary one, out of `raw`."""
        return calibrated(raw, self.slope, self.shifts)

    def reasons(self, features: Iterable[str], label: str, *, rather_than: str) -> list[str]:
        """The features that speak for `label` and against another one, the strongest first."""
        one, other = LABELS.index(label), LABELS.index(rather_than)
        get = self.weights.get
        found = [
            (weights[other] - weights[one], name)
            for name in features
            if (weights := get(name)) and weights[one] > weights[other]
        ]
        return [name for _, name in sorted(found)[:MOST_REASONS]]


def logarithms(scores: Sequence[float]) -> list[float]:
    """Logarithms of probabilities out of scores (the log of softmax)."""
    most = max(scores)
    total = most + math.log(sum(math.exp(score - most) for score in scores))
    return [score - total for score in scores]


def calibrated(logs: Sequence[float], slope: float, shifts: Sequence[float]) -> list[float]:
    """Probabilities out of uncalibrated logarithms."""
    scores = [slope * value + shift for value, shift in zip(logs, shifts, strict=True)]
    return [math.exp(value) for value in logarithms(scores)]
