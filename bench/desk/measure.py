"""One table about the desk: what a person waits for, what the server bears, beside other tools.

    python bench/desk/measure.py [--only page|server|peers] [--peers FOLDER]

FOLDER holds virtual environments of other tools, made as README.md says; without it they are left
out. Answers are counted in the database afterwards: a figure with one lost or doubled is none.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.desk import browser, ours, peers
from bench.intake import machine
from bench.intake.table import Row, markdown

PARTS = ("page", "server", "peers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    parts = options.only or PARTS
    print("\n".join(machine.lines()))
    with browser.chrome() as chrome:
        print(f"- {browser.name()} {chrome.version}\n\n{markdown([])}", flush=True)
        if "page" in parts:
            _tell(ours.page_rows(chrome))
        if "peers" in parts and options.peers:
            _tell(peers.rows(chrome, options.peers))
    if "server" in parts:
        _tell(ours.server_rows())
    print(f"\n- load when it ended: {machine.load()}")


def _tell(rows: Iterable[Row]) -> None:
    """Each row as it comes: a run that is broken off has told what it found."""
    for row in rows:
        print(markdown([row]).splitlines()[-1], flush=True)


if __name__ == "__main__":
    main()
