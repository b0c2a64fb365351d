from django.utils import timezone

from annotator import tasks
from annotator.jobs import actions
from annotator.models import Campaign, Job, JobProblem
from annotator.pretag.remote.settings import RemoteSettings
from tests.world import NOON, add_many


def shown(response) -> str:
    return response.content.decode()


def test_a_running_job_asks_for_its_progress_and_a_finished_one_stops(signed_in, curator, document):
    client, job = signed_in(curator), Job.objects.get()
    url = f"/campaigns/ferries/jobs/{job.pk}/progress/"
    running = client.get(url)
    assert running.status_code == 200
    assert 'hx-trigger="every 1s"' in shown(running)
    tasks.work(job.pk)
    over = client.get(url)
    assert (over.status_code, over["HX-Trigger"]) == (286, "job-over")
    assert "1 of 1" in shown(over)
    assert "hx-trigger" not in shown(over)


def test_a_page_says_that_nobody_works_until_somebody_does(signed_in, curator, document):
    client, job = signed_in(curator), Job.objects.get()
    url = f"/campaigns/ferries/jobs/{job.pk}/"
    assert "No worker has been seen for a minute" in shown(client.get(url))
    actions.note_worker(name="host", at=timezone.now())
    assert "No worker has been seen" not in shown(client.get(url))


def test_a_job_is_cancelled_and_tried_again(signed_in, curator, campaign):
    add_many(campaign, 3)
    Job.objects.all().delete()
    client = signed_in(curator)
    page = shown(client.post("/campaigns/ferries/jobs/pretag/", follow=True))
    job = Job.objects.get()
    assert "0 of 3" in page
    page = shown(client.post(f"/campaigns/ferries/jobs/{job.pk}/cancel/", follow=True))
    assert "cancelled" in page
    page = shown(client.post(f"/campaigns/ferries/jobs/{job.pk}/cancel/", follow=True))
    assert "This job is over" in page
    page = shown(client.post(f"/campaigns/ferries/jobs/{job.pk}/retry/", follow=True))
    assert "waiting" in page.lower()
    tasks.work(job.pk)
    assert "3 of 3" in shown(client.get(f"/campaigns/ferries/jobs/{job.pk}/"))


def test_a_failed_chunk_is_listed_with_its_reason(signed_in, curator, document, monkeypatch):
    job = Job.objects.get()
    for _ in range(3):
        job.chunks.update(due_at=NOON)
        claim = actions.claim(job=job.pk, worker="w", at=timezone.now())
        actions.fail(claim=claim, reason="KeyError: no such label", at=timezone.now())
    page = shown(signed_in(curator).get(f"/campaigns/ferries/jobs/{job.pk}/"))
    assert "KeyError: no such label" in page
    assert "Try the rest again" in page


def test_when_all_is_tagged_the_button_says_so(signed_in, curator, document):
    tasks.work(Job.objects.get().pk)
    page = shown(signed_in(curator).post("/campaigns/ferries/jobs/pretag/", follow=True))
    assert "Every document has its candidates already." in page


def test_what_a_service_counted_is_told_of_all_chunks_together(signed_in, curator, document):
    job = Job.objects.get()
    job.chunks.update(
        usage={
            "requests": 3,
            "retries": 1,
            "uncounted": 0,
            "tokens_in": 1200,
            "tokens_out": 40,
            "cost": "0.10",
            "currency": "EUR",
        }
    )
    other = job.chunks.get()
    other.pk, other.number, other.usage = None, 1, {**other.usage, "cost": "0.20"}
    other.save()
    page = " ".join(shown(signed_in(curator).get(job.get_absolute_url())).split())
    assert "6 (2 of them once more)" in page
    assert "2,400 in, 80 out" in page
    assert "0.30 EUR" in page


def test_a_job_that_asked_no_service_tells_of_none(signed_in, curator, document):
    page = shown(signed_in(curator).get(Job.objects.get().get_absolute_url()))
    assert "What the service counted" not in page


def test_problems_stand_together_by_reason_and_a_list_that_is_cut_says_so(
    signed_in, curator, document, monkeypatch
):
    job = Job.objects.get()
    tasks.work(job.pk)
    chunk = job.chunks.get()
    JobProblem.objects.bulk_create(
        JobProblem(job=job, chunk=chunk, item=f"document {n}", reason="left out: no label", at=NOON)
        for n in range(203)
    )
    page = shown(signed_in(curator).get(f"/campaigns/ferries/jobs/{job.pk}/"))
    assert page.count("left out: no label") == 1
    assert "document 0; document 1;" in page
    assert "and 190 more" in page
    assert "The first 200 of 203." in page
    assert "203 answers refused" in page
    assert "Try the rest again" in page
    jobs = shown(signed_in(curator).get("/campaigns/ferries/jobs/"))
    assert "203 answers refused" in " ".join(jobs.split())


def test_jobs_name_their_tagger(signed_in, curator, document):
    job = Job.objects.get()
    page = shown(signed_in(curator).get("/campaigns/ferries/jobs/"))
    assert "pre-tag documents · trained" in " ".join(page.split())
    page = shown(signed_in(curator).get(f"/campaigns/ferries/jobs/{job.pk}/"))
    assert 'href="/campaigns/ferries/taggers/trained/">trained</a>' in page


def test_nothing_leaves_this_machine_unasked(signed_in, curator, campaign, settings):
    settings.REMOTE_TAGGERS = (
        RemoteSettings(name="oracle", kind="http", url="http://127.0.0.1:9/"),
    )
    Campaign.objects.update(tagger="oracle")
    client = signed_in(curator)
    page = shown(client.get("/campaigns/ferries/jobs/"))
    assert "data-confirm=" in page
    assert "leave this machine" in page
    page = shown(client.get("/campaigns/ferries/documents/add/"))
    assert "it is sent to the service “oracle” for suggestions" in page
    settings.REMOTE_TAGGERS = ()
    Campaign.objects.update(tagger="trained")
    assert "this machine" not in shown(client.get("/campaigns/ferries/documents/add/"))
    assert "this machine" not in shown(client.get("/campaigns/ferries/jobs/"))


def test_who_may_not_is_told_why(signed_in, annotator):
    answer = signed_in(annotator).get("/campaigns/ferries/jobs/")
    assert answer.status_code == 403
    assert "Only owners and curators can do this." in shown(answer)
