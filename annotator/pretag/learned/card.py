"""The model card: what a model was trained on, how good it is, and what it cannot do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.pretag.learned import store
from annotator.pretag.learned.gold import (
    INVENTED,
    INVENTED_AFTER,
    INVENTED_NEWS,
    LABELS,
    NEWS,
    PICKED,
    GoldDocument,
    primary,
)
from annotator.pretag.learned.model import SentenceModel

_KINDS = {
    NEWS: "whole articles",
    PICKED: "sentences picked for deny- and accuse-words, with their neighbours",
    INVENTED: "invented passages, dense in denials and accusations",
    INVENTED_NEWS: "invented articles, as news sites, agencies and newspapers write them",
    INVENTED_AFTER: "invented articles, each after the kind of news of one of the whole articles",
}

_TEXT = """# Model card: tagger “trained”, model {digest}

## What it does
Proposes, for a sentence of an English news article: attribution, denial, accusation or fact, with a score and
the spans of source, cue, content and target. A proposal, never a label.

## Data
{data}

The news is Wikinews 2019-2020, CC BY 2.5 (wikinews.org, its authors); what is invented is Hearsay's own,
written and labelled by a language model by the codebook. No text of either is in the model but single
words and pairs of words. The word list of ill-speaking words is VADER's (MIT).

**How labelled:** by language models acting as annotators, by the codebook (version 1.1), read over by one as
adjudicator. The annotators are of one kind, so their agreement (.994 on the primary label) is consistency,
not validity: a few per cent of labels are arguable, and the model has learned those too.

## Scores
{scores}

Interval: 95 % of a bootstrap over documents. The rules, whose findings are the main features, were written
with an eye on the same articles, so that even held-out figures are a little flattering; of other outlets
expect less.
{notes}
## Calibration
Platt scaling (one slope, a shift for each label) on held-out news: slope {slope:.2f}, shifts {shifts}. The
score of the first candidate is the probability that its label is the sentence's primary one; a further mark
with another label has the share that was right in the folds ({seconds}). On text that is dense in charges the
scores of facts are too high.

## Limits
- English only: of other languages nothing is proposed. Dialect, verse, transcripts without quotation marks:
untested.
- An accusation made in plain words, without a word that speaks ill of an act, is often taken for
attribution.
- Denials are rare in news; their figure stands on a few dozen sentences.
- The first 300 tokens of a sentence are looked at for spans, the first 120 for its label.

## Made with
`bin/manage train_tagger --out FOLDER {files}`; {packages}. Sentence model: {weights} features, L2. Files:
{sizes}.
"""


_LEARNED = """# Model card: a campaign's own tagger, model {digest}

## What it does
Proposes, for a sentence of an English news article: attribution, denial, accusation or fact, with a score and
the spans of source, cue, content and target. A proposal, never a label.

## Data
It started from the model {start} that is shipped with Hearsay, whose card says what that one learned from,
and was moved by the gold labels of one campaign:

{data}

A gold label is what this campaign's annotators settled on, so the model repeats their reading of the
guideline, and their mistakes. Gold has no spans: those are proposed as before.

## Scores
{folds}-fold cross-validation by story: each article was tagged by a model that had not learned from it. The old
model never learned from any of them.

| figure | old | new | difference | interval |
|---|---|---|---|---|
{scores}

Interval: where 95 of 100 differences lie had other articles been drawn (bootstrap over documents). Where it
spans nought, the data cannot tell which of the two is better.

## Made with
MAP adaptation of the logistic regression (the distance from the old weights is what is held small), calibrated
by Platt scaling on held-out articles of the campaign.
"""


def learned(
    documents: Sequence[GoldDocument], *, digest: str, start: str, report: Mapping[str, Any]
) -> str:
    """The card of a campaign's own model, `report` being that of `adapting`."""
    old, new = report["old"]["figures"], report["new"]["figures"]
    scores = [
        f"| {name} | {old[name]:.3f} | {new[name]:.3f} | {gap:+.3f} | {low:+.3f} to {high:+.3f} |"
        for name, (gap, low, high) in report["differences"].items()
    ]
    return _LEARNED.format(
        digest=digest,
        start=start,
        data="\n".join(_data(documents)),
        folds=report["folds"],
        scores="\n".join(scores),
    )


def written(
    documents: Sequence[GoldDocument],
    *,
    figures: Mapping[str, float],
    intervals: Mapping[str, tuple[float, float]],
    model: SentenceModel,
    packages: Mapping[str, str],
    out: Path,
) -> str:
    """The card as Markdown; what was measured elsewhere is kept in `notes.md` of the same folder."""
    notes = out / "notes.md"
    sizes = (f"{n} {(out / n).stat().st_size:,} bytes" for n in store.NUMBERS)
    return _TEXT.format(
        digest=store.digest(out),
        data="\n".join(_data(documents)),
        scores="\n".join(_scores(figures, intervals)),
        notes="\n" + notes.read_text(encoding="utf-8") if notes.exists() else "",
        slope=model.slope,
        shifts=", ".join(f"{n} {v:+.2f}" for n, v in zip(LABELS, model.shifts, strict=True)),
        seconds=", ".join(f"{name} {share:.2f}" for name, share in model.seconds.items()),
        files="DATA.jsonl...",
        packages=", ".join(f"{name} {number}" for name, number in packages.items()),
        weights=f"{len(model.weights):,}",
        sizes=", ".join(sizes),
    )


def _data(documents: Sequence[GoldDocument]) -> list[str]:
    lines = ["| what | documents | sentences | " + " | ".join(LABELS) + " |", "|---" * 7 + "|"]
    for kind, what in _KINDS.items():
        some = [document for document in documents if document.kind == kind]
        if not some:
            continue
        counts = Counter(
            primary(tuple(mark.label for mark in marks))
            for document in some
            for marks in document.marks
            if marks
        )
        numbers = " | ".join(str(counts[label]) for label in LABELS)
        lines.append(f"| {what} | {len(some)} | {counts.total()} | {numbers} |")
    return lines


def _scores(
    figures: Mapping[str, float], intervals: Mapping[str, tuple[float, float]]
) -> list[str]:
    if not figures:
        return ["Not measured."]
    lines = [
        "Five-fold cross-validation by document over what is not invented (the invented passages only teach).",
        "",
        "| figure | held out | interval |",
        "|---|---|---|",
    ]
    for name, value in figures.items():
        low, high = intervals[name]
        if name == "sentences":
            lines.append(f"| sentences | {value:.0f} | |")
        else:
            lines.append(f"| {name} | {value:.3f} | {low:.3f} to {high:.3f} |")
    return lines
