"""A saved page: its main text and metadata by trafilatura, laid over the lines that are visible.

Trafilatura says what the main text is; the lines come from the page itself, so that those it leaves
out are listed and can be put back. Line and main text are compared by their letters and digits
alone, since trafilatura sets its own list marks, table rules and spaces.
"""

import copy
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from annotator.ingest import pasted, visible
from annotator.ingest.values import Line, LineRole
from annotator.ingest.visible import Seen

_NOT_A_WORD = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"\s+(?P<rule>[|–—·•:«»/-]+)\s+(?P<name>[^|–—·•«»]{2,40})$")
_DATES = {"original_date": True, "extensive_search": False}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
_DISTINCT = 25
_AHEAD = 2_000
_COVERED = 0.6


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page says; `lines` is empty when it shows nothing."""

    lines: tuple[Line, ...]
    title: str
    authors: tuple[str, ...]
    published: date | None
    url: str
    outlet: str
    language: str


def read(source: str, *, url: str = "") -> Page:
    """The page in `source`, HTML of any quality."""
    tree = visible.parse(source)
    if tree is None:
        return Page(
            lines=(), title="", authors=(), published=None, url=url, outlet=_host(url), language=""
        )
    # A copy: trafilatura prunes the tree it is given.
    found = bare_extraction(
        copy.deepcopy(tree),
        url=url or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    document = found if isinstance(found, Document) else Document()
    seen = visible.lines(tree)
    host = _host(url or document.url or "")
    outlet = (document.sitename or "").strip() or host
    title = _title(seen, document.title or "", (outlet, host))
    return Page(
        lines=_label(seen, (document.text or "").splitlines(), title),
        title=title,
        authors=tuple(
            name for part in (document.author or "").split(";") if (name := part.strip())
        ),
        published=date.fromisoformat(document.date) if document.date else None,
        url=url or document.url or "",
        outlet=outlet,
        language=_language(tree),
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(tree: html.HtmlElement) -> str:
    match = _LANGUAGE.match(tree.get("lang") or "")
    return match[0].lower() if match else ""


def _letters(text: str) -> str:
    return _NOT_A_WORD.sub("", text).casefold()


# The title.


def _title(seen: Sequence[Seen], named: str, outlets: Sequence[str]) -> str:
    """The page's own headline where it shows one, else the title of its metadata, without the outlet."""
    shown = [line.text for line in seen if line.tag == "h1" and _letters(line.text)]
    wanted = _letters(named)
    for text in shown:
        letters = _letters(text)
        if wanted and (wanted.startswith(letters) or letters.startswith(wanted)):
            return text
    return _without_outlet(" ".join(named.split()), outlets) or next(iter(shown), "")


def _without_outlet(title: str, outlets: Sequence[str]) -> str:
    """`title` without a last part that names the outlet; what follows a `|` always does."""
    names = {_letters(name) for outlet in outlets for name in (outlet, outlet.split(".")[0])}
    match = _SUFFIX.search(title)
    if match and (match["rule"] == "|" or _letters(match["name"]) in names):
        return title[: match.start()]
    return title


# Which lines are the article.


def _label(seen: Sequence[Seen], main: Sequence[str], title: str) -> tuple[Line, ...]:
    """The lines with what became of each; those of `main` are kept.

    Without main text the rules for pastes decide. Main text that is not among the visible lines
    (hidden until a script runs) is put before them.
    """
    if not any(_letters(text) for text in main):
        return pasted.label([line.text for line in seen])
    kept = _matched(seen, main)
    covered = sum(len(_letters(seen[index].text)) for index in kept)
    if covered < _COVERED * sum(len(_letters(text)) for text in main):
        whole = [Seen(text=text.strip(), tag="") for text in main if text.strip()]
        kept = set(range(len(whole)))
        seen = [*whole, *seen]
    headline = _headline(seen, title)
    if headline is None and title:
        seen = [Seen(text=title, tag="h1"), *seen]
        kept = {index + 1 for index in kept}
        headline = 0
    return tuple(_lines(seen, kept, headline))


def _matched(seen: Sequence[Seen], main: Sequence[str]) -> set[int]:
    """The indices of the lines that make up the main text.

    Long lines are found wherever they stand in it. A short line ("Home") counts only where it comes
    next in the main text after the line before it.
    """
    letters = [_letters(text) for text in main]
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    at = 0
    for text in letters:
        places[text].append(at)
        at += len(text)
    whole = "".join(letters)
    wanted = [_letters(line.text) for line in seen]
    anchors = dict(_anchors(wanted, places, whole))
    return anchors.keys() | set(_between(wanted, anchors, whole))


def _anchors(
    wanted: Sequence[str], places: defaultdict[str, deque[int]], whole: str
) -> Iterator[tuple[int, int]]:
    """For each long line of the main text its index and where it starts there."""
    reached = 0
    for index, text in enumerate(wanted):
        if len(text) < _DISTINCT:
            continue
        if text in places:
            start = places[text].popleft() if places[text] else -1
        else:
            start = whole.find(text, reached, reached + len(text) + _AHEAD)
        if start >= 0:
            reached = start + len(text)
            yield index, start


def _between(wanted: Sequence[str], anchors: dict[int, int], whole: str) -> Iterator[int]:
    """The short lines found in the gaps that the long ones leave in the main text."""
    following = len(whole)
    ends = [following] * len(wanted)
    for index in range(len(wanted) - 1, -1, -1):
        following = anchors.get(index, following)
        ends[index] = following
    reached = 0
    for index, text in enumerate(wanted):
        if index in anchors:
            reached = anchors[index] + len(text)
        elif 0 < len(text) < _DISTINCT:
            start = whole.find(text, reached, min(ends[index], reached + _AHEAD))
            if start >= 0:
                reached = start + len(text)
                yield index


def _headline(seen: Sequence[Seen], title: str) -> int | None:
    wanted = _letters(title)
    same = [index for index, line in enumerate(seen) if _letters(line.text) == wanted]
    return min(same, key=lambda index: (seen[index].tag != "h1", index), default=None)


def _lines(seen: Sequence[Seen], kept: set[int], headline: int | None) -> Iterator[Line]:
    title = _letters(seen[headline].text) if headline is not None else ""
    why = pasted.reasons([line.text for line in seen])
    captions = _captions(seen, kept, headline)
    for index, line in enumerate(seen):
        is_kept, role, reason = False, LineRole.CLUTTER, why[index] or "not-main-text"
        if index == headline:
            is_kept, role, reason = True, LineRole.HEADLINE, "headline"
        elif title and _letters(line.text) == title:
            reason = "repeated"
        elif reason in ("byline", "timestamp"):
            role = LineRole.BYLINE
        elif index in kept and reason == "not-main-text":
            is_kept, role, reason = True, _role(line), "main-text"
        elif index in captions and reason == "not-main-text":
            is_kept, role, reason = True, LineRole.CAPTION, "caption"
        yield Line(number=index + 1, text=line.text, role=role, is_kept=is_kept, reason=reason)


def _captions(seen: Sequence[Seen], kept: set[int], headline: int | None) -> set[int]:
    """The captions that stand inside the article and say something; trafilatura leaves most out."""
    start = min(kept) if headline is None else min(headline, min(kept))
    return {
        index
        for index in range(start, max(kept))
        if seen[index].tag == "figcaption" and pasted.is_sentence(seen[index].text)
    }


def _role(line: Seen) -> LineRole:
    if line.tag in ("figcaption", "caption"):
        return LineRole.CAPTION
    return LineRole.HEADING if line.tag else LineRole.BODY
