from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from annotator.campaigns import actions
from annotator.management.reporting import ReportingCommand


class Command(ReportingCommand):
    help = "Make a campaign."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", help="short name for addresses: flood-2026")
        parser.add_argument("--name", default="", help="what people see")
        parser.add_argument("--overlap", type=int, default=2, help="annotators a document")

    def report(self, **options: Any) -> dict[str, Any]:
        made = actions.create(
            slug=options["slug"],
            name=options["name"],
            overlap=options["overlap"],
            by=None,
            at=timezone.now(),
        )
        return {"campaign": made.slug, "name": made.name, "overlap": made.overlap}

    def told(self, report: dict[str, Any]) -> str:
        return f"Made the campaign “{report['name']}” ({report['campaign']})."
