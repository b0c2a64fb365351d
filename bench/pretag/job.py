"""How fast a pre-tagging job is into the database, and whether a sentence costs the same at the end.

    python bench/pretag/job.py [SENTENCES [GOLD.jsonl]]

200,000 sentences by default, made by repeating sentences in any order: those of a file in the gold
format of `shared/eval/README.md` (`claims/train.jsonl` is news), or else the invented passages,
which are dense in charges and so the harder text. SQLite and PostgreSQL, each in an installation of
its own; one process does the job, as a worker would.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.intake import machine, processes, store

CAMPAIGN = "bench"
PARTS = 10
SENTENCES_AN_ARTICLE = 20


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        print(json.dumps(child(int(sys.argv[2]), *sys.argv[3:])))
        return
    sentences = int(sys.argv[1]) if sys.argv[1:] else 200_000
    text = sys.argv[2:3]
    print("\n".join(machine.lines()))
    print(f"\n| {sentences:,} sentences | sentences/s | first to last tenth | peak memory, MB |")
    print("|---|---|---|---|")
    _tell("SQLite", "", sentences, text)
    with store.postgres_server() as (name, database):
        _tell(name, database(), sentences, text)
    print(f"\n- load when it ended: {machine.load()}")


def _tell(name: str, address: str, sentences: int, text: list[str]) -> None:
    told = store.run("bench.pretag.job", "child", str(sentences), *text, address=address)
    if "error" in told:
        print(f"| {name} | {told['error']} | | |")
        return
    rates = told["rates"]
    print(
        f"| {name} | {told['sentences'] / told['seconds']:,.0f}"
        f" | {', '.join(f'{rate:,.0f}' for rate in rates)} | {told['memory']:.0f} |",
        flush=True,
    )


def child(sentences: int, text: str = "") -> dict[str, Any]:
    """Take articles in, then do the job that pre-tags them; sentences a second of each tenth."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    processes.manage("migrate", "--verbosity", "0")
    processes.manage("create_campaign", CAMPAIGN)
    path = Path(os.environ["HEARSAY_DATA"]) / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for row in _rows(sentences // SENTENCES_AN_ARTICLE, _texts(text)):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    processes.manage("ingest", str(path), "--campaign", CAMPAIGN)
    django.setup()
    from django.db.models import Count

    from annotator.models import Candidate, Job, Sentence
    from annotator.pretag.language import is_known

    total, before = Sentence.objects.count(), Candidate.objects.count()
    assert total >= sentences, f"{total} sentences came in"
    assert not before, "somebody pre-tagged them already"
    rates, seconds = _done(Job.objects.get(kind=Job.Kind.PRETAG).pk, total)
    tagged = Candidate.objects.filter(rank=0).count()
    languages = Sentence.objects.values_list("document__language").annotate(Count("pk")).order_by()
    known = sum(count for language, count in languages if is_known(language))
    assert tagged == known, f"{tagged} of {known} sentences are tagged"
    return {"sentences": total, "seconds": seconds, "rates": rates, "memory": _memory()}


def _done(job: int, total: int) -> tuple[list[float], float]:
    from annotator import tasks
    from annotator.models import Candidate

    began = mark = time.perf_counter()
    rates: list[float] = []
    counted = 0
    for chunks, _ in enumerate(tasks.work_off(job), start=1):
        if chunks * SENTENCES_AN_ARTICLE * 20 >= (len(rates) + 1) * total / PARTS:
            now, count = time.perf_counter(), Candidate.objects.filter(rank=0).count()
            rates.append((count - counted) / (now - mark))
            counted, mark = count, time.perf_counter()
    return rates, time.perf_counter() - began


def _texts(text: str) -> list[str]:
    """The sentences of a gold file, or of the invented passages where none is named."""
    from bench.pretag.passage_reader import FOLDER, read

    documents: Iterator[dict[str, Any]]
    if text:
        lines = Path(text).read_text("utf-8").splitlines()
        documents = (json.loads(line) for line in lines)
    else:
        documents = (one for path in sorted(FOLDER.glob("*.txt")) for one in read(path))
    return [
        document["text"][one["start"] : one["end"]]
        for document in documents
        for one in document["sentences"]
    ]


def _rows(articles: int, texts: list[str]) -> Iterator[dict[str, Any]]:
    """Articles of those sentences, in another order each."""
    chance = random.Random(7)
    for number in range(articles):
        yield {
            "title": f"Article {number}",
            "sentences": chance.sample(texts, SENTENCES_AN_ARTICLE),
        }


def _memory() -> float:
    """The most this process has held, in MB."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


if __name__ == "__main__":
    main()
