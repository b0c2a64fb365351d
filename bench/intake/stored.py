"""A whole intake, from a file to rows in the database, in an installation of its own.

    python -m bench.intake.stored store|bad-byte|kill SENTENCES [--labels nothing|candidates|annotations] [--stock]

measure.py runs it once a measure, with a fresh HEARSAY_DATA and database in the environment. Prints
one JSON object. Everything it starts listens on unix sockets in that folder and ends with it.
"""

import argparse
import csv
import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from bench.intake import made_up, processes

DATA = Path(os.environ["HEARSAY_DATA"])
GOOD_ROWS = 5_000
KILLED_AT = 0.4
LONGEST = 1_800.0
CAMPAIGN = "bench"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=["store", "bad-byte", "kill"])
    parser.add_argument("sentences", type=int)
    parser.add_argument(
        "--labels", default="nothing", choices=["nothing", "candidates", "annotations"]
    )
    parser.add_argument("--stock", action="store_true", help="articles of stock phrases")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    processes.manage("migrate", "--verbosity", "0")
    processes.manage("create_campaign", CAMPAIGN)
    django.setup()
    count = asked.sentences // made_up.SENTENCES_AN_ARTICLE
    match asked.task:
        case "store":
            told = store(count, labels=asked.labels, stock=asked.stock)
        case "bad-byte":
            told = {"jsonl": bad_byte("jsonl"), "csv": bad_byte("csv")}
        case _:
            told = kill(count)
    print(json.dumps(told))


# --- the measures -----------------------------------------------------------------------------


def store(count: int, *, labels: str, stock: bool) -> dict[str, Any]:
    """Articles of ready sentences, taken in by one process."""
    path = _sentence_file(count, with_labels=labels != "nothing", stock=stock)
    process = processes.ingest(path, "--labels", labels, campaign=CAMPAIGN)
    wall, peak = processes.watched(process)
    report = json.loads(process.communicate()[0])
    (file,) = report["files"]
    return {
        "exit_code": process.returncode,
        "wall_seconds": wall,
        "job_seconds": _job_seconds(file["intake"]),
        "peak_bytes": peak,
        "file_bytes": path.stat().st_size,
        "labels_taken": file["labels_taken"],
        **_held(count, stock=stock),
    }


def bad_byte(ending: str) -> dict[str, Any]:
    """5,000 good rows and one more with a byte that is no UTF-8: what went in, what was said."""
    path = DATA / f"bad-byte.{ending}"
    path.write_bytes(b"".join(_rows(ending)))
    campaign = f"bad-byte-{ending}"
    processes.manage("create_campaign", campaign)
    process = processes.ingest(path, campaign=campaign)
    report = json.loads(process.communicate()[0])
    (file,) = report["files"]
    return {
        "rows": file.get("rows", 0),
        "made": file.get("made", 0),
        "failed": file.get("failed", 1),
        "problems": [(one["row"], one["code"]) for one in file.get("problems", [])],
        "exit_code": process.returncode,
    }


def kill(count: int) -> dict[str, Any]:
    """The process that reads is killed on the way; Celery workers do the rest."""
    from annotator.models import Document, Intake

    path = _sentence_file(count, with_labels=True)
    process = processes.ingest(path, "--labels", "candidates", campaign=CAMPAIGN)
    intake = _intake_at(KILLED_AT, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    intake.refresh_from_db()
    killed = {
        "killed_at": intake.position / intake.size,
        "documents_then": Document.objects.count(),
        "exit_code": process.returncode,
    }
    began = time.monotonic()
    with processes.redis(DATA), processes.workers(DATA):
        _until_over(intake)
        seconds = time.monotonic() - began
    intake = Intake.objects.get(pk=intake.pk)
    return {
        **killed,
        "seconds_to_finish": seconds,
        "rows": intake.rows_read,
        "made": intake.made,
        "problems": [f"row {one.row} {one.code}" for one in intake.rows.all()],
        "tries": list(
            intake.job.chunks.filter(tries__gt=1).values_list("number", "tries", "worker")
        ),
        "log": (DATA / "worker.log").read_text(errors="replace")[-3000:],
        "labels_taken": intake.labels_taken,
        **_held(count),
    }


# --- files ------------------------------------------------------------------------------------


def _sentence_file(count: int, *, with_labels: bool, stock: bool = False) -> Path:
    """A sentence a row, the rows of an article one after the other."""
    path = DATA / "sentences.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for article in made_up.articles(count, stock=stock):
            for sentence, label in zip(article.sentences, article.labels, strict=True):
                row = {"document": article.name, "sentence": sentence}
                row |= {"label": label} if with_labels else {}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _rows(ending: str) -> Iterator[bytes]:
    """Good rows, an article each, and the bad one."""
    if ending == "csv":
        yield b"title,text\n"
    for number, article in enumerate(made_up.articles(GOOD_ROWS + 1)):
        text = " ".join(article.sentences[:3])
        row = _csv_row(article.name, text) if ending == "csv" else _json_row(article.name, text)
        is_bad = number == GOOD_ROWS
        yield row.replace(b".", b"\xff.", 1) if is_bad else row


def _csv_row(title: str, text: str) -> bytes:
    written: list[str] = []
    csv.writer(type("Lines", (), {"write": staticmethod(written.append)})).writerow([title, text])
    return "".join(written).encode()


def _json_row(title: str, text: str) -> bytes:
    return (json.dumps({"title": title, "text": text}, ensure_ascii=False) + "\n").encode()


# --- what the database says -------------------------------------------------------------------


def _intake_at(share: float, process: subprocess.Popen[str]) -> Any:
    """The intake, once so much of its file has been read and the next chunk is in hand."""
    from annotator.models import Chunk, Intake

    while process.poll() is None:
        intake = Intake.objects.first()
        if (
            intake
            and intake.position >= share * intake.size
            and Chunk.objects.filter(job=intake.job_id, state=Chunk.State.LEASED).exists()
        ):
            return intake
        time.sleep(0.01)
    raise RuntimeError("It was over before it could be killed: take more sentences.")


def _until_over(intake: Any) -> None:
    """Ring as beat would, until the job is over."""
    from annotator import tasks
    from annotator.models import Job

    deadline = time.monotonic() + LONGEST
    while not Job.objects.filter(pk=intake.job_id, finished_at__isnull=False).exists():
        if time.monotonic() > deadline:
            raise RuntimeError((DATA / "worker.log").read_text(errors="replace")[-2000:])
        tasks.sweep.delay()
        time.sleep(1)


def _job_seconds(intake: int) -> float:
    """From the opening of the job to its end, by the ledger."""
    from annotator.models import Intake

    job = Intake.objects.select_related("job").get(pk=intake).job
    assert job
    assert job.finished_at
    return (job.finished_at - job.opened_at).total_seconds()


def _held(count: int, *, stock: bool = False) -> dict[str, Any]:
    """What is in the database, and how much of it is what was given: each once, as it was cut."""
    from annotator.models import Annotation, Candidate, Document, Sentence

    texts = dict(Document.objects.values_list("pk", "text"))
    cut: dict[int, list[str]] = {pk: [] for pk in texts}
    slices = Sentence.objects.order_by("document", "index")
    for document, start, end in slices.values_list("document", "start", "end").iterator():
        cut[document].append(texts[document][start:end])
    found = Counter(tuple(sentences) for sentences in cut.values())
    wanted = Counter(article.sentences for article in made_up.articles(count, stock=stock))
    return {
        "documents": len(texts),
        "sentences": sum(map(len, cut.values())),
        "documents_as_given": (found & wanted).total(),
        "documents_doubled": found.total() - len(found),
        "in_stories": Document.objects.filter(story__isnull=False).count(),
        "candidates": Candidate.objects.filter(tagger__is_import=True).count(),
        "annotations": Annotation.objects.count(),
    }


if __name__ == "__main__":
    main()
