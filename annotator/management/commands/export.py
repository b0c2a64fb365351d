import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotator.errors import RuleBroken
from annotator.export import formats, queries
from annotator.management.reporting import campaign_called


class Command(BaseCommand):
    help = "Write the dataset of a campaign."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--format", default="jsonl", help=", ".join(formats.FORMATS))
        parser.add_argument("--out", type=Path, metavar="FILE", help="else standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = campaign_called(options["campaign"])
        try:
            pieces = formats.chosen(options["format"]).write(queries.rows(campaign))
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["out"] is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece.encode())
            return
        # Written beside its place and moved there whole: a file that is there is complete.
        draft = options["out"].with_name(f"{options['out'].name}.part")
        try:
            with draft.open("wb") as file:
                for piece in pieces:
                    file.write(piece.encode())
            draft.replace(options["out"])
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}") from error
