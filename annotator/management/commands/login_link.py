from typing import Any

from django.core.management.base import CommandError, CommandParser

from annotator.campaigns import queries
from annotator.management.reporting import ReportingCommand, person_called


class Command(ReportingCommand):
    help = "Print a one-time address that signs a person in."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")

    def report(self, **options: Any) -> dict[str, Any]:
        person = person_called(options["username"])
        if not person.is_active:
            raise CommandError(f"{person} is deactivated.")
        return {"username": person.username, "address": queries.sign_in_address(person)}

    def told(self, report: dict[str, Any]) -> str:
        return str(report["address"])
