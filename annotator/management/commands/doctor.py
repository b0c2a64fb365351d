import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

import celery
import django
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from annotator.annotate import queries as annotate
from annotator.gold import queries as gold
from annotator.ingest import queries as ingest
from annotator.jobs import queries as jobs
from annotator.management.reporting import ReportingCommand
from annotator.models import WorkerSighting
from annotator.pretag import queries as pretag

OK, WARN, FAIL = "ok", "warn", "fail"
Finding = tuple[str, str]


class Command(ReportingCommand):
    help = "Look whether everything is well: services, versions, disk, and that the data adds up."

    def report(self, **options: Any) -> dict[str, Any]:
        checks = []
        for name, check in CHECKS.items():
            try:
                state, detail = check()
            except (DatabaseError, redis.RedisError, OSError) as error:
                state, detail = FAIL, f"{type(error).__name__}: {error}"
            checks.append({"name": name, "state": state, "detail": detail})
        return {"is_well": all(check["state"] != FAIL for check in checks), "checks": checks}

    def told(self, report: dict[str, Any]) -> str:
        lines = [f"{one['state']:4}  {one['name']}: {one['detail']}" for one in report["checks"]]
        warnings = sum(one["state"] == WARN for one in report["checks"])
        if not report["is_well"]:
            lines.append("Something is wrong.")
        else:
            lines.append(f"Nothing is broken; {warnings} warnings." if warnings else "All is well.")
        return "\n".join(lines)

    def is_success(self, report: dict[str, Any]) -> bool:
        return bool(report["is_well"])


def versions() -> Finding:
    return OK, (
        f"Hearsay {settings.VERSION}, Python {platform.python_version()}, "
        f"Django {django.__version__}, Celery {celery.__version__}"
    )


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    plan = MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
    if plan:
        return FAIL, f"{len(plan)} migrations are missing: bin/manage migrate"
    if connection.vendor != "sqlite":
        return OK, f"{connection.vendor} {connection.pg_version}"  # type: ignore[attr-defined]
    if sqlite3.sqlite_version_info < (3, 51, 3):
        return WARN, (
            f"SQLite {sqlite3.sqlite_version} in WAL mode: before 3.51.3 a rare fault (the WAL-reset "
            "bug) can damage a database that several processes write. Keep backups, use a Python "
            "with a newer SQLite, or PostgreSQL by DATABASE_URL."
        )
    return OK, f"SQLite {sqlite3.sqlite_version}, WAL"


def login_throttle() -> Finding:
    cache.get("doctor")
    return OK, "the table that counts failed sign-ins is there"


def broker() -> Finding:
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    client = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
    try:
        version = client.info("server")["redis_version"]
    except redis.RedisError as error:
        return FAIL, f"Redis does not answer ({error}). Work is kept and waits; bin/up starts one."
    return OK, f"Redis {version}"


def workers() -> Finding:
    if jobs.is_anyone_working(at=timezone.now()):
        return OK, f"{WorkerSighting.objects.count()} seen today, one within the last minute"
    return WARN, "none seen for a minute: jobs wait. bin/up starts one."


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free / 2**30
    return (OK if free >= 1 else WARN), f"{free:.1f} GiB free for {settings.DATA_DIR}"


def _none_of(faults: Iterator[str], sound: str) -> Finding:
    first = list(islice(faults, 5))
    return (FAIL, "; ".join(first)) if first else (OK, sound)


def texts() -> Finding:
    return _none_of(ingest.misquoted(), "each text has its hash, each sentence quotes its article")


def candidate_spans() -> Finding:
    return _none_of(pretag.misquoted(), "each span quotes its sentence")


def answer_spans() -> Finding:
    return _none_of(annotate.misquoted(), "each span quotes its sentence")


def histories() -> Finding:
    return _none_of(
        chain(annotate.broken_chains(), annotate.strayed()),
        "each answer is its history, each history is whole",
    )


def ledger() -> Finding:
    return _none_of(iter(jobs.ledger_faults()), "the books of all jobs balance")


def intakes() -> Finding:
    return _none_of(ingest.faults_in_books(), "each row of each file is accounted for")


def settling() -> Finding:
    waiting = len(gold.unsettled(limit=1000))
    if waiting:
        return WARN, f"{waiting} documents wait to be settled: a worker does it within seconds"
    return OK, "gold is up to date with the answers"


CHECKS: dict[str, Callable[[], Finding]] = {
    "versions": versions,
    "database": database,
    "login throttle": login_throttle,
    "broker": broker,
    "workers": workers,
    "disk": disk,
    "texts": texts,
    "candidates": candidate_spans,
    "answers": answer_spans,
    "histories": histories,
    "ledger": ledger,
    "intakes": intakes,
    "gold": settling,
}
