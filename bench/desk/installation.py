"""An installation to measure: its web server as bin/up starts it, articles, annotators who are signed in.

`python -m bench.desk.installation ANNOTATORS DOCUMENTS SENTENCES` fills the installation in
HEARSAY_DATA (and DATABASE_URL) and prints, as JSON, the session of each annotator.
"""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.intake import processes
from bench.intake.machine import ROOT
from project.tied import tied

CAMPAIGN = "bench"


@dataclass(frozen=True, kw_only=True)
class Installation:
    """Where it answers, and a session cookie for each annotator."""

    address: str
    sessions: list[str]
    environment: dict[str, str]

    def ask(self, question: str) -> Any:
        """What a program of ours, run within the installation, prints as JSON."""
        told = subprocess.run(
            [sys.executable, "-m", "bench.desk.stored", question],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        return json.loads(told.stdout)


@contextmanager
def installation(
    *, annotators: int, documents: int, sentences: int, database: str = "", overlap: int = 1
) -> Iterator[Installation]:
    """One that runs until the block ends; SQLite unless a `database` address is given."""
    with ExitStack() as ending:
        folder = ending.enter_context(tempfile.TemporaryDirectory(prefix="hearsay-desk-"))
        environment = {**os.environ, "HEARSAY_DATA": folder, "DATABASE_URL": database}
        told = subprocess.run(
            [sys.executable, "-m", "bench.desk.installation"]
            + [str(number) for number in (annotators, documents, sentences, overlap)],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        ending.enter_context(processes.redis(Path(folder)))
        port = free_port()
        web = subprocess.Popen(
            tied(*web_command(folder, port)),
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        ending.callback(processes.end, web)
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/accounts/login/")
        yield Installation(
            address=address,
            sessions=json.loads(told.stdout.splitlines()[-1]),
            environment=environment,
        )


def web_command(folder: str, port: int) -> list[str]:
    """The command of bin/up."""
    from project.up import programs

    return programs(Path(folder), "127.0.0.1", port, None)["web"]


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, seconds: float = 60) -> None:
    """Until something answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def texts() -> list[str]:
    """The sentences of the invented passages that have the label shares of news."""
    from bench.pretag.passage_reader import FOLDER, read

    return [
        document["text"][one["start"] : one["end"]]
        for document in read(FOLDER / "articles.txt")
        for one in document["sentences"]
    ]


def articles(documents: int, sentences: int) -> Iterator[list[str]]:
    """The sentences of each article: another choice each."""
    known, chance = texts(), random.Random(7)
    for _ in range(documents):
        yield chance.sample(known, sentences)


def _in_paragraphs(sentences: list[str]) -> str:
    """Three sentences a paragraph, as news has them."""
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def fill(annotators: int, documents: int, sentences: int, overlap: int) -> list[str]:
    """Migrate, take the articles in, pre-tag them, sign everybody in; their session keys."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    processes.manage("migrate", "--verbosity", "0")
    processes.manage("createcachetable", "--verbosity", "0")
    processes.manage("collectstatic", "--no-input", "--verbosity", "0")
    django.setup()
    from django.utils import timezone

    from annotator import tasks
    from annotator.campaigns import actions as campaigns
    from annotator.models import Job, Role

    at = timezone.now()
    campaign = campaigns.create(slug=CAMPAIGN, name="Bench", overlap=overlap, by=None, at=at)
    path = Path(os.environ["HEARSAY_DATA"]) / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, one in enumerate(articles(documents, sentences), start=1):
            row = {"title": f"Article {number}", "text": _in_paragraphs(one)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    processes.manage("ingest", str(path), "--campaign", CAMPAIGN)
    for job in Job.objects.filter(finished_at=None):
        for _ in tasks.work_off(job.pk):
            pass
    return [
        _session(
            campaigns.invite(
                campaign=campaign, username=f"annotator-{n}", role=Role.ANNOTATOR, by=None, at=at
            )
        )
        for n in range(1, annotators + 1)
    ]


def _session(member: Any) -> str:
    """The key of a session in which this member is signed in and has read the guideline."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from annotator.campaigns import queries

    guideline = queries.guideline(member.campaign)
    assert guideline is not None
    member.guideline_read = guideline.version
    member.save(update_fields=["guideline_read"])
    session = SessionStore()
    session[SESSION_KEY] = str(member.person_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.person.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


if __name__ == "__main__":
    print(json.dumps(fill(*map(int, sys.argv[1:]))))
