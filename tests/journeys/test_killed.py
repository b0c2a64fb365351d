"""Nothing lost, nothing twice: real workers, really killed, on a real Redis and database."""

import os
import signal
import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection
from django.utils import timezone

from annotator import tasks
from annotator.campaigns import actions as campaigns
from annotator.jobs import actions as ledger
from annotator.jobs import queries as jobs
from annotator.models import Campaign, Candidate, Chunk, Job, Sentence
from annotator.pretag import actions as pretag
from tests.servers import until
from tests.world import NOON, add

LEASE = 2
ARTICLES, SENTENCES = 45, 200


@pytest.fixture
def short_lease(monkeypatch, settings):
    monkeypatch.setenv("HEARSAY_JOB_LEASE_SECONDS", str(LEASE))
    settings.JOB_LEASE_SECONDS = LEASE


@pytest.fixture
def big_job(transactional_db, redis) -> Job:
    """A job of several seconds that nobody has been told of."""
    campaign = campaigns.create(slug="big", by=None, at=NOON)
    for number in range(ARTICLES):
        add(campaign, big_article(number))
    Job.objects.all().delete()
    job = tasks.pretag_missing(campaign=campaign, by=None)
    redis.flushall()
    return job


def big_article(number: int) -> str:
    body = "\n\n".join(
        f"The union of pier {number} accused firm {n} of hiding log {n}. Firm {n} denied the charge, "
        f'and "nobody hid anything," its spokeswoman said.'
        for n in range(SENTENCES // 2)
    )
    return f"Union of pier {number} speaks of hidden logs\n\n{body}"


def exactly_once(campaign: Campaign) -> None:
    """Each sentence has its candidates, as the tagger gives them, each of them once."""
    stored: dict[int, list[tuple[int, str]]] = {}
    for sentence, rank, label in Candidate.objects.order_by("sentence", "rank").values_list(
        "sentence", "rank", "label__code"
    ):
        stored.setdefault(sentence, []).append((rank, label))
    expected: dict[int, list[tuple[int, str]]] = {}
    for chunk in Chunk.objects.all():
        for sentence, found in pretag.compute(chunk.payload).candidates.items():
            expected[sentence] = [(rank, one.label) for rank, one in enumerate(found)]
    assert len(expected) == Sentence.objects.filter(document__campaign=campaign).count()
    assert stored == expected


def done(job: Job) -> int:
    return job.chunks.filter(state=Chunk.State.DONE).count()


def test_a_worker_killed_in_mid_job_loses_and_doubles_nothing(short_lease, big_job, worker):
    for _ in range(2):
        before = done(big_job)
        tasks.sweep()
        until(lambda before=before: done(big_job) > before)
        worker.kill9()
        assert Job.objects.get().finished_at is None, "killed too late to prove anything"
        time.sleep(LEASE + 0.5)
        worker.start()
    tasks.sweep()
    until(lambda: Job.objects.get().finished_at)
    assert set(big_job.chunks.values_list("state", flat=True)) == {"done"}
    assert jobs.ledger_faults() == []
    exactly_once(big_job.campaign)


def test_a_worker_that_wakes_after_its_lease_doubles_nothing(short_lease, big_job, worker):
    tasks.sweep()
    until(lambda: done(big_job) > 0)
    frozen = freeze(worker)
    assert Job.objects.get().finished_at is None, "frozen too late to prove anything"
    time.sleep(LEASE + 0.5)
    # Another worker, in this process, does all that is left while the first one sleeps.
    while Job.objects.get().finished_at is None:
        tasks.work(big_job.pk)
        time.sleep(0.05)
    for pid in frozen:
        os.kill(pid, signal.SIGCONT)
    time.sleep(1)
    assert set(big_job.chunks.values_list("state", flat=True)) == {"done"}
    exactly_once(big_job.campaign)


def freeze(worker) -> list[int]:
    """Stop the worker's processes while none of them is writing.

    SQLite has one writer: one that sleeps with the lock in its hand stops everybody, for as long
    as it sleeps. That is a stuck machine and not a late worker. PostgreSQL ends such a transaction
    after a minute; no test waits for that.
    """
    while True:
        frozen = worker.children
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        if can_write():
            return frozen
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)
        time.sleep(0.01)


def can_write() -> bool:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
            )
            return cursor.fetchone() == (0,)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        other.rollback()
    return True


def test_a_flushed_redis_delays_work_and_loses_none(transactional_db, redis, worker):
    worker.kill9()
    redis.flushall()
    campaign = campaigns.create(slug="small", by=None, at=NOON)
    add(campaign)
    assert redis.llen("celery") == 1
    redis.flushall()
    assert Job.objects.get().finished_at is None
    worker.start()  # it looks into the database for what waited
    until(lambda: Job.objects.get().finished_at)
    exactly_once(campaign)


def test_work_that_was_flushed_from_under_a_running_worker_is_rung_for_again(
    transactional_db, redis, worker
):
    worker.stop()
    campaign = campaigns.create(slug="small", by=None, at=NOON)
    worker.start()
    redis.flushall()
    add(campaign)
    redis.flushall()
    tasks.sweep()
    until(lambda: Job.objects.get().finished_at)
    exactly_once(campaign)


def test_work_announced_many_times_is_done_once(big_job, worker):
    for _ in range(10):
        tasks.work.delay(big_job.pk)
    until(lambda: Job.objects.get().finished_at)
    exactly_once(big_job.campaign)
    assert set(big_job.chunks.values_list("tries", flat=True)) == {1}


def test_work_that_takes_long_keeps_its_chunk(transactional_db, settings):
    """Slow is not dead: the lease is renewed for as long as the worker is there."""
    settings.JOB_LEASE_SECONDS = 1
    campaign = campaigns.create(slug="small", by=None, at=NOON)
    add(campaign)
    job = Job.objects.get()
    claim = ledger.claim(job=job.pk, worker="slow", at=timezone.now())
    assert claim
    with tasks._keeping(claim):
        time.sleep(2.5)
        assert ledger.claim(job=job.pk, worker="other", at=timezone.now()) is None
    time.sleep(1.5)
    taken = ledger.claim(job=job.pk, worker="other", at=timezone.now())
    assert taken
    assert taken.fence == claim.fence + 1
    assert not ledger.renew(claim=claim, at=timezone.now())
