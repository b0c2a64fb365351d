"""The second tagger: linear models over what the rules see, trained on labelled news.

The rules read every sentence first. A logistic regression then weighs the primary label from words,
quotation, place, neighbours and, above all, what the rules found. Where that is not fact and the
rules leave a span open or the sentence is long, a linear chain (CRF) says which tokens are source, cue and
content, and a second one who is accused.
`train_tagger` makes the model; `learned/` holds the parts.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from math import log
from pathlib import Path
from typing import TypeAlias

from annotator.pretag.language import is_foreign, withheld
from annotator.pretag.learned import marking, plain, store
from annotator.pretag.learned.gold import LABELS
from annotator.pretag.learned.model import SentenceModel
from annotator.pretag.learned.sentences import features
from annotator.pretag.marks import ACCUSATION, DENIAL, FACT
from annotator.pretag.seen import Seen
from annotator.pretag.taggers.rules import read
from annotator.pretag.values import Article, Candidate, Span

_LEAST = 0.01
_MOST = 0.99
_STANDS = {DENIAL: 0.3, ACCUSATION: 0.1}
_NOTHING = Candidate(label=FACT, score=_MOST, spans=(), evidence="no words")


@cache
def _loaded(folder: Path) -> store.Model:
    return store.load(folder)


@dataclass(frozen=True)
class Trained:
    """`settings_hash` stands for the numbers of the model, which is read when first needed."""

    folder: Path = store.SHIPPED
    name: str = "trained"
    version: str = "8"

    @cached_property
    def settings_hash(self) -> str:
        return store.digest(self.folder)

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]:
        """One tuple of candidates a sentence, in order; in another language only "withheld"."""
        if is_foreign(article):
            return withheld(article)
        model = _loaded(self.folder)
        readings = read(article)
        # All labels first, then all spans: so each model stays in the processor's cache in turn.
        judged = [
            _judged(model.sentences, reading, names) if names else None
            for reading, names in zip(readings, features(readings), strict=True)
        ]
        return tuple(
            _candidates(model, reading, one) if one else (_NOTHING,)
            for reading, one in zip(readings, judged, strict=True)
        )


_Judged: TypeAlias = tuple[str, float, list[str]]
"""The label of a sentence, its score, and the features that speak for it, the strongest first."""


def _judged(model: SentenceModel, reading: Seen, names: list[str]) -> _Judged:
    weights = model.weights_of(names)
    raw = model.added(weights)
    label = _decided(reading, raw)
    score = _score(model.honest(raw)[LABELS.index(label)])
    other = max((one for one in LABELS if one != label), key=lambda one: raw[LABELS.index(one)])
    return label, score, model.reasons(names, weights, label, rather_than=other)


def _candidates(model: store.Model, reading: Seen, judged: _Judged) -> tuple[Candidate, ...]:
    label, score, reasons = judged
    if label == FACT:
        evidence = plain.joined(["in the outlet's own voice", *plain.told(reasons, 3)])
        return (Candidate(label=FACT, score=score, spans=(), evidence=evidence),)
    found = marking.told_in_full(reading, label) or marking.marks(
        reading, label, model.spans.tags(reading, label)
    )
    return tuple(
        Candidate(
            label=made.label,
            score=score if made.label == label else model.sentences.seconds[made.label],
            spans=_spans(reading, made),
            evidence=_evidence(reading, made, reasons if made.label == label else []),
        )
        for made in found
    )


def _decided(reading: Seen, raw: list[float]) -> str:
    """The primary label: the likeliest, but what the rules call graver stands if it is not unlikely.

    The uncalibrated model decides: calibration on so few denials would talk it out of them.
    """
    likeliest = LABELS[max(range(len(LABELS)), key=raw.__getitem__)]
    ruled = reading.marks[0].label if reading.marks else FACT
    if ruled in _STANDS and LABELS.index(ruled) < LABELS.index(likeliest):
        if raw[LABELS.index(ruled)] > log(_STANDS[ruled]):
            return ruled
    return likeliest


def _score(chance: float) -> float:
    return round(min(_MOST, max(_LEAST, chance)), 3)


def _spans(reading: Seen, made: marking.Found) -> tuple[Span, ...]:
    text = reading.parsed.tokens.text
    return tuple(
        Span(
            role=role,
            start=made.spans[role][0],
            end=made.spans[role][1],
            text=text[slice(*made.spans[role])],
        )
        for role in marking.ROLES
        if role in made.spans
    )


def _evidence(reading: Seen, made: marking.Found, reasons: list[str]) -> str:
    """The cue and the rule where one agrees, else the cue and the strongest features."""
    parts: list[str] = []
    if "cue" in made.spans:
        parts.append(f"cue “{reading.parsed.tokens.text[slice(*made.spans['cue'])][:60]}”")
    if made.by and made.by.label == made.label:
        others = (name for name in reasons if not name.startswith("rule"))
        return plain.joined([*parts, plain.rule(made.by), *plain.told(others, 2)])
    return plain.joined([*parts, *plain.told(reasons, 3)]) or "words of the sentence together"
