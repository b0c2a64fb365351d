"""What reading an article gives: its lines, its text, its sentences.

Offsets are Unicode code points into `Article.text`, end exclusive.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.translatable import translatable


class LineRole(StrEnum):
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    CLUTTER = "clutter"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the input that is not blank, and what became of it.

    `number` counts these lines from 1 in the order of the input. `reason` is a key of `REASONS`.
    """

    number: int
    text: str
    role: LineRole
    is_kept: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class SentenceSlice:
    """`Article.text[start:end]` is one sentence; `paragraph` counts the kept lines from 0."""

    start: int
    end: int
    paragraph: int
    role: LineRole


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where a piece of metadata stands: `field` is an attribute of `Article`, `source` a place in
    the input ("og:title", "h1", "json-ld datePublished", "byline"), `value` what it says there."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article as read. What could not be told is `""`, `()` or `None`, never a guess."""

    title: str
    text: str
    lines: tuple[Line, ...]
    sentences: tuple[SentenceSlice, ...]
    authors: tuple[str, ...]
    published: date | None
    url: str
    outlet: str
    language: str
    evidence: tuple[Evidence, ...] = ()


REASONS = {
    # Kept.
    "headline": translatable("the headline"),
    "standfirst": translatable("the standfirst under the headline"),
    "caption": translatable("a picture caption"),
    "long-prose": translatable("running text"),
    "between-body": translatable("stands inside the article"),
    "clean-input": translatable("the input holds nothing but an article"),
    "main-text": translatable("in the main part of the page"),
    "restored": translatable("put back by a person"),
    # Dropped.
    "byline": translatable("names the author, not part of the text"),
    "timestamp": translatable("a date or reading time, not part of the text"),
    "photo-credit": translatable("names the photographer only"),
    "donation-appeal": translatable("asks for money or support"),
    "newsletter": translatable("advertises a newsletter or subscription"),
    "share-buttons": translatable("share and follow buttons"),
    "cookie-notice": translatable("a notice about cookies or consent"),
    "copyright": translatable("a copyright or legal line"),
    "related-links": translatable("points to other articles"),
    "navigation": translatable("a menu or button of the site"),
    "advertisement": translatable("an advertisement"),
    "comments": translatable("belongs to the reader comments"),
    "form": translatable("part of a form"),
    "letter-from-the-editors": translatable("a letter from the editors to the readers"),
    "repeated": translatable("repeats a line that is kept"),
    "repeated-by-outlet": translatable("stands on other pages of the outlet too"),
    "not-main-text": translatable("outside the main part of the page"),
}
"""What each `Line.reason` means, in words for the page."""
