"""Where the sentences of a paragraph begin and end.

A stop (`.`, `!`, `?`, an ellipsis, with the quotes and brackets that close right after it) ends a
sentence unless one of the rules in `_ends_sentence` objects. The rules look at the word before the
stop and at what opens next; the words they know are in `abbreviations`. Inside a quotation each
sentence stands alone; a tag such as `he said` stays with the words it tags.

Time is linear in the paragraph: every look back or ahead is bounded.
"""

import re
from collections.abc import Iterator
from typing import Literal

from annotator.ingest import abbreviations, foreign

# Every part is optional after the first, so a match never fails and never backtracks. The first is
# a set outside of any group, so that text without such a character is only skimmed.
_STOP = re.compile(
    r"[.!?…。！？]"
    r"(?:(?<=[.!?…])[.!?…]*(?:\s\.(?!\w))*"
    r"(?P<close>(?:[\"'”’»)\]}]|“(?=\s))*(?:\[\w{1,3}\])*)"
    r"(?P<gap>\s*)"
    r"|(?P<wide>[。！？]*[」』”’）]*))"
)
# The rare character first, what must stand before it after: so most of a paragraph is only skimmed.
_BULLET = re.compile(r"[•⁃●▪◦‣](?<=\s.)")
_LIST = re.compile(r"\s*(?:[•⁃]\s?)?(?:\d{1,3}|[a-z])(?:\.\)|[.)])\s\S")
_MARKER = re.compile(
    r"(?:(?<=\s)|^)(?:[•⁃]\s?)?(?:(?P<number>\d{1,3})|(?P<letter>[a-z]))(?:\.\)|[.)])(?=\s\S)"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_OPENERS = "\"'“‘«([{„"
_QUOTES = "\"'”’»"
_NEVER_FIRST = ",;:)]}%&*/\\|=+-–—"
_SPEECH_TAG = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|told|tells|wrote|writes|added|adds"
    r"|shouted|replied|tweeted|posted|exclaimed|wondered|quipped|joked|recalled|demanded)\b"
)
_WORD = re.compile(r"[\w’'-]+")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_CREDIT = re.compile(
    r"(?<=[\w”’\"')]\s)(?:Image|Photo|Photograph|Picture)s?(?: credit)?: [A-Z][^.!?;:]*\.?\s*$"
)
_LOOK = 80
_OURS = ("", "en")
# A quotation in double marks, up to its own closing one.
_QUOTATION = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"")


def split(
    paragraph: str, *, language: str = "", quotes: Literal["split", "keep"] = "split"
) -> list[tuple[int, int]]:
    """The sentences of `paragraph` as `(start, end)`, in order.

    Offsets are code points, end exclusive. Slices are never empty, carry no surrounding
    whitespace, do not overlap, and together hold every character that is not whitespace.

    Other languages than English (an ISO 639 code; "" counts as English) are for a library. With
    `quotes="keep"` what stands in one pair of quotation marks is never cut.
    """
    spans = _english(paragraph) if language in _OURS else foreign.split(paragraph, language)
    return _whole_quotations(paragraph, spans) if quotes == "keep" else spans


def _whole_quotations(paragraph: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where a quotation that closes in the paragraph would be cut."""
    closed = [match.span() for match in _QUOTATION.finditer(paragraph)]
    joined: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        if joined and at < len(closed) and closed[at][0] < start:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _english(paragraph: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for end in (*_boundaries(paragraph), len(paragraph)):
        piece = paragraph[start:end]
        trimmed = piece.strip()
        if trimmed:
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(trimmed)))
        start = end
    return spans


def _boundaries(paragraph: str) -> list[int]:
    """Offsets at which one sentence has ended, ascending."""
    ends = sorted({*_list_items(paragraph), *_bullets(paragraph), *_credits(paragraph)})
    found = [0]
    waiting = 0
    for match in _STOP.finditer(paragraph):
        while waiting < len(ends) and ends[waiting] <= match.start():
            found.append(ends[waiting])
            waiting += 1
        end = _sentence_end(paragraph, match, found[-1])
        if end is not None:
            found.append(end)
    return sorted({*found, *ends[waiting:]})


def _bullets(paragraph: str) -> list[int]:
    return [match.start() for match in _BULLET.finditer(paragraph)]


def _credits(paragraph: str) -> list[int]:
    """The start of the credit that a caption ends with: `Fans at the gate Photo: Ada Marlow`."""
    tail = max(len(paragraph) - _LOOK, 0)
    if paragraph.find(": ", tail) < 0:  # Most have none, and to look for it alone is quick.
        return []
    match = _CREDIT.search(paragraph, tail)
    return [match.start()] if match else []


def _list_items(paragraph: str) -> Iterator[int]:
    """Starts of the items of a list that was run together: `1. This 2. That`, `a) This b) That`."""
    if not _LIST.match(paragraph):
        return
    expected: tuple[str, int] | None = None
    for match in _MARKER.finditer(paragraph):
        number, letter = match["number"], match["letter"]
        item = ("number", int(number)) if number else ("letter", ord(letter))
        if expected is not None:
            if item != expected:
                continue
            yield match.start()
        expected = (item[0], item[1] + 1)


def _sentence_end(text: str, match: re.Match[str], start: int) -> int | None:
    """The offset where the sentence that began at `start` ends, if it ends at this stop."""
    if match["wide"] is not None:
        return match.end()
    after = match.end()
    if after == len(text):
        return None
    if text[after] in _QUOTES and (after + 1 == len(text) or text[after + 1].isspace()):
        # A closing quote set apart by a space: 'We deny it. " He left.'
        return _apart(text, match, start, after + 1)
    if not match["gap"]:
        return None
    return match.end("close") if _ends_sentence(text, match, start, after) else None


def _apart(text: str, match: re.Match[str], start: int, end: int) -> int | None:
    after = end
    while after < len(text) and text[after].isspace() and after < end + _LOOK:
        after += 1
    if after == len(text) or not _ends_sentence(text, match, start, after):
        return None
    return end


def _ends_sentence(text: str, match: re.Match[str], start: int, after: int) -> bool:
    """Whether the stop in `match` ends the sentence begun at `start`; the next word is at `after`."""
    stop, close = text[match.start() : match.start("close")], match["close"]
    ahead = text[after : after + _LOOK]
    opened = ahead.lstrip(_OPENERS)
    if _cannot_open(ahead, opened, plain_stop=stop == "."):
        return False
    before = text[max(start, match.start() - _LOOK) : match.start()]
    word = before.split()[-1].lstrip(_OPENERS) if before and not before[-1].isspace() else ""
    if stop[-1] in "!?":
        if any(mark in _QUOTES for mark in close) and _SPEECH_TAG.match(ahead):
            return abbreviations.opens_sentence(_first_word(ahead))
        # "(!)" and "Yahoo! News" end nothing.
        return bool(before) and before[-1] not in "([" and word not in abbreviations.SHOUTED_NAMES
    if len(stop) > 1 or stop == "…":
        return _ends_after_ellipsis(
            ahead, opened, omits=before[-1:].isspace() and stop.count(".") < 4
        )
    if not word:
        return bool(before.strip())
    head = text[start : min(match.start("close"), start + _LOOK)].lstrip()
    return _ends_after_word(head, word, ahead, opened)


def _cannot_open(ahead: str, opened: str, *, plain_stop: bool) -> bool:
    """Whether what follows goes on with the sentence: lower case (but not `iPhone`), a dash, a comma."""
    if not opened or ahead[0] in _NEVER_FIRST:
        return True
    if opened[0].islower() and not _CAMEL.match(opened):
        quoted = ahead[0] in '"“'
        return not (quoted and plain_stop)
    return False


def _ends_after_ellipsis(ahead: str, opened: str, *, omits: bool) -> bool:
    """`omits`: the dots stand for words left out, between spaces."""
    first = _first_word(opened)
    if ahead[0] in "([" or first in ("I", "I’m", "I'm", "I’ve", "I've"):
        return False
    return abbreviations.opens_sentence(first) if omits else True


def _ends_after_word(head: str, word: str, ahead: str, opened: str) -> bool:
    """The rule for a single full stop after `word`; `head` is how the sentence begins, up to it."""
    bare = word.rsplit("-", 1)[-1].rsplit("/", 1)[-1].lstrip("•⁃")
    first = _first_word(opened)
    is_marker = len(bare) == 1 or (bare.isdigit() and len(bare) < 4)
    if is_marker and head.lstrip("•⁃ ").startswith(f"{bare}."):
        return False  # "1. The first item"
    if bare in abbreviations.BEFORE_A_NAME:
        return False
    if bare.lower() in abbreviations.BEFORE_A_NUMBER:
        return not opened[0].isdigit()
    if bare in abbreviations.MONTHS:
        return not opened[0].isdigit() and abbreviations.opens_sentence(first)
    if bare.lower() in abbreviations.NEVER_LAST:
        return False
    is_clock = bare.lower() in ("a.m", "p.m")
    initials = bool(_DOTTED.fullmatch(bare)) or (len(bare) == 1 and bare.isupper())
    if not (initials or bare in abbreviations.OFTEN_LAST):
        return True
    if is_clock and len(head.split(maxsplit=5)) < 5:
        return False  # "At 5 a.m. Mr. Smith went to the bank."
    if ahead[0] in "([":
        return False  # a dateline: "COSTA MESA, Calif. (AP)"
    if ahead[0] in '“"':
        return True
    return abbreviations.opens_sentence(first)


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""
