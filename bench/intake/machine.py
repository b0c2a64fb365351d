"""What a table of figures stands on: the machine, how busy it is, the versions, the day."""

import hashlib
import os
import platform
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.intake import peers

ROOT = Path(__file__).parents[2]


def lines() -> Iterator[str]:
    """Lines for above the table."""
    yield f"- date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield (
        f"- machine: {_cpu()}, {os.cpu_count()} cores, {_memory()} RAM,"
        f" {platform.system()} {platform.release()}"
    )
    yield f"- load when it began: {load()}"
    yield f"- Hearsay {_ours()}, code {code()}"
    yield f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    own = ("Django", "psycopg", "lxml", "Resiliparse", "celery")
    yield "- " + ", ".join(f"{name} {version(name)}" for name in own)
    yield "- beside it: " + ", ".join(f"{name} {peers.installed(name)}" for name in peers.pins())


def code() -> str:
    """A short hash of all our code and weights, to tell whether they changed."""
    digest = hashlib.sha256()
    for folder in ("annotator", "project"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".json"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def load() -> str:
    """/proc/loadavg where there is one."""
    try:
        return Path("/proc/loadavg").read_text("ascii").strip()
    except OSError:
        return " ".join(f"{one:.2f}" for one in os.getloadavg())


def _cpu() -> str:
    try:
        found = re.search(r"(?m)^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.1f} GiB"


def _ours() -> str:
    """Version and revision, and whether files were changed since."""
    settings = (ROOT / "project/settings.py").read_text("utf-8")
    found = re.search(r'(?m)^VERSION = "(.+)"$', settings)
    revision = _git("rev-parse", "--short", "HEAD")
    changed = " with changes" if _git("status", "--porcelain", "--", "annotator", "project") else ""
    return f"{found[1] if found else '?'} ({revision or 'no revision'}{changed})"


def _git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip()
