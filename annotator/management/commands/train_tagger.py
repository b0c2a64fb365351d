from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from annotator.management.reporting import ReportingCommand
from annotator.pretag.learned import making


class Command(ReportingCommand):
    help = (
        "Train the tagger “trained” on labelled sentences and say how good it is on held-out ones."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("data", nargs="+", type=Path, metavar="DATA.jsonl")
        parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
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
        return making.make(
            options["data"],
            invented=frozenset(options["invented"]),
            out=options["out"],
            is_quick=options["quick"],
        )

    def told(self, report: dict[str, Any]) -> str:
        lines = [f"{name}: {value:.4f}" for name, value in report["figures"].items()]
        return "\n".join([*lines, f"The model is in {report['folder']}."])
