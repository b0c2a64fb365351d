"""The row of a dataset: one sentence with everything known of it. Plain values, JSON-ready."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One sentence. All parts are JSON values; docs/api.md describes each field.

    Offsets of `sentence` count from the start of the article, those of spans from the start of
    the sentence; both in Unicode code points, end exclusive.
    """

    document: dict[str, Any]
    sentence: dict[str, Any]
    annotations: list[dict[str, Any]]
    candidates: list[dict[str, Any]]
    gold: dict[str, Any] | None


class Misquoted(Exception):
    """A stored span does not quote its sentence. Nothing is exported rather than something false."""


def verified(row: Row) -> Row:
    """The row, if each span in it quotes the sentence's text; raises Misquoted otherwise."""
    text = row.sentence["text"]
    proposed = [span for candidate in row.candidates for span in candidate["spans"]]
    given = [
        span for answer in row.annotations for mark in answer["marks"] for span in mark["spans"]
    ]
    for span in proposed + given:
        if text[span["start"] : span["end"]] != span["text"]:
            raise Misquoted(
                f"sentence {row.sentence['id']}: {span['role']} {span['start']}–{span['end']} "
                f"is said to read “{span['text']}” and does not"
            )
    return row
