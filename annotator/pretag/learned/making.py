"""From files of labelled sentences to a folder with a model and its card."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from annotator.pretag.learned import card, crossing, gold, measures, store, training
from annotator.pretag.learned.gold import BadGold, GoldDocument


def make(
    paths: Sequence[Path], *, invented: frozenset[str], out: Path, is_quick: bool = False
) -> dict[str, Any]:
    """Train on all the files, write the model to `out`, and answer with the figures of the folds.

    The same files in the same order make the same bytes.
    """
    documents = [
        document
        for path in paths
        for document in gold.read(path, is_invented=path.stem in invented)
    ]
    _check(documents)
    samples = training.samples(documents)
    out.mkdir(parents=True, exist_ok=True)
    model = training.fit_sentences(samples)
    found: dict[str, float] = {}
    ranges: dict[str, tuple[float, float]] = {}
    if not is_quick:
        crossed = crossing.crossed(documents)
        model = crossing.finished(model, crossed)
        counts = crossing.by_document(crossed.tagged)
        found, ranges = measures.figures(measures.summed(counts)), crossing.intervals(counts)
    store.save(out, model)
    training.fit_spans(samples, out)
    packages = {name: version(name) for name in ("scikit-learn", "python-crfsuite", "numpy")}
    text = card.written(
        documents, figures=found, intervals=ranges, model=model, packages=packages, out=out
    )
    (out / store.CARD).write_text(text, encoding="utf-8")
    return {"folder": str(out), "figures": found, "intervals": ranges}


def _check(documents: Sequence[GoldDocument]) -> None:
    labels = {mark.label for d in documents for marks in d.marks for mark in marks or ()}
    if missing := [label for label in gold.LABELS if label not in labels]:
        raise BadGold(
            "The data has no sentence of {labels}: there is nothing to learn.",
            labels=", ".join(missing),
        )
