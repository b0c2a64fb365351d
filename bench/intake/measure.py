"""Ours beside the named libraries, in one run and one table.

    python bench/intake/measure.py SHARED_EVAL_DIR [--only quality|speed|store] [--sentences N] [--out FILE]

Needs what bin/test installs; a library of requirements.txt that is missing is said to be. Everything
is written in temporary folders, which go again. A quarter of an hour on two cores.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.intake import machine, made_up, quality, speed, store
from bench.intake.sets import Sets
from bench.intake.table import Row, markdown

PARTS = ("quality", "speed", "store")
NOTES = """\
¹ Its trees were trained on these very pages and pastes; for outlets it has not seen take the line
that is cross-validated. Metadata is read by rules.
² Without the rules around the trees, and without the headline line that ours puts first.
³ Lines that end in terminal punctuation (. ! ? or a closing quotation mark behind them), of at least
five words.
⁴ So that each article is compared with as many others as one ever is: the most that looking for
copies costs. The goals are for articles that share nothing.

Speed: the best of two rounds, by processor time and in brackets by the clock on the wall. Stored:
one process reads and writes, pre-tagging is left to workers that are not there; a process starts
Python and Django first. PostgreSQL and SQLite wait for the disk at each commit; PostgreSQL has a
process of its own. The sentences are invented, 20 an article; every stored one is compared with
what was given."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder with score.py, intake/, sentences/")
    parser.add_argument("--only", choices=PARTS, action="append", help="may be given twice")
    parser.add_argument("--sentences", type=int, default=100_000, help="that are stored")
    parser.add_argument("--out", type=Path, help="write the table there too")
    asked = parser.parse_args()
    if asked.sentences % made_up.SENTENCES_AN_ARTICLE or asked.sentences < 10_000:
        parser.error("--sentences: 10,000 or more, in articles of 20")
    sets = Sets(asked.shared)
    parts = asked.only or PARTS
    head = list(machine.lines())
    if {"quality", "speed"} & set(parts):
        head.append(f"- sets: {sets.sizes()}")
    if "store" in parts:
        articles = asked.sentences // made_up.SENTENCES_AN_ARTICLE
        head.append(f"- stored: {asked.sentences:,} invented sentences in {articles:,} articles")
    code = machine.code()
    rows = list(_rows(parts, sets, asked.sentences))
    head.append(f"- load when it ended: {machine.load()}")
    if machine.code() != code:
        head.append("- **the code was changed while this ran: run it again**")
    told = "\n".join([*head, "", markdown(rows), "", NOTES])
    print(told)
    if asked.out:
        asked.out.write_text(told + "\n", "utf-8")


def _rows(parts: tuple[str, ...], sets: Sets, sentences: int) -> Iterator[Row]:
    """The rows of the parts that were asked for, each said to stderr as it comes."""
    made = {
        "quality": lambda: quality.rows(sets),
        "speed": lambda: speed.rows(sets),
        "store": lambda: store.rows(sentences),
    }
    for part in PARTS:
        for row in made[part]() if part in parts else ():
            print(f"{row.measure}: {row.ours} | {row.beside}", file=sys.stderr, flush=True)
            yield row


if __name__ == "__main__":
    main()
