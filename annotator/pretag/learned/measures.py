"""How good predictions are: counts that add up over documents, and figures out of the counts.

The figures are those of the field: accuracy and macro F1 of the primary label, presence of each
label, exact spans by role, and the expected calibration error of the primary mark's score.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from annotator.pretag.learned.calibration import BINS, score_bin
from annotator.pretag.learned.gold import LABELS, ROLES, GoldDocument, GoldMark, primary
from annotator.pretag.marks import FACT
from annotator.pretag.values import Candidate

# What was right, what was predicted and what is gold, of one document or many, by a name of two or
# three parts: ("confusion", gold, said), ("label" or "span", which, "right" | "said" | "gold"),
# ("score", bin, "sum" | "right" | "all").
Counts: TypeAlias = Counter[tuple[str, ...]]


def counted(document: GoldDocument, tagged: Sequence[Sequence[Candidate]]) -> Counts:
    """The counts of one document; sentences that nobody labelled are left out."""
    found: Counts = Counter()
    for marks, candidates in zip(document.marks, tagged, strict=True):
        if marks:
            _count(found, marks, candidates)
    return found


def _count(found: Counts, marks: Sequence[GoldMark], candidates: Sequence[Candidate]) -> None:
    gold = {mark.label for mark in marks}
    said = {candidate.label for candidate in candidates} or {FACT}
    wanted, given = primary(tuple(gold)), primary(tuple(said))
    found["confusion", wanted, given] += 1
    scores = [candidate.score for candidate in candidates if candidate.label == given]
    if scores:
        held = str(score_bin(max(scores)))
        found["score", held, "sum"] += max(scores)  # type: ignore[assignment]
        found["score", held, "right"] += wanted == given
        found["score", held, "all"] += 1
    for label in LABELS:
        _hits(found, "label", label, label in gold and label in said, label in said, label in gold)
    any_gold, any_said = gold != {FACT}, said != {FACT}
    _hits(found, "label", "not fact", any_gold and any_said, any_said, any_gold)
    for role in ROLES:
        theirs = {mark.spans[role] for mark in marks if role in mark.spans}
        ours = {(s.start, s.end) for c in candidates for s in c.spans if s.role == role}
        _hits(found, "span", role, len(theirs & ours), len(ours), len(theirs))


def _hits(into: Counts, kind: str, name: str, right: int, said: int, gold: int) -> None:
    into[kind, name, "right"] += right
    into[kind, name, "said"] += said
    into[kind, name, "gold"] += gold


def summed(counts: Iterable[Counts]) -> Counts:
    """All counts as one."""
    found: Counts = Counter()
    for one in counts:
        found.update(one)
    return found


def figures(counts: Mapping[tuple[str, ...], float]) -> dict[str, float]:
    """The figures by name, each between 0 and 1; `counts` gives 0 for what it does not have."""
    confusion = {
        (gold, said): counts["confusion", gold, said] for gold in LABELS for said in LABELS
    }
    total = sum(confusion.values())
    right = sum(confusion[label, label] for label in LABELS)
    found = {"sentences": float(total), "accuracy": right / total if total else 0.0}
    for label in LABELS:
        said = sum(confusion[other, label] for other in LABELS)
        gold = sum(confusion[label, other] for other in LABELS)
        found[f"F1 {label}"] = f1(confusion[label, label], said, gold)
    found["macro F1"] = sum(found[f"F1 {label}"] for label in LABELS) / len(LABELS)
    found["F1 not fact"] = _f1_of(counts, "label", "not fact")
    for label in LABELS[:-1]:
        found[f"F1 presence of {label}"] = _f1_of(counts, "label", label)
    for role in ROLES:
        found[f"F1 span {role}"] = _f1_of(counts, "span", role)
    if scored := sum(counts["score", str(held), "all"] for held in range(BINS)):
        off = (
            abs(counts["score", str(held), "sum"] - counts["score", str(held), "right"])
            for held in range(BINS)
        )
        found["calibration error"] = sum(off) / scored
    return found


def _f1_of(counts: Mapping[tuple[str, ...], float], kind: str, name: str) -> float:
    return f1(*(counts[kind, name, what] for what in ("right", "said", "gold")))


def f1(right: float, said: float, gold: float) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing to find or found."""
    return 2 * right / (said + gold) if said + gold else 0.0
