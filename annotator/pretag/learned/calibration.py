"""Scores that mean what they say: Platt scaling for several labels, and how far it is off."""

from collections.abc import Sequence

from annotator.pretag.learned.model import Four

BINS = 10
PULL = 2.0
"""How strongly the shifts are held near nought: some labels are rare."""


def fit(logs: Sequence[Sequence[float]], labels: Sequence[int]) -> tuple[float, Four]:
    """Slope and shifts that make these logarithms of probabilities most likely right."""
    import numpy as np
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    given, truth = np.array(logs), np.array(labels)

    def loss(numbers: "np.ndarray") -> float:
        scores = numbers[0] * given + numbers[1:]
        total = np.logaddexp.reduce(scores, axis=1)
        missed = (total - scores[np.arange(len(truth)), truth]).sum()
        return float(missed + PULL * (numbers[1:] ** 2).sum())

    found = minimize(loss, np.array([1.0, 0.0, 0.0, 0.0, 0.0]), method="L-BFGS-B")
    slope, one, two, three, four = (round(float(number), 4) for number in found.x)
    return slope, (one, two, three, four)


def score_bin(score: float) -> int:
    """Which of ten equal ranges of score holds this one, from 0."""
    return min(BINS - 1, int(score * BINS))


def expected_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error: over ten equal ranges of score, how far share is from score."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, is_right in zip(scores, right, strict=True):
        bins[score_bin(score)].append((score, is_right))
    total = sum(map(len, bins))
    return sum(
        abs(sum(score for score, _ in held) - sum(is_right for _, is_right in held)) / total
        for held in bins
        if held
    )
