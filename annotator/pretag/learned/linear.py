"""Multinomial logistic regression over named features, by scikit-learn."""

from collections.abc import Sequence
from typing import Any

from annotator.pretag.learned.gold import LABELS
from annotator.pretag.learned.model import Four

MOST_STEPS = 400


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[int],
    sample_weights: Sequence[float],
    names: Sequence[str],
    *,
    strength: float,
) -> tuple[dict[str, Four], Four]:
    """Weights by name and the intercept; labels that no sentence has get weights of nought."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    matrix = _matrix(rows, names)
    fitted = LogisticRegression(C=strength, max_iter=MOST_STEPS, tol=1e-4)
    fitted.fit(matrix, np.array(labels), np.array(sample_weights))
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:  # scikit-learn then gives the one row of the second label.
        coefficients = np.vstack([-coefficients[0] / 2, coefficients[0] / 2])
        intercepts = np.array([-intercepts[0] / 2, intercepts[0] / 2])
    full = np.zeros((len(LABELS), len(names)))
    base = np.full(len(LABELS), -20.0)
    for row, label in enumerate(fitted.classes_):
        full[label], base[label] = coefficients[row], intercepts[row]
    found = {name: _four(full[:, place].tolist()) for place, name in enumerate(names)}
    return found, _four(base.round(4).tolist())


def moved(
    rows: Sequence[Sequence[str]],
    labels: Sequence[int],
    before: Sequence[Sequence[float]],
    names: Sequence[str],
    *,
    strength: float,
) -> tuple[dict[str, Four], Four]:
    """How far to move the weights of a model that gave these logarithms `before`, and its intercept.

    What is held small is the distance moved, not the weights: maximum a posteriori adaptation
    (Chelba and Acero 2004, "Adaptation of Maximum Entropy Capitalizer").
    """
    import numpy as np
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    matrix, truth, given = _matrix(rows, names), np.array(labels), np.array(before)
    every = np.arange(len(truth))

    def loss(flat: "np.ndarray") -> tuple[float, "np.ndarray"]:
        steps = flat.reshape(len(LABELS), -1)
        scores = given + matrix @ steps[:, 1:].T + steps[:, 0]
        total = np.logaddexp.reduce(scores, axis=1)
        missed = float((total - scores[every, truth]).sum())
        wrong = np.exp(scores - total[:, None])
        wrong[every, truth] -= 1
        slope = np.column_stack([wrong.sum(axis=0), (matrix.T @ wrong).T]) + steps / strength
        return missed + float((steps**2).sum()) / (2 * strength), slope.ravel()

    start = np.zeros(len(LABELS) * (len(names) + 1))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    steps = found.x.reshape(len(LABELS), -1)
    return (
        {name: _four(steps[:, place].tolist()) for place, name in enumerate(names, start=1)},
        _four(steps[:, 0].round(4).tolist()),
    )


def _matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Any:
    """Rows of features that are there or not, one column a name."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    places = {name: place for place, name in enumerate(names)}
    held = [[places[name] for name in row if name in places] for row in rows]
    return csr_matrix(
        (
            np.ones(sum(map(len, held)), np.float64),
            np.array([place for row in held for place in row], np.int32),
            np.cumsum([0, *map(len, held)]),
        ),
        shape=(len(rows), len(names)),
    )


def _four(values: Sequence[float]) -> Four:
    one, two, three, four = values
    return one, two, three, four
