"""A record taken apart is the record taken here; only what ends a process is told from the others."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from annotator.ingest.attempts import ROOT, _start, attempt, attempting
from annotator.ingest.readers.values import Problem, Record


def record(content: str, **given: Any) -> Record:
    return Record(where="a", row=1, kind="clean", content=content, metadata={}, **given)


GOOD = record("Pier 3 was painted on Monday.")
RECORDS = {"good": GOOD, "empty": record(" "), "our fault": record("Grey.", labels=(None,))}


@pytest.fixture(scope="module")
def apart():
    with attempting(apart=True) as take:
        yield take


@pytest.mark.parametrize("which", RECORDS)
def test_apart_is_as_here(apart, which):
    here = attempt(RECORDS[which], "The Sound", frozenset())
    assert apart(RECORDS[which], "The Sound", frozenset()) == here
    assert isinstance(here, Problem) == (which != "good")


def test_no_process_outlives_the_one_that_asks(tmp_path: Path):
    told = tmp_path / "pid"
    asking = f"""
import time
from annotator.ingest import attempts
with attempts.attempting(apart=True) as take:
    record = attempts.Record(where="a", row=1, kind="clean", content="Grey.", metadata={{}})
    take(record, "", frozenset())
    open({str(told)!r}, "w").write(str(take.__self__._other[0].pid))
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", asking], cwd=ROOT) as process:
        while not told.exists() or not told.read_text():
            assert process.poll() is None
            time.sleep(0.05)
        other = psutil.Process(int(told.read_text()))
        assert other.is_running()
        process.kill()
    assert psutil.wait_procs([other], timeout=10)[1] == []


def test_only_the_one_that_asks_ends_it():
    process, connection = _start()
    connection.send((GOOD, "", frozenset()))
    connection.recv()
    process.terminate()
    connection.send((GOOD, "", frozenset()))
    assert connection.recv() == attempt(GOOD, "", frozenset())
    connection.close()
    assert process.wait(10) == 0
