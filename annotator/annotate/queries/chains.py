"""Whether the books are right: what `bin/manage doctor` looks through."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from annotator.annotate import history
from annotator.annotate.queries.answers import marks_of
from annotator.models import Annotation, AnnotationEvent, Span


def facts(event: AnnotationEvent) -> dict[str, Any]:
    """What the hash of an event covers.

    What was added later is a fact only where it says something, so that the hashes of events from
    before still hold.
    """
    return {
        "annotation": event.annotation_id,
        "number": event.number,
        "kind": event.kind,
        "submission": str(event.submission),
        "by": event.by_id,
        "at": event.at.isoformat(),
        "status": event.status,
        "marks": event.marks,
        "note": event.note,
        "active_ms": event.active_ms,
        "was_suggestion_visible": event.was_suggestion_visible,
        "undoes": event.undoes_id,
        **{
            name: getattr(event, name)
            for name, default in _LATER.items()
            if getattr(event, name) != default
        },
    }


_LATER: dict[str, Any] = {
    "reason": "",
    "is_flagged": False,
    "guideline_lookups": 0,
    "context_lookups": 0,
    "guideline_version": None,
    "suggestion": None,
    "is_taken_over": False,
}


def broken_chains() -> Iterator[str]:
    """Annotations whose history does not add up: a changed, missing or forged step."""
    previous: AnnotationEvent | None = None
    events = AnnotationEvent.objects.order_by("annotation", "number")
    for event in events.iterator(chunk_size=2000):
        follows = previous is not None and previous.annotation_id == event.annotation_id
        before = previous.hash if follows and previous else ""
        expected = previous.number + 1 if follows and previous else 1
        if (
            event.number != expected
            or event.previous_hash != before
            or event.hash != history.chain(before, facts(event))
        ):
            yield f"annotation {event.annotation_id}: step {event.number} was changed or lost"
        previous = event


def misquoted() -> Iterator[str]:
    """Spans of answers that do not quote their sentence."""
    for span in (
        Span.objects.select_related("mark__annotation__sentence__document")
        .order_by("pk")
        .iterator(chunk_size=500)
    ):
        text = span.mark.annotation.sentence.text
        if text[span.start : span.end] != span.text:
            yield f"span {span.pk}: does not quote its sentence"


_SAME = ("status", "note", "reason", "is_flagged", "guideline_version")


def strayed() -> Iterator[str]:
    """Answers that are not what the last step of their history says."""
    annotations = (
        Annotation.objects.prefetch_related("marks__label", "marks__spans")
        .annotate(last_event=Max("events__number"))
        .order_by("pk")
    )
    for annotation in annotations.iterator(chunk_size=500):
        event = annotation.events.filter(number=annotation.revision).first()
        if (
            event is None
            or annotation.last_event != annotation.revision
            or any(getattr(event, name) != getattr(annotation, name) for name in _SAME)
            or not _same_marks(event, annotation)
        ):
            yield f"annotation {annotation.pk}: is not what its history says"


def _same_marks(event: AnnotationEvent, annotation: Annotation) -> bool:
    """Whatever order their spans came in: a mark's rows are kept by place."""

    def sorted_spans(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**mark, "spans": sorted(mark["spans"], key=_place)} for mark in marks]

    return sorted_spans(event.marks) == sorted_spans(history.to_json(marks_of(annotation)))


def _place(span: dict[str, Any]) -> tuple[int, str]:
    return span["start"], span["role"]
