"""Cross-validation by document: each article is tagged by a model that has not seen it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.pretag.judging import bootstrap
from annotator.pretag.learned import measures, store, training
from annotator.pretag.learned.gold import INVENTED, INVENTED_NEWS, LABELS, GoldDocument
from annotator.pretag.learned.measures import Counts
from annotator.pretag.learned.model import SentenceModel
from annotator.pretag.learned.training import Sample
from annotator.pretag.marks import FACT
from annotator.pretag.taggers.trained import Trained
from annotator.pretag.values import Candidate

FOLDS = 5

Tagged = tuple[tuple[Candidate, ...], ...]
Ranges = dict[str, tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """`logs` are raw logarithms of each held-out sample; `tagged` each document's candidates."""

    held_out: list[tuple[Sample, list[float]]]
    tagged: list[tuple[GoldDocument, Tagged]]


def fold(document: GoldDocument) -> int:
    """The fold of a document: the same for all that was cut from one story, on every machine."""
    return int(hashlib.sha256(document.story.encode()).hexdigest(), 16) % FOLDS


def crossed(
    documents: Sequence[GoldDocument],
    *,
    fit: Callable[[Sequence[Sample]], SentenceModel] = training.fit_sentences,
    fit_spans: Callable[[Sequence[Sample], Path], None] = training.fit_spans,
) -> Crossed:
    """Held-out candidates of all that is not invented; the invented only ever teaches.

    What was invented after an article does not teach the model that tags this article.
    """
    all_samples = training.samples(documents)
    fitted: list[tuple[list[tuple[Sample, list[float]]], SentenceModel]] = []
    tagged: list[tuple[GoldDocument, Tagged]] = []
    with TemporaryDirectory() as root:
        for number in range(FOLDS):
            inside = [s for s in all_samples if teaches(s.document, number)]
            model = fit(inside)
            outside = [s for s in all_samples if _is_held(s.document, number)]
            fitted.append(([(s, model.raw(s.names)) for s in outside], model))
            folder = Path(root) / str(number)
            folder.mkdir()
            fit_spans(inside, folder)
        for number in range(FOLDS):
            others = [pair for n, (held, _) in enumerate(fitted) if n != number for pair in held]
            folder = Path(root) / str(number)
            store.save(folder, training.calibrate(fitted[number][1], others))
            tagger = Trained(folder)
            tagged += [(d, tagger.tag(d.article)) for d in documents if _is_held(d, number)]
    return Crossed(held_out=[pair for held, _ in fitted for pair in held], tagged=tagged)


def teaches(document: GoldDocument, number: int) -> bool:
    """Whether the model of this fold may learn from a document."""
    return document.kind in {INVENTED, INVENTED_NEWS} or fold(document) != number


def _is_held(document: GoldDocument, number: int) -> bool:
    return not document.is_invented and fold(document) == number


def seconds(found: Crossed) -> dict[str, float]:
    """How often a further mark with a label of its own was right, by label, a little cautious."""
    right: dict[str, int] = dict.fromkeys(LABELS, 0)
    said: dict[str, int] = dict.fromkeys(LABELS, 0)
    for document, tagged in found.tagged:
        for marks, candidates in zip(document.marks, tagged, strict=True):
            for candidate in candidates[1:]:
                if marks and candidate.label != candidates[0].label:
                    said[candidate.label] += 1
                    right[candidate.label] += any(m.label == candidate.label for m in marks)
    return {
        label: round((right[label] + 1) / (said[label] + 2), 3) for label in LABELS if label != FACT
    }


def finished(model: SentenceModel, found: Crossed) -> SentenceModel:
    """The model of all data, calibrated on what the models of the folds said of held-out text."""
    return replace(training.calibrate(model, found.held_out), seconds=seconds(found))


def by_document(tagged: Sequence[tuple[GoldDocument, Tagged]]) -> list[Counts]:
    return [measures.counted(document, candidates) for document, candidates in tagged]


def intervals(counts: Sequence[Counts]) -> Ranges:
    """For each figure, where 95 of 100 would lie had other documents been drawn (bootstrap).

    Where all is right every draw says so: then no surer than so many documents can make it.
    """
    drawn = [measures.figures(sums) for sums in _drawn(counts)]
    told = measures.figures(measures.summed(counts))
    return {
        name: bootstrap.exact(1.0, len(counts))
        if told[name] == 1
        else _middle([one[name] for one in drawn])
        for name in drawn[0]
    }


def differences(old: Sequence[Counts], new: Sequence[Counts]) -> Ranges:
    """How far the new figures are above the old ones, of the same documents, drawn together."""
    before = [measures.figures(sums) for sums in _drawn(old)]
    after = [measures.figures(sums) for sums in _drawn(new)]
    return {
        name: _middle([two[name] - one[name] for one, two in zip(before, after, strict=True)])
        for name in after[0]
    }


def _drawn(counts: Sequence[Counts]) -> Iterator[Mapping[tuple[str, ...], float]]:
    """The sums over documents drawn again and again; as many documents, the same draws."""
    import numpy as np

    names = sorted({name for one in counts for name in one})
    held = np.array([[one[name] for name in names] for one in counts], float)
    for sums in bootstrap.drawn(held):
        for row in sums.tolist():
            yield defaultdict(float, zip(names, row, strict=True))


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]
