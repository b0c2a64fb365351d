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
        assert 0 < len(candidate.evidence) <= 300
        for span in candidate.spans:
            assert span.role in {"source", "cue", "content", "target"}
            assert 0 <= span.start < span.end <= len(sentence.text)
            assert span.text == sentence.text[span.start : span.end]


_BOTH = pytest.mark.parametrize("name", ["rules", "trained"])


@_BOTH
@settings(max_examples=400)
@given(article=_articles)
def test_every_sentence_gets_candidates_whose_spans_quote_it(name: str, article: Article) -> None:
    found = tagger(name).tag(article)

    assert len(found) == len(article.sentences)
    for sentence, candidates in zip(article.sentences, found, strict=True):
        _check(sentence, candidates)


@_BOTH
@settings(max_examples=100)
@given(article=_articles)
def test_the_same_article_is_tagged_the_same_twice(name: str, article: Article) -> None:
    assert tagger(name).tag(article) == tagger(name).tag(article)


@_BOTH
def test_offsets_count_code_points_after_emoji_and_astral_letters(name: str) -> None:
    text = "🚢🚢 𝒜da Quill said the 🌊 was high."
    found = tagged(text, by=name)[0][0]

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
@_BOTH
def test_a_sentence_of_a_megabyte_is_tagged_in_seconds(unit: str, name: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    found = tagged(text, by=name)

    assert len(found) == 1
    assert time.process_time() - begun < 12


_HARD = [
    " ".join(["The mayor said that the ferry was late and he denied it,"] * 420),
    "THE MAYOR DENIED THAT THE FERRY WAS OVERLOADED, ACCORDING TO THE HARBOUR OFFICE.",
    "“I was not there.” “You were.” “I was not.”",
    "“The mayor “said 'that »he ‘lied” and",
    '"""',
    "🚢 said: “🌊🌊 𝒜 never lied”, 𝒜da Quill’s lawyer denied.",
    "The \ud83d mayor \ud83dx said \x00 that \x00 “he \ud83dlied”.",
    "The mayor's's said\u0301 \u200bthat\u2028he lied.",
]


@_BOTH
@pytest.mark.parametrize("text", _HARD)
def test_hard_sentences_are_tagged_with_exact_offsets(text: str, name: str) -> None:
    sentence = Sentence(text=text, paragraph=0)
    found = tagger(name).tag(Article(title="", outlet="", sentences=(sentence, sentence)))

    assert len(found) == 2
    for candidates in found:
        _check(sentence, candidates)


def test_the_cost_of_the_trained_tagger_grows_no_faster_than_the_sentence() -> None:
    words = "The mayor said “it was late” and denied the charge, "
    tagged("Warm up.", by="trained")

    def cost(times: int) -> float:
        begun = time.process_time()
        tagged(words * times, by="trained")
        return time.process_time() - begun

    assert cost(4000) < 12 * max(cost(1000), 0.01)
