"""What follows what, and what Celery calls. Thin: ids in, one action called.

The only place that rings the doorbell. A task carries an id and nothing else; if its message is
lost, `sweep` finds the work in the database and rings again.
"""

import logging
import os
import socket
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from celery import Task, shared_task
from django.db import transaction
from django.utils import timezone

from annotator.annotate import actions as annotate
from annotator.annotate import queries as annotate_queries
from annotator.gold import actions as gold
from annotator.gold import queries as gold_queries
from annotator.ingest import actions as ingest
from annotator.jobs import actions as jobs
from annotator.jobs import queries as job_queries
from annotator.models import Annotation, Campaign, Document, Job, Line, Person
from annotator.pretag import actions as pretag

log = logging.getLogger(__name__)

# How long one message may keep a worker busy before others get their turn.
TURN_SECONDS = 20
# How long a page that found Redis away lets others not even try.
SWEEP_SECONDS = 10
_redis_away_until = 0.0

# What a chunk of each kind of job computes (outside any transaction) and then writes (inside).
HANDLERS: dict[str, tuple[Callable[..., Any], Callable[..., None]]] = {
    Job.Kind.PRETAG: (pretag.compute, pretag.store),
}


# --- what follows what: called by the doors --------------------------------------------------


def add_document(*, campaign: Campaign, by: Person | None, **given: Any) -> ingest.Ingested:
    """Take an article in; a new one is pre-tagged."""
    page = ingest.read_page(campaign=campaign, **given)  # outside: nobody waits for it
    at = timezone.now()
    with transaction.atomic():
        ingested = ingest.add_document(campaign=campaign, page=page, by=by, at=at)
        if ingested.is_new:
            document = ingested.document
            _ring_for(pretag.request(campaign=campaign, documents=[document], by=by, at=at))
    return ingested


@transaction.atomic
def restore_line(*, line: Line, by: Person) -> Document:
    """Put a line back; the article, now another text, is pre-tagged anew."""
    at = timezone.now()
    document = ingest.restore_line(line=line, by=by, at=at)
    _ring_for(pretag.request(campaign=document.campaign, documents=[document], by=by, at=at))
    return document


@transaction.atomic
def pretag_missing(*, campaign: Campaign, by: Person | None) -> Job:
    """Pre-tag whatever of a campaign the current tagger has not been over."""
    job = pretag.request_missing(campaign=campaign, by=by, at=timezone.now())
    _ring_for(job)
    return job


@transaction.atomic
def retry(*, job: Job, by: Person) -> int:
    """Try again what failed of a job or was cancelled."""
    count = jobs.retry(job=job, by=by, at=timezone.now())
    _ring_for(job)
    return count


@transaction.atomic
def submit(**answer: Any) -> Annotation:
    """Store an answer; the gold labels of its document will be settled again."""
    return _settling(annotate.submit(at=timezone.now(), **answer))


@transaction.atomic
def undo(**step: Any) -> Annotation:
    """Take an answer back; the gold labels of its document will be settled again."""
    return _settling(annotate.undo(at=timezone.now(), **step))


def _settling(annotation: Annotation) -> Annotation:
    """Ring when the annotator is through; answers given on the way are for the sweep to settle."""
    if annotate_queries.is_finished(annotation):
        _ring(settle, annotation.sentence.document_id)
    return annotation


def _ring_for(job: Job) -> None:
    _ring(work, job.pk)


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


# --- what Celery calls -----------------------------------------------------------------------


@shared_task
def work(job: int) -> None:
    """Do chunks of a job, one after the other, until none is due or the turn is over."""
    turn_ends = time.monotonic() + TURN_SECONDS
    worker = f"{socket.gethostname()}:{os.getpid()}"
    while time.monotonic() < turn_ends:
        claim = jobs.claim(job=job, worker=worker, at=timezone.now())
        if claim is None:
            return
        compute, store = HANDLERS[claim.kind]
        try:
            results = compute(claim.payload)
            jobs.complete(
                claim=claim, write=partial(store, claim.payload, results), at=timezone.now()
            )
        except Exception as error:  # whatever it is, the ledger counts it and the job goes on
            log.exception("job %s, chunk %s, try %s failed", claim.job, claim.chunk, claim.tries)
            jobs.fail(
                claim=claim, reason=f"{type(error).__name__}: {error}"[:2000], at=timezone.now()
            )
    _publish(work, job)


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
        _publish(work, job)
    for document in gold_queries.unsettled():
        settle(document)
