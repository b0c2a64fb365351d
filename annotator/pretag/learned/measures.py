"""How good predictions are: counts that add up over documents, and figures out of the counts.

The figures are those of the field: accuracy and macro F1 of the primary label, presence of each
label, exact spans by role, and the expected calibration error of the primary mark's score.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.pretag.learned.calibration import expected_error
from annotator.pretag.learned.gold import LABELS, ROLES, GoldDocument, GoldMark, primary
from annotator.pretag.marks import FACT
from annotator.pretag.values import Candidate


@dataclass(kw_only=True)
class Counts:
    """What was right, what was predicted and what is gold, of one document or many."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    presence: Counter[tuple[str, str]] = field(default_factory=Counter)
    spans: Counter[tuple[str, str]] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        self.confusion.update(other.confusion)
        self.presence.update(other.presence)
        self.spans.update(other.spans)
        self.scores += other.scores
        self.right += other.right


def counted(document: GoldDocument, tagged: Sequence[Sequence[Candidate]]) -> Counts:
    """The counts of one document; sentences that nobody labelled are left out."""
    found = Counts()
    for marks, candidates in zip(document.marks, tagged, strict=True):
        if marks:
            _count(found, marks, candidates)
    return found


def _count(found: Counts, marks: Sequence[GoldMark], candidates: Sequence[Candidate]) -> None:
    gold = {mark.label for mark in marks}
    said = {candidate.label for candidate in candidates} or {FACT}
    wanted, given = primary(tuple(gold)), primary(tuple(said))
    found.confusion[wanted, given] += 1
    scores = [candidate.score for candidate in candidates if candidate.label == given]
    if scores:
        found.scores.append(max(scores))
        found.right.append(wanted == given)
    for label in LABELS:
        _hits(found.presence, label, label in gold and label in said, label in said, label in gold)
    any_gold, any_said = gold != {FACT}, said != {FACT}
    _hits(found.presence, "not fact", any_gold and any_said, any_said, any_gold)
    for role in ROLES:
        theirs = {mark.spans[role] for mark in marks if role in mark.spans}
        ours = {(s.start, s.end) for c in candidates for s in c.spans if s.role == role}
        _hits(found.spans, role, len(theirs & ours), len(ours), len(theirs))


def _hits(into: Counter[tuple[str, str]], name: str, right: int, said: int, gold: int) -> None:
    into[name, "right"] += right
    into[name, "said"] += said
    into[name, "gold"] += gold


def summed(counts: Iterable[Counts]) -> Counts:
    """All counts as one."""
    found = Counts()
    for one in counts:
        found.add(one)
    return found


def figures(counts: Counts) -> dict[str, float]:
    """The figures by name, each between 0 and 1."""
    total = counts.confusion.total()
    right = sum(counts.confusion[label, label] for label in LABELS)
    found = {"sentences": float(total), "accuracy": right / total if total else 0.0}
    for label in LABELS:
        hits = counts.confusion[label, label]
        said = sum(counts.confusion[other, label] for other in LABELS)
        gold = sum(counts.confusion[label, other] for other in LABELS)
        found[f"F1 {label}"] = f1(hits, said, gold)
    found["macro F1"] = sum(found[f"F1 {label}"] for label in LABELS) / len(LABELS)
    found["F1 not fact"] = _f1_of(counts.presence, "not fact")
    for label in LABELS[:-1]:
        found[f"F1 presence of {label}"] = _f1_of(counts.presence, label)
    for role in ROLES:
        found[f"F1 span {role}"] = _f1_of(counts.spans, role)
    if counts.scores:
        found["calibration error"] = expected_error(counts.scores, counts.right)
    return found


def _f1_of(counts: Counter[tuple[str, str]], name: str) -> float:
    return f1(counts[name, "right"], counts[name, "said"], counts[name, "gold"])


def f1(right: int, said: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing to find or found."""
    return 2 * right / (said + gold) if said + gold else 0.0
