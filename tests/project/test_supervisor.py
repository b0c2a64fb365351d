"""The supervisor in a process of its own, with programs that do not care to stop."""

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
# Has a child of its own, and neither of them minds a SIGTERM.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
time.sleep(60)
"""
OBEDIENT = "import time; time.sleep(60)"


def supervise(programs: dict[str, str], grace: float = 1.0) -> subprocess.Popen[str]:
    script = f"""
        import signal, sys
        from project import supervisor
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also where the tests run under nohup
        supervisor.GRACE_SECONDS = {grace}
        many = supervisor.Supervisor()
        for name, code in {programs!r}.items():
            many.add(name, [sys.executable, "-c", code])
        many.loop()
        print("ended by itself:", many.ended_by_itself)
        sys.exit(many.returncode)
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def family(process: subprocess.Popen[str], size: int) -> list[psutil.Process]:
    """Its children and theirs, once there are so many."""
    for _ in range(200):
        found = psutil.Process(process.pid).children(recursive=True)
        if len(found) >= size:
            time.sleep(0.3)  # until the stubborn ones have said so
            return found
        time.sleep(0.05)
    raise AssertionError("they did not start")


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that go on. A dead one that nobody has asked after (a zombie) does not."""
    for _ in range(100):
        left = [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
        if not left:
            break
        time.sleep(0.05)
    return left


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_everything_also_what_ignores_it(how):
    many = supervise({"redis": OBEDIENT, "web": STUBBORN})
    below = family(many, size=3)

    many.send_signal(how)
    output, _ = many.communicate(timeout=15)

    assert alive(below) == []
    assert many.returncode == (130 if how == signal.SIGINT else 143)
    assert "ended by itself: None" in output


def test_the_first_to_start_is_the_last_to_stop():
    many = supervise({"redis": OBEDIENT, "web": OBEDIENT, "worker": STUBBORN})
    family(many, size=4)

    many.terminate()
    output, _ = many.communicate(timeout=15)

    stops = [line.split("| ")[1].split()[0] for line in output.splitlines() if "stopped" in line]
    assert stops == ["web", "worker", "redis"]


def test_one_that_is_killed_is_started_again_and_the_others_go_on():
    many = supervise({"redis": OBEDIENT, "web": OBEDIENT, "worker": STUBBORN})
    below = family(many, size=4)
    stubborn = next(p for p in below if "SIG_IGN" in " ".join(p.cmdline()))
    others = [p for p in below if p.cmdline()[-1] == OBEDIENT and p.ppid() == many.pid]

    orphans = stubborn.children()
    stubborn.kill()
    assert alive(orphans) == []
    again = family(many, size=4)
    assert [p for p in others if p in again] == others
    assert any("SIG_IGN" in " ".join(p.cmdline()) for p in again)

    many.terminate()
    output, _ = many.communicate(timeout=15)
    assert "worker ended by itself and is started again" in output
    assert alive(again) == []


def test_one_that_cannot_keep_running_takes_the_others_along():
    many = supervise({"redis": OBEDIENT, "web": STUBBORN, "worker": "raise SystemExit(3)"})
    below = family(many, size=2)

    output, _ = many.communicate(timeout=20)

    assert alive(below) == []
    assert output.count("worker started") == 3
    assert "ended by itself: worker" in output
    assert many.returncode == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that a parent died")
def test_its_programs_end_when_it_is_killed_outright():
    many = supervise({"redis": OBEDIENT, "web": OBEDIENT})
    below = family(many, size=2)

    many.kill()
    many.communicate(timeout=15)

    assert alive(below) == []
