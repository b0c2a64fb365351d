"""Which lines of a page other readers of pages take for the article.

They give text of their own making, with their own list marks, table rules and spaces, so line and
text are compared by their letters and digits alone. A reader that fails or finds nothing has no
vote: on a page that breaks one of them the others decide.

They are imported where they are asked, since they take 5 MB: only what reads pages pays for them.
"""

import copy
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence

from lxml import html

from annotator.ingest import visible
from annotator.ingest.visible import Seen, letters

_log = logging.getLogger(__name__)
_DISTINCT = 25
_AHEAD = 2_000


def of_resiliparse(source: str, seen: Sequence[Seen]) -> set[int]:
    """The indices of the lines that resiliparse keeps, the fastest of the three."""
    return _vote(lambda: _resiliparse(source), seen)


def of_trafilatura(tree: html.HtmlElement, seen: Sequence[Seen]) -> set[int]:
    """The indices of the lines that trafilatura keeps, the best of the three."""
    return _vote(lambda: _trafilatura(tree), seen)


def of_readability(tree: html.HtmlElement, seen: Sequence[Seen]) -> set[int]:
    """The indices of the lines that readability keeps. The tree is used up."""
    return _vote(lambda: _readability(tree), seen)


def _vote(read: Callable[[], str], seen: Sequence[Seen]) -> set[int]:
    try:
        main = [letters(text) for text in read().splitlines()]
    except Exception:  # Strangers' code on strangers' pages: whatever it raises, it has no vote.
        _log.info("a reader gave up on a page", exc_info=True)
        return set()
    return matched(seen, main) if any(main) else set()


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(source, main_content=True, alt_texts=False)


def _trafilatura(tree: html.HtmlElement) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    # A copy: trafilatura prunes the tree it is given.
    found = bare_extraction(copy.deepcopy(tree), include_comments=False, with_metadata=False)
    return (found.text or "") if isinstance(found, Document) else ""


def _readability(tree: html.HtmlElement) -> str:
    from readability import Document as Readable  # type: ignore[import-untyped]

    summary = visible.parse(Readable(tree).summary())
    if summary is None:
        return ""
    return "\n".join(line.text for line in visible.view(summary).lines)


def matched(seen: Sequence[Seen], main: Sequence[str]) -> set[int]:
    """The indices of the lines that make up the text `main`, of which each line is given as `letters`.

    Long lines are found wherever they stand in it. A short line ("Home") counts only where it comes
    next in the text after the line before it.
    """
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    at = 0
    for text in main:
        places[text].append(at)
        at += len(text)
    whole = "".join(main)
    wanted = [line.letters for line in seen]
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
