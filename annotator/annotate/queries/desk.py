"""All that the desk shows of a document to the annotator who has it."""

from dataclasses import dataclass
from typing import Any

from annotator.annotate import blinding, history
from annotator.annotate.history import Turn
from annotator.annotate.queries.answers import answer_of, step_of, suggestions_for
from annotator.annotate.queries.blindness import shown_text
from annotator.annotate.queries.standing import is_seen
from annotator.annotate.values import OPEN, Answer, Step, Suggestion
from annotator.models import Annotation, AnnotationEvent, Assignment, Campaign, Sentence


@dataclass(frozen=True, kw_only=True)
class DeskSentence:
    """A sentence as the annotator may see it, with their answer and, where the arm allows, the
    suggestion."""

    sentence: Sentence
    text: str
    revision: int
    answer: Answer
    suggestion: Suggestion | None

    def to_json(self) -> dict[str, Any]:
        """As the desk gets it."""
        return {
            "id": self.sentence.pk,
            "index": self.sentence.index,
            "text": self.text,
            "revision": self.revision,
            **history.answer_to_json(self.answer),
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The sentences in reading order, and what undo and redo would do."""

    sentences: list[DeskSentence]
    undo: list[dict[str, Any]]
    redo: list[dict[str, Any]]

    @property
    def history(self) -> dict[str, Any]:
        """As the desk gets it."""
        return {"undo": self.undo, "redo": self.redo}


def desk(campaign: Campaign, assignment: Assignment) -> Desk:
    """The desk of an assignment, in a constant number of queries."""
    sentences = list(Sentence.objects.filter(document=assignment.document_id).order_by("index"))
    annotations = {
        annotation.sentence_id: annotation
        for annotation in Annotation.objects.filter(
            sentence__document=assignment.document_id, annotator=assignment.annotator_id
        ).prefetch_related("marks__label", "marks__spans")
    }
    steps = _steps(assignment)
    visible = {
        s.pk
        for s in sentences
        if is_seen(
            assignment.assistance,
            was_answered=history.has_been_answered([step for _, step in steps.get(s.pk, ())]),
        )
    }
    suggestions = suggestions_for(campaign, visible)
    text, shown = assignment.document.text, shown_text(campaign, assignment)
    shown_of = {s.pk: shown[s.start : s.end] for s in sentences}
    turns = history.turns(steps)
    return Desk(
        sentences=[
            _sentence(
                sentence,
                annotations.get(sentence.pk),
                suggestions.get(sentence.pk),
                text=text[sentence.start : sentence.end],
                shown=shown_of[sentence.pk],
            )
            for sentence in sentences
        ],
        undo=[_turn(turn, shown_of[turn.sentence]) for turn in turns.undo],
        redo=[_turn(turn, shown_of[turn.sentence]) for turn in turns.redo],
    )


def _steps(assignment: Assignment) -> dict[int, list[tuple[int, Step]]]:
    """The annotator's steps by sentence, each with its place in time.

    The ids of events tell their order: a document's events are written one after the other.
    """
    events = list(
        AnnotationEvent.objects.filter(
            annotation__sentence__document=assignment.document_id,
            annotation__annotator=assignment.annotator_id,
        )
        .select_related("annotation")
        .defer("suggestion")
        .order_by("pk")
    )
    numbers = {event.pk: event.number for event in events}
    found: dict[int, list[tuple[int, Step]]] = {}
    for event in events:
        dated = (event.pk, step_of(event, numbers))
        found.setdefault(event.annotation.sentence_id, []).append(dated)
    return found


def _sentence(
    sentence: Sentence,
    annotation: Annotation | None,
    suggestion: Suggestion | None,
    *,
    text: str,
    shown: str,
) -> DeskSentence:
    answer = answer_of(annotation) if annotation else OPEN
    return DeskSentence(
        sentence=sentence,
        text=shown,
        revision=annotation.revision if annotation else 0,
        answer=blinding.masked_answer(answer, shown=shown),
        suggestion=blinding.masked_suggestion(suggestion, sentence=text, shown=shown),
    )


def _turn(turn: Turn, shown: str) -> dict[str, Any]:
    answer = blinding.masked_answer(turn.answer, shown=shown)
    return {"sentence": turn.sentence, "answer": history.answer_to_json(answer)}
