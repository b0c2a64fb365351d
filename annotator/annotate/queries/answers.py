"""Answers as they stand, their steps, and what the pre-tagger suggests."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from annotator.annotate import history, values
from annotator.annotate.values import Answer, Mark, Step, Suggestion
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Campaign,
    Candidate,
    Membership,
    Sentence,
    Status,
)
from annotator.models import Mark as MarkRow
from annotator.models.prepared import Prepared


def open_sentences(assignment: Assignment) -> QuerySet[Sentence]:
    """The sentences of the document that this annotator has yet to answer."""
    answered = Annotation.objects.filter(
        sentence=OuterRef("pk"), annotator=assignment.annotator_id
    ).exclude(status=Status.OPEN)
    return Sentence.objects.filter(document=assignment.document_id).exclude(Exists(answered))


def sentences_of(ids: Iterable[int]) -> list[Sentence]:
    """Sentences with their documents, by id."""
    # Prefetched, so that the sentences of a document share it: each of them held its whole text.
    return list(Sentence.objects.filter(pk__among=ids).prefetch_related("document").order_by("pk"))


def documents_of(sentences: Iterable[int]) -> list[int]:
    """The documents that these sentences are of, each once, by id."""
    rows = Sentence.objects.filter(pk__among=sentences).order_by().values_list("document")
    return sorted(document for (document,) in rows.distinct())


def marks_in(annotations: Iterable[int]) -> list[MarkRow]:
    """The marks of these annotations."""
    return list(MarkRow.objects.filter(annotation__in=list(annotations)).order_by("pk"))


def events_of(annotation: Annotation) -> list[AnnotationEvent]:
    """The events of an annotation, oldest first."""
    return list(annotation.events.order_by("number"))


def answer_in(event: AnnotationEvent) -> Answer:
    """The answer as it stood after this step."""
    return Answer(
        status=event.status,
        marks=history.from_json(event.marks),
        note=event.note,
        reason=event.reason,
        is_flagged=event.is_flagged,
    )


def step_of(event: AnnotationEvent, numbers: dict[int, int]) -> Step:
    """An event as a step; `numbers` gives the number of each event of its annotation, by id."""
    return Step(
        number=event.number,
        kind=event.kind,
        answer=answer_in(event),
        undoes=numbers[event.undoes_id] if event.undoes_id else None,
        is_taken_over=event.is_taken_over,
    )


def steps(events: Iterable[AnnotationEvent]) -> list[Step]:
    """These events of one annotation as steps."""
    events = list(events)
    numbers = {event.pk: event.number for event in events}
    return [step_of(event, numbers) for event in events]


def marks_of(annotation: Annotation) -> tuple[Mark, ...]:
    """The marks as they stand (prefetch `marks__spans` and `marks__label` for many)."""
    return tuple(
        Mark(
            label=mark.label.code,
            spans=tuple(
                values.Span(
                    role=span.role,
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    is_machine_made=span.is_machine_made,
                )
                for span in mark.spans.all()
            ),
        )
        for mark in annotation.marks.all()
    )


def answer_of(annotation: Annotation) -> Answer:
    """The answer as it stands."""
    return Answer(
        status=annotation.status,
        marks=marks_of(annotation),
        note=annotation.note,
        reason=annotation.reason,
        is_flagged=annotation.is_flagged,
    )


def last_event(membership: Membership, sentence: int) -> AnnotationEvent | None:
    """The last step of this annotator on a sentence, with their annotation; None if there is none."""
    return _last_events.first(sentence=sentence, annotator=membership.person_id)


@Prepared
def _last_events(sentence: int, annotator: int) -> QuerySet[AnnotationEvent]:
    events = AnnotationEvent.objects.filter(
        annotation__sentence=sentence, annotation__annotator=annotator
    )
    return events.select_related("annotation").defer("suggestion").order_by("-number")[:1]


def was_answered(last: AnnotationEvent | None) -> bool:
    """Whether a sentence was ever more than open, given its last step."""
    if last is None or last.status != Status.OPEN:
        return last is not None
    answered = last.annotation.events.exclude(status=Status.OPEN)
    return last.number > 1 and answered.exists()


def assignment(membership: Membership, document: int) -> Assignment:
    """This annotator's seat at a document. Raises Assignment.DoesNotExist."""
    return Assignment.objects.select_related("document__outlet").get(
        document=document, document__campaign=membership.campaign, annotator=membership.person
    )


def suggestions_for(campaign: Campaign, sentences: Iterable[int]) -> dict[int, Suggestion]:
    """The candidates of these sentences of a campaign, by sentence: those that came in a file, else
    those of the newest version of the campaign's tagger. What other taggers say for comparison is no
    suggestion."""
    return _suggestions(_candidates(campaign.tagger).filter(sentence__in=list(sentences)))


def suggestion_for(campaign: Campaign, sentence: int) -> Suggestion | None:
    """As `suggestions_for`, of one sentence; None if there is none."""
    rows = _candidates_for.all(sentence=sentence, tagger=campaign.tagger)
    return _suggestions(rows).get(sentence)


def _candidates(tagger: str) -> QuerySet[Candidate, dict[str, Any]]:
    return (
        Candidate.objects.filter(Q(tagger__is_import=True) | Q(tagger__name=tagger))
        .order_by("sentence", "-tagger__is_import", "-tagger_id", "rank")
        .values("sentence", "tagger", "score", "spans", "evidence")
        .annotate(label=F("label__code"), name=F("tagger__name"), version=F("tagger__version"))
    )


@Prepared
def _candidates_for(sentence: int, tagger: str) -> QuerySet[Candidate, dict[str, Any]]:
    return _candidates(tagger).filter(sentence=sentence)


def _suggestions(rows: Iterable[dict[str, Any]]) -> dict[int, Suggestion]:
    """The suggestion of each sentence, from its candidates, the best tagger's first."""
    found: dict[int, list[dict[str, Any]]] = {}
    newest: dict[int, int] = {}
    for row in rows:
        if newest.setdefault(row["sentence"], row["tagger"]) == row["tagger"]:
            found.setdefault(row["sentence"], []).append(
                {
                    "label": row["label"],
                    "score": round(row["score"], 2),
                    "tagger": f"{row['name']} {row['version']}",
                    "spans": row["spans"],
                    "evidence": row["evidence"],
                }
            )
    return found
