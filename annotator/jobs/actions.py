"""Writes of the ledger. Each is one transaction; none of them computes anything long."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max, Q, QuerySet

from annotator.jobs.refusals import JobIsOver, NothingFailed
from annotator.jobs.values import Claim, Work
from annotator.models import Campaign, Chunk, Job, JobProblem, Person, WorkerSighting

TRIES = 3
WAIT_AFTER_FAILURE = timedelta(seconds=5)
_IDS_A_QUERY = 5000  # a database takes so many values in one query


def _locked(chunks: QuerySet[Chunk]) -> QuerySet[Chunk]:
    """SQLite has one writer at a time; elsewhere a claimed row is passed over, not waited for."""
    if connection.features.has_select_for_update_skip_locked:
        return chunks.select_for_update(skip_locked=True)
    return chunks


@transaction.atomic
def open_job(
    *,
    campaign: Campaign,
    kind: Job.Kind,
    key: str,
    work: Sequence[Work],
    by: Person | None,
    at: datetime,
) -> Job:
    """Write a job with its chunks; the same `key` twice is the same job, as it stands."""
    job, is_new = Job.objects.get_or_create(
        key=key, defaults={"campaign": campaign, "kind": kind, "opened_by": by, "opened_at": at}
    )
    if is_new:
        _add_chunks(job, work, at=at)
        _finish_if_nothing_is_left(job, at=at)
    return job


@transaction.atomic
def append(*, job: Job, work: Sequence[Work], at: datetime) -> None:
    """More work for a job, which goes on if it was over. A cancelled one keeps it for a retry."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    _add_chunks(job, work, at=at)
    if work and not job.cancelled_at:
        Job.objects.filter(pk=job.pk).update(finished_at=None)


@transaction.atomic
def claim(*, job: int, worker: str, at: datetime) -> Claim | None:
    """Take the next chunk that is due, or None.

    A chunk whose lease ran out is due again. One that has been tried `TRIES` times (its worker
    died each time, without a word) is given up with a problem row, so that it cannot kill
    workers for ever.
    """
    due = Q(state=Chunk.State.PENDING, due_at__lte=at) | Q(
        state=Chunk.State.LEASED, leased_until__lt=at
    )
    # The test of `cancelled_at` and the lock on the chunk are one query: a cancel that came
    # first has already taken the waiting chunks away.
    chunks = Chunk.objects.filter(due, job=job).order_by("number")
    while chunk := _locked(chunks).first():
        if chunk.tries >= TRIES:
            _give_up(chunk, reason="Its worker ended without a word, three times.", at=at)
            continue
        chunk.state = Chunk.State.LEASED
        chunk.fence += 1
        chunk.tries += 1
        chunk.leased_until = at + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        chunk.worker = worker
        chunk.save(update_fields=["state", "fence", "tries", "leased_until", "worker"])
        return Claim(
            job=job,
            kind=chunk.job.kind,
            chunk=chunk.pk,
            payload=chunk.payload,
            fence=chunk.fence,
            tries=chunk.tries,
            worker=worker,
        )
    return None


def renew(*, claim: Claim, at: datetime) -> bool:
    """Keep a chunk that takes its time: another lease from now. False when somebody else has it."""
    until = at + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    mine = Chunk.objects.filter(pk=claim.chunk, fence=claim.fence, state=Chunk.State.LEASED)
    return mine.update(leased_until=until) == 1


@transaction.atomic
def complete(
    *,
    claim: Claim,
    write: Callable[[], Sequence[Work] | None],
    meanwhile: Callable[[], None] | None = None,
    at: datetime,
) -> bool:
    """Mark the chunk done and `write` its results, together or not at all.

    `write` may return what is left of the chunk's work: that becomes chunks of its own, and its
    items are no longer counted for this one. `meanwhile` begins what can go on while nothing but
    the commit is waited for. False when somebody else holds a later fence (this worker was thought
    dead): its work is dropped, since the other one has done it or will.
    """
    job = Job.objects.select_for_update().get(pk=claim.job)
    is_mine = Chunk.objects.filter(
        pk=claim.chunk, fence=claim.fence, state=Chunk.State.LEASED
    ).update(state=Chunk.State.DONE, done_at=at, leased_until=None)
    if not is_mine:
        return False
    rest = write()
    if rest:
        Chunk.objects.filter(pk=claim.chunk).update(
            items=F("items") - sum(one.items for one in rest)
        )
        _add_chunks(job, rest, at=at)
    _finish_if_nothing_is_left(job, at=at)
    if meanwhile:
        meanwhile()
    return True


@transaction.atomic
def fail(*, claim: Claim, reason: str, at: datetime, may_pass: bool = True) -> None:
    """Note that a try went wrong: again a little later, or given up after the last one.

    At once where it will go wrong every time (`may_pass` is false).
    """
    Job.objects.select_for_update().get(pk=claim.job)
    chunk = Chunk.objects.filter(
        pk=claim.chunk, fence=claim.fence, state=Chunk.State.LEASED
    ).first()
    if chunk is None:
        return
    if chunk.tries >= TRIES or not may_pass:
        _give_up(chunk, reason=reason, at=at)
    elif chunk.job.cancelled_at:
        Chunk.objects.filter(pk=chunk.pk).update(state=Chunk.State.CANCELLED, leased_until=None)
        _finish_if_nothing_is_left(chunk.job, at=at)
    else:
        Chunk.objects.filter(pk=chunk.pk).update(
            state=Chunk.State.PENDING,
            leased_until=None,
            due_at=at + WAIT_AFTER_FAILURE * chunk.tries,
        )


@transaction.atomic
def cancel(*, job: Job, by: Person, at: datetime) -> None:
    """Do no more of this job. What is being worked on right now is still finished and kept."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.finished_at:
        raise JobIsOver("This job is over: there is nothing left to cancel.")
    if job.cancelled_at:
        return
    job.cancelled_by, job.cancelled_at = by, at
    job.save(update_fields=["cancelled_by", "cancelled_at"])
    job.chunks.filter(state=Chunk.State.PENDING).update(state=Chunk.State.CANCELLED)
    _finish_if_nothing_is_left(job, at=at)


@transaction.atomic
def retry(*, job: Job, by: Person, at: datetime) -> int:
    """Give three more tries to what failed of a job, was cancelled, or was done with answers refused.

    How many chunks those are. What was stored of them stays.
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    again = list(
        job.chunks.filter(
            Q(state__in=[Chunk.State.FAILED, Chunk.State.CANCELLED])
            | Q(state=Chunk.State.DONE, problems__isnull=False)
        )
        .distinct()
        .values_list("pk", flat=True)
    )
    count = 0
    for start in range(0, len(again), _IDS_A_QUERY):
        some = again[start : start + _IDS_A_QUERY]
        JobProblem.objects.filter(chunk__in=some).delete()
        count += Chunk.objects.filter(pk__in=some).update(
            state=Chunk.State.PENDING, tries=0, due_at=at, done_at=None, fence=F("fence") + 1
        )
    if not count:
        raise NothingFailed("Nothing of this job failed or was cancelled.")
    job.finished_at = job.cancelled_at = job.cancelled_by = None
    job.opened_by = job.opened_by or by
    job.save(update_fields=["finished_at", "cancelled_at", "cancelled_by", "opened_by"])
    return count


def note_worker(*, name: str, at: datetime) -> None:
    """A worker says that it is there."""
    WorkerSighting.objects.update_or_create(name=name, defaults={"seen_at": at})
    WorkerSighting.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()


def _add_chunks(job: Job, work: Sequence[Work], *, at: datetime) -> None:
    """Chunks behind those there are; of a cancelled job they wait for somebody to try again."""
    last = job.chunks.aggregate(last=Max("number"))["last"]
    first = 0 if last is None else last + 1
    state = Chunk.State.CANCELLED if job.cancelled_at else Chunk.State.PENDING
    Chunk.objects.bulk_create(
        (
            Chunk(
                job=job,
                number=number,
                payload=one.payload,
                items=one.items,
                state=state,
                due_at=at,
            )
            for number, one in enumerate(work, start=first)
        ),
        batch_size=500,
    )


def _give_up(chunk: Chunk, *, reason: str, at: datetime) -> None:
    JobProblem.objects.create(
        job=chunk.job, chunk=chunk, item=_told(chunk.payload), reason=reason, at=at
    )
    Chunk.objects.filter(pk=chunk.pk).update(state=Chunk.State.FAILED, leased_until=None)
    _finish_if_nothing_is_left(chunk.job, at=at)


def _told(payload: dict[str, Any]) -> str:
    """What a chunk was about: its documents where it has some, else all that it was given."""
    documents = payload.get("documents")
    if not documents:
        return str(payload)[:300]
    return ("document " if len(documents) == 1 else "documents ") + ", ".join(map(str, documents))[
        :280
    ]


def _finish_if_nothing_is_left(job: Job, *, at: datetime) -> None:
    if not job.chunks.filter(state__in=[Chunk.State.PENDING, Chunk.State.LEASED]).exists():
        Job.objects.filter(pk=job.pk, finished_at__isnull=True).update(finished_at=at)
