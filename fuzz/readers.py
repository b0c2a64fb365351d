"""Bytes made to break the readers: each is read, or refused, and reading goes on from any cursor.

Run: `.venv/bin/pip install atheris==3.0.0`, then
`.venv/bin/python fuzz/readers.py -max_total_time=60 var/fuzz` (the folder keeps what it found).
"""

import io
import sys
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["annotator.ingest.readers", "openpyxl", "warcio"]):
    from annotator.errors import RuleBroken
    from annotator.ingest.readers import READERS, detect, limits

NAMES = (
    "a.html",
    "a.mhtml",
    "a.txt",
    "a.csv",
    "a.jsonl",
    "a.json",
    "a.zip",
    "a.xlsx",
    "a.docx",
    "a.warc",
    "a",
)
READ = tuple(READERS.values())


def one(data: bytes) -> None:
    """The first byte chooses the file's name, and whether detection is passed over."""
    if len(data) < 2:
        return
    choice, rest = data[0], data[1:]
    name = NAMES[choice % len(NAMES)]
    try:
        reader = detect(name, rest[: limits.HEAD]) if choice < 128 else READ[choice % len(READ)]
        items = list(reader.read(io.BytesIO(rest), name=name))
    except RuleBroken:
        return
    for index in {0, len(items) // 2, len(items) - 1} if items else ():
        further = list(reader.read(io.BytesIO(rest), name=name, cursor=items[index][1]))
        assert further == items[index + 1 :], (name, items[index])


def main() -> None:
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
