"""Whether a sentence can have an answer: decided on plain values."""

from collections.abc import Set

from annotator.annotate.refusals import InvalidAnswer
from annotator.annotate.values import Answer, Mark

ROLES = frozenset({"source", "cue", "content", "target"})
GIVEN = frozenset({"answered", "skipped", "not_article_text"})


def check(answer: Answer, *, sentence: str, labels: Set[str]) -> None:
    """Raise InvalidAnswer, naming the mark and span at fault, or return."""
    if answer.status not in GIVEN:
        raise InvalidAnswer(f"“{answer.status}” is not an answer; known are {_list(GIVEN)}.")
    if answer.status == "answered" and not answer.marks:
        raise InvalidAnswer("An answer needs at least one label.")
    if answer.status != "answered" and answer.marks:
        raise InvalidAnswer(f"A sentence that is {answer.status} has no labels.")
    if len(answer.note) > 2000:
        raise InvalidAnswer("A note has 2,000 characters at most.")
    for number, mark in enumerate(answer.marks, start=1):
        if mark.label not in labels:
            raise InvalidAnswer(f"There is no label “{mark.label}”; known are {_list(labels)}.")
        _check_spans(mark, number=number, sentence=sentence)
    if len(set(answer.marks)) < len(answer.marks):
        raise InvalidAnswer("The same mark was given twice.")


def _check_spans(mark: Mark, *, number: int, sentence: str) -> None:
    places = set()
    for span in mark.spans:
        where = f"Mark {number} ({mark.label}), {span.role} {span.start}–{span.end}"
        if span.role not in ROLES:
            raise InvalidAnswer(f"{where}: there is no such role; known are {_list(ROLES)}.")
        if not 0 <= span.start < span.end <= len(sentence):
            raise InvalidAnswer(f"{where}: the sentence has {len(sentence)} characters.")
        if sentence[span.start : span.end] != span.text:
            raise InvalidAnswer(
                f"{where}: the sentence reads “{sentence[span.start : span.end]}” there, "
                f"not “{span.text}”."
            )
        if (span.role, span.start) in places:
            raise InvalidAnswer(f"{where}: given twice.")
        places.add((span.role, span.start))


def _list(words: Set[str]) -> str:
    return ", ".join(sorted(words))
