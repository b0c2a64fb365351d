"""Runs several programs as one: their output together, and one that is killed is started again."""

import os
import queue
import shlex
import signal
import subprocess
import threading
import time
from contextlib import suppress

from honcho.manager import Manager
from honcho.printer import Message

from project.tied import tied

GRACE_SECONDS = 8.0
# A program that ends sooner than this after its start, so many times in a row, is broken.
SETTLED_SECONDS = 10.0
STARTS = 3


class Supervisor(Manager):
    """honcho's manager with four changes.

    - A program that ends is started again; one that cannot keep running ends all, with a word.
    - The programs are children of this process, so that they can notice its death (tied.py).
    - A program is asked to stop through its first process only, which then sees its own children
      off: Celery finishes the chunk at hand. What is left after the grace is killed, by group.
    - The programs started first stop last: Redis outlives those that talk to it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.events: queue.Queue[Message] = queue.Queue()
        self.ended_by_itself: str | None = None
        self._terminating: bool = False
        self._threads: dict[str, threading.Thread] = {}
        self._winding_down = threading.Lock()

    def add(self, name: str, command: list[str]) -> None:
        self.add_process(name, f"exec {shlex.join(tied(*command))}")

    def _start(self) -> None:
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # the terminal was closed
            signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        for name in self._processes:
            thread = threading.Thread(target=self._keep_running, args=(name,), daemon=True)
            self._threads[name] = thread
            thread.start()

    def _keep_running(self, name: str) -> None:
        """Run the program, and again when it ends: a killed worker costs its chunk's lease."""
        hasty = 0
        while True:
            began, events = time.monotonic(), Relay(self.events)
            before = self._child(name)
            orphans = threading.Thread(
                target=self._see_off_orphans, args=(name, before), daemon=True
            )
            orphans.start()
            self._processes[name]["obj"].run(events)
            hasty = hasty + 1 if time.monotonic() - began < SETTLED_SECONDS else 0
            if self._terminating or hasty == STARTS:
                self.events.put(events.stop)
                return
            self._system_print(f"{name} ended by itself and is started again\n")

    def _see_off_orphans(self, name: str, before: object) -> None:
        """A program whose first process is gone is gone: honcho waits for the last to hang up."""
        while (child := self._child(name)) is before or child is None:
            time.sleep(0.05)
        child.wait()
        end_group(child)

    def _child(self, name: str) -> subprocess.Popen[bytes] | None:
        child: subprocess.Popen[bytes] | None = self._processes[name]["obj"]._child
        return child

    def terminate(self) -> None:
        if self._terminating:
            return
        self._terminating = True
        if self.returncode not in {130, 143}:
            stopped = (n for n, p in self._processes.items() if p.get("returncode") is not None)
            self.ended_by_itself = next(stopped, None)
        threading.Thread(target=self.wind_down, daemon=True).start()

    def kill(self) -> None:
        """Left to wind_down, which knows the order."""

    def wind_down(self) -> None:
        self._terminating = True
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


class Relay:
    """Passes a program's messages on, but keeps the last: whether that is the end is not its to say."""

    def __init__(self, events: queue.Queue[Message]) -> None:
        self._events = events
        self.stop = Message(type="stop", data={"returncode": 1}, time=None, name="", colour=None)

    def put(self, message: Message) -> None:
        if message.type == "stop":
            self.stop = message
        else:
            self._events.put(message)


def end_group(child: subprocess.Popen[bytes]) -> None:
    # Nobody left; macOS says "not permitted" of a group with only the dead in it.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
