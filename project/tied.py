"""Runs a command that ends when its parent does, also when the parent was killed with -9.

    python project/tied.py PARENT_PID COMMAND...

Linux only: elsewhere the command runs as it is, and the next start clears up.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tied(*command: str) -> list[str]:
    """The command, made to end when this process does, however that ends."""
    return [sys.executable, __file__, str(os.getpid()), *command]


if __name__ == "__main__":
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):  # it died before the line above
            sys.exit(1)
    os.execvp(command[0], command)
