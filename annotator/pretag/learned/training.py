"""Training: from labelled documents to the files of a model. The one place that needs scikit-learn.

What is not whole articles (invented passages, sentences picked for what they hold) has other label
shares than news, which go into an intercept of their own; how far the rules can be trusted is learned
apart for all but the passages. What is invented teaches with less weight.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.pretag.learned import calibration, linear, store
from annotator.pretag.learned.gold import (
    INVENTED,
    INVENTED_AFTER,
    INVENTED_NEWS,
    LABELS,
    NEWS,
    PICKED,
    GoldDocument,
    GoldMark,
    primary,
)
from annotator.pretag.learned.model import Four, SentenceModel, logarithms
from annotator.pretag.learned.sentences import features
from annotator.pretag.learned.spanning import with_roles
from annotator.pretag.learned.tagging import roles, targets
from annotator.pretag.learned.words import token_features
from annotator.pretag.marks import ACCUSATION, FACT
from annotator.pretag.seen import Seen
from annotator.pretag.taggers.rules import read

LEAST_SENTENCES = 3
WEIGHTS = {INVENTED: 0.1, INVENTED_NEWS: 0.5, INVENTED_AFTER: 0.25}
PRINTED_TIMES = 3
"""How often a printed sentence is given to the span model, an invented one being given once."""

STRENGTH = 0.15
SMALLEST = 0.004
PRINTED = "printed:"
NOT_NEWS = "kind:"
_HEADLINES = ("role=headline", "headline:")
_TRUSTED = ("rule", "charge stands", "vo:", "vq:", "vc:")
_CRF: Mapping[str, float | bool] = {
    "c1": 0.3,
    "c2": 0.1,
    "max_iterations": 100,
    "feature.minfreq": 1,
    "feature.possible_transitions": False,
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A labelled sentence made ready: what is seen of it, and what it is."""

    document: GoldDocument
    index: int
    reading: Seen
    names: list[str]
    marks: tuple[GoldMark, ...]
    label: str


def samples(documents: Sequence[GoldDocument]) -> list[Sample]:
    """Every labelled sentence of the documents, in order."""
    return [sample for document in documents for sample in _of_document(document)]


def _of_document(document: GoldDocument) -> Iterator[Sample]:
    readings = read(document.article)
    for index, (reading, names, marks) in enumerate(
        zip(readings, features(readings), document.marks, strict=True)
    ):
        if marks and names:
            yield Sample(
                document=document,
                index=index,
                reading=reading,
                names=names,
                marks=marks,
                label=primary(tuple(mark.label for mark in marks)),
            )


def fit_sentences(chosen: Sequence[Sample]) -> SentenceModel:
    """The sentence model, not calibrated yet; its weights are those for printed text."""
    rows = [[*sample.names, *_own(sample)] for sample in chosen]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_SENTENCES)
    weights, intercept = linear.fit(
        rows,
        [LABELS.index(sample.label) for sample in chosen],
        [_weight(sample) for sample in chosen],
        names,
        strength=STRENGTH,
    )
    return SentenceModel(
        weights=shipped(weights),
        intercept=intercept,
        slope=1.0,
        shifts=(0.0, 0.0, 0.0, 0.0),
        seconds={label: 0.5 for label in LABELS if label != FACT},
    )


def _own(sample: Sample) -> list[str]:
    """Features that only sentences of this kind of document have."""
    kind = sample.document.kind
    found = [NOT_NEWS + kind] if kind in {PICKED, INVENTED} else []
    if kind != NEWS:  # whose headlines charge more often than those of news
        found += [NOT_NEWS + name for name in sample.names if name.startswith(_HEADLINES)]
    if kind != INVENTED:
        found += [PRINTED + name for name in sample.names if name.startswith(_TRUSTED)]
    return found


def _weight(sample: Sample) -> float:
    return WEIGHTS.get(sample.document.kind, 1.0)


def shipped(weights: Mapping[str, Four]) -> dict[str, Four]:
    """Weights for printed text: shared and own ones summed up, the tiny ones left out."""
    found: dict[str, list[float]] = {}
    for name, values in weights.items():
        if not name.startswith(NOT_NEWS):
            sums = found.setdefault(name.removeprefix(PRINTED), [0.0] * 4)
            for place, value in enumerate(values):
                sums[place] += value
    return {
        name: (round(a, 3), round(b, 3), round(c, 3), round(d, 3))
        for name, (a, b, c, d) in sorted(found.items())
        if max(abs(a), abs(b), abs(c), abs(d)) >= SMALLEST
    }


def fit_spans(chosen: Sequence[Sample], folder: Path) -> None:
    """Train both CRFs on the sentences that are not fact, into the files of `folder`."""
    spans: list[tuple[list[list[str]], list[str]]] = []
    aims: list[tuple[list[list[str]], list[str]]] = []
    for sample in chosen:
        if sample.label == FACT:
            continue
        kind = sample.document.kind
        found = token_features(sample.reading, sample.label)
        if kind != NEWS:
            found = [[*names, NOT_NEWS + kind] for names in found]
        tags = roles(sample.reading, sample.marks)
        spans += [(found, tags)] * (1 if sample.document.is_invented else PRINTED_TIMES)
        if sample.label == ACCUSATION:
            aims.append((with_roles(found, tags), targets(sample.reading, sample.marks)))
    _train(folder / store.SPANS, spans)
    _train(folder / store.TARGETS, aims)


def _train(path: Path, given: Sequence[tuple[list[list[str]], list[str]]]) -> None:
    import pycrfsuite  # type: ignore[import-untyped]

    trainer = pycrfsuite.Trainer(verbose=False)
    for found, tags in given:
        trainer.append(found, tags)
    trainer.set_params(dict(_CRF))
    trainer.train(str(path))


def calibrate(
    model: SentenceModel, held_out: Sequence[tuple[Sample, Sequence[float]]]
) -> SentenceModel:
    """The model with slope and shifts fitted on raw logarithms of sentences it had not seen.

    Only sentences of news count: the others' label shares would be calibrated in.
    """
    news = [(sample, logs) for sample, logs in held_out if sample.document.kind == NEWS]
    slope, shifts = calibration.fit(
        [logarithms(logs) for _, logs in news],
        [LABELS.index(sample.label) for sample, _ in news],
    )
    return SentenceModel(
        weights=model.weights,
        intercept=model.intercept,
        slope=slope,
        shifts=shifts,
        seconds=model.seconds,
    )
