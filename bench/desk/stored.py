"""What came to be stored, asked from outside: `python -m bench.desk.stored QUESTION` prints JSON."""

import json
import os
import sys
from typing import Any


def answers() -> dict[str, int]:
    """Answers, steps of their histories, submissions, and histories that do not add up."""
    from annotator.annotate import queries
    from annotator.models import Annotation, AnnotationEvent

    return {
        "answers": Annotation.objects.exclude(status="open").count(),
        "steps": AnnotationEvent.objects.count(),
        "submissions": AnnotationEvent.objects.values("submission").distinct().count(),
        "broken": sum(1 for _ in queries.broken_chains()) + sum(1 for _ in queries.strayed()),
    }


QUESTIONS = {"answers": answers}


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    told: Any = QUESTIONS[sys.argv[1]]()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
