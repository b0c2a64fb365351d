from typing import Any

from django.core.management.base import CommandParser

from annotator.campaigns import actions
from annotator.management.reporting import ReportingCommand, person_called
from annotator.models import Token


class Command(ReportingCommand):
    help = "Make an API token for a person and print it, once: only its hash is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="what it is for")
        parser.add_argument("--scope", required=True, choices=Token.Scope.values)
        parser.add_argument("--days", type=int, default=90, help="until it expires (90)")

    def report(self, **options: Any) -> dict[str, Any]:
        token, secret = actions.create_token(
            person=person_called(options["username"]),
            name=options["name"],
            scope=Token.Scope(options["scope"]),
            days=options["days"],
        )
        return {
            "username": token.user.username,
            "name": token.name,
            "scope": token.scope,
            "expires": token.expiry,
            "token": secret,
        }

    def told(self, report: dict[str, Any]) -> str:
        return str(report["token"])
