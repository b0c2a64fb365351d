"""How far the members of a campaign are with what they were given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils import timezone

from annotator.models import Annotation, Assignment, Document, Membership, Sentence, Status


class State(TextChoices):
    """Where a document is, for the annotator who has it."""

    IN_WORK = "in_work", "in work"
    TO_DO = "to_do", "to do"
    HANDED_IN = "handed_in", "handed in"
    LOCKED = "locked", "locked"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A document that a member has, and how many of its sentences they have answered."""

    assignment: Assignment
    state: State
    answered: int
    sentences: int


@dataclass(frozen=True, kw_only=True)
class Day:
    """How many sentences somebody answered on a day."""

    day: date
    answered: int


def documents_of(membership: Membership) -> QuerySet[Assignment]:
    """The documents this member has, what is to be done first; `state` tells which of `State`."""
    states = {
        State.LOCKED: {"document__locked_at__isnull": False},
        State.HANDED_IN: {"finished_at__isnull": False},
        State.IN_WORK: {"started_at__isnull": False},
    }
    order = [State.IN_WORK, State.TO_DO, State.HANDED_IN, State.LOCKED]
    return (
        Assignment.objects.filter(
            annotator=membership.person_id, document__campaign=membership.campaign_id
        )
        .select_related("document__outlet")
        .defer("document__text", "document__evidence", "document__metadata")
        .annotate(
            state=Case(
                *(When(**rule, then=Value(state.value)) for state, rule in states.items()),
                default=Value(State.TO_DO.value),
                output_field=CharField(),
            )
        )
        .annotate(
            place=Case(
                *(When(state=one.value, then=Value(place)) for place, one in enumerate(order)),
                output_field=IntegerField(),
            )
        )
        .order_by("place", F("finished_at").desc(nulls_last=True), "pk")
    )


def held(assignments: Iterable[Assignment]) -> list[Held]:
    """Some of these documents (of one member), each with its progress, in two queries."""
    assignments = list(assignments)
    documents = [one.document_id for one in assignments]
    sentences = _counted(Sentence.objects.filter(document__in=documents), "document")
    answers = Annotation.objects.filter(
        annotator__in={one.annotator_id for one in assignments}, sentence__document__in=documents
    ).exclude(status=Status.OPEN)
    answered = _counted(answers, "sentence__document")
    return [
        Held(
            assignment=one,
            state=State(one.state),  # type: ignore[attr-defined]
            answered=answered.get(one.document_id, 0),
            sentences=sentences.get(one.document_id, 0),
        )
        for one in assignments
    ]


def seats(document: Document) -> list[Assignment]:
    """Who has a document, who took it first first."""
    return list(document.assignments.select_related("annotator").order_by("assigned_at", "pk"))


def last_days(membership: Membership, *, at: datetime, days: int = 14) -> list[Day]:
    """How many sentences this member answered on each of the last days, today being the last.

    A sentence counts on the day of the last step that its answer saw.
    """
    today = timezone.localdate(at)
    every = [today - timedelta(days=n) for n in reversed(range(days))]
    begins = [_begin(day) for day in (*every, today + timedelta(days=1))]
    # Most people are in one campaign only: then nothing has to be looked up for each answer.
    elsewhere = Membership.objects.filter(person=membership.person_id).exclude(pk=membership.pk)
    here = Sentence.objects.filter(
        pk=OuterRef("sentence"), document__campaign=membership.campaign_id
    )
    counts = (
        Annotation.objects.filter(annotator=membership.person_id, answered_at__gte=begins[0])
        .exclude(status=Status.OPEN)
        .filter(~Exists(elsewhere) | Exists(here))
        .aggregate(
            **{
                f"day_{n}": Count("pk", filter=Q(answered_at__gte=begin, answered_at__lt=end))
                for n, (begin, end) in enumerate(pairwise(begins))
            }
        )
    )
    return [Day(day=day, answered=counts[f"day_{n}"]) for n, day in enumerate(every)]


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _counted(rows: QuerySet[Annotation] | QuerySet[Sentence], path: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))
