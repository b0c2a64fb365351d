import time
from typing import Any

from django.core.management.base import CommandParser

from annotator import tasks
from annotator.jobs import queries
from annotator.management.reporting import ReportingCommand, campaign_called
from annotator.models import Job
from annotator.pretag.refusals import NothingToTag


class Command(ReportingCommand):
    help = "Pre-tag what has no candidates of the campaign's tagger, or of another one, yet."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument(
            "--tagger", default="", metavar="NAME", help="another tagger than the campaign's"
        )
        parser.add_argument(
            "--wait", action="store_true", help="lend a hand, and return when all is done"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        campaign = campaign_called(options["campaign"])
        try:
            opened = tasks.pretag_missing(campaign=campaign, by=None, tagger=options["tagger"])
        except NothingToTag:
            return {"jobs": [], "done": 0, "failed": 0, "refused": 0, "total": 0, "is_over": True}
        # Documents that were just added have jobs of their own: "done" means those too.
        unfinished = Job.objects.filter(
            campaign=campaign, kind=Job.Kind.PRETAG, finished_at__isnull=True
        )
        waited = (
            {opened.pk, *unfinished.values_list("pk", flat=True)}
            if options["wait"]
            else {opened.pk}
        )
        if options["wait"]:
            while remaining := list(unfinished.filter(pk__in=waited)):
                for job in remaining:
                    tasks.work(job.pk)
                time.sleep(0.1)
        progress = queries.progress(Job.objects.get(pk=opened.pk))
        return {
            "jobs": sorted(waited),
            "done": progress.done,
            "failed": progress.failed,
            "refused": progress.refused,
            "total": progress.total,
            "is_over": progress.is_over,
        }

    def told(self, report: dict[str, Any]) -> str:
        if not report["jobs"]:
            return "Every document has its candidates already."
        if not report["is_over"]:
            return f"{report['total']} documents wait for a worker (job {report['jobs'][-1]})."
        told = f"{report['done']} documents pre-tagged, {report['failed']} failed"
        if report["refused"]:
            told += f", {report['refused']} answers refused (job {report['jobs'][-1]} says why)"
        return told + "."

    def is_success(self, report: dict[str, Any]) -> bool:
        return not report["failed"] and not report["refused"]
