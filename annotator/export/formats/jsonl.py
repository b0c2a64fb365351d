"""JSON Lines: one sentence a line, keys always in the same order."""

import json
from collections.abc import Iterable, Iterator

from annotator.export.rows import Row


def write(rows: Iterable[Row]) -> Iterator[str]:
    """One line of JSON a row."""
    for row in rows:
        yield (
            json.dumps(
                {
                    "document": row.document,
                    "sentence": row.sentence,
                    "annotations": row.annotations,
                    "candidates": row.candidates,
                    "gold": row.gold,
                },
                ensure_ascii=False,
                separators=(",", ":"),
            )
            + "\n"
        )
