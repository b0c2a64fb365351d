from typing import Any

from annotator.campaigns import queries
from annotator.management.reporting import ReportingCommand


class Command(ReportingCommand):
    help = "Print the address at which the owner makes their account; nothing once there is one."

    def report(self, **options: Any) -> dict[str, Any]:
        return {"address": queries.setup_address()}

    def told(self, report: dict[str, Any]) -> str:
        return report["address"] or ""
