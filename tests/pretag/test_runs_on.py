"""Quotations that run on over sentences and paragraphs."""

import pytest

from annotator.pretag.quotes import quotations
from annotator.pretag.values import Sentence
from tests.pretag.tagging import spans, tagged


def _labels(*paragraphs: str | tuple[str, ...]) -> list[str]:
    return [candidates[0].label for candidates in tagged(*paragraphs)]


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("«", "»"), ("‘", "’")])
def test_a_sentence_inside_a_quotation_is_attribution_without_a_cue(
    opening: str, closing: str
) -> None:
    found = tagged(
        (
            f"The pilot said, {opening}The lamp went out.",
            "The sea was black.",
            f"We rowed.{closing}",
        )
    )

    assert [candidates[0].label for candidates in found] == ["attribution"] * 3
    assert spans(found[1][0]) == {"content": "The sea was black."}


def test_a_closed_quotation_does_not_run_on() -> None:
    assert _labels(("The pilot said, “The lamp went out.”", "The sea was black.")) == [
        "attribution",
        "fact",
    ]


def test_a_paragraph_that_opens_with_a_mark_continues_the_quotation() -> None:
    assert _labels(
        "The pilot said: “The lamp went out.",
        ("“The sea was black.", "We rowed.”"),
        "The harbour closed at nine.",
    ) == ["attribution", "attribution", "attribution", "fact"]


def test_a_paragraph_without_a_mark_ends_a_quotation_left_open() -> None:
    assert _labels("The pilot said: “The lamp went out.", "The sea was black.") == [
        "attribution",
        "fact",
    ]


def test_a_few_quoted_words_are_not_a_claim() -> None:
    assert _labels("The boat is called the “Grey Gull” and has two masts.") == ["fact"]


def test_an_apostrophe_opens_no_quotation() -> None:
    texts = ["The pilots’ boat left at ’bout noon.", "It’s the harbour’s oldest."]
    sentences = [Sentence(text=text, paragraph=0) for text in texts]

    assert quotations(sentences) == [(), ()]


def test_inches_and_feet_open_no_quotation() -> None:
    sentences = [
        Sentence(text='The plank is 6" wide.', paragraph=0),
        Sentence(text="It floats.", paragraph=0),
    ]

    assert quotations(sentences) == [(), ()]


def test_an_interview_answer_is_attribution_and_a_question_is_fact() -> None:
    assert _labels(
        "Q: When did the lamp go out?",
        "A: It went out at nine. Nobody relit it.",
        "Q: Who keeps it now?",
        "A: My sister keeps it.",
    ) == ["fact", "attribution", "fact", "attribution"]
