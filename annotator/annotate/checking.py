"""Whether a sentence can have an answer: decided on plain values."""

from collections.abc import Sequence, Set

from annotator.annotate.refusals import InvalidAnswer, NotSuggested
from annotator.annotate.values import OPEN, Answer, Mark, Suggestion, span_of

ROLES = frozenset({"source", "cue", "content", "target"})
STATUSES = frozenset({"open", "answered", "skipped", "not_article_text"})
REASONS = frozenset({"unclear", "context", "cut", "language", "other"})
# Which labels take spans, by the campaign's policy; None: every one.
WITH_SPANS: dict[str, frozenset[str] | None] = {
    "none": frozenset(),
    "claims": frozenset({"denial", "accusation"}),
    "all": None,
}


def check(answer: Answer, *, sentence: str, labels: Set[str], present: Answer = OPEN) -> None:
    """Raise InvalidAnswer, naming the mark and span at fault, or return.

    `present` is the answer as it stands: a note or a flag may be taken off a sentence that stays
    open, but to open one again is what undo is for.
    """
    if answer.status not in STATUSES:
        raise InvalidAnswer(
            "“{status}” is not an answer; known are {known}.",
            status=answer.status,
            known=_list(STATUSES),
        )
    if answer.status == "open" and not (answer.note or answer.is_flagged):
        _check_taken_off(present)
    if answer.status == "answered" and not answer.marks:
        raise InvalidAnswer("An answer needs at least one label.")
    if answer.status != "answered" and answer.marks:
        raise InvalidAnswer("A sentence that is {status} has no labels.", status=answer.status)
    if answer.reason and answer.status != "skipped":
        raise InvalidAnswer("Only a sentence that is skipped has a reason.")
    if answer.reason and answer.reason not in REASONS:
        raise InvalidAnswer(
            "“{reason}” is not a reason; known are {known}.",
            reason=answer.reason,
            known=_list(REASONS),
        )
    if len(answer.note) > 2000:
        raise InvalidAnswer("A note has 2,000 characters at most.")
    for number, mark in enumerate(answer.marks, start=1):
        if mark.label not in labels:
            raise InvalidAnswer(
                "There is no label “{label}”; known are {known}.",
                label=mark.label,
                known=_list(labels),
            )
        _check_spans(mark, number=number, sentence=sentence)
    if len({mark.essence for mark in answer.marks}) < len(answer.marks):
        raise InvalidAnswer("The same mark was given twice.")


def check_policy(answer: Answer, *, policy: str, present: Answer = OPEN) -> None:
    """Raise InvalidAnswer where spans are marked that the campaign does not ask for.

    A mark that stands already may stay as it is: it was given when the campaign did ask.
    """
    allowed = WITH_SPANS[policy]
    if allowed is None:
        return
    standing = {mark.essence for mark in present.marks}
    for number, mark in enumerate(answer.marks, start=1):
        if mark.spans and mark.label not in allowed and mark.essence not in standing:
            raise InvalidAnswer(
                "Mark {number} ({label}): this campaign asks for no spans there.",
                number=number,
                label=mark.label,
            )


def check_help(
    answer: Answer,
    *,
    suggestion: Suggestion | None,
    is_taken_over: bool,
    policy: str,
    present: Answer = OPEN,
) -> None:
    """Raise NotSuggested where an answer claims a help that it cannot have had.

    `suggestion` is what was visible (None: nothing). A span that stands as machine-made may stay
    so, even if the pre-tagger has changed its mind since.
    """
    proposed = _places(marks_of(suggestion or [], policy=policy))
    standing = {
        (mark.label, span.place)
        for mark in present.marks
        for span in mark.spans
        if span.is_machine_made
    }
    for mark in answer.marks:
        for span in mark.spans:
            if span.is_machine_made and (mark.label, span.place) not in proposed | standing:
                raise NotSuggested(
                    "No suggestion with {role} {start}–{end} for {label} was shown: "
                    "this span is not machine-made.",
                    role=span.role,
                    start=span.start,
                    end=span.end,
                    label=mark.label,
                )
    if is_taken_over:
        _check_taken_over(answer, suggestion, policy=policy)


def marks_of(suggestion: Suggestion, *, policy: str) -> tuple[Mark, ...]:
    """The marks of whoever takes a suggestion over, in a campaign with this policy for spans."""
    allowed = WITH_SPANS[policy]
    marks = (
        Mark(
            label=one["label"],
            spans=tuple(span_of(span) for span in one["spans"])
            if allowed is None or one["label"] in allowed
            else (),
        )
        for one in suggestion
    )
    return tuple({mark.essence: mark for mark in marks}.values())


def _check_taken_off(present: Answer) -> None:
    if present.status != "open" or not (present.note or present.is_flagged):
        raise InvalidAnswer("A sentence without an answer needs a note or a flag to be stored.")


def _check_taken_over(answer: Answer, suggestion: Suggestion | None, *, policy: str) -> None:
    if not suggestion:
        raise NotSuggested("No suggestion was shown for this sentence: none can be taken over.")
    proposed = marks_of(suggestion, policy=policy)
    if {mark.essence for mark in answer.marks} != {mark.essence for mark in proposed}:
        raise NotSuggested("These are not the marks of the suggestion: it is not taken over.")
    if any(span.is_machine_made for mark in answer.marks for span in mark.spans):
        raise NotSuggested(
            "A suggestion that is taken over is the person's: no machine-made spans."
        )


def _places(marks: Sequence[Mark]) -> set[tuple[str, tuple[str, int, int]]]:
    return {(mark.label, span.place) for mark in marks for span in mark.spans}


def _check_spans(mark: Mark, *, number: int, sentence: str) -> None:
    places = set()
    for span in mark.spans:
        where = {
            "number": number,
            "label": mark.label,
            "role": span.role,
            "start": span.start,
            "end": span.end,
        }
        if span.role not in ROLES:
            raise InvalidAnswer(
                "Mark {number} ({label}), {role} {start}–{end}: there is no such role; known are {known}.",
                **where,
                known=_list(ROLES),
            )
        if not 0 <= span.start < span.end <= len(sentence):
            raise InvalidAnswer(
                "Mark {number} ({label}), {role} {start}–{end}: the sentence has {length} characters.",
                **where,
                length=len(sentence),
            )
        if sentence[span.start : span.end] != span.text:
            raise InvalidAnswer(
                "Mark {number} ({label}), {role} {start}–{end}: "
                "the sentence reads “{read}” there, not “{said}”.",
                **where,
                read=sentence[span.start : span.end],
                said=span.text,
            )
        if (span.role, span.start) in places:
            raise InvalidAnswer(
                "Mark {number} ({label}), {role} {start}–{end}: given twice.", **where
            )
        places.add((span.role, span.start))


def _list(words: Set[str]) -> str:
    return ", ".join(sorted(words))
