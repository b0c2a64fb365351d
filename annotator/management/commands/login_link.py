from typing import Any

from django.core.management.base import CommandError, CommandParser

from annotator.campaigns import actions, queries
from annotator.management.reporting import ReportingCommand, person_called


class Command(ReportingCommand):
    help = "Print a one-time address that signs a person in."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")
        parser.add_argument(
            "--forget-password", action="store_true", help="so that they can set a new one"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        person = person_called(options["username"])
        if not person.is_active:
            raise CommandError(f"{person} is deactivated.")
        if options["forget_password"]:
            actions.forget_password(person=person)
        return {"username": person.username, "address": queries.sign_in_address(person)}

    def told(self, report: dict[str, Any]) -> str:
        return str(report["address"])
