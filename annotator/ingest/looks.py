"""What a line shows by itself, and what it shows as part of a letter or a box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.ingest import bylines, vocabulary

_SENTENCE_END = re.compile(r"[.!?…。！？]\W*(?:\[\w{1,3}\]\W*)*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FRAMING = ("newsletter", "donation-appeal", "related-links", "comments", "form")
LONG = 12


@dataclass(kw_only=True, slots=True)  # Not frozen: that takes twice the time to make.
class Look:
    """What a line shows. `reason` is why it would be dropped, "" for no reason."""

    text: str
    bare: str
    words: int
    is_sentence: bool
    is_bullet: bool
    reason: str

    @property
    def is_prose(self) -> bool:
        return not self.reason and self.is_sentence and self.words >= LONG

    @property
    def is_heading_like(self) -> bool:
        return not self.reason and not self.is_sentence and not self.is_bullet


def of(texts: Sequence[str]) -> list[Look]:
    """The look of each line by itself; none of them blank."""
    made = {text: _look(text) for text in dict.fromkeys(texts)}
    return [made[text] for text in texts]


def is_sentence(text: str) -> bool:
    """Whether the line ends like a sentence and has words enough for one."""
    return text.count(" ") > 3 and _SENTENCE_END.search(text[-40:]) is not None


def _look(text: str) -> Look:
    words = len(text.split())
    if not text.isascii():
        words = max(words, len(_WIDE.findall(text)) // 2)
    bare = vocabulary.unquoted(text)
    return Look(
        text=text,
        bare=bare,
        words=words,
        is_sentence=_SENTENCE_END.search(text[-40:]) is not None,
        is_bullet=vocabulary.is_bullet(text),
        reason=_reason(text, bare, words),
    )


def _reason(text: str, bare: str, words: int) -> str:
    if vocabulary.is_mark(text):
        return "navigation"
    if bylines.is_byline(text, words):
        return "byline"
    if bylines.is_timestamp(text, words):
        return "timestamp"
    return vocabulary.clutter(bare, words)


# Frames: what stands in a letter or a box goes with it.


def in_letters(looks: Sequence[Look]) -> list[Look]:
    """The looks with the lines of letters to the readers marked.

    A letter counts only if its first running text says *we*, and all letters together are shorter
    than the rest: an open letter may be the article itself. It ends before two paragraphs in
    a row without *we* and *you*, so that one such paragraph does not end it.
    """
    marked = list(looks)
    index = inside = 0
    while index < len(looks):
        if not _opens_letter(looks[index]) or not _is_signed_we(looks, index):
            index += 1
            continue
        end = _letter_end(looks, index + 1)
        for line in range(index, end):
            own = looks[line].reason
            marked[line] = replace(looks[line], reason=own or "letter-from-the-editors")
            inside += looks[line].words if looks[line].is_sentence else 0
        index = end
    outside = sum(look.words for look in marked if look.is_sentence and not look.reason)
    return marked if inside < outside else list(looks)


def in_boxes(looks: Sequence[Look]) -> list[Look]:
    """The looks with the short lines under a box's own line marked as part of the box."""
    marked = []
    frame = ""
    for index, look in enumerate(looks):
        following = looks[index + 1] if index + 1 < len(looks) else None
        if look.reason:
            frame = look.reason if look.reason in _FRAMING else frame
        elif look.is_sentence and not look.is_bullet and look.words >= LONG // 2:
            frame = ""
        elif frame and not (following and following.is_prose and look.is_heading_like):
            look = replace(look, reason=frame)
        marked.append(look)
    return marked


def _opens_letter(look: Look) -> bool:
    return vocabulary.opens_letter(look.bare, look.words)


def _is_signed_we(looks: Sequence[Look], start: int) -> bool:
    prose = [look for look in looks[start + 1 : start + 6] if look.words >= LONG]
    return bool(prose) and vocabulary.is_first_person(prose[0].bare)


def _letter_end(looks: Sequence[Look], start: int) -> int:
    resumed = None
    for index in range(start, len(looks)):
        if looks[index].words < LONG:
            continue
        if vocabulary.is_personal(looks[index].bare) or looks[index].reason:
            resumed = None
        elif resumed is None:
            resumed = index
        else:
            return resumed
    return len(looks)
