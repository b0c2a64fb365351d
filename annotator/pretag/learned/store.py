"""The files of a model: numbers and feature names as JSON, and two CRFs as crfsuite writes them.

`weights.json` is the sentence model, `spans.crfsuite` and `targets.crfsuite` tag tokens, `card.md`
says what it was trained on and how good it is. `version` counts the models that were shipped.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.pretag.learned.gold import LABELS
from annotator.pretag.learned.model import Four, SentenceModel
from annotator.pretag.learned.spanning import SpanModel

SHIPPED = Path(__file__).parents[1] / "model"
WEIGHTS, SPANS, TARGETS, CARD = "weights.json", "spans.crfsuite", "targets.crfsuite", "card.md"
NUMBERS = (WEIGHTS, SPANS, TARGETS)
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Model:
    """All that was learned. `digest` differs when any number of it does."""

    digest: str
    sentences: SentenceModel
    spans: SpanModel


def load(folder: Path) -> Model:
    """The model in a folder; takes a tenth of a second."""
    given: dict[str, Any] = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))
    if given["format"] != FORMAT or tuple(given["labels"]) != LABELS:
        raise ValueError(f"{folder / WEIGHTS} is not a model of format {FORMAT}")
    return Model(
        digest=digest(folder),
        sentences=SentenceModel(
            weights=_shared(given["weights"]),
            intercept=_four(given["intercept"]),
            slope=given["slope"],
            shifts=_four(given["shifts"]),
            seconds=given["seconds"],
        ),
        spans=SpanModel.open(folder / SPANS, folder / TARGETS),
    )


def digest(folder: Path) -> str:
    """Sixteen digits that stand for the numbers of a model."""
    found = hashlib.sha256()
    for name in NUMBERS:
        found.update((folder / name).read_bytes())
    return found.hexdigest()[:16]


def save(folder: Path, model: SentenceModel) -> None:
    """Write `weights.json`, the same bytes for the same numbers."""
    given = {
        "format": FORMAT,
        "labels": LABELS,
        "intercept": model.intercept,
        "slope": model.slope,
        "shifts": model.shifts,
        "seconds": dict(sorted(model.seconds.items())),
        "weights": dict(sorted(model.weights.items())),
    }
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    (folder / WEIGHTS).write_text(text + "\n", encoding="utf-8")


def _shared(given: dict[str, list[float]]) -> dict[str, Four]:
    """The weights, with one object for all that are the same number: there are a few hundred.

    So many fewer lie in memory that adding them up waits for it less.
    """
    known: dict[float, float] = {}
    share = known.setdefault
    return {name: _four([share(one, one) for one in four]) for name, four in given.items()}


def _four(given: list[float]) -> tuple[float, float, float, float]:
    one, two, three, four = given
    return one, two, three, four
