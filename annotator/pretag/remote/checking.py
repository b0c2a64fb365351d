"""Whether an answer can be believed, sentence by sentence: what breaks the contract is refused.

Nothing is guessed. A sentence whose answer breaks the contract has no candidate; a span that does
not quote its sentence is left out of its mark; an answer that means nothing as a whole is an error.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from annotator.pretag.remote.failures import BrokenAnswer
from annotator.pretag.remote.parsing import clean, shown
from annotator.pretag.remote.values import Asked, Checked, Refused
from annotator.pretag.values import Candidate, Span

ROLES = ("source", "cue", "content", "target")
MOST_MARKS, MOST_SPANS = 12, 12
EVIDENCE = 300
TOLD = 5
# No tagger is certain: the same bounds as those of `trained`.
LEAST, MOST = 0.01, 0.99

Proposed: TypeAlias = tuple[str, dict[str, Any]]
# Where the spans of a mark stand in their sentence; a text for each that stands nowhere.
Place: TypeAlias = Callable[[Sequence[Proposed], str], Iterable[Span | tuple[str, str]]]


class _Broken(Exception):
    """The answer for one sentence breaks the contract; the message says how."""


def checked(answer: dict[str, Any], *, asked: Asked, place: Place) -> Checked:
    """Candidates and refusals of an answer. Raises BrokenAnswer where it is none."""
    items = answer.get("sentences")
    if not isinstance(items, list):
        raise BrokenAnswer("the answer has no list “sentences”")
    given: dict[int, list[dict[str, Any]]] = {number: [] for number in asked.wanted}
    strays = []
    for item in items:
        number = item.get("id") if isinstance(item, dict) else None
        if type(number) is int and number in given:
            given[number].append(item)
        else:
            strays.append(number if isinstance(item, dict) else item)
    if given and not any(given.values()):
        raise BrokenAnswer("the answer has none of the sentences that were asked for")

    candidates: dict[int, tuple[Candidate, ...]] = {}
    refused: list[Refused] = []
    for number, answers in given.items():
        complaints: list[str] = []
        try:
            candidates[number] = _sentence(answers, number, asked, place, complaints)
        except _Broken as broken:
            complaints = [str(broken)]
        if complaints:
            refused.append(Refused(sentence=number, reason=_joined(complaints)))
    if strays:
        refused.append(Refused(sentence=None, reason=_told(strays)))
    return Checked(candidates=candidates, refused=tuple(refused))


def _joined(complaints: list[str]) -> str:
    """One reason a sentence, however much is wrong with it: somebody has to read them."""
    rest = len(complaints) - TOLD
    return "; ".join(complaints[:TOLD]) + (f"; and {rest} more" if rest > 0 else "")


def _told(strays: list[Any]) -> str:
    return (
        f"{len(strays)} of the items in the answer have an id that was not asked for; "
        f"the first has {shown(strays[0])}"
    )


def _sentence(
    answers: list[dict[str, Any]], number: int, asked: Asked, place: Place, complaints: list[str]
) -> tuple[Candidate, ...]:
    if not answers:
        raise _Broken("the answer leaves the sentence out")
    if len(answers) > 1:
        raise _Broken(f"the answer has the sentence {len(answers)} times")
    marks = answers[0].get("marks")
    if not isinstance(marks, list):
        raise _Broken(f"“marks” is {shown(marks)}, not a list")
    if not 1 <= len(marks) <= MOST_MARKS:
        raise _Broken(f"{len(marks)} marks; there must be 1 to {MOST_MARKS}")
    text = asked.sentence(number).text
    codes = [label.code for label in asked.labels]
    found: list[Candidate] = []
    for mark in marks:
        candidate = _candidate(mark, codes, text, place, complaints)
        if any(one.label == candidate.label and one.spans == candidate.spans for one in found):
            complaints.append(f"{candidate.label}: the same mark twice; the first one stays")
        else:
            found.append(candidate)
    return tuple(sorted(found, key=lambda one: codes.index(one.label)))


def _candidate(
    mark: object, codes: list[str], text: str, place: Place, complaints: list[str]
) -> Candidate:
    if not isinstance(mark, dict):
        raise _Broken(f"a mark is {shown(mark)}, not an object")
    label, score = mark.get("label"), _number(mark.get("score"))
    if not isinstance(label, str) or label not in codes:
        raise _Broken(f"there is no label {shown(label)}; there is: {', '.join(codes)}")
    if score is None:
        told = shown(mark.get("score"))
        raise _Broken(f"{label}: the score is {told}, not a number above 0 and up to 1")
    evidence = mark.get("evidence")
    if not isinstance(evidence, str | None):
        raise _Broken(f"{label}: “evidence” is {shown(evidence)}, not a text")
    return Candidate(
        label=label,
        score=min(MOST, max(LEAST, score)),
        spans=_spans(mark.get("spans"), label, text, place, complaints),
        evidence=clean(evidence or "", most=EVIDENCE),
    )


def _number(score: object) -> float | None:
    """A score as it may be, None for all else: NaN is neither above 0 nor up to 1."""
    if isinstance(score, bool) or not isinstance(score, int | float):
        return None
    return float(score) if 0 < score <= 1 else None


def _spans(
    given: object, label: str, text: str, place: Place, complaints: list[str]
) -> tuple[Span, ...]:
    """The spans that quote the sentence, by role and place; a complaint for each that does not."""
    if given is None:
        return ()
    if not isinstance(given, list):
        raise _Broken(f"{label}: “spans” is {shown(given)}, not a list")
    if len(given) > MOST_SPANS:
        raise _Broken(f"{label}: {len(given)} spans; there may be {MOST_SPANS}")
    proposed: list[Proposed] = []
    for item in given:
        role = item.get("role") if isinstance(item, dict) else item
        if isinstance(item, dict) and isinstance(role, str) and role in ROLES:
            proposed.append((role, item))
        else:
            complaints.append(f"{label}: a span without its role: {shown(role)} is none")
    found: dict[tuple[int, int], Span] = {}
    for one in place(proposed, text):
        if not isinstance(one, Span):
            complaints.append(f"{label}, {one[0]} left out: {one[1]}")
        elif (key := (ROLES.index(one.role), one.start)) in found:
            complaints.append(f"{label}, {one.role} left out: another one begins there")
        else:
            found[key] = one
    return tuple(found[key] for key in sorted(found))
