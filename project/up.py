"""Everything `bin/up` starts, once the environment is there."""

import argparse
import errno
import fcntl
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from io import StringIO
from pathlib import Path
from typing import IO

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connections

from project import redis_server
from project.supervisor import Supervisor

ROOT = Path(__file__).resolve().parent.parent


class CannotStart(Exception):
    """What is wrong and what to do about it, for the person who typed bin/up."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/up")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args(arguments).port
    bind = os.environ.get("HEARSAY_BIND", "").strip() or "127.0.0.1"
    try:
        with ExitStack() as cleanup:
            return start(bind, port, cleanup)
    except (CannotStart, ImproperlyConfigured) as error:
        print(f"bin/up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def start(bind: str, port: int, cleanup: ExitStack) -> int:
    data = open_data_folder()
    address = os.environ.get("HEARSAY_URL", "").strip() or f"http://127.0.0.1:{port}"
    cleanup.enter_context(lock(data, address))
    check_port(bind, port)
    (data / "url").write_text(f"{address}\n")
    redis = None if os.environ.get("REDIS_URL", "").strip() else own_redis(data, cleanup)

    invitation = prepare_database(data)
    call_command("collectstatic", interactive=False, verbosity=0)

    supervisor = Supervisor()
    for name, command in programs(data, bind, port, redis).items():
        supervisor.add(name, command)
    cleanup.callback(supervisor.wind_down)
    threading.Thread(target=announce, args=(bind, port, address, invitation), daemon=True).start()
    supervisor.loop()
    if ended := supervisor.ended_by_itself:
        where = (
            f"its log is {data / 'redis.log'}" if ended == "redis" else "its last lines stand above"
        )
        print(f"{ended} ended by itself, so everything was ended; {where}.")
        return 1
    return supervisor.returncode or 0


def open_data_folder() -> Path:
    data = Path(os.environ.get("HEARSAY_DATA", "").strip() or ROOT / "var").expanduser().absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise CannotStart(
            f"cannot write in the data folder {data} ({error.strerror}).\n"
            "Make it yours, or name another: HEARSAY_DATA=/path/to/folder bin/up"
        ) from error
    os.environ["HEARSAY_DATA"] = str(data)
    return data


def lock(data: Path, address: str) -> IO[str]:
    """Held until this process ends, however it ends."""
    file = (data / "up.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        running = file.read().strip()
        file.close()
        raise CannotStart(
            f"Hearsay is already running on the data folder {data}: {running}\n"
            "Stop that one first, or give this one its own: HEARSAY_DATA=/path/to/folder bin/up"
        ) from error
    file.truncate(0)
    file.write(f"{address} (process {os.getpid()})\n")
    file.flush()
    return file


def check_port(bind: str, port: int) -> None:
    try:
        try_port(bind, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"port {port} is taken by another program. Choose another: bin/up --port {port + 1}"
            ) from error
        if error.errno == errno.EACCES:
            raise CannotStart(
                f"port {port} may be opened by root only. Choose one above 1023: bin/up --port 8000"
            ) from error
        raise CannotStart(f"cannot listen on {bind}:{port}: {error}") from error


def try_port(bind: str, port: int) -> None:
    host = bind.strip("[]")
    family, _, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family) as probe:
        # As gunicorn does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(target)
    with socket.socket() as caller:  # macOS lets two bind, one to all addresses and one to this
        caller.settimeout(1)
        if caller.connect_ex(("127.0.0.1", port)) == 0:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


def own_redis(data: Path, cleanup: ExitStack) -> list[str]:
    """The command that runs it; its address is left in the data folder, where settings look."""
    server = redis_server.executable()
    if server is None:
        raise CannotStart("no redis-server here. Install one, or name one that runs: REDIS_URL=...")
    path = data / "redis.sock"
    if not redis_server.socket_fits(path):
        folder = Path(tempfile.mkdtemp(prefix="hearsay-", dir="/tmp"))
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        path = folder / "redis.sock"
    redis_server.stop_left_over(path)
    log = data / "redis.log"
    log.unlink(missing_ok=True)
    (data / "redis-url").write_text(f"{redis_server.url(path)}\n")
    return redis_server.command(server, path, log)


def prepare_database(data: Path) -> str:
    """Migrated, with the demo the first time. Answers the owner's set-up address, if still due."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        seed_once(data / "demo-seeded")
        invitation = StringIO()
        call_command("setup_link", stdout=invitation)
    except OperationalError as error:
        raise CannotStart(f"the database cannot be used: {error}") from error
    finally:
        connections.close_all()
    return invitation.getvalue().strip()


def seed_once(mark: Path) -> None:
    """A demo that its owner deleted stays deleted, and a working installation gets none."""
    from annotator.models import Campaign

    if not mark.exists():
        if not Campaign.objects.exists():
            call_command("seed_demo", verbosity=0, stdout=StringIO())
        mark.touch()


def programs(data: Path, bind: str, port: int, redis: list[str] | None) -> dict[str, list[str]]:
    """What runs, by name. The first to start is the last to stop."""
    celery = [sys.executable, "-m", "celery", "--app", "project.celery", "--quiet"]
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
    # fmt: off
    web = [
        sys.executable, "-m", "gunicorn", "project.wsgi:application", "--bind", f"{bind}:{port}",
        "--preload", "--workers", "2", "--worker-class", "gthread", "--threads", "3", *memory,
        "--timeout", "60", "--graceful-timeout", "6", "--no-control-socket",
        "--log-level", "warning",
    ]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    worker = [
        *celery, "worker", "--concurrency", "2", "--hostname", f"hearsay-{os.getpid()}@%h", *quiet,
    ]
    asking = [  # it waits for services, most of the time
        *celery, "worker", "--pool", "threads", "--concurrency", "4", "--queues", "services",
        "--hostname", f"hearsay-asking-{os.getpid()}@%h", *quiet,
    ]
    beat = [
        *celery, "beat", "--schedule", str(data / "beat-schedule"), "--pidfile=",
        "--loglevel", "WARNING",
    ]
    # fmt: on
    first = {"redis": redis} if redis else {}
    if settings.REMOTE_TAGGERS:
        workers = {"worker": [*worker, "--queues", "celery"], "asking": asking}
    else:
        workers = {"worker": worker}
    return {**first, "web": web, **workers, "beat": beat}


def announce(bind: str, port: int, address: str, invitation: str) -> None:
    """Say where Hearsay is, once a page answers."""
    host = "127.0.0.1" if bind in {"0.0.0.0", "[::]", "::"} else bind.strip("[]")
    for _ in range(600):
        if page_answers(host, port):
            break
        time.sleep(0.1)
    else:
        return
    lines = [f"Hearsay runs at {address}"]
    if invitation:
        lines += ["", "No one has an account yet. Make the owner's here (once):", invitation]
    lines += ["", "Ctrl-C ends it."]
    rule = "=" * max(map(len, lines))
    print("", rule, *lines, rule, "", sep="\n", flush=True)


def page_answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
