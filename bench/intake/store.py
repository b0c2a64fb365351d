"""Rows about the whole way into a database: each measure in an installation of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg

from bench.intake import made_up
from bench.intake.machine import ROOT
from bench.intake.table import Row
from project.tied import tied
from tests import postgres

# As an installation would have it: tests.postgres does not wait for the disk.
DURABLE = ["shared_buffers=128MB"]
LEASE_SECONDS = 2
KINDS = {
    ("nothing",): "without labels",
    ("candidates",): "a label each, as suggestions",
    ("annotations",): "a label each, as answers",
    ("nothing", "--stock"): "without labels, all of stock phrases that articles share⁴",
}
Database = Callable[[], str]
Told = dict[str, Any]


def rows(sentences: int) -> Iterator[Row]:
    """All rows about storing, on both databases."""
    yield from _on("SQLite", lambda: "", sentences)
    with postgres_server() as (name, database):
        yield from _on(name, database, sentences)


def _on(name: str, database: Database, sentences: int) -> Iterator[Row]:
    peaks = []
    for (labels, *more), what in KINDS.items():
        told = _run(database, "store", sentences, "--labels", labels, *more)
        peaks.append(f"{told['peak_bytes'] / 2**20:.0f} MiB" if "error" not in told else "?")
        goal = "–" if more else "≥ 15,000" if labels == "nothing" else "≥ 8,000"
        measure = f"{sentences:,} ready sentences into {name}, {what}"
        yield _speed(told, measure, sentences, labels, goal=goal)
    yield Row(
        measure=f"{name}: peak memory of that process, the same four in order",
        ours=", ".join(peaks),
        goal="< 300 MB",
    )
    told = _run(database, "bad-byte", sentences)
    for ending in ("jsonl", "csv"):
        yield _bad_byte(told.get(ending, told), name, ending)
    yield _killed(_run(database, "kill", sentences), name, sentences)


def _speed(told: Told, measure: str, sentences: int, labels: str, *, goal: str) -> Row:
    measure += ": sentences/s of the job (of the process from start to end)"
    if "error" in told:
        return Row(measure=measure, ours=told["error"], goal=goal)
    job, wall = sentences / told["job_seconds"], sentences / told["wall_seconds"]
    kept = {"nothing": 0, "candidates": told["candidates"], "annotations": told["annotations"]}
    is_whole = _is_whole(told, sentences) and kept[labels] == (labels != "nothing") * sentences
    is_whole = is_whole and told["exit_code"] == 0
    return Row(
        measure=measure,
        ours=f"{job:,.0f} ({wall:,.0f}); {_verdict(told, is_whole)}",
        goal=goal,
    )


def _bad_byte(told: Told, name: str, ending: str) -> Row:
    last = 5_001 + (ending == "csv")  # the head of a table is its first row
    measure = (
        f"{name}: a bad byte in the last of 5,001 rows, {ending}: articles in; problems named"
        " (row, code); exit code"
    )
    goal = f"5,000 of 5,001 rows; ({last}, not-text); 1"
    if "error" in told:
        return Row(measure=measure, ours=told["error"], goal=goal)
    problems = ", ".join(f"({row}, {code})" for row, code in told["problems"]) or "none"
    ours = f"{told['made']:,} of {told['rows']:,} rows; {problems}; {told['exit_code']}"
    return Row(measure=measure, ours=ours, goal=goal)


def _killed(told: Told, name: str, sentences: int) -> Row:
    documents = sentences // made_up.SENTENCES_AN_ARTICLE
    measure = (
        f"{name}: kill -9 at 40 % of {sentences:,} labelled sentences, finished by Celery workers"
        f" after a lease of {LEASE_SECONDS} s"
    )
    goal = f"{sentences:,} sentences, {documents:,} documents, each once"
    if "error" in told:
        return Row(measure=measure, ours=told["error"], goal=goal)
    is_whole = _is_whole(told, sentences) and told["candidates"] == sentences
    ours = (
        f"{told['sentences']:,} sentences, {told['documents']:,} documents, {told['candidates']:,}"
        f" labels, {told['documents_doubled']} doubled, {len(told['problems'])} problems"
        f" ({_verdict(told, is_whole)}); killed at"
        f" {told['killed_at']:.1%} with {told['documents_then']:,} documents in, over"
        f" {told['seconds_to_finish']:.0f} s later"
    )
    return Row(measure=measure, ours=ours, goal=goal)


def _verdict(told: Told, is_whole: bool) -> str:
    """A word where all is well, else all that is known, to stderr too."""
    if is_whole:
        return "each once, as given"
    print(json.dumps(told, indent=1), file=sys.stderr, flush=True)
    names = ("documents", "documents_as_given", "documents_doubled", "in_stories")
    return "NOT WHOLE: " + ", ".join(f"{name} {told[name]}" for name in names)


def _is_whole(told: Told, sentences: int) -> bool:
    documents = sentences // made_up.SENTENCES_AN_ARTICLE
    wanted = (sentences, documents, documents, 0)
    names = ("sentences", "documents", "documents_as_given", "documents_doubled")
    return wanted == tuple(told[one] for one in names)


def _run(database: Database, task: str, sentences: int, *more: str) -> Told:
    print(f"… {task} {' '.join(more)}", file=sys.stderr, flush=True)
    words = ("bench.intake.stored", task, str(sentences), *more)
    quick = {"HEARSAY_JOB_LEASE_SECONDS": str(LEASE_SECONDS)} if task == "kill" else {}
    return run(*words, address=database(), **quick)


def run(module: str, *words: str, address: str, **settings: str) -> Told:
    """A module in a folder and a database of its own, and what it printed; `error` where it failed.

    The database is at `address`, or an SQLite of its own where that is "".
    """
    with tempfile.TemporaryDirectory(prefix="hearsay-b-", dir="/tmp") as folder:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL") and not name.startswith("HEARSAY_")
        }
        environment |= {"HEARSAY_DATA": folder, **settings}
        if address:
            environment["DATABASE_URL"] = address
        done = subprocess.run(
            tied(sys.executable, "-m", module, *words),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        return {"error": f"FAILED: {done.stderr.strip()[-300:]}"}
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def postgres_server() -> Iterator[tuple[str, Database]]:
    """The name of a PostgreSQL that runs meanwhile, and what makes an empty database in it."""
    postgres.QUICK[:] = DURABLE
    numbers = count(1)
    with postgres.server() as address, psycopg.connect(address, autocommit=True) as connection:

        def database() -> str:
            name = f"bench_{next(numbers)}"
            connection.execute(f"CREATE DATABASE {name}")
            return f"{address.rpartition('/')[0]}/{name}"

        yield f"PostgreSQL {connection.info.parameter_status('server_version')}", database
