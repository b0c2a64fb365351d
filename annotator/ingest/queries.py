"""What has been taken in."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce

from annotator.ingest import readers, repeats
from annotator.ingest.readers.values import Preview
from annotator.ingest.values import Line, LineRole
from annotator.models import (
    Annotation,
    AnnotationEvent,
    Assignment,
    Campaign,
    Candidate,
    Chunk,
    Correction,
    Document,
    DocumentKey,
    GoldLabel,
    Intake,
    IntakeRow,
    Job,
    Membership,
    Sentence,
)
from annotator.models import Line as LineRow

# A database takes so many values in one query.
VALUES_A_QUERY = 5000


def holding(campaign: Campaign, **sha: str) -> Document | None:
    """The document of a campaign with that `sha256` or `original_sha256`."""
    return Document.objects.filter(campaign=campaign, **sha).first()


def held_by_hash(campaign: Campaign, hashes: Iterable[str]) -> dict[str, Document]:
    """The documents of a campaign whose text or original has one of these hashes, by hash."""
    wanted = list(hashes)
    found: dict[str, Document] = {}
    for start in range(0, len(wanted), VALUES_A_QUERY):
        some = wanted[start : start + VALUES_A_QUERY]
        for document in Document.objects.filter(
            Q(sha256__in=some) | Q(original_sha256__in=some), campaign=campaign
        ).defer("text", "evidence", "metadata"):
            found[document.original_sha256] = found[document.sha256] = document
    return found


def holders_of_keys(campaign: Campaign, keys: Iterable[int]) -> dict[int, list[int]]:
    """Which documents of a campaign are stored under each of these keys (`lookup`)."""
    wanted = sorted(keys)
    found: dict[int, list[int]] = {}
    for start in range(0, len(wanted), VALUES_A_QUERY):
        for key, document in DocumentKey.objects.filter(
            value__in=wanted[start : start + VALUES_A_QUERY], campaign=campaign
        ).values_list("value", "document"):
            found.setdefault(key, []).append(document)
    return found


def to_compare(documents: Iterable[int]) -> list[Document]:
    """Documents with their sketches, and all else that tells whether another is a copy of them."""
    wanted = sorted(documents)
    return [
        document
        for start in range(0, len(wanted), VALUES_A_QUERY)
        for document in Document.objects.filter(
            pk__in=wanted[start : start + VALUES_A_QUERY], sketch__isnull=False
        )
        .select_related("outlet", "sketch")
        .defer("text", "evidence", "metadata")
    ]


def superseding(document: int) -> int | None:
    """The later version of a document, if there is one."""
    return Document.objects.values_list("superseded_by", flat=True).get(pk=document)


def lines(document: Document) -> list[Line]:
    """The lines of the input, as the pure stage knows them."""
    return [
        Line(
            number=row.number,
            text=row.text,
            role=LineRole(row.role),
            is_kept=row.is_kept,
            reason=row.reason,
        )
        for row in document.lines.order_by("number")
    ]


def outlet_name(name: str) -> str:
    """The name of an outlet as it is stored."""
    return " ".join(name.split())[:120]


def lines_of_outlet(campaign: Campaign, outlet: str) -> list[tuple[int, list[str]]]:
    """The lines, dropped ones too, of the newest documents of an outlet."""
    newest = (
        Document.objects.filter(campaign=campaign, outlet__name=outlet_name(outlet))
        .order_by("-pk")
        .values_list("pk", flat=True)[: repeats.DOCUMENTS]
    )
    found: dict[int, list[str]] = {document: [] for document in newest}
    for document, text in LineRow.objects.filter(document__in=list(found)).values_list(
        "document", "text"
    ):
        found[document].append(text)
    return list(found.items())


def dropped(document: Document) -> list[LineRow]:
    """The lines that are not article text, in the order of the input."""
    return list(document.lines.filter(is_kept=False).order_by("number"))


def documents(campaign: Campaign, *, search: str = "") -> QuerySet[Document]:
    """The documents of a campaign, newest first, with how many sentences each has."""
    found = (
        Document.objects.filter(campaign=campaign)
        .select_related("outlet", "campaign")
        .defer("text")
        .annotate(sentence_count=_sentence_count())
        .order_by("-pk")
    )
    if search:
        found = found.filter(
            Q(title__icontains=search)
            | Q(outlet__name__icontains=search)
            | Q(text__icontains=search)
        )
    return found


def _sentence_count() -> Coalesce:
    """Counted for each document that is shown, not for the whole table."""
    counted = (
        Sentence.objects.filter(document=OuterRef("pk"))
        .order_by()
        .values("document")
        .values_list(Count("pk"))
    )
    return Coalesce(Subquery(counted), 0)


def misquoted() -> Iterator[str]:
    """Documents whose text, hash and sentences do not fit each other."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=200):
        if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
            yield f"document {document.pk}: the text is not the one that was hashed"
        end = 0
        for sentence in Sentence.objects.filter(document=document).order_by("index"):
            text = document.text[sentence.start : sentence.end]
            if sentence.start < end or not text or text != text.strip():
                yield f"document {document.pk}: sentence {sentence.index} quotes no sentence"
            end = sentence.end


def sentences(document: Document) -> list[Sentence]:
    """The sentences of a document in reading order."""
    found = list(document.sentences.order_by("index"))
    for sentence in found:
        sentence.document = document
    return found


def sentence_ids(documents: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the sentences of these documents, in reading order, by document."""
    found: dict[int, list[int]] = {document: [] for document in documents}
    for document, sentence in (
        Sentence.objects.filter(document__in=documents)
        .order_by("document", "index")
        .values_list("document", "pk")
    ):
        found[document].append(sentence)
    return found


def sentence_counts(documents: Iterable[Document]) -> dict[int, int]:
    """How many sentences each of these documents has, in one query."""
    return dict(
        Sentence.objects.filter(document__in=list(documents))
        .order_by()
        .values_list("document")
        .annotate(n=Count("pk"))
    )


def is_answered(document: Document) -> bool:
    """Whether anybody has answered any of it (so that its text stays as it is)."""
    return Annotation.objects.filter(sentence__document=document).exists()


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


def problems(intake: Intake) -> QuerySet[IntakeRow]:
    """Its rows that were skipped or failed, in the order they were met."""
    return intake.rows.exclude(outcome=IntakeRow.Outcome.SAME).order_by("pk")


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


# --- files: what the pages about them show ----------------------------------------------------


class State(TextChoices):
    """How far an intake is, in one word."""

    DRAFT = "draft", "waiting for you"
    RUNNING = "running", "being read"
    STOPPING = "stopping", "stopping"
    CANCELLED = "cancelled", "cancelled"
    FAILED = "failed", "stopped by a fault"
    DONE = "done", "done"
    UNDOING = "undoing", "being taken out"
    UNDO_STOPPED = "undo-stopped", "partly taken out"
    UNDONE = "undone", "taken out"


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


PACE_SECONDS = 60


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


FIELDS = ("title", "outlet", "published", "authors", "url", "language")


def metadata_of(document: Document) -> dict[str, Any]:
    """What is known of a document beside its text, as JSON values."""
    return {
        "title": document.title,
        "outlet": document.outlet.name if document.outlet else "",
        "published": document.published.isoformat() if document.published else "",
        "authors": document.authors,
        "url": document.url,
        "language": document.language,
    }


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A piece of metadata: its value in words, where it stood, who set it right last."""

    field: str
    value: str
    evidence: dict[str, str] | None
    correction: Correction | None


def facts(document: Document) -> list[Fact]:
    """What is known of a document beside its text, and from where."""
    evidence = {one["field"]: one for one in reversed(document.evidence)}
    corrections = {
        one.field: one for one in document.corrections.select_related("by").order_by("pk")
    }
    return [
        Fact(
            field=field,
            value=", ".join(value) if isinstance(value, list) else value,
            evidence=evidence.get(field),
            correction=corrections.get(field),
        )
        for field, value in metadata_of(document).items()
    ]


@dataclass(frozen=True, kw_only=True)
class Relatives:
    """The other documents that tell the same text: its versions, oldest first, and its copies."""

    versions: list[Document]
    copies: list[Document]
    more: int


def relatives(document: Document, *, limit: int = 20) -> Relatives:
    """The versions and copies of a document. Of a story of thousands the first ones are shown."""
    if document.story_id is None:
        return Relatives(versions=[], copies=[], more=0)
    story = Document.objects.filter(story=document.story_id)
    others = {
        one.pk: one
        for one in story.exclude(pk=document.pk)
        .select_related("outlet", "campaign")
        .defer("text", "evidence", "metadata")
        .order_by("pk")[: 10 * limit]
    }
    later = {one.superseded_by_id: one.pk for one in others.values() if one.superseded_by_id}
    older, newer = [], []
    at = document.pk
    while (at := later.get(at, 0)) in others:
        older.append(at)
    at = document.superseded_by_id or 0
    while at in others:
        newer.append(at)
        at = others[at].superseded_by_id or 0
    versions = [others[one] for one in (*reversed(older), *newer)]
    copies = [one for one in others.values() if one not in versions]
    total = story.count() - 1 - len(versions)
    return Relatives(versions=versions, copies=copies[:limit], more=total - len(copies[:limit]))


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
