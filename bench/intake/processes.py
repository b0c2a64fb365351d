"""The processes of an installation in HEARSAY_DATA: commands, a Redis, workers, each ended by us."""

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bench.intake.machine import ROOT
from project import redis_server
from project.tied import tied


def manage(*words: str) -> None:
    """A command that must succeed."""
    subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def ingest(path: Path, *more: str, campaign: str) -> subprocess.Popen[str]:
    """The command, in a process group of its own."""
    words = ["manage.py", "ingest", str(path), "--campaign", campaign, "--json", *more]
    process = subprocess.Popen(
        tied(sys.executable, *words),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    atexit.register(end, process)
    return process


def end(process: subprocess.Popen[Any]) -> None:
    """End a process group of ours, if it runs still."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def watched(process: subprocess.Popen[str]) -> tuple[float, int]:
    """Seconds until it ended, and the most memory it had: VmHWM, which only grows.

    The peak in `getrusage` would be this process's own where that is larger: it outlives a fork.
    """
    status = Path(f"/proc/{process.pid}/status")
    began = time.perf_counter()
    peak = 0
    while process.poll() is None:
        with suppress(OSError):
            for line in status.read_text().splitlines():
                if line.startswith("VmHWM:"):
                    peak = max(peak, int(line.split()[1]) * 1024)
        time.sleep(0.02)
    return time.perf_counter() - began, peak


@contextmanager
def redis(data: Path) -> Iterator[None]:
    """On a unix socket in the data folder, where the settings look for it."""
    server = redis_server.executable()
    assert server, "no redis-server here: run bin/up or bin/test once"
    socket = data / "redis.sock"
    command = redis_server.command(server, socket, data / "redis.log")
    with subprocess.Popen(tied(*command)) as process:
        try:
            assert redis_server.wait_for(socket, seconds=10), (data / "redis.log").read_text()
            yield
        finally:
            process.terminate()


@contextmanager
def workers(data: Path) -> Iterator[None]:
    """As bin/up starts them."""
    # fmt: off
    command = tied(
        sys.executable, "-m", "celery", "--app", "project.celery", "--quiet", "worker",
        "--concurrency", "2", "--hostname", f"bench-{os.getpid()}@%h",
        "--without-gossip", "--without-mingle",
    )
    # fmt: on
    with (data / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield
    finally:
        end(process)
