"""Files of articles: kept first, read in chunks after that, with books that add up at any time."""

import hashlib
import json
import os
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F

from annotator.ingest import batches, queries, readers
from annotator.ingest.actions.documents import Added, Outcome, add_documents
from annotator.ingest.attempts import Attempt, attempting
from annotator.ingest.batches import Batch, Reading, Refused
from annotator.ingest.readers import limits
from annotator.ingest.readers.mapping import missing
from annotator.ingest.readers.values import Cursor, Mapping
from annotator.ingest.refusals import (
    IntakeIsAnswered,
    IntakeIsBegun,
    IntakeIsRunning,
    MappingDoesNotFit,
    NothingToRetry,
    TakenInAlready,
    TooLarge,
    UnreadableInput,
)
from annotator.ingest.shelf import Shelf
from annotator.ingest.taking import PlacedLabel
from annotator.jobs import actions as jobs
from annotator.jobs.values import Work
from annotator.models import Campaign, Chunk, Document, Intake, IntakeRow, Job, Person, Story

ROWS_AGAIN = 20
DOCUMENTS_UNDONE = 50


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What storing a batch gave: new documents, their labels by sentence id, the work left to do.

    The labels are codes of the campaign's scheme.
    """

    intake: Intake
    new: Sequence[Document]
    labels: dict[int, list[PlacedLabel]]
    rest: Sequence[Work] = ()


def receive(
    *,
    campaign: Campaign,
    file: File,
    filename: str,
    outlet: str = "",
    by: Person | None,
    at: datetime,
) -> Intake:
    """Keep a file, and look at its beginning: a draft, with a guess what its columns hold.

    `outlet` is whose the articles are that name none.

    Raises UnsupportedFile, UnreadableInput, TooLarge.
    """
    size = file.size or 0
    if size > settings.MAX_UPLOAD_BYTES:
        raise TooLarge("It is larger than {size} MiB.", size=settings.MAX_UPLOAD_BYTES // 2**20)
    if not size:
        raise UnreadableInput("The file is empty.")
    opened = cast(BinaryIO, file)
    opened.seek(0)
    reader = readers.detect(filename, opened.read(limits.HEAD))
    preview = reader.preview(opened, name=filename)
    digest = hashlib.sha256()
    opened.seek(0)
    for part in iter(lambda: opened.read(limits.MIB), b""):
        digest.update(part)
    opened.seek(0)
    intake = Intake(
        campaign=campaign,
        token=uuid.uuid4(),
        filename=filename[-255:],
        size=size,
        sha256=digest.hexdigest(),
        format=reader.name,
        mapping=asdict(preview.mapping) if preview.columns else {},
        outlet=queries.outlet_name(outlet),
        added_by=by,
        added_at=at,
    )
    # The file before the row: a row promises the file. What a crash leaves between is only a file.
    intake.file.save(filename, file, save=False)
    _to_disk(intake)
    intake.save()
    return intake


@transaction.atomic
def begin(
    *,
    intake: Intake,
    mapping: Mapping | None = None,
    outlet: str | None = None,
    labels_become: str = Intake.Labels.CANDIDATES,
    annotator_name: str = "",
    by: Person | None,
    at: datetime,
) -> Intake:
    """Read a draft as said: opens its job. `mapping` None reads it as guessed, `outlet` None leaves
    what was said before.

    The same file read the same way is taken in once: raises TakenInAlready with the intake that
    did, unless that was undone. Raises IntakeIsBegun, MappingDoesNotFit.
    """
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if intake.job_id:
        raise IntakeIsBegun("This file is being taken in already.")
    if mapping is not None and intake.mapping:
        _check(mapping, queries.preview(intake).columns)
        intake.mapping = asdict(mapping)
    if outlet is not None:
        intake.outlet = queries.outlet_name(outlet)
    intake.labels_become, intake.annotator_name = labels_become, annotator_name.strip()[:60]
    intake.settings_hash = _settings_hash(intake)
    if held := queries.begun_alike(intake):
        raise TakenInAlready(
            "This file was taken in on {day} already.", held.pk, day=held.added_at.date()
        )
    intake.job = jobs.open_job(
        campaign=intake.campaign,
        kind=Job.Kind.INTAKE,
        key=f"intake/{intake.pk}",
        work=[Work(payload={"intake": intake.pk, "cursor": None}, items=intake.size)],
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            intake.save()
    except IntegrityError as error:  # the other one was a moment quicker
        raise TakenInAlready("This file is being taken in already.", None) from error
    return intake


def read_on(payload: dict[str, Any], *, tries: int) -> Batch | list[tuple[int, Batch]]:
    """Read what a chunk of an intake asks for: the next batch, or some rows again. Writes nothing.

    After a first try, whose worker may have ended at one of the rows, they are taken apart.
    """
    intake = Intake.objects.select_related("campaign").get(pk=payload["intake"])
    if "rows" in payload:
        _SHELF.clear()
        rows = IntakeRow.objects.filter(pk__in=payload["rows"]).order_by("pk")
        with attempting(apart=tries > 1) as take:
            return [(row.pk, _read_again(intake, row.cursor, take)) for row in rows]
    cursor = payload["cursor"]
    return _SHELF.next(
        intake.token,
        cursor,
        opened=partial(_opened, intake, cursor),
        lines=partial(queries.lines_of_outlet, intake.campaign),
        outlet=intake.outlet,
        at_most=1 if tries > 1 else payload.get("at_most"),
    )


def look_ahead() -> None:
    """Begin to read what comes after what was read last: for while nothing but the disk is waited for."""
    _SHELF.look_ahead()


@transaction.atomic
def store(
    payload: dict[str, Any], result: Batch | list[tuple[int, Batch]], *, at: datetime
) -> Stored:
    """Store what was read, keep the books, and say what is left to read.

    Called in the transaction that marks the chunk done.
    """
    intake = (
        Intake.objects.select_for_update(of=("self",))
        .select_related("campaign", "added_by")
        .get(pk=payload["intake"])
    )
    if isinstance(result, Batch):
        stored = _enter(intake, result, at=at)
        position = intake.size if result.is_last else min(result.position, intake.size)
        intake.position = max(position, intake.position)
        intake.save(update_fields=["position"])
        if result.is_last:
            return stored
        payload = {"intake": intake.pk, "cursor": result.cursor}
        if result.then:
            payload["at_most"] = result.then
        work = Work(payload=payload, items=intake.size - intake.position)
        return replace(stored, rest=[work])
    _leave(intake, IntakeRow.objects.filter(pk__in=[row for row, _ in result]))
    whole = Batch(
        taken=[one for _, batch in result for one in batch.taken],
        refused=[one for _, batch in result for one in batch.refused],
    )
    return _enter(intake, whole, at=at)


@transaction.atomic
def retry_failed(*, intake: Intake, at: datetime) -> int:
    """Read the failed rows once more; how many there are. Raises NothingToRetry, IntakeIsRunning."""
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    job = _finished(intake)
    if job.cancelled_at:
        raise NothingToRetry("This was cancelled: let it go on first.")
    failed = list(intake.rows.filter(outcome=IntakeRow.Outcome.FAILED).values_list("pk", flat=True))
    if not failed or intake.undone_at:
        raise NothingToRetry("No row of this file failed.")
    jobs.append(
        job=job,
        work=[
            Work(payload={"intake": intake.pk, "rows": failed[first : first + ROWS_AGAIN]}, items=0)
            for first in range(0, len(failed), ROWS_AGAIN)
        ],
        at=at,
    )
    return len(failed)


@transaction.atomic
def forget(*, intake: Intake) -> None:
    """Throw a draft away, and its file. Raises IntakeIsBegun."""
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if intake.job_id:
        raise IntakeIsBegun("This file was taken in: its articles can be taken out again instead.")
    intake.delete()
    transaction.on_commit(lambda: intake.file.storage.delete(intake.file.name or ""), robust=True)


@transaction.atomic
def undo(*, intake: Intake, by: Person, at: datetime) -> Job:
    """Take out everything that an intake brought, as long as nobody has answered any of it.

    From here on nobody is given any of its documents; a job takes them out. A document that another
    file has too stays, as that one's. Raises IntakeIsRunning, IntakeIsAnswered.
    """
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if intake.undoing_id:
        return Job.objects.get(pk=intake.undoing_id)
    _finished(intake)
    Campaign.objects.select_for_update().get(pk=intake.campaign_id)
    if queries.is_intake_answered(intake):
        raise IntakeIsAnswered("Somebody has answered an article of this file, so they all stay.")
    queries.seats_of_people(intake).delete()
    # What was cancelled or failed of it does not go on after this.
    Chunk.objects.filter(job=intake.job_id).exclude(state=Chunk.State.DONE).delete()
    intake.undone_by, intake.undone_at = by, at
    intake.undoing = jobs.open_job(
        campaign=intake.campaign,
        kind=Job.Kind.UNDO,
        key=f"undo/{intake.pk}",
        work=[Work(payload={"intake": intake.pk}, items=max(intake.documents.count(), 1))],
        by=by,
        at=at,
    )
    intake.save(update_fields=["undone_by", "undone_at", "undoing"])
    return intake.undoing


@transaction.atomic
def take_out(payload: dict[str, Any]) -> Sequence[Work]:
    """Take out some documents of an intake that is being undone; what is left to take out.

    Called in the transaction that marks the chunk done.
    """
    intake = Intake.objects.get(pk=payload["intake"])
    some = queries.to_take_out(intake)[:DOCUMENTS_UNDONE]
    # Whoever answers locks the document first. So nobody can between this look and the end.
    locked = queries.to_take_out(intake).filter(pk__in=list(some)).select_for_update(of=("self",))
    handed = _hand_over(intake, list(some))
    documents = [one for one in locked if one not in handed]
    stories = set(
        Document.objects.filter(pk__in=documents, story__isnull=False).values_list(
            "story", flat=True
        )
    )
    for rows in queries.rows_about(documents):
        rows.delete()
    Document.objects.filter(pk__in=documents).delete()
    Story.objects.filter(pk__in=stories, documents__isnull=True).delete()
    left = queries.to_take_out(intake).count()
    return [Work(payload=payload, items=left)] if left else []


def _opened(intake: Intake, cursor: Cursor | None) -> Reading:
    """A reading of its file, from a cursor on."""
    return Reading(
        lambda: cast(BinaryIO, intake.file.storage.open(intake.file.name or "")),
        format=intake.format,
        name=intake.filename,
        mapping=Mapping(**intake.mapping) if intake.mapping else None,
        cursor=cursor,
    )


def _read_again(intake: Intake, cursor: Cursor | None, take: Attempt) -> Batch:
    """The row at a cursor."""
    with closing(_opened(intake, cursor)) as reading:
        lines = partial(queries.lines_of_outlet, intake.campaign)
        return batches.again(reading, lines=lines, outlet=intake.outlet, take=take)


_SHELF = Shelf()


def _enter(intake: Intake, batch: Batch, *, at: datetime) -> Stored:
    """Documents and rows of a batch, counted in the same transaction."""
    added = add_documents(
        campaign=intake.campaign,
        articles=batch.taken,
        intake=intake,
        by=intake.added_by,
        at=at,
    )
    outcomes = Counter(one.outcome for one in added)
    skipped = sum(one.is_skipped for one in batch.refused)
    IntakeRow.objects.bulk_create(
        [
            *(
                _same(intake, taken.where, taken.row, one.document)
                for taken, one in zip(batch.taken, added, strict=True)
                if not one.is_new
            ),
            *(_refused(intake, one) for one in batch.refused),
        ],
        batch_size=500,
    )
    labels, left = _labels(intake, batch, added)
    Intake.objects.filter(pk=intake.pk).update(
        rows_read=F("rows_read") + batch.rows,
        made=F("made") + outcomes[Outcome.MADE],
        updated=F("updated") + outcomes[Outcome.UPDATED],
        same=F("same") + outcomes[Outcome.SAME],
        skipped=F("skipped") + skipped,
        failed=F("failed") + len(batch.refused) - skipped,
        sentences=F("sentences")
        + sum(
            len(taken.article.sentences)
            for taken, one in zip(batch.taken, added, strict=True)
            if one.is_new
        ),
        labels_taken=F("labels_taken") + sum(map(len, labels.values())),
        labels_left=dict(left + Counter(intake.labels_left)),
    )
    return Stored(intake=intake, new=[one.document for one in added if one.is_new], labels=labels)


def _labels(
    intake: Intake, batch: Batch, added: Sequence[Added]
) -> tuple[dict[int, list[PlacedLabel]], Counter[str]]:
    """The labels that came with new documents, by sentence id, and why others were left."""
    placed: dict[int, list[PlacedLabel]] = {}
    left: Counter[str] = Counter()
    if intake.labels_become == Intake.Labels.NOTHING:
        return placed, left
    labelled = [
        (taken, one)
        for taken, one in zip(batch.taken, added, strict=True)
        if taken.labels or taken.labels_left
    ]
    if not labelled:
        return placed, left
    codes = queries.codes_of_labels(intake.campaign)
    sentences = queries.sentence_ids([one.document.pk for _, one in labelled if one.is_new])
    for taken, one in labelled:
        if not one.is_new:
            left["on an article that was here already"] += len(taken.labels)
            continue
        left.update(taken.labels_left)
        ids = sentences[one.document.pk]
        for label in taken.labels:
            if code := codes.get(label.label.casefold()):
                known = label if label.label == code else replace(label, label=code)
                placed.setdefault(ids[label.sentence], []).append(known)
            else:
                left[f"the scheme has no label “{label.label[:40]}”"] += 1
    return placed, left


def _leave(intake: Intake, rows: Any) -> None:
    """Rows that are read again are no longer counted."""
    outcomes = Counter(rows.values_list("outcome", flat=True))
    rows.delete()
    Intake.objects.filter(pk=intake.pk).update(
        rows_read=F("rows_read") - sum(outcomes.values()),
        same=F("same") - outcomes[IntakeRow.Outcome.SAME],
        skipped=F("skipped") - outcomes[IntakeRow.Outcome.SKIPPED],
        failed=F("failed") - outcomes[IntakeRow.Outcome.FAILED],
    )


def _same(intake: Intake, where: str, row: int | None, document: Document) -> IntakeRow:
    return IntakeRow(
        intake=intake,
        outcome=IntakeRow.Outcome.SAME,
        where=where[:500],
        row=row,
        code="same-text",
        message="The same text is here already.",
        document=document,
    )


def _refused(intake: Intake, what: Refused) -> IntakeRow:
    return IntakeRow(
        intake=intake,
        outcome=IntakeRow.Outcome.SKIPPED if what.is_skipped else IntakeRow.Outcome.FAILED,
        where=what.where[:500],
        row=what.row,
        code=what.code[:40],
        message=what.message[:500],
        excerpt=what.excerpt[:200],
        cursor=what.cursor,
    )


def _hand_over(intake: Intake, documents: Sequence[int]) -> set[int]:
    """Those of the documents that a later file has too become that file's: its row has made them."""
    handed: set[int] = set()
    for row in queries.had_by_others(intake, documents):
        held = row.document_id
        if held is None or held in handed:
            continue
        handed.add(held)
        Document.objects.filter(pk=held).update(intake=row.intake_id, where=row.where, row=row.row)
        row.delete()
        Intake.objects.filter(pk=row.intake.pk).update(
            same=F("same") - 1,
            made=F("made") + 1,
            sentences=F("sentences") + row.sentence_count,
        )
    return handed


def _finished(intake: Intake) -> Job:
    """The job of an intake that is over. Raises IntakeIsRunning."""
    job = Job.objects.filter(pk=intake.job_id or 0).first()
    if job is None or job.finished_at is None:
        raise IntakeIsRunning("This file is still being taken in: cancel that first.")
    return job


def _check(mapping: Mapping, columns: Iterable[str]) -> None:
    columns = tuple(columns)
    if unknown := missing(mapping, columns):
        raise MappingDoesNotFit("The file has no column “{name}”.", name=unknown[0])
    texts = (mapping.text, mapping.pasted, mapping.html, mapping.sentences, mapping.sentence)
    if not any(texts):
        raise MappingDoesNotFit("Say which column holds the article, or its sentences.")
    used = [name for field in fields(mapping) if (name := getattr(mapping, field.name))]
    if twice := next((name for name, count in Counter(used).items() if count > 1), ""):
        raise MappingDoesNotFit("The column “{name}” is chosen for two things.", name=twice)


def _settings_hash(intake: Intake) -> str:
    """Of all that decides what is made of the file."""
    told = [intake.mapping, intake.outlet, intake.labels_become, intake.annotator_name]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _to_disk(intake: Intake) -> None:
    """What was kept is on the disk, also after a power cut. Other storages see to that themselves."""
    try:
        path = Path(intake.file.path)
    except NotImplementedError:
        return
    for place in (path, path.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
