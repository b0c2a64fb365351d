from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.ingest.actions import MAX_BYTES, MEDIA_TYPES
from annotator.management.reporting import ReportingCommand, campaign_called
from annotator.models import Campaign


class Command(ReportingCommand):
    help = "Take articles in from files or folders (.html .htm .txt)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--outlet", default="", metavar="NAME")

    def report(self, **options: Any) -> dict[str, Any]:
        campaign = campaign_called(options["campaign"])
        files = [
            self._take_in(path, campaign, options["outlet"]) for path in _files(options["paths"])
        ]
        return {
            "files": files,
            **{
                state: sum(file["state"] == state for file in files)
                for state in ("added", "same", "failed")
            },
        }

    def told(self, report: dict[str, Any]) -> str:
        lines = []
        for file in report["files"]:
            if file["state"] == "failed":
                lines.append(f"failed  {file['path']}: {file['reason']}")
            else:
                lines.append(
                    f"{file['state']:7} {file['path']} -> document {file['document']}, "
                    f"{file['sentences']} sentences: {file['title']}"
                )
        lines.append(
            f"{report['added']} added, {report['same']} here already, {report['failed']} failed"
        )
        return "\n".join(lines)

    def is_success(self, report: dict[str, Any]) -> bool:
        return report["failed"] == 0

    def _take_in(self, path: Path, campaign: Campaign, outlet: str) -> dict[str, Any]:
        try:
            ingested = tasks.add_document(
                campaign=campaign,
                content=_content(path),
                filename=path.name,
                outlet=outlet,
                by=None,
            )
        except (RuleBroken, OSError) as problem:
            return {"path": str(path), "state": "failed", "reason": str(problem)}
        document = ingested.document
        return {
            "path": str(path),
            "state": "added" if ingested.is_new else "same",
            "document": document.pk,
            "title": document.title,
            "sentences": document.sentences.count(),
        }


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named that can be read, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and file.suffix.lower() in MEDIA_TYPES
            )
        elif path.exists():
            yield path
        else:
            raise CommandError(f"There is no file or folder {path}.")
