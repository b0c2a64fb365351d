"""A file on its way in: workers killed, Redis emptied, the file sent twice; one and the same end."""

import json
import time

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from annotator import tasks
from annotator.campaigns import actions as campaigns
from annotator.ingest import actions, queries
from annotator.ingest.refusals import TakenInAlready
from annotator.jobs import queries as jobs
from annotator.models import Campaign, Candidate, Chunk, Document, Intake, Job, Sentence
from tests.servers import until
from tests.world import NOON

LEASE = 2
ARTICLES, SENTENCES = 1200, 20


@pytest.fixture
def short_lease(monkeypatch, settings):
    monkeypatch.setenv("HEARSAY_JOB_LEASE_SECONDS", str(LEASE))
    settings.JOB_LEASE_SECONDS = LEASE


def row(number: int) -> str:
    sentences = [
        f"Pier {number} got coat {n * 31 + number} of paint from crew {n} on day {number % (n + 5)}."
        for n in range(SENTENCES)
    ]
    return json.dumps({"title": f"Pier {number}", "sentences": sentences, "outlet": f"O{number}"})


FILE = (
    "\n".join([*(row(number) for number in range(ARTICLES)), '{"text": broken']) + "\n"
).encode()


def received(campaign: Campaign) -> Intake:
    return actions.receive(
        campaign=campaign,
        file=ContentFile(FILE),
        filename="piers.jsonl",
        by=None,
        at=timezone.now(),
    )


@pytest.fixture
def intake(transactional_db, redis) -> Intake:
    """An intake of some seconds that nobody has been told of."""
    campaign = campaigns.create(slug="big", by=None, at=NOON)
    begun = tasks.begin_intake(intake=received(campaign), by=None)
    redis.flushall()
    return begun


def read(intake: Intake) -> int:
    return Intake.objects.get(pk=intake.pk).rows_read


def has_in_hand(intake: Intake, *, tries: int) -> bool:
    return Chunk.objects.filter(job=intake.job, tries=tries, state=Chunk.State.LEASED).exists()


def is_over(intake: Intake) -> bool:
    return Job.objects.filter(intake=intake, finished_at__isnull=False).exists()


def exactly_once(intake: Intake) -> None:
    """Each article of the file, each sentence of it, and the broken row: once, and no more."""
    intake.refresh_from_db()
    assert (intake.rows_read, intake.made, intake.failed) == (ARTICLES + 1, ARTICLES, 1)
    assert intake.rows.get().row == ARTICLES + 1
    rows = list(Document.objects.order_by("row").values_list("row", flat=True))
    assert rows == list(range(1, ARTICLES + 1))
    assert Sentence.objects.count() == intake.sentences == ARTICLES * SENTENCES
    assert list(queries.misquoted()) == []
    assert jobs.ledger_faults() == []


def test_a_worker_killed_in_mid_file_loses_and_doubles_nothing(short_lease, intake, worker, redis):
    for _ in range(2):
        seen = read(intake)
        tasks.sweep()
        until(lambda seen=seen: read(intake) > seen)
        worker.kill9()
        assert not is_over(intake), "killed too late to prove anything"
        redis.flushall()
        time.sleep(LEASE + 0.5)
        worker.start()
    # The same file comes again meanwhile: it is the one that is being taken in.
    with pytest.raises(TakenInAlready):
        tasks.begin_intake(intake=received(intake.campaign), by=None)
    tasks.sweep()
    until(lambda: is_over(intake), seconds=60)
    exactly_once(intake)
    # What came in is pre-tagged too, by a job of its own that grew with it.
    until(lambda: not Job.objects.filter(finished_at__isnull=True).exists(), seconds=90)
    tagged = Candidate.objects.values("sentence").distinct().count()
    assert tagged == ARTICLES * SENTENCES


def test_workers_killed_over_the_same_rows_lose_none_of_them(short_lease, intake, worker, redis):
    """The second falls on what the first had in hand; the order of the file stays."""
    for tries in (1, 2):
        tasks.sweep()
        until(lambda tries=tries: has_in_hand(intake, tries=tries))
        worker.kill9()
        assert read(intake) == 0, "killed too late to prove anything"
        redis.flushall()
        time.sleep(LEASE + 0.5)
        worker.start()
    tasks.sweep()
    until(lambda: is_over(intake), seconds=60)
    exactly_once(intake)
    in_order = Document.objects.order_by("pk").values_list("row", flat=True)
    assert list(in_order) == list(range(1, ARTICLES + 1))


def test_a_row_that_ends_workers_is_named_and_the_others_come_in(
    short_lease, intake, worker, redis, deadly
):
    worker.kill9()
    with deadly(700):
        worker.start()
    tasks.sweep()

    def is_over_after_all() -> bool:
        tasks.sweep()  # what beat does
        return is_over(intake)

    until(is_over_after_all, seconds=90)
    intake.refresh_from_db()
    assert (intake.rows_read, intake.made, intake.failed) == (ARTICLES + 1, ARTICLES - 1, 2)
    assert list(intake.rows.values_list("row", "code").order_by("row")) == [
        (700, "crashed"),
        (ARTICLES + 1, "bad-json"),
    ]
    assert jobs.ledger_faults() == []


def test_two_workers_at_one_file_take_turns(intake, worker):
    for _ in range(5):
        tasks.work.delay(intake.job_id)
    list(tasks.work_off(intake.job_id))
    exactly_once(intake)


def test_an_undoing_that_is_killed_goes_on(short_lease, intake, worker, redis):
    from annotator.models import Person

    list(tasks.work_off(intake.job_id))
    person = Person.objects.create(username="cleo")
    job = tasks.undo_intake(intake=intake, by=person)
    until(lambda: Document.objects.count() < ARTICLES)
    worker.kill9()
    redis.flushall()
    assert Document.objects.exists(), "killed too late to prove anything"
    time.sleep(LEASE + 0.5)
    list(tasks.work_off(job.pk))
    assert not Document.objects.exists()
    assert not Sentence.objects.exists()
