"""A campaign's own model: a model that is there, moved as far as the campaign's gold bears out.

Gold says labels and no spans, so that only the sentence model learns; spans stay as they are.
"""

import io
import shutil
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.pretag.learned import card, crossing, linear, measures, store, training
from annotator.pretag.learned.gold import LABELS, GoldDocument, primary
from annotator.pretag.learned.model import Four, SentenceModel
from annotator.pretag.learned.training import Sample
from annotator.pretag.taggers.trained import Trained

_MEASURED = (
    "accuracy",
    *(f"F1 {label}" for label in LABELS),
    "macro F1",
    "F1 not fact",
    "calibration error",
)


@dataclass(frozen=True, kw_only=True)
class Adapted:
    """A model that learned: its files as a zip, its card, and its figures beside the old model's."""

    version: str
    digest: str
    files: bytes
    card: str
    report: dict[str, Any]
    taught_by: tuple[str, ...]
    sentences: int


def adapt(documents: Sequence[GoldDocument], *, start: Path = store.SHIPPED) -> Adapted:
    """Learn from these documents, and measure it on each when it was held out.

    The same documents make the same bytes. At least one sentence has to be labelled.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    base = store.load(start).sentences
    fit = partial(_moved, base)
    # A worker has a core, and sums in another order are other sums.
    with threadpool_limits(limits=1):
        crossed = crossing.crossed(documents, fit=fit, fit_spans=partial(_as_before, start))
        model = crossing.finished(fit(training.samples(documents)), crossed)
    report = _report(crossed, Trained(start))
    with TemporaryDirectory() as place:
        folder = Path(place)
        store.save(folder, model)
        _as_before(start, (), folder)
        digest = store.digest(folder)
        told = card.learned(documents, digest=digest, start=store.digest(start), report=report)
        (folder / store.CARD).write_text(told, encoding="utf-8")
        return Adapted(
            version=Trained.version,
            digest=digest,
            files=_packed(folder),
            card=told,
            report=report,
            taught_by=tuple(document.name for document in documents),
            sentences=report["sentences"],
        )


def _moved(base: SentenceModel, chosen: Sequence[Sample]) -> SentenceModel:
    if not chosen:  # everything is held out: it is all one story
        return base
    rows = [sample.names for sample in chosen]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= training.LEAST_SENTENCES)
    steps, shift = linear.moved(
        rows,
        [LABELS.index(sample.label) for sample in chosen],
        [base.raw(row) for row in rows],
        names,
        strength=training.STRENGTH,
    )
    nought: Four = (0.0, 0.0, 0.0, 0.0)
    weights = {
        name: _sum(base.weights.get(name, nought), steps.get(name, nought))
        for name in base.weights.keys() | steps.keys()
    }
    return replace(
        base,
        weights=training.shipped(weights),
        intercept=_sum(base.intercept, shift),
        slope=1.0,
        shifts=nought,
    )


def _sum(one: Four, other: Four) -> Four:
    a, b, c, d = (round(x + y, 4) for x, y in zip(one, other, strict=True))
    return a, b, c, d


def _as_before(start: Path, _: Sequence[Sample], folder: Path) -> None:
    """The span models of the model that it starts from: gold has nothing to teach them."""
    for name in (store.SPANS, store.TARGETS):
        shutil.copyfile(start / name, folder / name)


def _report(crossed: crossing.Crossed, old: Trained) -> dict[str, Any]:
    """Both models on the same documents, which neither has learned from, and how far they differ."""
    new = crossing.by_document(crossed.tagged)
    before = crossing.by_document([(one, old.tag(one.article)) for one, _ in crossed.tagged])
    ranges, found = crossing.differences(before, new), _figures(new)
    gaps = {name: found[name] - value for name, value in _figures(before).items()}
    labels = Counter(
        primary(tuple(mark.label for mark in marks))
        for document, _ in crossed.tagged
        for marks in document.marks
        if marks
    )
    return {
        "old": {
            "name": old.name,
            "figures": _figures(before),
            "intervals": crossing.intervals(before),
        },
        "new": {"figures": found, "intervals": crossing.intervals(new)},
        "differences": {name: [gap, *ranges[name]] for name, gap in gaps.items()},
        "folds": crossing.FOLDS,
        "documents": len(new),
        "sentences": labels.total(),
        "labels": {label: labels[label] for label in LABELS},
    }


def _figures(counts: Sequence[measures.Counts]) -> dict[str, float]:
    found = measures.figures(measures.summed(counts))
    return {name: round(found[name], 4) for name in _MEASURED}


def _packed(folder: Path) -> bytes:
    """The files of a model as one, the same bytes for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*store.NUMBERS, store.CARD):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / name).read_bytes())
    return packed.getvalue()
