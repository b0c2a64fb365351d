import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.ingest import actions, queries
from annotator.ingest.readers.bundle import bundle, files_below
from annotator.ingest.readers.values import Mapping
from annotator.ingest.refusals import TakenInAlready
from annotator.management.reporting import ReportingCommand, campaign_called
from annotator.models import Campaign, Intake, IntakeRow

PROBLEMS_TOLD = 20
SAME = IntakeRow.Outcome.SAME


class Command(ReportingCommand):
    help = "Take articles in: pages, texts, tables, archives, exports of other tools; or folders of them."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument(
            "--outlet", default="", metavar="NAME", help="of articles that name none"
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help=f"what a column holds, where the guess is wrong: {', '.join(asdict(Mapping()))}",
        )
        parser.add_argument(
            "--labels",
            choices=Intake.Labels.values,
            default=Intake.Labels.CANDIDATES.value,
            help="what labels in the files become",
        )
        parser.add_argument(
            "--annotator", default="", metavar="NAME", help="of the import annotator"
        )
        parser.add_argument(
            "--no-wait", action="store_true", help="leave the reading to the workers"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        campaign = campaign_called(options["campaign"])
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}.")
        files = [self._take_in(path, campaign, options) for path in options["paths"]]
        return {
            "files": files,
            "added": sum(file.get("made", 0) + file.get("updated", 0) for file in files),
            "same": sum(file.get("same", 0) for file in files),
            "skipped": sum(file.get("skipped", 0) for file in files),
            # A file that could not be taken in at all counts as well.
            "failed": sum(file.get("failed", 1) for file in files),
        }

    def told(self, report: dict[str, Any]) -> str:
        lines = []
        for file in report["files"]:
            if "reason" in file:
                lines.append(f"failed  {file['path']}: {file['reason']}")
                continue
            lines.append(
                f"{file['path']}: {file['rows']} rows read = {file['made']} added"
                f" + {file['updated']} new versions + {file['same']} here already"
                f" + {file['skipped']} skipped + {file['failed']} failed;"
                f" {file['sentences']} sentences"
            )
            lines += [
                f"  {one['outcome']}  {one['where']}"
                + (f", row {one['row']}" if one["row"] else "")
                + f": {one['message']}"
                for one in file["problems"]
            ]
        lines.append(
            f"{report['added']} added, {report['same']} here already,"
            f" {report['skipped']} skipped, {report['failed']} failed"
        )
        return "\n".join(lines)

    def is_success(self, report: dict[str, Any]) -> bool:
        return report["failed"] == 0

    def _take_in(self, path: Path, campaign: Campaign, options: dict[str, Any]) -> dict[str, Any]:
        try:
            with _opened(path) as file:
                draft = actions.receive(
                    campaign=campaign,
                    file=file,
                    filename=path.resolve().name,
                    by=None,
                    at=timezone.now(),
                )
            intake = self._begun(draft, options)
        except (RuleBroken, OSError) as problem:
            return {"path": str(path), "reason": str(problem)}
        if not options["no_wait"]:
            self._watch(intake)
        return _told(path, intake)

    def _begun(self, draft: Intake, options: dict[str, Any]) -> Intake:
        try:
            return tasks.begin_intake(
                intake=draft,
                mapping=_mapping(draft, options["map"]),
                outlet=options["outlet"],
                labels_become=options["labels"],
                annotator_name=options["annotator"],
                by=None,
            )
        except TakenInAlready as refusal:
            actions.forget(intake=draft)
            if refusal.intake is None:
                raise
            return Intake.objects.get(pk=refusal.intake)  # its own report, as it stands
        except RuleBroken:
            actions.forget(intake=draft)
            raise

    def _watch(self, intake: Intake) -> None:
        """Read the file in this process, unless a worker is quicker; say how far it is."""
        assert intake.job_id is not None
        shown = 0.0
        for _ in tasks.work_off(intake.job_id):
            if sys.stderr.isatty() and time.monotonic() > shown + 0.5:
                shown = time.monotonic()
                intake.refresh_from_db()
                percent = 100 * intake.position // max(intake.size, 1)
                self.stderr.write(f"\r{percent:3} %  {intake.rows_read} rows", ending="")
        if shown:
            self.stderr.write("")


def _told(path: Path, intake: Intake) -> dict[str, Any]:
    intake.refresh_from_db()
    told: dict[str, Any] = {
        "path": str(path),
        "intake": intake.pk,
        "rows": intake.rows_read,
        "made": intake.made,
        "updated": intake.updated,
        "same": intake.same,
        "skipped": intake.skipped,
        "failed": intake.failed,
        "sentences": intake.sentences,
        "labels_taken": intake.labels_taken,
        "labels_left": intake.labels_left,
        "is_over": queries.is_over(intake),
        "problems": [
            {
                "outcome": row.outcome,
                "where": row.where,
                "row": row.row,
                "code": row.code,
                "message": row.message,
                "excerpt": row.excerpt,
            }
            for row in queries.not_taken(intake).exclude(outcome=SAME)[:PROBLEMS_TOLD]
        ],
    }
    if intake.rows_read == 1 and (document := queries.only_document(intake)):
        told |= {"document": document.pk, "title": document.title}
    return told


def _mapping(draft: Intake, given: list[str]) -> Mapping | None:
    if not given:
        return None
    known = asdict(Mapping())
    chosen: dict[str, str] = {}
    for one in given:
        field, is_one, column = one.partition("=")
        if not is_one or field not in known:
            raise CommandError(f"--map {one}: FIELD=COLUMN, with one of {', '.join(known)}.")
        chosen[field] = column
    return replace(Mapping(**draft.mapping), **chosen)


@contextmanager
def _opened(path: Path) -> Iterator[File]:
    """The file, or the archive of a folder's files."""
    if not path.is_dir():
        with path.open("rb") as file:
            yield File(file, name=path.name)
        return
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".zip") as packed:
        bundle(files_below(path), to=cast(BinaryIO, packed))
        packed.flush()
        packed.seek(0)
        yield File(packed, name=path.name)
