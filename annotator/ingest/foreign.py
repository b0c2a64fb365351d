"""The sentences of paragraphs in other languages than English: by Wikimedia's sentencex.

It knows the abbreviations of some forty languages, and those of their relatives for the others.
Some titles that news is full of it does not know: a sentence that would end behind one goes on.
"""

import re

import sentencex  # type: ignore[import-untyped]

_LONE = re.compile("[\ud800-\udfff]")
_TITLE = re.compile(
    r"(?:^|[\s(«„“‘'’])(?:M|MM|Mme|Mmes|Mlle|Mgr|Me|Mr|Mrs|Ms|Sr|Sra|Dr|Dra|Prof|St)\.\s*$"
)


def split(paragraph: str, language: str) -> list[tuple[int, int]]:
    """The sentences of `paragraph` as `sentences.split` gives them; `language` is an ISO 639 code."""
    # As long as it was, so that offsets hold: the library takes no half of a character.
    whole = _LONE.sub("\ufffd", paragraph)
    ends = [found["end_index"] for found in sentencex.get_sentence_boundaries(language, whole)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*ends, len(paragraph)):
        piece = paragraph[start:end]
        if end < len(paragraph) and _TITLE.search(piece):
            continue
        if trimmed := piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(trimmed)))
        start = end
    return spans
