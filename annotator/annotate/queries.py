"""What an annotator has answered. Everything here is about one annotator: the desk is blind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from annotator.annotate import history, values
from annotator.annotate.values import Answer, Mark, Step
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Candidate,
    Membership,
    Sentence,
    Span,
    Status,
)
from annotator.models import Mark as MarkRow


def open_sentences(assignment: Assignment) -> QuerySet[Sentence]:
    """The sentences of the document that this annotator has yet to answer."""
    answered = Annotation.objects.filter(
        sentence=OuterRef("pk"), annotator=assignment.annotator_id
    ).exclude(status=Status.OPEN)
    return Sentence.objects.filter(document=assignment.document_id).exclude(Exists(answered))


def sentences_of(ids: Iterable[int]) -> list[Sentence]:
    """Sentences with their documents, by id."""
    return list(Sentence.objects.filter(pk__in=list(ids)).select_related("document").order_by("pk"))


def answers_to(sentences: Iterable[Sentence], *, annotator: int) -> list[Annotation]:
    """What an annotator answered to these sentences."""
    wanted = [sentence.pk for sentence in sentences]
    return list(
        Annotation.objects.filter(sentence__in=wanted, annotator=annotator).order_by("sentence")
    )


def marks_in(annotations: Iterable[int]) -> list[MarkRow]:
    """The marks of these annotations."""
    return list(MarkRow.objects.filter(annotation__in=list(annotations)).order_by("pk"))


def steps(annotation: Annotation) -> list[Step]:
    """The history of an annotation, oldest first."""
    return [
        Step(
            number=event.number,
            answer=Answer(
                status=event.status, marks=history.from_json(event.marks), note=event.note
            ),
            undoes=event.undoes.number if event.undoes else None,
        )
        for event in annotation.events.select_related("undoes").order_by("number")
    ]


def marks_of(annotation: Annotation) -> tuple[Mark, ...]:
    """The marks as they stand (prefetch `marks__spans` and `marks__label` for many)."""
    return tuple(
        Mark(
            label=mark.label.code,
            spans=tuple(
                values.Span(role=span.role, start=span.start, end=span.end, text=span.text)
                for span in mark.spans.all()
            ),
        )
        for mark in annotation.marks.all()
    )


@dataclass(frozen=True, kw_only=True)
class DeskSentence:
    """A sentence with this annotator's answer and, where the arm allows, the suggestion."""

    sentence: Sentence
    annotation: Annotation | None
    suggestion: list[dict[str, Any]] | None

    def to_json(self, text: str) -> dict[str, Any]:
        """As the desk and the API get it; `text` is the document's."""
        answer = self.annotation
        return {
            "id": self.sentence.pk,
            "index": self.sentence.index,
            "text": text[self.sentence.start : self.sentence.end],
            "revision": answer.revision if answer else 0,
            "status": answer.status if answer else Status.OPEN.value,
            "marks": history.to_json(marks_of(answer)) if answer else [],
            "note": answer.note if answer else "",
            "suggestion": self.suggestion,
        }


def desk(assignment: Assignment) -> list[DeskSentence]:
    """The sentences of an assignment in reading order, in a constant number of queries."""
    sentences = list(Sentence.objects.filter(document=assignment.document_id).order_by("index"))
    annotations = {
        annotation.sentence_id: annotation
        for annotation in Annotation.objects.filter(
            sentence__document=assignment.document_id, annotator=assignment.annotator_id
        ).prefetch_related("marks__label", "marks__spans")
    }
    visible = [
        s.pk
        for s in sentences
        if is_suggestion_visible(assignment.assistance, annotations.get(s.pk))
    ]
    suggestions = suggestions_for(visible)
    return [
        DeskSentence(
            sentence=sentence,
            annotation=annotations.get(sentence.pk),
            suggestion=suggestions.get(sentence.pk),
        )
        for sentence in sentences
    ]


def progress(assignment: Assignment) -> dict[str, Any]:
    """How far this annotator is with this document."""
    total = Sentence.objects.filter(document=assignment.document_id).count()
    remaining = open_sentences(assignment).count()
    return {"answered": total - remaining, "total": total, "is_finished": remaining == 0}


def is_finished(annotation: Annotation) -> bool:
    """Whether the annotator has answered every sentence of the document this answer is in."""
    return Assignment.objects.filter(
        document=annotation.sentence.document_id,
        annotator=annotation.annotator_id,
        finished_at__isnull=False,
    ).exists()


def own(membership: Membership, sentence: int) -> Annotation | None:
    """This annotator's answer to a sentence of the campaign."""
    return (
        Annotation.objects.filter(
            sentence=sentence,
            sentence__document__campaign=membership.campaign,
            annotator=membership.person,
        )
        .select_related("sentence")
        .first()
    )


def assignment(membership: Membership, document: int) -> Assignment:
    """This annotator's seat at a document. Raises Assignment.DoesNotExist."""
    return Assignment.objects.select_related("document").get(
        document=document, document__campaign=membership.campaign, annotator=membership.person
    )


def is_suggestion_visible(assistance: str, annotation: Annotation | None) -> bool:
    """Whether the annotator may see the machine's suggestion for this sentence by now."""
    if assistance == "shown":
        return True
    return assistance == "after" and annotation is not None


def suggestions_for(sentences: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """The candidates of these sentences, by sentence, those that came in a file, else the newest tagger's."""
    found: dict[int, list[dict[str, Any]]] = {}
    newest: dict[int, int] = {}
    rows = (
        Candidate.objects.filter(sentence__in=list(sentences))
        .select_related("label", "tagger")
        .order_by("sentence", "-tagger__is_import", "-tagger", "rank")
    )
    for row in rows:
        if newest.setdefault(row.sentence_id, row.tagger_id) == row.tagger_id:
            found.setdefault(row.sentence_id, []).append(
                {
                    "label": row.label.code,
                    "score": round(row.score, 2),
                    "tagger": str(row.tagger),
                    "spans": row.spans,
                    "evidence": row.evidence,
                }
            )
    return found


def facts(event: AnnotationEvent) -> dict[str, Any]:
    """What the hash of an event covers."""
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
            or event.status != annotation.status
            or event.note != annotation.note
            or event.marks != history.to_json(marks_of(annotation))
        ):
            yield f"annotation {annotation.pk}: is not what its history says"
