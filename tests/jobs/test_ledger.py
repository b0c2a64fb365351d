from datetime import timedelta

import pytest

from annotator.jobs import actions, queries
from annotator.jobs.refusals import JobIsOver, NothingFailed
from annotator.jobs.values import Claim, Work
from annotator.models import Campaign, Chunk, Job, Membership
from tests.world import NOON

LATER = NOON + timedelta(minutes=10)


def open_job(campaign: Campaign, *, chunks: int = 2, key: str = "k") -> Job:
    return actions.open_job(
        campaign=campaign,
        kind=Job.Kind.PRETAG,
        key=key,
        work=[Work(payload={"n": number}, items=3) for number in range(chunks)],
        by=None,
        at=NOON,
    )


def claim(job: Job, *, worker: str = "w", at=NOON) -> Claim:
    claimed = actions.claim(job=job.pk, worker=worker, at=at)
    assert claimed is not None
    return claimed


def states(job: Job) -> list[str]:
    return list(job.chunks.order_by("number").values_list("state", flat=True))


def test_the_same_key_twice_is_one_job(campaign):
    first, again = open_job(campaign), open_job(campaign, chunks=5)
    assert (again.pk, again.chunks.count()) == (first.pk, 2)


def test_a_job_with_nothing_to_do_is_finished_at_once(campaign):
    assert open_job(campaign, chunks=0).chunks.count() == 0
    assert Job.objects.get().finished_at == NOON


def test_a_chunk_is_claimed_by_one_worker_only(campaign):
    job = open_job(campaign, chunks=1)
    claim(job)
    assert actions.claim(job=job.pk, worker="other", at=NOON) is None


def test_a_lease_that_ran_out_is_claimed_again_with_a_later_fence(campaign):
    job = open_job(campaign, chunks=1)
    dead = claim(job)
    taken = claim(job, worker="other", at=LATER)
    assert (taken.chunk, taken.fence, taken.tries) == (dead.chunk, dead.fence + 1, 2)


def test_a_worker_thought_dead_writes_nothing_when_it_comes_back(campaign):
    job = open_job(campaign, chunks=1)
    zombie, written = claim(job), []
    successor = claim(job, worker="other", at=LATER)
    assert actions.complete(claim=zombie, write=lambda: written.append("zombie"), at=LATER) is False
    assert actions.complete(claim=successor, write=lambda: written.append("mine"), at=LATER)
    assert written == ["mine"]


def test_a_chunk_completed_twice_is_written_once(campaign):
    job = open_job(campaign, chunks=1)
    claimed, written = claim(job), []
    results = [
        actions.complete(claim=claimed, write=lambda: written.append(1), at=NOON) for _ in range(2)
    ]
    assert (results, written) == ([True, False], [1])


def test_what_goes_on_during_the_commit_begins_when_all_is_written_and_for_the_chunks_holder_only(
    campaign,
):
    job, happened = open_job(campaign, chunks=1), []
    claimed = claim(job)

    def complete() -> None:
        actions.complete(
            claim=claimed,
            write=lambda: happened.append("written"),
            meanwhile=lambda: happened.append(Job.objects.get().finished_at),
            at=NOON,
        )

    complete()
    assert happened == ["written", NOON]
    complete()
    assert happened == ["written", NOON]


def test_when_writing_fails_the_chunk_is_not_done(campaign):
    job = open_job(campaign, chunks=1)

    def broken() -> None:
        raise ValueError("disk full")

    with pytest.raises(ValueError, match="disk full"):
        actions.complete(claim=claim(job), write=broken, at=NOON)
    assert states(job) == ["leased"]


def test_a_job_is_finished_with_its_last_chunk(campaign):
    job = open_job(campaign)
    for _ in range(2):
        assert Job.objects.get().finished_at is None
        actions.complete(claim=claim(job), write=lambda: None, at=NOON)
    assert Job.objects.get().finished_at == NOON
    assert queries.progress(Job.objects.get()).done == 6


def test_a_failure_is_tried_again_later_and_given_up_after_three(campaign):
    job, at = open_job(campaign, chunks=1), NOON
    for number in (1, 2, 3):
        claimed = claim(job, at=at)
        assert claimed.tries == number
        actions.fail(claim=claimed, reason=f"no luck {number}", at=at)
        assert actions.claim(job=job.pk, worker="w", at=at) is None
        at += timedelta(minutes=1)
    assert states(job) == ["failed"]
    assert list(job.problems.values_list("reason", flat=True)) == ["no luck 3"]
    assert Job.objects.get().finished_at is not None


def test_a_chunk_that_kills_its_workers_is_given_up_after_three(campaign):
    job, at = open_job(campaign, chunks=2), NOON
    for _ in range(3):
        assert claim(job, at=at).payload == {"n": 0}
        at += timedelta(minutes=10)
    assert claim(job, at=at).payload == {"n": 1}
    assert states(job) == ["failed", "leased"]
    assert job.problems.count() == 1


def test_a_cancelled_job_claims_no_more_and_keeps_what_was_done(campaign, curator):
    job = open_job(campaign, chunks=3)
    actions.complete(claim=claim(job), write=lambda: None, at=NOON)
    actions.cancel(job=job, by=curator.person, at=NOON)
    assert actions.claim(job=job.pk, worker="w", at=LATER) is None
    assert states(job) == ["done", "cancelled", "cancelled"]


def test_what_runs_while_a_job_is_cancelled_is_finished_and_kept(campaign, curator):
    job = open_job(campaign, chunks=2)
    running = claim(job)
    actions.cancel(job=job, by=curator.person, at=NOON)
    assert actions.complete(claim=running, write=lambda: None, at=NOON) is True
    assert states(job) == ["done", "cancelled"]
    assert Job.objects.get().finished_at == NOON


def test_a_failure_of_a_cancelled_job_is_not_tried_again(campaign, curator):
    job = open_job(campaign, chunks=1)
    running = claim(job)
    actions.cancel(job=job, by=curator.person, at=NOON)
    actions.fail(claim=running, reason="too bad", at=NOON)
    assert states(job) == ["cancelled"]
    assert Job.objects.get().finished_at == NOON


def test_a_job_that_is_over_cannot_be_cancelled(campaign, curator):
    with pytest.raises(JobIsOver):
        actions.cancel(job=open_job(campaign, chunks=0), by=curator.person, at=NOON)


def test_what_failed_is_tried_again_when_asked(campaign, curator: Membership):
    job, at = open_job(campaign, chunks=1), NOON
    for _ in range(3):
        actions.fail(claim=claim(job, at=at), reason="x", at=at)
        at += timedelta(minutes=1)
    assert actions.retry(job=job, by=curator.person, at=at) == 1
    assert job.problems.count() == 0
    actions.complete(claim=claim(job, at=at), write=lambda: None, at=at)
    assert queries.progress(Job.objects.get()).done == 3


def test_nothing_is_tried_again_when_nothing_failed(campaign, curator):
    with pytest.raises(NothingFailed):
        actions.retry(job=open_job(campaign), by=curator.person, at=NOON)


def test_work_that_is_due_is_found_whatever_became_of_its_message(campaign):
    waiting = open_job(campaign, key="waiting")
    leased = open_job(campaign, key="leased", chunks=1)
    claim(leased)
    assert queries.due(at=NOON) == [waiting.pk]
    assert queries.due(at=LATER) == [waiting.pk, leased.pk]


def test_progress_of_many_jobs_is_two_queries(campaign, django_assert_num_queries):
    one = open_job(campaign, key="one")
    with django_assert_num_queries(2):
        queries.progress_of([one])
    jobs = [open_job(campaign, key=str(number)) for number in range(3)]
    with django_assert_num_queries(2):
        assert {one.total for one in queries.progress_of(jobs).values()} == {6}


def test_the_books_of_a_healthy_ledger_balance_and_a_cooked_one_is_told(campaign):
    job = open_job(campaign)
    assert queries.ledger_faults() == []
    Job.objects.update(finished_at=NOON)
    assert queries.ledger_faults() == [f"job {job.pk} is called finished with work left"]
    Chunk.objects.update(state="done", done_at=NOON)
    Job.objects.update(finished_at=None)
    assert queries.ledger_faults() == [f"job {job.pk} has no work left and is not called finished"]


def test_nobody_is_working_after_a_minute_of_silence(db):
    assert queries.is_anyone_working(at=NOON) is False
    actions.note_worker(name="host", at=NOON)
    assert queries.is_anyone_working(at=NOON + timedelta(seconds=59)) is True
    assert queries.is_anyone_working(at=NOON + timedelta(seconds=61)) is False


def test_a_worker_that_is_long_at_a_chunk_is_working(campaign):
    job = open_job(campaign)
    assert actions.claim(job=job.pk, worker="w", at=NOON)
    assert queries.is_anyone_working(at=NOON + timedelta(seconds=20)) is True
    assert queries.is_anyone_working(at=NOON + timedelta(seconds=61)) is False


def test_progress_tells_a_job_that_waits_from_one_that_is_begun_or_tried_again(campaign):
    job = open_job(campaign)

    def told():
        progress = queries.progress(job)
        return progress.is_begun, progress.is_tried_again

    assert told() == (False, False)
    claim = actions.claim(job=job.pk, worker="w", at=NOON)
    assert told() == (True, False)
    actions.fail(claim=claim, reason="broke", at=NOON)
    assert told() == (False, True)


def test_what_will_never_pass_is_given_up_at_once(campaign):
    job = open_job(campaign)
    claim = actions.claim(job=job.pk, worker="w", at=NOON)
    actions.fail(claim=claim, reason="no such key", may_pass=False, at=NOON)
    assert Chunk.objects.get(pk=claim.chunk).state == Chunk.State.FAILED
    assert [one.reason for one in job.problems.all()] == ["no such key"]
