"""Multinomial logistic regression over named features, by scikit-learn."""

from collections.abc import Sequence

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
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    places = {name: place for place, name in enumerate(names)}
    held = [[places[name] for name in row if name in places] for row in rows]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, held)), np.float64),
            np.array([place for row in held for place in row], np.int32),
            np.cumsum([0, *map(len, held)]),
        ),
        shape=(len(rows), len(names)),
    )
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
    found = {name: _four(full[:, place].tolist()) for name, place in places.items()}
    return found, _four(base.round(4).tolist())


def _four(values: Sequence[float]) -> Four:
    one, two, three, four = values
    return one, two, three, four
