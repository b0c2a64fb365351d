"""Runs several programs as one: their output together, and when one ends, all end."""

import os
import queue
import shlex
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Message

TIED = Path(__file__).with_name("tied.py")
GRACE_SECONDS = 8.0


class Supervisor(Manager):
    """honcho's manager with three changes.

    - The programs are children of this process, so that they can notice its death (tied.py).
    - A program is asked to stop through its first process only, which then sees its own children
      off: Celery finishes the chunk at hand. What is left after the grace is killed, by group.
    - The programs started first stop last: Redis outlives those that talk to it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.events: queue.Queue[Message] = queue.Queue()
        self.ended_by_itself: str | None = None
        self._threads: dict[str, threading.Thread] = {}
        self._winding_down = threading.Lock()

    def add(self, name: str, command: list[str]) -> None:
        words = [sys.executable, str(TIED), str(os.getpid()), *command]
        self.add_process(name, f"exec {shlex.join(words)}")

    def _start(self) -> None:
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # the terminal was closed
            signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        for name, program in self._processes.items():
            run = program["obj"].run
            thread = threading.Thread(target=run, args=(self.events,), daemon=True)
            self._threads[name] = thread
            thread.start()
            threading.Thread(target=self._see_off_orphans, args=(name,), daemon=True).start()

    def _see_off_orphans(self, name: str) -> None:
        """A program whose first process is gone is gone: honcho waits for the last to hang up."""
        while (child := self._child(name)) is None:
            time.sleep(0.05)
        child.wait()
        end_group(child)

    def _child(self, name: str) -> subprocess.Popen[bytes] | None:
        child: subprocess.Popen[bytes] | None = self._processes[name]["obj"]._child
        return child

    def terminate(self) -> None:
        if self._terminating:
            return
        self._terminating: bool = True
        if self.returncode not in {130, 143}:
            stopped = (n for n, p in self._processes.items() if p.get("returncode") is not None)
            self.ended_by_itself = next(stopped, None)
        threading.Thread(target=self.wind_down, daemon=True).start()

    def kill(self) -> None:
        """Left to wind_down, which knows the order."""

    def wind_down(self) -> None:
        with self._winding_down:
            names = list(self._threads)
            self._stop(names[1:], GRACE_SECONDS)
            self._stop(names[:1], 1.0)

    def _stop(self, names: list[str], seconds: float) -> None:
        children = [child for name in names if (child := self._child(name))]
        for child in children:
            child.terminate()
        deadline = time.monotonic() + seconds
        for name in names:
            self._threads[name].join(max(0.0, deadline - time.monotonic()))
        for child in children:
            end_group(child)
        for name in names:
            self._threads[name].join(1.0)


def end_group(child: subprocess.Popen[bytes]) -> None:
    # Nobody left; macOS says "not permitted" of a group with only the dead in it.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
