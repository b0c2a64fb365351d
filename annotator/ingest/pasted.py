"""Which lines of a paste are the article.

A browser's copy holds menus, banners, forms and letters to the readers around the article. Three
looks decide:

1. each line alone: is it running text, and does it give itself away (`vocabulary`, `bylines`);
2. frames: a letter to the readers runs until running text without *we* and *you* is back;
   the short lines under "Related articles" or "Sign up" belong to it;
3. the article is the stretch of lines with the greatest sum of weights, where running text weighs
   its words and anything else weighs less than nothing; the headline stands above it.

A paste in which nothing gives itself away is kept whole. Time is linear in the input.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.ingest import bylines, vocabulary
from annotator.ingest.values import Line, LineRole

_SENTENCE_END = re.compile(r"[.!?…。！？]\W*(?:\[\w{1,3}\]\W*)*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CAPTION = re.compile(
    r"(?i:\b(?:pictured|file photo|file picture|is seen|are seen|seen here|photo by|photo:)\b"
    r"|\((?:photo|image|file|left|right|c|l|r)\b[^)]{0,80}\)"
    r"|(?:/|\||©|via) ?(?:reuters|ap|afp|epa|tass|getty(?: images)?|shutterstock)\W*$)"
)
_SCENE = re.compile(
    r"^(?:An?|Two|Three|Several|Some|People|Men|Women|Children|Workers|Police|Soldiers|Protesters"
    r"|Demonstrators|Residents|Rescuers|Firefighters|Members|Supporters|Visitors)\b"
    r"(?: [\w’'-]+){0,6}? (?!(?:was|has|is|us|its|his|this)\b)"
    r"(?:[a-z]{2,}[^s\W]s|walk|stand|hold|march|work|sit|wait|carry|gather|look|take|attend|watch)\b"
)
_PAST = re.compile(r"\b(?:said|told|was|were|had|announced|reported)\b")

# Ends like a sentence or a label, is in brackets, or is a breadcrumb trail.
_NO_TITLE = re.compile(
    r"[.…:;,]$|^[(\[]|[›»>→]|^(?i:home|blog|news)\b.* [/|-] |^(?i:you are here)\b"
)

_LONG = 12
_ABOVE = 15
_HEADLINE_WORDS = range(3, 31)
_MOST = 60
_APPEAL = 5
_LOOSE = -2
_CLUTTER = -10
_WEIGHTS = {
    "comments": -60,
    "copyright": -60,
    "related-links": -25,
    "letter-from-the-editors": -5,
    "advertisement": -1,
    "photo-credit": -1,
    "byline": -1,
    "timestamp": -1,
}
_FRAMING = ("newsletter", "donation-appeal", "related-links", "comments", "form")


@dataclass(frozen=True, kw_only=True)
class _Look:
    """What a line shows by itself. `reason` is why it would be dropped, "" for no reason."""

    text: str
    bare: str
    words: int
    is_sentence: bool
    is_bullet: bool
    reason: str

    @property
    def is_prose(self) -> bool:
        return not self.reason and self.is_sentence and self.words >= _LONG

    @property
    def is_heading_like(self) -> bool:
        return not self.reason and not self.is_sentence and not self.is_bullet


def label(texts: Sequence[str]) -> tuple[Line, ...]:
    """Each line, trimmed and not blank, with its role, kept or dropped, and why."""
    lettered = _in_letters([_look(text) for text in texts])
    if _is_clean(lettered):
        return tuple(_clean_lines(lettered))
    looks = _in_frames(lettered)
    first, last = _main_run(looks)
    headline = _headline(lettered, first)
    return tuple(_lines(looks, headline, first, last))


def reasons(texts: Sequence[str]) -> list[str]:
    """Why each line, by itself or as part of a letter to the readers, is not article; "" for none."""
    return [look.reason for look in _in_letters([_look(text) for text in texts])]


def is_sentence(text: str) -> bool:
    """Whether the line ends like a sentence and has words enough for one."""
    return text.count(" ") > 3 and _SENTENCE_END.search(text[-40:]) is not None


def _look(text: str) -> _Look:
    words = max(len(text.split()), len(_WIDE.findall(text)) // 2)
    bare = vocabulary.unquoted(text)
    return _Look(
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


# A paste that is an article and nothing else.


def _is_clean(looks: Sequence[_Look]) -> bool:
    harmless = ("", "byline", "timestamp", "photo-credit")
    if any(look.reason not in harmless for look in looks):
        return False
    loose = sum(not look.is_sentence for look in looks[1:])
    return loose * 2 <= len(looks)


def _clean_lines(looks: Sequence[_Look]) -> Iterator[Line]:
    body = next((i for i, look in enumerate(looks) if look.is_prose), len(looks))
    headline = _headline(looks, body)
    if headline is None and looks and looks[0].is_heading_like:
        headline = 0
    for index, look in enumerate(looks):
        if look.reason:
            yield _dropped(index, look, look.reason)
        elif index == headline:
            yield _kept(index, look, LineRole.HEADLINE, "headline")
        else:
            yield _kept(index, look, _role(looks, index, headline), "clean-input")


# Frames: what stands in a letter or a box goes with it.


def _opens_letter(look: _Look) -> bool:
    return vocabulary.opens_letter(look.bare, look.words)


def _in_letters(looks: Sequence[_Look]) -> list[_Look]:
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


def _is_signed_we(looks: Sequence[_Look], start: int) -> bool:
    prose = [look for look in looks[start + 1 : start + 6] if look.words >= _LONG]
    return bool(prose) and vocabulary.is_first_person(prose[0].bare)


def _letter_end(looks: Sequence[_Look], start: int) -> int:
    resumed = None
    for index in range(start, len(looks)):
        if looks[index].words < _LONG:
            continue
        if vocabulary.is_personal(looks[index].bare) or looks[index].reason:
            resumed = None
        elif resumed is None:
            resumed = index
        else:
            return resumed
    return len(looks)


def _in_frames(looks: Sequence[_Look]) -> list[_Look]:
    """The looks with the short lines under a box's own line marked as part of the box."""
    marked = []
    frame = ""
    for index, look in enumerate(looks):
        following = looks[index + 1] if index + 1 < len(looks) else None
        if look.reason:
            frame = look.reason if look.reason in _FRAMING else frame
        elif look.is_sentence and not look.is_bullet and look.words >= _LONG // 2:
            frame = ""
        elif frame and not (following and following.is_prose and look.is_heading_like):
            look = replace(look, reason=frame)
        marked.append(look)
    return marked


# The stretch that is the article.


def _weight(look: _Look) -> int:
    if look.reason:
        return _WEIGHTS.get(look.reason, _CLUTTER)
    if look.is_sentence:
        return _APPEAL if vocabulary.is_appeal(look.bare) else min(look.words, _MOST)
    return min(look.words, _MOST) // 2 if look.words >= 2 * _LONG else _LOOSE


def _main_run(looks: Sequence[_Look]) -> tuple[int, int]:
    """First and past-the-last line of the stretch with the greatest sum of weights."""
    best = total = start = 0
    run = (0, 0)
    for index, look in enumerate(looks):
        if total <= 0:
            total, start = 0, index
        total += _weight(look)
        if total > best:
            best, run = total, (start, index + 1)
    return run


def _headline(looks: Sequence[_Look], first: int) -> int | None:
    """The line that reads most like a title among those above the first paragraph of the article.

    `looks` are those before framing: a menu's "Newsletter" would claim a headline below it.
    """
    body = next((i for i in range(first, len(looks)) if _is_paragraph(looks[i])), first)
    above = range(body - 1, max(body - 1 - _ABOVE, -1), -1)
    titles = [index for index in above if _is_title(looks[index])]
    return max(titles, key=lambda i: _like_title(looks[i]) - (body - i) / 2, default=None)


def _is_title(look: _Look) -> bool:
    if look.reason or look.is_bullet or look.words not in _HEADLINE_WORDS:
        return False
    return not _NO_TITLE.search(look.text)


def _like_title(look: _Look) -> int:
    """Menu items are shorter than headlines, standfirsts longer."""
    return min(look.words, 10) - max(look.words - 14, 0)


def _is_paragraph(look: _Look) -> bool:
    if not look.is_prose or vocabulary.is_appeal(look.bare):
        return False
    return not _is_title(look) or look.words >= 2 * _LONG


def _lines(looks: Sequence[_Look], headline: int | None, first: int, last: int) -> Iterator[Line]:
    title = looks[headline].text if headline is not None else ""
    # A banner that reads like an article stands above the headline.
    first = max(first, headline or 0)
    for index, look in enumerate(looks):
        inside = first <= index < last
        if index == headline:
            yield _kept(index, look, LineRole.HEADLINE, "headline")
        elif look.reason:
            yield _dropped(index, look, look.reason)
        elif look.text == title:
            yield _dropped(index, look, "repeated")
        elif inside or _is_above_body(looks, index, headline, first):
            role = _role(looks, index, headline)
            yield _kept(index, look, role, _why_kept(look, role))
        else:
            yield _dropped(index, look, "not-main-text")


def _why_kept(look: _Look, role: LineRole) -> str:
    if role in (LineRole.CAPTION, LineRole.STANDFIRST):
        return role.value
    return "long-prose" if look.is_prose else "between-body"


def _is_above_body(looks: Sequence[_Look], index: int, headline: int | None, first: int) -> bool:
    """Whether the line is a standfirst or caption between the headline and the article."""
    between = headline is not None and headline < index < first
    return between and looks[index].is_sentence and looks[index].words > 3


def _role(looks: Sequence[_Look], index: int, headline: int | None) -> LineRole:
    look = looks[index]
    if _CAPTION.search(look.text[:300]) and look.words <= 60:
        return LineRole.CAPTION
    if headline is not None and headline < index <= headline + 6:
        header = looks[headline + 1 : index]
        if all(other.reason or _is_scene(other) for other in header):
            if _is_scene(look):
                return LineRole.CAPTION
            if _is_followed_by_byline(looks, index) and look.words <= 50:
                return LineRole.STANDFIRST
    if look.is_heading_like and look.words <= 15 and index + 1 < len(looks):
        return LineRole.HEADING
    return LineRole.BODY


def _is_scene(look: _Look) -> bool:
    """Whether the line tells in the present tense what a picture shows."""
    text = look.text[:400]
    return bool(_SCENE.match(text)) and not _PAST.search(text) and look.words <= 45


def _is_followed_by_byline(looks: Sequence[_Look], index: int) -> bool:
    return index + 1 < len(looks) and looks[index + 1].reason in ("byline", "timestamp")


def _kept(index: int, look: _Look, role: LineRole, reason: str) -> Line:
    return Line(number=index + 1, text=look.text, role=role, is_kept=True, reason=reason)


def _dropped(index: int, look: _Look, reason: str) -> Line:
    role = LineRole.BYLINE if reason in ("byline", "timestamp") else LineRole.CLUTTER
    return Line(number=index + 1, text=look.text, role=role, is_kept=False, reason=reason)
