"""A data folder and a Redis address of the run's own, never the person's.

Loaded by pytest (`-p` in pyproject.toml) before Django's settings are.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from project import redis_server


def isolate() -> None:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # the first process made the folder
        data = Path(os.environ["HEARSAY_DATA"]) / worker
        data.mkdir()
    else:
        data = Path(tempfile.mkdtemp(prefix="hearsay-test-"))
        atexit.register(shutil.rmtree, data, ignore_errors=True)
    (data / "static").mkdir()
    os.environ["HEARSAY_DATA"] = str(data)
    os.environ["REDIS_URL"] = redis_server.url(data / "redis.sock")
    for name in [name for name in os.environ if name.startswith("HEARSAY_")]:
        if name not in {"HEARSAY_DATA", "HEARSAY_CHROMIUM"}:
            del os.environ[name]


isolate()
