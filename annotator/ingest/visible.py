"""The lines a reader of an HTML page sees, in document order, and the block each stands in.

Nothing is run or fetched: scripts, styles and frames are skipped, entities of a document type are
not expanded, and the walk is a loop, so that depth costs no stack. Two things a browser does are
done here too, since pages are saved before their scripts ran: parts that React streams in at the
end of a page (`<div hidden id="S:1">`) are moved to their places, and panels that a reader opens
with a click count as open.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

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
_PLACES = _tags("article main header footer nav aside form table li pre blockquote h1")
_PANELS = ("region", "tabpanel")
_NO_WORDS: frozenset[str] = frozenset()
_NOT_A_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_HINTS = {
    word: hint
    for hint, words in {
        "article": "article post story entry blog",
        "content": "content main body text copy prose richtext markdown wysiwyg articlebody",
        "comment": "comment comments disqus respond reply replies discussion",
        "meta": "meta date time posted published timestamp tag tags category categories topic topics"
        " label eyebrow kicker badge disclaimer disclosure breadcrumb breadcrumbs",
        "faq": "faq faqs accordion question questions toggle collapse collapsible",
        "foot": "footer foot copyright legal colophon bottom",
        "nav": "nav navbar navigation menu header masthead toolbar topbar pagination pager tabs toc",
        "caption": "caption credit image photo gallery figure media video player",
        "hidden": "hidden sr visually offscreen invisible hide visuallyhidden",
        "ask": "newsletter subscribe subscription signup paywall register login donate donation cta"
        " banner popup modal overlay dialog optin form hubspot offer button btn",
        "related": "related recommend recommended recommendations recirc teaser card cards promo next"
        " prev carousel slider swiper popular trending latest recent",
        "author": "author byline bio contributor profile avatar",
        "share": "share sharing social follow",
        "ad": "ad ads advert advertisement sponsor sponsored promoted affiliate",
        "side": "sidebar aside rail widget",
    }.items()
    for word in words.split()
}


@dataclass(slots=True, eq=False)
class Block:
    """An element that is not inline. `number` counts the blocks of a page, parents first.

    `places` are the telling tags it stands in, its own included. `own` is what the words of its
    class and id hint at, `near` the same with the hints of all blocks around it.
    """

    tag: str
    number: int
    parent: "Block | None"
    own: frozenset[str] = _NO_WORDS
    near: frozenset[str] = _NO_WORDS
    places: frozenset[str] = _NO_WORDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One line, runs of whitespace as one space; `tag` is `h1` to `h6`, `figcaption` or "".

    `letters` are the letters and digits of the text alone, by which lines are compared; `links` is
    the share of its characters, 0 to 1, that are in links.
    """

    text: str
    letters: str
    tag: str
    links: float
    block: Block


@dataclass(frozen=True, kw_only=True)
class View:
    """The lines that are not blank, and all blocks, in document order; `depth` is that of the
    deepest element that is seen."""

    lines: list[Seen] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0


def letters(text: str) -> str:
    """The text without all that differs between two renderings of it."""
    return _NOT_A_WORD.sub("", text).casefold()


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
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None
    _put_streamed_in_place(tree)
    return tree


def view(tree: html.HtmlElement) -> View:
    """What the page shows."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    page = _Page()
    skipped = False
    depth = deepest = 0
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped = tag in _SKIPPED or _is_hidden(element, tag)
            if skipped:
                walk.skip_subtree()
                continue
            depth += 1
            deepest = max(deepest, depth)
            page.open(tag, element)
            if element.text:
                page.write(element.text)
            continue
        if not skipped:
            depth -= 1
            page.close(tag)
        skipped = False
        if element.tail:
            page.write(element.tail)
    page.end_line()
    return View(lines=page.lines, blocks=page.blocks, depth=deepest)


class _Page:
    """The lines so far, and the one that is being written."""

    def __init__(self) -> None:
        self.lines: list[Seen] = []
        self.block = Block(tag="", number=0, parent=None)
        self.blocks = [self.block]
        self._telling: list[str] = []
        self._in_links = 0
        self._begin_line()

    def _begin_line(self) -> None:
        self._pieces: list[str] = []
        self._linked = 0
        self._first: Block | None = None

    def end_line(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text:
            self.lines.append(
                Seen(
                    text=text,
                    letters=letters(text),
                    tag=self._telling[-1] if self._telling else "",
                    links=min(self._linked / len(text), 1.0),
                    block=self._first or self.block,
                )
            )
        self._begin_line()

    def write(self, text: str) -> None:
        self._pieces.append(text)
        length = len(text.strip())
        if length:
            self._first = self._first or self.block
            if self._in_links:
                self._linked += length

    def open(self, tag: str, element: html.HtmlElement) -> None:
        if tag in _INLINE:
            self._in_links += tag == "a"
            return
        if self._pieces:
            self.end_line()
        own = _hints(element) if tag not in ("html", "body") else _NO_WORDS
        around = self.block
        self.block = Block(
            tag=tag,
            number=len(self.blocks),
            parent=around,
            own=own,
            near=around.near if own <= around.near else around.near | own,
            places=around.places | {tag} if tag in _PLACES else around.places,
        )
        self.blocks.append(self.block)
        if tag in _TELLING:
            self._telling.append(tag)

    def close(self, tag: str) -> None:
        if tag in _INLINE:
            self._in_links -= tag == "a"
            return
        if self._pieces:
            self.end_line()
        if tag in _TELLING:
            self._telling.pop()
        self.block = self.block.parent or self.block


def _hints(element: html.HtmlElement) -> frozenset[str]:
    """What the page's own names for the block hint at."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _hinted(named[:300]) if named != " " else _NO_WORDS


@lru_cache(maxsize=4096)
def _hinted(named: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(named))
    return frozenset(_HINTS[word] for word in words if word in _HINTS)


def _is_hidden(element: html.HtmlElement, tag: str) -> bool:
    if tag in ("html", "body"):
        return False
    style = element.get("style")
    hidden = element.get("hidden") is not None or (
        style is not None and "display:none" in style.replace(" ", "").lower()
    )
    return hidden and element.get("role") not in _PANELS


def _put_streamed_in_place(tree: html.HtmlElement) -> None:
    """Do what React's inline scripts do: fill `<template id="B:1">` from `<div hidden id="S:1">`."""
    parts = [
        element
        for element in tree.iter("div")
        if element.get("hidden") is not None and (element.get("id") or "").startswith("S:")
    ]
    if not parts:
        return
    places = {
        name[2:]: element
        for element in tree.iter("template")
        if (name := element.get("id") or "").startswith(("B:", "P:"))
    }
    for part in parts:
        del part.attrib["hidden"]
        place = places.get(part.get("id")[2:])
        if place is not None and part not in place.iterancestors():
            place.addnext(part)
