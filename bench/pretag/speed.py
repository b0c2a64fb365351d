"""How fast and how big a tagger is, in a process of its own: `python bench/pretag/speed.py NAME TEXTS`."""

import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.apps import look_for_cycles_seldom
from annotator.pretag.learned import gold
from annotator.pretag.taggers import tagger

ROUNDS = 5


def main() -> None:
    """Print sentences a second (of processor time, the best round) and peak memory in MB."""
    look_for_cycles_seldom()  # as the processes of the product do
    chosen = tagger(sys.argv[1])
    articles = [document.article for document in gold.read(Path(sys.argv[2]))]
    sentences = sum(len(article.sentences) for article in articles)
    begun = time.process_time()
    chosen.tag(articles[0])
    first = time.process_time() - begun
    best = wall = 0.0
    for _ in range(ROUNDS):
        cpu, clock = time.process_time(), time.perf_counter()
        for article in articles:
            chosen.tag(article)
        best = max(best, sentences / (time.process_time() - cpu))
        wall = max(wall, sentences / (time.perf_counter() - clock))
    print(json.dumps({"cpu": best, "wall": wall, "first": first, "memory": _memory()}))


def _memory() -> float:
    """The most this process has held, in MB. `getrusage` would count the parent that forked it."""
    told = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"(?m)^VmHWM:\s+(\d+) kB$", told)
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main()
