from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from annotator.campaigns import actions
from annotator.management.reporting import ReportingCommand, campaign_called
from annotator.models import Role


class Command(ReportingCommand):
    help = "Give a person a role in a campaign; the person is made if they are new."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--role", required=True, choices=Role.values)

    def report(self, **options: Any) -> dict[str, Any]:
        added = actions.invite(
            campaign=campaign_called(options["campaign"]),
            username=options["username"],
            role=Role(options["role"]),
            by=None,
            at=timezone.now(),
        )
        return {
            "username": added.person.username,
            "campaign": added.campaign.slug,
            "role": added.role,
            "pseudonym": added.pseudonym,
        }

    def told(self, report: dict[str, Any]) -> str:
        return (
            f"{report['username']} is {report['role']} of {report['campaign']}, "
            f"published as {report['pseudonym']}.\n"
            f"A way in for them: bin/manage login_link {report['username']}"
        )
