"""What goes into a tagger and what comes out of it. Plain values, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence as it stands in its article.

    `text` is the exact slice of the article; `paragraph` counts from 0 and never falls from one
    sentence to the next; `role` is headline, standfirst, caption, heading or body.
    """

    text: str
    paragraph: int
    role: str = "body"


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article's sentences in reading order, the headline among them when it is text.

    `language` is an ISO 639 code, "" where nobody could tell: what is not known to be another
    language than English is read as English.
    """

    title: str
    outlet: str
    sentences: tuple[Sentence, ...]
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Where a role (source, cue, content, target) stands in its sentence.

    Offsets are Unicode code points from the start of the sentence, end exclusive, and
    `text == sentence.text[start:end]`.
    """

    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One mark that a tagger proposes: never a label until a person says so.

    `score` is in (0, 1]; `evidence` says why in a few plain words. A sentence in which nothing
    was found has the one candidate "fact", without spans.
    """

    label: str
    score: float
    spans: tuple[Span, ...]
    evidence: str
