"""Short ways to ask a tagger, the rules if no other, about invented sentences."""

from annotator.pretag.taggers import tagger
from annotator.pretag.values import Article, Candidate, Sentence


def article(*paragraphs: str | tuple[str, ...], headline: bool = False) -> Article:
    """An article: each argument is a paragraph, a tuple a paragraph of several sentences."""
    sentences = [
        Sentence(
            text=text,
            paragraph=number,
            role="headline" if headline and number == 0 else "body",
        )
        for number, paragraph in enumerate(paragraphs)
        for text in ((paragraph,) if isinstance(paragraph, str) else paragraph)
    ]
    return Article(title="", outlet="The Harbour Post", sentences=tuple(sentences))


def tagged(
    *paragraphs: str | tuple[str, ...], headline: bool = False, by: str = "rules"
) -> list[list[Candidate]]:
    """The candidates of each sentence."""
    found = tagger(by).tag(article(*paragraphs, headline=headline))
    return [list(candidates) for candidates in found]


def labels(text: str, *, headline: bool = False) -> list[str]:
    """The labels of one sentence, gravest first."""
    return [candidate.label for candidate in tagged(text, headline=headline)[0]]


def spans(candidate: Candidate) -> dict[str, str]:
    """Role -> the words of the span."""
    return {span.role: span.text for span in candidate.spans}


def first(text: str, *, headline: bool = False) -> dict[str, str]:
    """The spans of the gravest candidate of one sentence."""
    return spans(tagged(text, headline=headline)[0][0])
