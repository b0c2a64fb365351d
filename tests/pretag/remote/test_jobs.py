"""A campaign's documents by way of the ledger: candidates, usage, what was refused, the pace."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from annotator import tasks
from annotator.campaigns import actions as campaigns
from annotator.jobs import actions as jobs
from annotator.jobs import queries as job_queries
from annotator.models import Candidate, Chunk, Document, Job, JobProblem, RemotePace, Tagger
from annotator.pretag import queries
from annotator.pretag.actions import asking
from annotator.pretag.refusals import NothingToTag
from project import env
from tests.pretag.remote.service import PRICES, answers, facts, mark, says, sleeps, status
from tests.servers import until
from tests.world import NOON, add, add_many

USAGE = {"tokens_in": 1000, "tokens_out": 100}


def well(asked):
    return {**facts(asked), "usage": USAGE}


def patchy(asked):
    """Of the first sentence a denial with one span that is wrong, nothing of the last."""
    spans = [{"role": "source", "start": 0, "end": 5}, {"role": "cue", "start": 0, "end": 999}]
    first, *rest = well(asked)["sentences"]
    first = says(mark("denial", spans=spans, evidence="it denies"), number=first["id"])
    return {"sentences": [first, *rest[:-1]], "usage": USAGE}


def unheard_of(asked):
    """A label for every sentence that no scheme has."""
    said = [says(mark("opinion"), number=one["id"]) for one in well(asked)["sentences"]]
    return {"sentences": said, "usage": USAGE}


@pytest.fixture
def oracle(service, settings):
    """The operator has set up one service; `oracle(**settings)` sets it up otherwise."""

    def set_up(**changes):
        settings.REMOTE_TAGGERS = (service.tagger(**(PRICES | changes)).settings,)
        return service

    return set_up


def work_off(job) -> Job:
    for _ in tasks.work_off(job.pk):
        # Nobody waits for the next try of a chunk that failed.
        Chunk.objects.filter(state="pending").update(due_at=NOON)
    return Job.objects.get(pk=job.pk)


def pretag(campaign) -> Job:
    return work_off(tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle"))


def test_documents_get_candidates_and_the_job_its_books(campaign, oracle):
    oracle().will(answers(patchy))
    document = add(campaign)
    job = pretag(campaign)

    first, *others = Candidate.objects.filter(tagger__name="oracle").order_by("sentence__index")
    assert (first.label.code, first.score, first.evidence) == ("denial", 0.9, "it denies")
    assert first.spans == [{"role": "source", "start": 0, "end": 5, "text": "Ferry"}]
    assert [one.label.code for one in others] == ["fact"] * (document.sentences.count() - 2)
    assert list(queries.misquoted()) == []
    last = document.sentences.count()
    assert list(job.problems.values_list("item", "reason")) == [
        (
            f"document {document.pk}, sentence 1",
            "denial, cue left out: 0 to 999 is no place in a sentence of 35 characters",
        ),
        (f"document {document.pk}, sentence {last}", "the answer leaves the sentence out"),
    ]
    assert job.chunks.get().usage == {
        "requests": 1,
        "retries": 0,
        "uncounted": 0,
        "tokens_in": 1000,
        "tokens_out": 100,
        "cost": "0.000210",
        "currency": "EUR",
    }
    assert job_queries.progress(job).done == 1


def test_the_service_is_told_the_labels_of_the_campaign_in_the_order_of_precedence(
    campaign, oracle
):
    service = oracle()
    campaign.scheme.labels.filter(code="fact").update(definition="everything else")
    add(campaign)
    pretag(campaign)
    assert [one["code"] for one in service.asked[0]["labels"]] == [
        "denial",
        "accusation",
        "attribution",
        "fact",
    ]
    assert service.asked[0]["labels"][3]["definition"] == "everything else"
    assert service.asked[0]["outlet"] == "The Sound"


def test_what_the_tagger_has_been_over_is_not_asked_again_unless_its_settings_change(
    campaign, oracle
):
    service = oracle()
    add_many(campaign, 3)
    pretag(campaign)
    assert len(service.asked) == 3
    with pytest.raises(NothingToTag):
        pretag(campaign)
    oracle(key="another", timeout=99.0)
    with pytest.raises(NothingToTag):
        pretag(campaign)
    oracle(version="2")
    pretag(campaign)
    assert len(service.asked) == 6
    assert Tagger.objects.filter(name="oracle").count() == 2


def test_only_documents_in_languages_it_knows_are_asked_about(campaign, oracle):
    english, german, welsh = add_many(campaign, 3)
    Document.objects.filter(pk=german.pk).update(language="de")
    Document.objects.filter(pk=welsh.pk).update(language="cy")
    for languages, tagged in [
        (("de",), [german]),
        (("de", "en"), [english, german]),
        (None, [english, german, welsh]),
    ]:
        oracle(version=str(len(tagged)), languages=languages)
        pretag(campaign)
        found = Document.objects.filter(
            sentences__candidates__tagger__name="oracle",
            sentences__candidates__tagger__version=str(len(tagged)),
        )
        assert list(found.distinct().order_by("pk")) == tagged


def test_a_service_that_fails_fails_its_chunk_and_the_others_go_on(campaign, oracle):
    service = oracle(retries=0)
    first, second = add_many(campaign, 2)
    service.will(*[status(500)] * jobs.TRIES, answers(well))
    chunks = Chunk.objects.filter(job__key__contains="oracle")
    job = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    chunks.filter(payload__documents=[second.pk]).update(due_at=F("due_at") + timedelta(hours=1))
    job = work_off(job)
    progress = job_queries.progress(job)
    assert (progress.done, progress.failed) == (1, 1)
    (problem,) = job.problems.all()
    assert problem.reason == (
        "The tagger “oracle” was asked once: it answers 500. "
        "Spent on this try: 1 request, 0 tokens, 0.000000 EUR."
    )
    assert not Candidate.objects.filter(tagger__name="oracle", sentence__document=first).exists()
    assert [one.usage.get("requests") for one in job.chunks.order_by("number")] == [None, 1]


def test_a_chunk_that_no_second_try_can_save_is_asked_for_once(campaign, oracle):
    service = oracle(retries=2)
    document = add(campaign)
    service.will(status(401))
    job = pretag(campaign)
    assert len(service.asked) == 1
    assert [one.item for one in job.problems.all()] == [f"document {document.pk}"]


def test_answers_that_were_refused_are_counted_and_can_be_asked_for_again(campaign, oracle):
    service = oracle()
    document = add(campaign)
    service.will(answers(patchy))
    job = pretag(campaign)
    assert job_queries.progress(job).refused == 2
    some = set(Candidate.objects.filter(tagger__name="oracle").values_list("pk", flat=True))
    service.will(answers(well))
    assert jobs.retry(job=job, by=campaign.memberships.first(), at=NOON) == 1
    job = work_off(job)
    assert job_queries.progress(job).refused == 0
    again = Candidate.objects.filter(tagger__name="oracle")
    assert some < set(again.values_list("pk", flat=True))
    assert again.count() == document.sentences.count()
    assert job_queries.usage(job)["requests"] == 2
    assert job_queries.usage(job)["cost"] == "0.000420"


def test_where_all_answers_were_refused_the_tagger_can_be_run_again(campaign, oracle):
    service = oracle()
    document = add(campaign)
    service.will(answers(unheard_of), answers(well))
    first = pretag(campaign)
    assert not Candidate.objects.filter(tagger__name="oracle").exists()
    second = pretag(campaign)
    assert second != first
    said = Candidate.objects.filter(tagger__name="oracle")
    assert said.count() == document.sentences.count()


def test_what_a_job_is_at_is_not_paid_for_twice(campaign, oracle):
    service = oracle()
    add_many(campaign, 2)
    job = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    assert tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle") == job
    Chunk.objects.filter(job=job, number=1).update(due_at=timezone.now() + timedelta(hours=1))
    tasks.work(job.pk)
    assert tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle") == job
    added = add_many(campaign, 3)[-1]
    more = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    assert more != job
    assert [one.payload["documents"] for one in more.chunks.all()] == [[added.pk]]
    work_off(more)
    work_off(job)
    assert len(service.asked) == 3


def test_who_asks_a_service_waits_in_a_queue_of_its_own(campaign, oracle, monkeypatch):
    oracle()
    add(campaign)
    rung: list[str] = []
    for task in (tasks.work, tasks.ask):
        monkeypatch.setattr(task, "apply_async", lambda *a, name=task.name, **k: rung.append(name))
    Job.objects.all().delete()
    remote = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    tasks.pretag_missing(campaign=campaign, by=None, tagger="rules")
    tasks.sweep()
    assert sorted(rung) == ["annotator.tasks.ask", "annotator.tasks.work"]
    work_off(remote)
    assert job_queries.is_over(remote.pk)


def test_a_worker_thought_dead_counts_nothing_twice(campaign, oracle):
    oracle().will(answers(patchy))
    add(campaign)
    job = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    late = jobs.claim(job=job.pk, worker="late", at=NOON + timedelta(days=9999))
    assert late is not None
    found = tasks.HANDLERS[late.kind](late)
    Chunk.objects.filter(pk=late.chunk).update(leased_until=NOON)
    work_off(job)
    before = (Candidate.objects.count(), JobProblem.objects.count())
    at = timezone.now()
    assert not jobs.complete(claim=late, write=lambda: found(at), at=at)
    assert (Candidate.objects.count(), JobProblem.objects.count()) == before
    assert JobProblem.objects.count() == 2
    assert Chunk.objects.get(pk=late.chunk).usage["requests"] == 1


def test_a_tagger_that_the_operator_took_away_fails_its_job_in_plain_words(
    campaign, oracle, settings
):
    oracle()
    add(campaign)
    job = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    settings.REMOTE_TAGGERS = ()
    (problem,) = work_off(job).problems.all()
    assert problem.reason.startswith("There is no tagger called “oracle”")


def test_the_pace_is_kept_over_chunks(campaign, oracle):
    service = oracle(requests_a_minute=600.0)
    add_many(campaign, 3)
    began = time.monotonic()
    pretag(campaign)
    assert [at - began >= 0.1 * number for number, at in enumerate(service.at)] == [True] * 3
    assert RemotePace.objects.get().name == "oracle"


def test_turns_stand_in_a_row(db):
    second = timedelta(seconds=1)
    turns = [asking.take_turn(tagger="a", between=second, at=NOON) for _ in range(3)]
    assert turns == [NOON, NOON + second, NOON + 2 * second]
    later = NOON + timedelta(hours=1)
    assert asking.take_turn(tagger="a", between=second, at=later) == later
    assert asking.take_turn(tagger="b", between=second, at=NOON) == NOON


def test_no_two_workers_get_the_same_turn(transactional_db):
    def take(_):
        try:
            return asking.take_turn(tagger="a", between=timedelta(seconds=1), at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        turns = sorted(pool.map(take, range(20)))
    assert turns == [NOON + timedelta(seconds=number) for number in range(20)]


def test_a_worker_killed_while_it_asks_asks_again_and_stores_and_counts_once(
    service, tmp_path, monkeypatch, settings, transactional_db, redis, request
):
    lease = 2
    monkeypatch.setenv("HEARSAY_JOB_LEASE_SECONDS", str(lease))
    settings.JOB_LEASE_SECONDS = lease
    file = tmp_path / "taggers.toml"
    file.write_text(f'[oracle]\nkind = "http"\nurl = "{service.url}"\n')
    monkeypatch.setenv("HEARSAY_TAGGERS", str(file))
    settings.REMOTE_TAGGERS = env.taggers(file)
    campaign = campaigns.create(slug="ferries", by=None, at=NOON)
    document = add(campaign)
    Job.objects.all().delete()
    service.will(sleeps(60), answers(well))
    worker = request.getfixturevalue("worker")

    job = tasks.pretag_missing(campaign=campaign, by=None, tagger="oracle")
    until(lambda: len(service.asked) == 1)
    worker.kill9()
    time.sleep(lease + 0.5)
    worker.start()
    tasks.sweep()
    until(lambda: job_queries.is_over(job.pk))
    assert len(service.asked) == 2
    assert Candidate.objects.count() == document.sentences.count()
    assert job.chunks.get().usage["requests"] == 1
    assert list(job.problems.all()) == []
