"""The lines a reader of an HTML page sees, in document order, and the block each stands in.

Nothing is run or fetched: scripts, styles and frames are skipped, entities of a document type are
not expanded, and the walk is a loop, so that depth costs no stack. Two things a browser does are
done here too, since pages are saved before their scripts ran: parts that React streams in at the
end of a page (`<div hidden id="S:1">`) are moved to their places, and panels that a reader opens
with a click count as open.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
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
_WHOLE = ("html", "body")
_PANELS = ("region", "tabpanel")
_STREAMED = etree.XPath("descendant-or-self::div[@hidden][starts-with(@id, 'S:')]")
_NO_WORDS: frozenset[str] = frozenset()
_LOWER = bytes(range(256)).lower()
_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_OTHER = re.compile(r"[\W_]+")
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

    `kind` is its tag and classes, by which blocks are alike. `places` are the telling tags it stands
    in, its own included. `own` is what the words of its class and id hint at, `near` the same with
    the hints of all blocks around it.
    """

    tag: str
    number: int
    parent: "Block | None"
    kind: str = ""
    own: frozenset[str] = _NO_WORDS
    near: frozenset[str] = _NO_WORDS
    places: frozenset[str] = _NO_WORDS


@dataclass(kw_only=True, slots=True)  # Not frozen: that takes twice the time to make.
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
    """The lines that are not blank, and all blocks, in document order, with the element of each block
    but the first, which is the page; `depth` is that of the deepest element that is seen."""

    lines: list[Seen] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    elements: list[html.HtmlElement] = field(default_factory=list)
    depth: int = 0


def letters(text: str) -> str:
    """The text without all that differs between two renderings of it."""
    # ASCII, which in UTF-8 no other character has a part in, is done in bytes: several times as fast.
    # JSON may hold half a character, which must pass.
    whole = text.encode("utf-8", "surrogatepass")
    kept = whole.translate(_LOWER, _MARKS).decode("utf-8", "surrogatepass")
    return kept if kept.isascii() else _OTHER.sub("", kept).casefold()


def parse(source: str) -> html.HtmlElement | None:
    """The page as a tree; None when there is nothing to parse."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    # One class for all elements: to choose it by the tag, as lxml.html does, is a call each time one is met.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
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
        tag = element.tag
        if event == "start":
            is_styled = element.get("style") or element.get("hidden") is not None
            skipped = tag in _SKIPPED or (is_styled and _is_hidden(element))
            if skipped:
                walk.skip_subtree()
                continue
            depth += 1
            if depth > deepest:
                deepest = depth
            if tag not in _INLINE:
                page.open(tag, element)
            elif tag == "a":
                page.in_links += 1
            text = element.text
            if text and (page.pieces or not text.isspace()):
                page.write(text)
            continue
        if not skipped:
            depth -= 1
            if tag not in _INLINE:
                page.close(tag)
            elif tag == "a":
                page.in_links -= 1
        skipped = False
        text = element.tail
        if text and (page.pieces or not text.isspace()):
            page.write(text)
    page.end_line()
    return View(lines=page.lines, blocks=page.blocks, elements=page.elements, depth=deepest)


def prune(view: View, wanted: Sequence[bool]) -> None:
    """Take out of the page's tree each block without a wanted line; `wanted` says for each line."""
    keeps = [False] * len(view.blocks)
    for line, is_wanted in zip(view.lines, wanted, strict=True):
        keeps[line.block.number] |= is_wanted
    for block in reversed(view.blocks):
        if block.parent is not None:
            keeps[block.parent.number] |= keeps[block.number]
    for block, element in zip(view.blocks[1:], view.elements, strict=True):
        is_top = block.parent is not None and keeps[block.parent.number]
        if is_top and not keeps[block.number] and element.getparent() is not None:
            # With a control character behind it, which lxml reads and does not write, it stays.
            with suppress(ValueError):
                element.drop_tree()


class _Page:
    """The lines so far, and the one that is being written."""

    def __init__(self) -> None:
        self.lines: list[Seen] = []
        self.block = Block(tag="", number=0, parent=None)
        self.blocks = [self.block]
        self.elements: list[html.HtmlElement] = []
        self._telling: list[str] = []
        self.in_links = 0
        self._begin_line()

    def _begin_line(self) -> None:
        self.pieces: list[str] = []
        self._linked = 0
        self._first: Block | None = None

    def end_line(self) -> None:
        text = " ".join("".join(self.pieces).split())
        if text:
            self.lines.append(
                Seen(
                    text=text,
                    letters=letters(text),
                    tag=self._telling[-1] if self._telling else "",
                    links=min(self._linked / len(text), 1.0) if self._linked else 0.0,
                    block=self._first or self.block,
                )
            )
        self._begin_line()

    def write(self, text: str) -> None:
        self.pieces.append(text)
        if length := len(text.strip()):
            self._first = self._first or self.block
            if self.in_links:
                self._linked += length

    def open(self, tag: str, element: html.HtmlElement) -> None:
        """A block begins: what is written from here to its end stands in it."""
        if self.pieces:
            self.end_line()
        classes, name = element.get("class") or "", element.get("id") or ""
        own = _hints(classes, name) if (classes or name) and tag not in _WHOLE else _NO_WORDS
        around = self.block
        near, places = around.near, around.places
        # A set is made only where it differs: to keep one is quicker, and so is to compare it.
        if not own <= near:
            near = near | own
        if tag in _PLACES and tag not in places:
            places = places | {tag}
        self.block = Block(tag, len(self.blocks), around, f"{tag} {classes}", own, near, places)
        self.blocks.append(self.block)
        self.elements.append(element)
        if tag in _TELLING:
            self._telling.append(tag)

    def close(self, tag: str) -> None:
        if self.pieces:
            self.end_line()
        if tag in _TELLING:
            self._telling.pop()
        self.block = self.block.parent or self.block


@lru_cache(maxsize=4096)
def _hints(classes: str, name: str) -> frozenset[str]:
    """What the page's own names for the block hint at."""
    named = f"{classes} {name}"[:300]
    return frozenset(
        [_HINTS[word] for word in map(str.lower, _WORD.findall(named)) if word in _HINTS]
    )


def _is_hidden(element: html.HtmlElement) -> bool:
    """Whether an element with `hidden` or a style of its own is not shown."""
    if element.tag in _WHOLE or element.get("role") in _PANELS:
        return False
    style = element.get("style") or ""
    return element.get("hidden") is not None or "display:none" in style.replace(" ", "").lower()


def _put_streamed_in_place(tree: html.HtmlElement) -> None:
    """Do what React's inline scripts do: fill `<template id="B:1">` from `<div hidden id="S:1">`."""
    parts = _STREAMED(tree)
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
