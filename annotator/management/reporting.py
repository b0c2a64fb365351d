"""What the commands have in common: people read a line, programs read `--json`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotator.errors import RuleBroken
from annotator.models import Campaign, Person


class ReportingCommand(BaseCommand):
    """A command that reports: `report` returns what it did, `told` says it in words.

    A refusal is an error message and exit code 1, never a traceback.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self.report(**options)
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, default=str))
        else:
            self.stdout.write(self.told(report))
        if not self.is_success(report):
            raise SystemExit(1)

    def report(self, **options: Any) -> dict[str, Any]:
        raise NotImplementedError

    def told(self, report: dict[str, Any]) -> str:
        raise NotImplementedError

    def is_success(self, report: dict[str, Any]) -> bool:
        return True


def campaign_called(slug: str) -> Campaign:
    """The campaign, or an error that lists those there are."""
    try:
        return Campaign.objects.get(slug=slug)
    except Campaign.DoesNotExist as error:
        known = ", ".join(Campaign.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(
            f"There is no campaign “{slug}”. "
            + (f"There are: {known}." if known else "Make one: bin/manage create_campaign SLUG")
        ) from error


def person_called(username: str) -> Person:
    """The person, or an error that says how to make one."""
    try:
        return Person.objects.get(username=username)
    except Person.DoesNotExist as error:
        raise CommandError(
            f"There is no person “{username}”. "
            "Make one: bin/manage add_member USERNAME --campaign SLUG --role ROLE"
        ) from error
