import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from annotator.management.reporting import ReportingCommand
from annotator.pretag.learned import crossing, gold, measures
from annotator.pretag.queries import tagger
from annotator.pretag.values import Candidate


class Command(ReportingCommand):
    help = "Measure a tagger against labelled sentences, and write down what it proposes."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
        parser.add_argument("--tagger", required=True, metavar="NAME")
        parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl")

    def report(self, **options: Any) -> dict[str, Any]:
        chosen = tagger(options["tagger"])
        documents = list(gold.read(options["gold"]))
        tagged = [(document, chosen.tag(document.article)) for document in documents]
        if options["predictions"]:
            lines = (line for document, found in tagged for line in _lines(document.name, found))
            options["predictions"].write_text("".join(lines), encoding="utf-8")
        counts = crossing.by_document(tagged)
        return {
            "tagger": chosen.name,
            "version": chosen.version,
            "settings_hash": chosen.settings_hash,
            "documents": len(documents),
            "figures": measures.figures(measures.summed(counts)),
            "intervals": crossing.intervals(counts) if counts else {},
        }

    def told(self, report: dict[str, Any]) -> str:
        lines = [f"{report['tagger']} {report['version']}, {report['documents']} documents"]
        for name, value in report["figures"].items():
            low, high = report["intervals"].get(name, (value, value))
            lines.append(f"{name}: {value:.4f} ({low:.4f} to {high:.4f})")
        return "\n".join(lines)


def _lines(name: str, found: Sequence[Sequence[Candidate]]) -> Iterator[str]:
    """One line of JSON a sentence."""
    for index, candidates in enumerate(found):
        marks = [
            {
                "label": candidate.label,
                "score": candidate.score,
                **{span.role: [span.start, span.end] for span in candidate.spans},
            }
            for candidate in candidates
        ]
        yield json.dumps({"doc": name, "i": index, "marks": marks}, ensure_ascii=False) + "\n"
