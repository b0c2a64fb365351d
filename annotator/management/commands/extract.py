import gzip
import json
import os
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotator.errors import RuleBroken
from annotator.ingest import extracting
from annotator.ingest.article import Quotes
from annotator.ingest.decode import decode
from annotator.ingest.repeats import repeated
from annotator.ingest.values import REASONS

AS = {".html": "html", ".htm": "html"}


class Command(BaseCommand):
    help = "Show what an input would become, or do it for a batch; nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)
        parser.add_argument("--outlet", default="", metavar="NAME")
        parser.add_argument(
            "--as", dest="kind", choices=["html", "pasted", "clean"], help="else by the ending"
        )
        parser.add_argument(
            "--quotes",
            choices=["split", "keep"],
            default="split",
            help="keep: what stands in one pair of quotation marks is never cut (of clean texts)",
        )
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--batch", type=Path, metavar="IN.jsonl[.gz]")
        parser.add_argument("--out", type=Path, metavar="OUT.jsonl")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["batch"]:
                self._batch(options)
            elif options["path"]:
                self._one(options["path"], options)
            else:
                raise CommandError("Name a file, or --batch IN.jsonl --out OUT.jsonl.")
        except OSError as error:
            raise CommandError(str(error)) from error

    def _one(self, path: Path, options: dict[str, Any]) -> None:
        kind = options["kind"] or AS.get(path.suffix.lower(), "pasted")
        try:
            content = path.read_bytes()
            record = {"html_path": path.name} if kind == "html" else {kind: decode(content)}
            article = extracting.read(record, folder=path.parent, quotes=options["quotes"])
        except RuleBroken as refusal:
            raise CommandError(f"{path}: {refusal}") from refusal
        told = extracting.whole(article, outlet=options["outlet"])
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name in ("title", "author", "date", "outlet", "language"):
            self.stdout.write(f"{name:9} {told[name] or '-'}")
        for line in told["lines"]:
            mark = "keep" if line["is_kept"] else "drop"
            reason = REASONS.get(line["reason"], line["reason"])
            self.stdout.write(f"{mark} {line['number']:4}  {line['text'][:90]}  [{reason}]")

    def _batch(self, options: dict[str, Any]) -> None:
        path, out = options["batch"], options["out"]
        if out is None:
            raise CommandError("A batch needs --out OUT.jsonl.")
        rows = failed = 0
        draft = out.with_name(f"{out.name}.part")
        with Pool(max(1, options["workers"])) as pool, draft.open("w", encoding="utf-8") as file:
            extract = partial(extracted, folder=path.parent, quotes=options["quotes"])
            for number, (line, reason) in enumerate(pool.imap(extract, rows_of(path), 8), start=1):
                rows = number
                if reason:
                    failed += 1
                    self.stderr.write(f"{path}, row {number}: {reason}")
                file.write(line + "\n")
        draft.replace(out)
        self.stderr.write(f"{rows} rows, {failed} failed")


def lines(path: Path) -> Iterator[str]:
    """The rows of a batch that are not blank."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        yield from (line for line in file if line.strip())


def rows_of(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Each row with the lines of it that other pastes of its outlet have too."""
    tables = extracting.tables(enumerate(map(parsed, lines(path))))
    for number, line in enumerate(lines(path)):
        record = parsed(line)
        within = tables.get(str(record.get("outlet")))
        own = str(record.get("pasted") or "").splitlines()
        yield line, repeated(own, within, document=number) if within and own else frozenset()


def parsed(line: str) -> dict[str, Any]:
    """The record of a row; an empty one where it has none (what is wrong is told later)."""
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def extracted(
    row: tuple[str, frozenset[str]], *, folder: Path, quotes: Quotes = "split"
) -> tuple[str, str]:
    """The result for one row as JSON, and why it failed, if it did: its text is then empty."""
    identity = None
    line, others = row
    try:
        record = json.loads(line)
        identity = record.get("id")
        article = extracting.read(record, folder=folder, repeated=others, quotes=quotes)
        told = extracting.result(identity, article)
        return json.dumps(told, ensure_ascii=False), ""
    except (RuleBroken, OSError, ValueError, AttributeError) as problem:
        empty: dict[str, Any] = {
            "id": identity,
            "text": "",
            "title": "",
            "author": "",
            "date": None,
            "sentences": [],
        }
        return json.dumps(empty), str(problem)
