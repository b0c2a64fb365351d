"""The lines a reader of an HTML page sees, in document order.

Nothing is run or fetched: scripts, styles and frames are skipped, entities of a document type are
not expanded, and the walk is a loop, so that depth costs no stack.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html


def _tags(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SKIPPED = _tags(
    "script style noscript template head svg math iframe object embed applet canvas audio video"
    " select datalist textarea map"
)
_INLINE = _tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s"
    " samp small span strike strong sub sup time tt u var wbr img picture source input"
)
_TELLING = _tags("h1 h2 h3 h4 h5 h6 figcaption caption")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One line, runs of whitespace as one space; `tag` is `h1` to `h6`, `figcaption` or ""."""

    text: str
    tag: str


def parse(source: str) -> html.HtmlElement | None:
    """The page as a tree; None when there is nothing to parse."""
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        return html.document_fromstring(source.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None


def lines(tree: html.HtmlElement) -> list[Seen]:
    """The lines of the page that are not blank."""
    seen: list[Seen] = []
    pieces: list[str] = []
    telling: list[str] = []
    tag = ""
    for kind, value in _events(tree):
        if kind == "text":
            pieces.append(value)
            continue
        if kind == "break" or value in _TELLING:
            text = " ".join("".join(pieces).split())
            if text:
                seen.append(Seen(text=text, tag=tag))
            pieces.clear()
        if kind == "open" and value in _TELLING:
            telling.append(value)
        if kind == "close" and value in _TELLING:
            telling.pop()
        tag = telling[-1] if telling else ""
    return seen


def _events(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """`text` with its words, `open` and `close` with a telling tag, and `break` between blocks."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    skipped = False
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped = tag in _SKIPPED or _is_hidden(element, tag)
            if skipped:
                walk.skip_subtree()
                continue
            if tag not in _INLINE:
                yield "break", ""
            if tag in _TELLING:
                yield "open", tag
            if element.text:
                yield "text", element.text
            continue
        if not skipped:
            if tag in _TELLING:
                yield "close", tag
            if tag not in _INLINE:
                yield "break", ""
        skipped = False
        if element.tail:
            yield "text", element.tail
    yield "break", ""


def _is_hidden(element: html.HtmlElement, tag: str) -> bool:
    if tag in ("html", "body"):
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
