"""Regular inflection and the lexicon made with it."""

import pytest

from annotator.pretag.lexicon.inflect import past, present_participle, third
from annotator.pretag.lexicon.verbs import READINGS


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("note", ("notes", "noted", "noting")),
        ("deny", ("denies", "denied", "denying")),
        ("say", ("says", "sayed", "saying")),
        ("stress", ("stresses", "stressed", "stressing")),
        ("agree", ("agrees", "agreed", "agreeing")),
        ("lie", ("lies", "lied", "lying")),
    ],
)
def test_a_regular_verb_is_inflected_by_its_ending(lemma: str, forms: tuple[str, str, str]) -> None:
    assert (third(lemma), past(lemma), present_participle(lemma)) == forms


def test_a_doubled_consonant_is_asked_for() -> None:
    assert past("rebut", doubles=True) == "rebutted"
    assert present_participle("rebut", doubles=True) == "rebutting"


@pytest.mark.parametrize("word", ["said", "told", "wrote", "thought", "swore", "held", "labelled"])
def test_irregular_forms_are_in_the_lexicon(word: str) -> None:
    assert word in READINGS


def test_the_gravest_reading_of_a_word_comes_first() -> None:
    assert [reading.verb.family for reading in READINGS["disputed"]] == ["denial", "speech"]
