"""Files on their way in, and what became of their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from annotator.ingest import readers
from annotator.ingest.readers.values import Preview
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Campaign,
    Candidate,
    Chunk,
    Document,
    GoldLabel,
    Intake,
    IntakeRow,
    Job,
    Membership,
    Sentence,
)

PACE_SECONDS = 60


def preview(intake: Intake) -> Preview:
    """The beginning of an intake's file."""
    with intake.file.storage.open(intake.file.name or "") as file:
        return readers.READERS[intake.format].preview(file, name=intake.filename)


def begun_alike(intake: Intake) -> Intake | None:
    """The intake that took the same file in, read the same way, and was not undone."""
    return Intake.objects.filter(
        campaign=intake.campaign_id,
        sha256=intake.sha256,
        settings_hash=intake.settings_hash,
        job__isnull=False,
        undone_at__isnull=True,
    ).first()


def is_over(intake: Intake) -> bool:
    """Whether all of its file was read, as far as that goes."""
    return Intake.objects.filter(pk=intake.pk, job__finished_at__isnull=False).exists()


def only_document(intake: Intake) -> Document | None:
    """What a file of one article made, or the document that held it before."""
    return (
        Document.objects.filter(Q(intake=intake) | Q(held_for__intake=intake))
        .select_related("campaign")
        .first()
    )


def codes_of_labels(campaign: Campaign) -> dict[str, str]:
    """The codes of a campaign's labels by what a file may call them: code or name, in lower case."""
    found: dict[str, str] = {}
    for code, name in campaign.scheme.labels.values_list("code", "name"):
        found |= {name.casefold(): code, code.casefold(): code}
    return found


def is_intake_answered(intake: Intake) -> bool:
    """Whether a person answered any of its documents; what came in files does not count."""
    return (
        Annotation.objects.filter(sentence__document__intake=intake)
        .exclude(annotator__in=_import_annotators(intake.campaign_id))
        .exists()
    )


def to_take_out(intake: Intake) -> QuerySet[Document, int]:
    """The ids of its documents that no person has answered."""
    answered = Annotation.objects.filter(sentence__document=OuterRef("pk")).exclude(
        annotator__in=_import_annotators(intake.campaign_id)
    )
    return (
        Document.objects.filter(intake=intake)
        .exclude(Exists(answered))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def seats_of_people(intake: Intake) -> QuerySet[Assignment]:
    """The seats at its documents that people hold."""
    return Assignment.objects.filter(document__intake=intake).exclude(
        annotator__in=_import_annotators(intake.campaign_id)
    )


def _import_annotators(campaign: int) -> QuerySet[Membership, int]:
    return Membership.objects.filter(campaign=campaign, is_import=True).values_list(
        "person", flat=True
    )


def rows_about(documents: Sequence[int]) -> list[QuerySet[Any]]:
    """All that hangs on documents and must go before them, in that order."""
    answers = Annotation.objects.filter(sentence__document__in=documents)
    return [
        AnnotationEvent.objects.filter(annotation__in=answers),
        answers,
        GoldLabel.objects.filter(sentence__document__in=documents),
        Candidate.objects.filter(sentence__document__in=documents),
        Assignment.objects.filter(document__in=documents),
        Sentence.objects.filter(document__in=documents),
    ]


def had_by_others(intake: Intake, documents: Sequence[int]) -> list[Any]:
    """Rows of other intakes that say they have one of these documents too, oldest first."""
    return list(
        IntakeRow.objects.filter(
            document__in=documents,
            outcome=IntakeRow.Outcome.SAME,
            intake__undone_at__isnull=True,
        )
        .exclude(intake=intake)
        .annotate(sentence_count=Count("document__sentences"))
        .order_by("pk")
    )


class State(TextChoices):
    """How far an intake is, in one word."""

    DRAFT = "draft", _("waiting for you")
    RUNNING = "running", _("being read")
    STOPPING = "stopping", _("stopping")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("stopped by a fault")
    DONE = "done", _("done")
    UNDOING = "undoing", _("being taken out")
    UNDO_STOPPED = "undo-stopped", _("partly taken out")
    UNDONE = "undone", _("taken out")


def intakes(campaign: Campaign) -> QuerySet[Intake]:
    """The files of a campaign, newest first, with all that `state` asks."""
    return (
        with_state(Intake.objects.filter(campaign=campaign))
        .select_related("campaign", "job__cancelled_by", "undone_by")
        .order_by("-pk")
    )


def with_state(found: QuerySet[Intake]) -> QuerySet[Intake]:
    """Intakes with all that `state` asks, and who gave them."""

    def is_left(path: str) -> Exists:
        return Exists(
            Chunk.objects.filter(
                job=OuterRef(path), state__in=[Chunk.State.FAILED, Chunk.State.CANCELLED]
            )
        )

    return found.select_related("added_by", "job", "undoing").annotate(
        is_job_left=is_left("job"), is_undoing_left=is_left("undoing")
    )


def state(intake: Any) -> State:
    """The state of one that comes `with_state`."""
    job, undoing = intake.job, intake.undoing
    if job is None:
        return State.DRAFT
    if undoing is not None:
        if undoing.finished_at is None:
            return State.UNDOING
        return State.UNDO_STOPPED if intake.is_undoing_left else State.UNDONE
    if job.cancelled_at:
        return State.CANCELLED if job.finished_at else State.STOPPING
    if job.finished_at is None:
        return State.RUNNING
    return State.FAILED if intake.is_job_left else State.DONE


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast a file is being read, and how long the rest of it will take."""

    rows_a_second: float
    documents_a_second: float
    seconds_left: float


def pace(intake: Intake, *, at: datetime) -> Pace | None:
    """As it was in the last minute; None as long as less than two stretches were read in it.

    A chunk knows its bytes alone: rows and documents are told by how many a byte has given so far.
    """
    if not intake.job_id or not intake.position or not intake.rows_read:
        return None
    since = at - timedelta(seconds=PACE_SECONDS)
    done = list(
        Chunk.objects.filter(
            job=intake.job_id, state=Chunk.State.DONE, items__gt=0, done_at__gte=since
        )
        .order_by("done_at", "number")
        .values_list("done_at", "items")
    )
    if len(done) < 2 or done[0][0] is None or done[-1][0] is None:
        return None
    seconds = (done[-1][0] - done[0][0]).total_seconds()
    if seconds <= 0:
        return None
    # The first of them only says when the second was begun.
    rate = sum(items for _, items in done[1:]) / seconds
    return Pace(
        rows_a_second=rate * intake.rows_read / intake.position,
        documents_a_second=rate * (intake.made + intake.updated) / intake.position,
        seconds_left=(intake.size - intake.position) / rate,
    )


def pretagging(intake: Intake) -> Job | None:
    """The job that pre-tags what an intake brought."""
    return Job.objects.filter(key=f"pretag/intake/{intake.pk}").first()


def not_taken(intake: Intake, *, outcome: str = "") -> QuerySet[IntakeRow]:
    """Its rows that made no document of their own, of one outcome or of all, in their order."""
    found = intake.rows.select_related("document__campaign").defer("document__text")
    return (found.filter(outcome=outcome) if outcome else found).order_by("pk")


def faults_in_books() -> Iterator[str]:
    """Intakes whose rows do not add up to what they say became of them."""
    for intake in Intake.objects.filter(undone_at__isnull=True).order_by("pk"):
        told = dict(intake.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
        for outcome in IntakeRow.Outcome.values:
            if told.get(outcome, 0) != getattr(intake, outcome):
                yield f"intake {intake.pk}: {outcome} is not what its rows say"
        # Documents may have been taken out one by one since; none can have been added.
        if intake.documents.count() > intake.made + intake.updated:
            yield f"intake {intake.pk}: it has more documents than it made"
