"""What follows what, and what Celery calls. Thin: ids in, one action called.

The only place that rings the doorbell. A task carries an id and nothing else; if its message is
lost, `sweep` finds the work in the database and rings again.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from annotator.annotate import actions as annotate
from annotator.annotate import values as annotate_values
from annotator.annotate.queries import Standing
from annotator.campaigns import actions as campaigns
from annotator.errors import RuleBroken
from annotator.gold import actions as gold
from annotator.gold import queries as gold_queries
from annotator.ingest import actions as ingest
from annotator.ingest.taking import PlacedLabel, PlacedSpan
from annotator.jobs import actions as jobs
from annotator.jobs import queries as job_queries
from annotator.jobs.values import Claim, Work
from annotator.models import (
    Assignment,
    Campaign,
    Document,
    Intake,
    Job,
    Line,
    Membership,
    Person,
)
from annotator.pretag import actions as pretag
from annotator.pretag import queries as pretag_queries
from annotator.pretag import values as pretag_values

Write = Callable[[datetime], Sequence[Work] | None]

log = logging.getLogger(__name__)

# How long one message may keep a worker busy before others get their turn.
TURN_SECONDS = 20
# How many leases one chunk may take.
LEASES = 20
# How long a page that found Redis away lets others not even try.
SWEEP_SECONDS = 10
_redis_away_until = 0.0


# --- what follows what: called by the doors --------------------------------------------------


def add_document(*, campaign: Campaign, by: Person | None, **given: Any) -> ingest.Added:
    """Take an article in; a new one is pre-tagged."""
    page = ingest.read_page(campaign=campaign, **given)  # outside: nobody waits for it
    at = timezone.now()
    with transaction.atomic():
        added = ingest.add_document(campaign=campaign, page=page, by=by, at=at)
        if added.is_new:
            document = added.document
            _ring_for(pretag.request(campaign=campaign, documents=[document], by=by, at=at))
    return added


@transaction.atomic
def begin_intake(*, intake: Intake, by: Person | None, **settings: Any) -> Intake:
    """Take a file in: its articles are read, stored and pre-tagged as they come."""
    begun = ingest.begin(intake=intake, by=by, at=timezone.now(), **settings)
    assert begun.job is not None
    _ring_for(begun.job)
    return begun


@transaction.atomic
def retry_rows(*, intake: Intake) -> int:
    """Read the failed rows of an intake once more; how many those are."""
    count = ingest.retry_failed(intake=intake, at=timezone.now())
    assert intake.job is not None
    _ring_for(intake.job)
    return count


@transaction.atomic
def undo_intake(*, intake: Intake, by: Person) -> Job:
    """Take out what an intake brought."""
    job = ingest.undo(intake=intake, by=by, at=timezone.now())
    _ring_for(job)
    return job


@transaction.atomic
def restore_line(*, line: Line, by: Person) -> Document:
    """Put a line back; the article, now another text, is pre-tagged anew."""
    at = timezone.now()
    document = ingest.restore_line(line=line, by=by, at=at)
    _ring_for(pretag.request(campaign=document.campaign, documents=[document], by=by, at=at))
    return document


@transaction.atomic
def pretag_missing(*, campaign: Campaign, by: Person | None, tagger: str = "") -> Job:
    """Pre-tag whatever of a campaign its tagger, or the one that is named, has not been over."""
    job = pretag.request_missing(campaign=campaign, by=by, at=timezone.now(), tagger=tagger)
    _ring_for(job)
    return job


@transaction.atomic
def learn(*, campaign: Campaign, by: Person | None) -> Job:
    """Learn a tagger of its own from a campaign's gold."""
    job = pretag.request_learning(campaign=campaign, by=by, at=timezone.now())
    _ring_for(job)
    return job


@transaction.atomic
def retry(*, job: Job, by: Person) -> int:
    """Try again what failed of a job or was cancelled."""
    count = jobs.retry(job=job, by=by, at=timezone.now())
    _ring_for(job)
    return count


def submit(**answer: Any) -> Standing:
    """Store an answer. The sweep settles its document's gold labels, at the latest."""
    return annotate.submit(at=timezone.now(), **answer)


def undo(**step: Any) -> Standing:
    """Take a step back."""
    return annotate.undo(at=timezone.now(), **step)


def redo(**step: Any) -> Standing:
    """Take the last undo back."""
    return annotate.redo(at=timezone.now(), **step)


@transaction.atomic
def finish(*, membership: Membership, document_id: int) -> Assignment:
    """Hand a document in; its gold labels are settled at once."""
    finished = annotate.finish(membership=membership, document_id=document_id, at=timezone.now())
    _ring(settle, document_id)
    return finished


def reopen(*, membership: Membership, document_id: int) -> Assignment:
    """Take back that a document was handed in."""
    return annotate.reopen(membership=membership, document_id=document_id)


def _ring_for(job: Job) -> None:
    _ring(_bell_of(job.pk), job.pk)


def _bell_of(job: int) -> Task[Any, Any]:
    """Who waits for a service does so in a queue of its own, and keeps nobody else waiting."""
    return ask if pretag_queries.asks_a_service(job) else work


def _ring(task: Task[Any, Any], number: int) -> None:
    """Tell a worker once the transaction is in; nobody waits for Redis or fails for want of it."""
    transaction.on_commit(partial(_publish, task, number), robust=True)


def _publish(task: Task[Any, Any], number: int) -> None:
    """Ring, unless Redis did not answer a moment ago: then the sweep will, and no page waits."""
    global _redis_away_until
    if time.monotonic() < _redis_away_until:
        return
    try:
        task.apply_async((number,), ignore_result=True)
    except task.OperationalError as error:
        _redis_away_until = time.monotonic() + SWEEP_SECONDS
        log.warning("Redis is away (%s): %s %s waits for the next sweep.", error, task.name, number)


# --- what a chunk of each kind of job does ----------------------------------------------------


def _pretag(claim: Claim) -> Write:
    found = pretag.compute(claim.payload)
    return lambda at: pretag.store(claim.payload, found, chunk=claim.chunk, at=at)


def _learn(claim: Claim) -> Write:
    learned = pretag.learn(claim.payload)
    return lambda at: _store_learned(claim, learned, at=at)


def _store_learned(claim: Claim, learned: Any, *, at: datetime) -> None:
    pretag.store_learned(learned, job=claim.job, at=at)


def _read_on(claim: Claim) -> Write:
    result = ingest.read_on(claim.payload, tries=claim.tries)
    return lambda at: _store_read(claim, result, at=at)


def _take_out(claim: Claim) -> Write:
    return lambda _: ingest.take_out(claim.payload)


def _store_read(claim: Claim, result: Any, *, at: datetime) -> Sequence[Work]:
    """Store what was read of a file, take its labels over, have its documents pre-tagged."""
    stored = ingest.store(claim.payload, result, at=at)
    intake = stored.intake
    if stored.labels and intake.labels_become == Intake.Labels.ANNOTATIONS:
        _take_answers_over(intake, stored.labels, at=at)
    elif stored.labels:
        pretag.take_over(
            campaign=intake.campaign,
            given={s: _proposals(labels) for s, labels in stored.labels.items()},
        )
    if stored.new:
        job = pretag.follow(
            campaign=intake.campaign,
            key=f"pretag/intake/{intake.pk}",
            documents=stored.new,
            by=intake.added_by,
            at=at,
        )
        _ring_for(job)
    return stored.rest


def _proposals(labels: Sequence[PlacedLabel]) -> list[pretag_values.Candidate]:
    """One candidate a label, with the spans of the first who gave it and who they all are."""
    by_code: dict[str, list[PlacedLabel]] = {}
    for label in labels:
        by_code.setdefault(label.label, []).append(label)
    return [
        pretag_values.Candidate(
            label=code,
            score=1.0,
            spans=tuple(
                pretag_values.Span(role=s.role, start=s.start, end=s.end, text=s.text)
                for s in many[0].spans
            ),
            evidence="came with the file"
            + "".join(f", {one.annotator}" for one in many if one.annotator),
        )
        for code, many in by_code.items()
    ]


def _take_answers_over(
    intake: Intake, labels: Mapping[int, Sequence[PlacedLabel]], *, at: datetime
) -> None:
    """A file's annotators each become an import annotator of their own: nobody's answers mix."""
    names = sorted({one.annotator for many in labels.values() for one in many})
    for seat, name in enumerate(names, start=1):
        membership = campaigns.import_annotator(
            campaign=intake.campaign,
            name=f"{intake.annotator_name or intake.filename} {name}",
            by=intake.added_by,
            at=at,
        )
        answers = _answers(
            {
                sentence: said
                for sentence, many in labels.items()
                if (said := tuple((one.label, one.spans) for one in many if one.annotator == name))
            }
        )
        annotate.take_over(membership=membership, answers=answers, seat=seat, at=at)


def _answers(
    said: Mapping[int, tuple[tuple[str, tuple[PlacedSpan, ...]], ...]],
) -> dict[int, annotate_values.Answer]:
    """Answers by sentence id; those that say the same are one object, since most do."""
    made = {
        alike: annotate_values.Answer(
            status="answered", marks=tuple(_mark(*one) for one in dict.fromkeys(alike))
        )
        for alike in set(said.values())
    }
    return {sentence: made[alike] for sentence, alike in said.items()}


def _mark(label: str, spans: Sequence[PlacedSpan]) -> annotate_values.Mark:
    return annotate_values.Mark(
        label=label,
        spans=tuple(
            annotate_values.Span(role=s.role, start=s.start, end=s.end, text=s.text) for s in spans
        ),
    )


# Reads and thinks (outside any transaction), and gives what then writes (inside).
HANDLERS: dict[str, Callable[[Claim], Write]] = {
    Job.Kind.PRETAG: _pretag,
    Job.Kind.LEARN: _learn,
    Job.Kind.INTAKE: _read_on,
    Job.Kind.UNDO: _take_out,
}
# What begins while the commit of what was written is waited for.
MEANWHILE: dict[str, Callable[[], None]] = {Job.Kind.INTAKE: ingest.look_ahead}


# --- what Celery calls -----------------------------------------------------------------------


@shared_task
def work(job: int) -> None:
    """Do chunks of a job, one after the other, until none is due or the turn is over."""
    turn_ends = time.monotonic() + TURN_SECONDS
    while _work_on(job):
        if time.monotonic() > turn_ends:
            _publish(_bell_of(job), job)
            return


@shared_task
def ask(job: int) -> None:
    """As `work`, for a job that asks a service: the queue is another one."""
    work(job)


def work_off(job: int) -> Iterator[None]:
    """Do a job here and now, beside any worker: yields after each chunk, ends when it is over."""
    while not job_queries.is_over(job):
        if not _work_on(job):
            time.sleep(0.2)  # somebody else is at it, or a chunk waits for its next try
        yield


def _work_on(job: int) -> bool:
    """Do the next chunk of a job; False when none is due."""
    worker = f"{socket.gethostname()}:{os.getpid()}"
    if claim := jobs.claim(job=job, worker=worker, at=timezone.now()):
        try:
            with _keeping(claim):
                write = HANDLERS[claim.kind](claim)
            at = timezone.now()
            meanwhile = MEANWHILE.get(claim.kind)
            jobs.complete(claim=claim, write=partial(write, at), meanwhile=meanwhile, at=at)
        except Exception as error:  # whatever it is, the ledger counts it and the job goes on
            log.exception("job %s, chunk %s, try %s failed", claim.job, claim.chunk, claim.tries)
            is_ours = isinstance(error, RuleBroken)  # and says what is wrong without its name
            reason = str(error) if is_ours else f"{type(error).__name__}: {error}"
            jobs.fail(
                claim=claim,
                reason=reason[:2000],
                may_pass=getattr(error, "may_pass", True),
                at=timezone.now(),
            )
    return claim is not None


@contextmanager
def _keeping(claim: Claim) -> Iterator[None]:
    """Renew the lease while the work takes its time: slow is not dead.

    By a thread, so that a process which is killed or sleeps renews nothing. Work that takes longer
    than `LEASES` is stuck, and is given up as if its worker had died.
    """
    is_over = threading.Event()

    def renew() -> None:
        for _ in range(3 * LEASES):
            if is_over.wait(settings.JOB_LEASE_SECONDS / 3):
                return
            try:
                if not jobs.renew(claim=claim, at=timezone.now()):
                    return
            except DatabaseError:
                log.warning("the lease of job %s could not be renewed", claim.job, exc_info=True)
            finally:
                connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


@shared_task
def settle(document: int) -> None:
    """Settle the gold labels of a document, if an answer came since it was last done."""
    if gold_queries.is_due(document):
        gold.settle(document_id=document, at=timezone.now())


@shared_task
def sweep() -> None:
    """Ring again for everything that is due, and say that a worker is there."""
    at = timezone.now()
    jobs.note_worker(name=socket.gethostname(), at=at)
    for job in job_queries.due(at=at):
        _publish(_bell_of(job), job)
    for document in gold_queries.unsettled():
        settle(document)
