"""With Redis gone or hung, a page says that work is queued, and the work is there later."""

import os
import signal

import pytest

from annotator import tasks
from annotator.models import Candidate, Job
from tests.servers import until
from tests.world import ARTICLE

ADD = "/campaigns/ferries/documents/add/"


@pytest.fixture
def hung_redis(redis):
    pid = redis.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    yield pid
    os.kill(pid, signal.SIGCONT)


def test_while_redis_hangs_a_paste_is_taken_and_pretagged_when_it_is_back(
    transactional_db, signed_in, curator, worker, hung_redis, monkeypatch
):
    monkeypatch.setattr(tasks, "_redis_away_until", 0.0)
    response = signed_in(curator).post(ADD, {"text": ARTICLE}, follow=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert "waiting for a worker" in page
    assert Job.objects.get().finished_at is None
    os.kill(hung_redis, signal.SIGCONT)
    monkeypatch.setattr(tasks, "_redis_away_until", 0.0)
    tasks.sweep()
    until(lambda: Job.objects.get().finished_at)
    assert Candidate.objects.count() >= 5


def test_a_page_that_found_redis_away_lets_the_next_one_not_even_try(
    transactional_db, signed_in, curator, hung_redis, monkeypatch
):
    monkeypatch.setattr(tasks, "_redis_away_until", 0.0)
    rung = []
    monkeypatch.setattr(
        tasks.work, "apply_async", lambda *a, **k: rung.append(a) or refuse(), raising=True
    )

    def refuse():
        raise tasks.work.OperationalError("away")

    for text in (ARTICLE, ARTICLE.replace("nine", "ten")):
        signed_in(curator).post(ADD, {"text": text})
    assert len(rung) == 1
    assert Job.objects.count() == 2
