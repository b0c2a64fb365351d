"""What holds for any text whatever."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.pretag.taggers import tagger
from annotator.pretag.values import Article, Candidate, Sentence
from tests.pretag.tagging import tagged

_WORDS = [
    "The",
    "mayor",
    "said",
    "that",
    "told",
    "denied",
    "accused",
    "of",
    "blamed",
    "for",
    "charged",
    "with",
    "according",
    "to",
    "reportedly",
    "allegedly",
    "and",
    ",",
    ".",
    ":",
    ";",
    "—",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "who",
    "which",
    "he",
    "him",
    "not",
    "was",
    "has",
    "been",
    "been",
    "claims",
    "reports",
    "called",
    "a",
    "liar",
    "false",
    "pleaded",
    "not",
    "guilty",
    "by",
    "to",
    "as",
    "🚢",
    "𝒜",
    "don't",
    "7,000",
    "U.S.",
    "\n",
]
_texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join),
)
_articles = st.builds(
    lambda parts, role: Article(
        title="",
        outlet="",
        sentences=tuple(
            Sentence(text=text, paragraph=index // 2, role=role if index == 0 else "body")
            for index, text in enumerate(parts)
        ),
    ),
    st.lists(_texts, max_size=5),
    st.sampled_from(["headline", "body", "caption"]),
)


def _check(sentence: Sentence, candidates: tuple[Candidate, ...]) -> None:
    assert candidates
    for candidate in candidates:
        assert candidate.label in {"attribution", "denial", "accusation", "fact"}
        assert 0 < candidate.score <= 1
        assert candidate.evidence
        for span in candidate.spans:
            assert span.role in {"source", "cue", "content", "target"}
            assert 0 <= span.start < span.end <= len(sentence.text)
            assert span.text == sentence.text[span.start : span.end]


@settings(max_examples=400, deadline=None)
@given(_articles)
def test_every_sentence_gets_candidates_whose_spans_quote_it(article: Article) -> None:
    found = tagger("rules").tag(article)

    assert len(found) == len(article.sentences)
    for sentence, candidates in zip(article.sentences, found, strict=True):
        _check(sentence, candidates)


@settings(max_examples=100, deadline=None)
@given(_articles)
def test_the_same_article_is_tagged_the_same_twice(article: Article) -> None:
    assert tagger("rules").tag(article) == tagger("rules").tag(article)


def test_offsets_count_code_points_after_emoji_and_astral_letters() -> None:
    text = "🚢🚢 𝒜da Quill said the 🌊 was high."
    found = tagged(text)[0][0]

    assert [text[span.start : span.end] for span in found.spans] == [
        span.text for span in found.spans
    ]
    cue = next(span for span in found.spans if span.role == "cue")
    assert (cue.start, cue.end) == (text.index("said"), text.index("said") + 4)


@pytest.mark.parametrize(
    "unit",
    [
        "he said that it was accused of ",
        "said ",
        "a, ",
        "'a ",
        '"a b" ',
        "(",
        "a — ",
        "x",
        "filed ",
    ],
)
def test_a_sentence_of_a_megabyte_is_tagged_in_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    found = tagged(text)

    assert len(found) == 1
    assert time.process_time() - begun < 10
