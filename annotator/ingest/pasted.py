"""Which lines of a paste are the article.

A browser's copy holds menus, banners, forms and letters to the readers around the article. A small
model of our own judges each line by its words, its shape and its surroundings (`lines`), and picks
the headline (`headlines`). What gives itself away (`vocabulary`, `bylines`), stands in a letter or a box
(`looks`), or is repeated by the outlet (`repeats`) is named as such; these names are also among
what the model sees.

A paste in which nothing gives itself away is kept whole. Time is linear in the input.
"""

import re
from collections.abc import Container, Iterator, Sequence

from annotator.ingest import headlines, lines, looks, repeats, vocabulary
from annotator.ingest.looks import Look
from annotator.ingest.values import Line, LineRole

_CAPTION = re.compile(
    r"(?i:\b(?:pictured|file photo|file picture|is seen|are seen|seen here|photo by|photo:)\b"
    r"|\((?:photo|image|file|left|right|c|l|r)\b[^)]{0,80}\)"
    r"|(?:/|\||©|via) ?(?:reuters|ap|afp|epa|tass|getty(?: images)?|shutterstock)\W*$)"
)
_IN_CAPTIONS = ("pictured", "file p", "seen", "photo", "(", "/", "|", "©", "via")
_LONGEST_CAPTION = 60
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
_HEADLINE_WORDS = range(3, 31)
_ABOVE = 15
_FEW = 0.1
_NEARLY = 0.6
_TOLERATED = 0.3


def label(
    texts: Sequence[str], *, repeated: Container[str] = (), by: lines.Model | None = None
) -> tuple[Line, ...]:
    """Each line, trimmed and not blank, with its role, kept or dropped, and why.

    `repeated` holds the keys (`repeats.key`) of lines that stand on other pages of the outlet; `by`
    is the model, by default the one that is shipped.
    """
    seen = looks.in_letters(looks.of(texts))
    again = frozenset(text for text in texts if repeats.key(text) in repeated) if repeated else ()
    if _is_clean(seen, again):
        return tuple(_clean_lines(seen, again))
    return tuple(_lines(seen, again, by or lines.model()))


def reasons(texts: Sequence[str]) -> list[str]:
    """Why each line, by itself or as part of a letter to the readers, is not article; "" for none."""
    return [look.reason for look in looks.in_letters(looks.of(texts))]


def is_sentence(text: str) -> bool:
    """Whether the line ends like a sentence and has words enough for one."""
    return looks.is_sentence(text)


# A paste that is an article and nothing else.


def _is_clean(seen: Sequence[Look], again: Container[str]) -> bool:
    own = [look for look in seen if look.text not in again]
    harmless = ("", "byline", "timestamp", "photo-credit")
    if any(look.reason not in harmless for look in own):
        return False
    loose = sum(not look.is_sentence for look in own[1:])
    return loose * 2 <= len(own)


def _clean_lines(seen: Sequence[Look], again: Container[str]) -> Iterator[Line]:
    body = next((i for i, look in enumerate(seen) if look.is_prose), len(seen))
    headline = _clean_headline(seen, body)
    for index, look in enumerate(seen):
        if index == headline:
            yield _kept(index, look, LineRole.HEADLINE, "headline")
        elif look.reason or look.text in again:
            yield _dropped(index, look, look.reason or "repeated-by-outlet")
        else:
            yield _kept(index, look, _role(seen, index, headline), "clean-input")


def _clean_headline(seen: Sequence[Look], body: int) -> int | None:
    """The line that reads most like a title among those above the first paragraph."""
    above = range(body - 1, max(body - 1 - _ABOVE, -1), -1)
    titles = [index for index in above if _is_title(seen[index])]
    if not titles:
        return 0 if seen and seen[0].is_heading_like else None
    return max(titles, key=lambda i: _like_title(seen[i]) - (body - i) / 2)


def _is_title(look: Look) -> bool:
    if look.reason or look.is_bullet or look.words not in _HEADLINE_WORDS:
        return False
    return not _NO_TITLE.search(look.text)


def _like_title(look: Look) -> int:
    """Menu items are shorter than headlines, standfirsts longer."""
    return min(look.words, 10) - max(look.words - 14, 0)


# A paste with more than an article in it.


def _lines(seen: Sequence[Look], again: Container[str], by: lines.Model) -> Iterator[Line]:
    likely = lines.likelihoods(seen, by)
    headline = headlines.pick(seen, likely, by)
    title = seen[headline].text if headline is not None else ""
    body = headlines.first_paragraph(seen, likely)
    boxed = looks.in_boxes(seen)
    wanted = _wanted(seen, likely, by)
    for index, look in enumerate(seen):
        if index == headline:
            yield _kept(index, look, LineRole.HEADLINE, "headline")
        elif look.reason:
            yield _dropped(index, look, look.reason)
        elif look.text == title:
            yield _dropped(index, look, "repeated")
        elif look.text in again:
            yield _dropped(index, look, "repeated-by-outlet")
        elif wanted[index] or _is_above_body(seen, index, headline, body):
            role = _role(seen, index, headline)
            yield _kept(index, look, role, _why_kept(look, role))
        else:
            yield _dropped(index, look, boxed[index].reason or "not-main-text")


def _wanted(seen: Sequence[Look], likely: Sequence[float], by: lines.Model) -> list[bool]:
    """Which lines the model wants, and which sentences next to them it does not mind.

    Where it wants none, it takes those it likes best: a paste is made for the sake of an article.
    """
    best = max((p for look, p in zip(seen, likely, strict=True) if not look.reason), default=0.0)
    least = by.threshold if best > by.threshold else max(best * _NEARLY, _FEW)
    wanted = [not look.reason and p > least for look, p in zip(seen, likely, strict=True)]
    for order in (range(len(seen)), range(len(seen) - 1, -1, -1)):
        is_next = False
        for i in order:
            wanted[i] = wanted[i] or (is_next and likely[i] > _tolerated(seen[i]))
            is_next = wanted[i]
    return wanted


def _tolerated(look: Look) -> float:
    """The likelihood from which a line next to the article is kept."""
    if look.is_prose and not vocabulary.is_personal(look.bare):
        return _FEW
    is_plain = not look.reason and look.is_sentence and look.words >= looks.LONG // 2
    return _TOLERATED if is_plain else 1.0


def _why_kept(look: Look, role: LineRole) -> str:
    if role in (LineRole.CAPTION, LineRole.STANDFIRST):
        return role.value
    return "long-prose" if look.is_prose else "between-body"


def _is_above_body(seen: Sequence[Look], index: int, headline: int | None, body: int) -> bool:
    """Whether the line is a standfirst or caption between the headline and the article."""
    if headline is None or not headline < index < body:
        return False
    if not seen[index].is_sentence or seen[index].words <= 3:
        return False
    return _role(seen, index, headline) in (LineRole.CAPTION, LineRole.STANDFIRST)


# What a kept line is.


def _role(seen: Sequence[Look], index: int, headline: int | None) -> LineRole:
    look = seen[index]
    if look.words <= _LONGEST_CAPTION and _is_caption(look.text[:300]):
        return LineRole.CAPTION
    if headline is not None and headline < index <= headline + 6:
        header = seen[headline + 1 : index]
        if all(other.reason or _is_scene(other) for other in header):
            if _is_scene(look):
                return LineRole.CAPTION
            if _is_followed_by_byline(seen, index) and look.words <= 50:
                return LineRole.STANDFIRST
    if look.is_heading_like and look.words <= 15 and index + 1 < len(seen):
        return LineRole.HEADING
    return LineRole.BODY


def _is_caption(text: str) -> bool:
    lowered = text.lower()
    # The pattern needs one of these plain strings, which are found sooner.
    return any(hint in lowered for hint in _IN_CAPTIONS) and _CAPTION.search(text) is not None


def _is_scene(look: Look) -> bool:
    """Whether the line tells in the present tense what a picture shows."""
    text = look.text[:400]
    return look.words <= 45 and bool(_SCENE.match(text)) and not _PAST.search(text)


def _is_followed_by_byline(seen: Sequence[Look], index: int) -> bool:
    return index + 1 < len(seen) and seen[index + 1].reason in ("byline", "timestamp")


def _kept(index: int, look: Look, role: LineRole, reason: str) -> Line:
    return Line(number=index + 1, text=look.text, role=role, is_kept=True, reason=reason)


def _dropped(index: int, look: Look, reason: str) -> Line:
    role = LineRole.BYLINE if reason in ("byline", "timestamp") else LineRole.CLUTTER
    return Line(number=index + 1, text=look.text, role=role, is_kept=False, reason=reason)
