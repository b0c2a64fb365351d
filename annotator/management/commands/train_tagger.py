from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from annotator import tasks
from annotator.management.reporting import ReportingCommand, campaign_called
from annotator.models import JobProblem, LearnedModel
from annotator.pretag.learned import making


class Command(ReportingCommand):
    help = (
        "Train a tagger and say how good it is on held-out articles: “trained” on files of labelled"
        " sentences, or a campaign's own on its gold, old beside new. A curator chooses who suggests."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("data", nargs="*", type=Path, metavar="DATA.jsonl")
        parser.add_argument("--out", type=Path, metavar="FOLDER")
        parser.add_argument("--campaign", metavar="SLUG", help="learn from this campaign's gold")
        parser.add_argument(
            "--invented",
            nargs="*",
            default=["invented", "passages"],
            metavar="NAME",
            help="files of this name (without .jsonl) are invented: they teach with less weight"
            " and are never measured on",
        )
        parser.add_argument(
            "--quick", action="store_true", help="no cross-validation: no scores, not calibrated"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        if options["campaign"]:
            if options["data"] or options["out"]:
                raise CommandError("--campaign learns from gold: give no files and no --out.")
            return _learned(options["campaign"])
        if not options["data"] or not options["out"]:
            raise CommandError("Give files of labelled sentences and --out, or --campaign.")
        return making.make(
            options["data"],
            invented=frozenset(options["invented"]),
            out=options["out"],
            is_quick=options["quick"],
        )

    def told(self, report: dict[str, Any]) -> str:
        if "differences" in report:
            return _beside(report)
        lines = [f"{name}: {value:.4f}" for name, value in report["figures"].items()]
        return "\n".join([*lines, f"The model is in {report['folder']}."])


def _learned(slug: str) -> dict[str, Any]:
    """Learn here and now; what the job stored."""
    job = tasks.learn(campaign=campaign_called(slug), by=None)
    for _ in tasks.work_off(job.pk):
        pass
    model = LearnedModel.objects.filter(job=job).defer("files").first()
    if model is None:
        problem = JobProblem.objects.filter(job=job).last()
        raise CommandError(f"Nothing was learned: {problem.reason if problem else 'cancelled'}")
    return {"tagger": model.name, **model.report}


def _beside(report: dict[str, Any]) -> str:
    old, new = report["old"]["figures"], report["new"]["figures"]
    lines = [
        f"{name}: {old[name]:.3f} -> {new[name]:.3f} ({gap:+.3f}; {low:+.3f} to {high:+.3f})"
        for name, (gap, low, high) in report["differences"].items()
    ]
    told = (
        f"{report['tagger']}, from {report['sentences']:,} gold sentences in"
        f" {report['documents']:,} articles; held out, {report['old']['name']} -> new:"
    )
    return "\n".join([told, *lines])
