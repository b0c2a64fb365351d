"""The sentences of paragraphs in other languages than English: by Wikimedia's sentencex.

It knows the abbreviations of some forty languages, and those of their relatives for the others.
Some titles that news is full of it does not know: a sentence that would end behind one goes on.
"""

import logging
import re

import sentencex  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

_LONE = re.compile("[\ud800-\udfff]")
# Controls and space of more than a byte: at a \x85 the library (1.0.32) was seen to count past its string.
_SPACE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_TITLE = re.compile(
    r"(?:^|[\s(«„“‘'’])(?:M|MM|Mme|Mmes|Mlle|Mgr|Me|Mr|Mrs|Ms|Sr|Sra|Dr|Dra|Prof|St)\.\s*$"
)


def split(paragraph: str, language: str) -> list[tuple[int, int]]:
    """The sentences of `paragraph` as `sentences.split` gives them; `language` is an ISO 639 code."""
    # As long as it was, so that offsets hold: the library takes no half of a character.
    whole = _SPACE.sub(" ", _LONE.sub("\ufffd", paragraph))
    ends = _ends(language, whole)
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


def _ends(language: str, whole: str) -> list[int]:
    """Where sentences end; nowhere in a paragraph that the library cannot bear."""
    try:
        return [found["end_index"] for found in sentencex.get_sentence_boundaries(language, whole)]
    except BaseException as error:
        # What a Rust library cannot bear reaches us as a PanicException, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        log.warning("sentencex gave up on a paragraph of %s characters", len(whole), exc_info=True)
        return []
