import pytest
from django.db import IntegrityError, transaction

from annotator import tasks
from annotator.annotate import queries as annotate
from annotator.jobs import queries as jobs
from annotator.models import Candidate, Job, Tagger
from annotator.pretag import actions, queries
from annotator.pretag.refusals import NothingToTag
from tests.pretag.judged import suggest
from tests.world import NOON, add, add_many


def found(document) -> list[str]:
    return [
        candidate.label.code
        for candidate in Candidate.objects.filter(sentence__document=document, rank=0)
        .select_related("label")
        .order_by("sentence__index")
    ]


def test_a_new_document_is_pretagged_by_its_job(document):
    tasks.work(Job.objects.get().pk)
    assert found(document) == ["denial", "accusation", "denial", "denial", "fact"]
    assert jobs.progress(Job.objects.get()).done == 1
    assert list(queries.misquoted()) == []


def test_the_same_request_twice_is_one_job(campaign, document):
    again = actions.request(campaign=campaign, documents=[document], by=None, at=NOON)
    assert Job.objects.get() == again


def test_storing_twice_stores_once(document):
    payload = {"tagger": "rules", "documents": [document.pk]}
    results = actions.compute(payload)
    chunk = Job.objects.get().chunks.get().pk
    actions.store(payload, results, chunk=chunk, at=NOON)
    before = list(Candidate.objects.order_by("pk").values())
    actions.store(payload, results, chunk=chunk, at=NOON)
    assert list(Candidate.objects.order_by("pk").values()) == before
    assert Tagger.objects.count() == 1


def test_the_database_itself_refuses_a_doubled_candidate(document):
    tasks.work(Job.objects.get().pk)
    one = Candidate.objects.first()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_what_has_no_candidates_is_pretagged_in_one_job_of_chunks(campaign):
    documents = add_many(campaign, 25)
    Job.objects.all().delete()
    job = tasks.pretag_missing(campaign=campaign, by=None)
    assert [chunk.items for chunk in job.chunks.order_by("number")] == [20, 5]
    tasks.work(job.pk)
    assert all(found(document) for document in documents)
    with pytest.raises(NothingToTag):
        tasks.pretag_missing(campaign=campaign, by=None)


def test_a_chunk_whose_tagger_fails_is_told_and_the_others_go_on(campaign, monkeypatch):
    add_many(campaign, 25)
    Job.objects.all().delete()
    job = tasks.pretag_missing(campaign=campaign, by=None)
    first = set(job.chunks.get(number=0).payload["documents"])

    compute = actions.compute

    def fail_on_the_first(payload):
        if set(payload["documents"]) == first:
            raise RuntimeError("the lexicon is gone")
        return compute(payload)

    monkeypatch.setattr(actions, "compute", fail_on_the_first)
    tasks.work(job.pk)
    progress = jobs.progress(Job.objects.get())
    assert (progress.done, progress.waiting, progress.is_over) == (5, 20, False)


def test_the_job_of_a_document_is_found(campaign, document):
    assert queries.job_of(document) == Job.objects.get()
    other = add(campaign, "Pier painted\n\nThe pier was painted on Monday by a crew of four men.")
    Job.objects.all().delete()
    batch = tasks.pretag_missing(campaign=campaign, by=None)
    assert queries.job_of(other) == batch


def shown(document) -> list[str]:
    return [many[0].label.code for many in queries.candidates_of(document).values()]


def test_a_document_shows_the_newest_suggestions_of_the_campaigns_tagger_and_of_no_other(campaign):
    document = add(campaign)
    Job.objects.all().delete()
    suggest(document, "F.9", by="trained", version="9")
    suggest(document, "D.9 D.9", by="rules")
    assert shown(document) == ["fact"]
    suggest(document, "C.9", by="trained", version="10")  # newer, though "10" < "9"
    assert shown(document) == ["accusation"]
    at_the_desk = annotate.suggestion_for(campaign, document.sentences.get(index=0).pk)
    assert [one["tagger"] for one in at_the_desk or ()] == ["trained 10"]
