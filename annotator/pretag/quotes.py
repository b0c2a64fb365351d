"""Quotation, followed from sentence to sentence and from paragraph to paragraph.

Double quotes (straight, curly), guillemets and British single curly quotes open and close a
quotation. One left open at the end of a paragraph goes on when the next paragraph opens with a
quotation mark (the printer's rule); else it is taken as a missing mark and dropped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.pretag.values import Sentence

_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’", "'": "'"}
_MARK = re.compile("[\"“”«»„‘’']")


_MOST_APOSTROPHES = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """A stretch of quoted words in one sentence, `[start, end)` with its marks.

    `runs_on`: it was opened before this sentence; `open`: it is not closed in it.
    """

    start: int
    end: int
    runs_on: bool
    open: bool


def quotations(sentences: Iterable[Sentence]) -> list[tuple[Quotation, ...]]:
    """The quotations of each sentence, in order."""
    found: list[tuple[Quotation, ...]] = []
    pending = ""
    paragraph = -1
    for sentence in sentences:
        opens_paragraph = sentence.paragraph != paragraph
        if opens_paragraph and pending and not _opens(sentence.text, pending):
            pending = ""
        paragraph = sentence.paragraph
        within, pending = _scan(sentence.text, pending, continues=opens_paragraph)
        found.append(within)
    return found


def _opens(text: str, mark: str) -> bool:
    return text.lstrip()[:1] == mark


def _scan(text: str, pending: str, *, continues: bool) -> tuple[tuple[Quotation, ...], str]:
    """The quotations of `text`, and the opening mark of one left open ("" for none).

    `pending` is the mark of a quotation open before; with `continues` a first opening mark
    belongs to it and opens nothing new.
    """
    found: list[Quotation] = []
    mark, start, runs_on = pending, 0, bool(pending)
    begin = 0
    if pending and continues and _opens(text, pending):
        begin = len(text) - len(text.lstrip()) + 1
    for found_mark in _MARK.finditer(text, begin):
        character, index = found_mark[0], found_mark.start()
        if mark:
            if character == _PAIRS[mark] and _may_close(text, index):
                found.append(Quotation(start=start, end=index + 1, runs_on=runs_on, open=False))
                mark, runs_on = "", False
        elif character in _PAIRS and _may_open(text, index):
            mark, start = character, index
    if mark:
        found.append(Quotation(start=start, end=len(text), runs_on=runs_on, open=True))
        if mark in {"‘", "'"} and not runs_on and not _whole(text, start):
            # A lone one is as often a wrong apostrophe: it ends with its sentence.
            mark = ""
    return tuple(found), mark


def _whole(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip().endswith((",", ":"))


def _may_open(text: str, index: int) -> bool:
    character = text[index]
    after = text[index + 1 : index + 2]
    if not after or after.isspace():
        return False
    if character == "“" or character in "«„":
        return True
    before = text[index - 1 : index]
    if character == "'":
        # A straight apostrophe opens words too ('em, '90s): it quotes only if one closes later.
        return (
            (not before or before in " (\n") and after.isalpha() and _closes_later(text, index + 1)
        )
    return not before.isalnum()


def _closes_later(text: str, begin: int) -> bool:
    end = text.find("'", begin, begin + 400)
    for _ in range(_MOST_APOSTROPHES):
        if end == -1 or _may_close(text, end):
            break
        end = text.find("'", end + 1, begin + 400)
    return (
        end != -1
        and _may_close(text, end)
        and not (text[end - 1] == "s" and text[end + 1 : end + 2] == " ")
    )


def _may_close(text: str, index: int) -> bool:
    character = text[index]
    after = text[index + 1 : index + 2]
    if character in "’'":
        # Between letters it is an apostrophe, and after a plain s very often a genitive.
        before = text[index - 1 : index]
        return not after.isalnum() and not (
            before == "s" and after == " " and "’" in text[index + 1 :]
        )
    if character == '"':
        return not after.isalnum()
    return True
