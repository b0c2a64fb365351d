"""Where the words that a model quotes stand in their sentence."""

import pytest

from annotator.pretag.remote.locating import occurrences, place
from annotator.pretag.values import Span

TWICE = "Police said the mayor said the police lied, and the mayor left."


def placed(text, **quoted):
    return [
        one if isinstance(one, tuple) else text[one.start : one.end]
        for one in place([(role, {"text": words}) for role, words in quoted.items()], text)
    ]


@pytest.mark.parametrize(
    ("quoted", "text", "places"),
    [
        ("said", "He said so.", [(3, 7)]),
        (" said\n", "He said so.", [(3, 7)]),
        ("he", "The man, he said, there.", [(9, 11)]),
        ("aa", "aa aa", [(0, 2), (3, 5)]),
        ("🙂 Prell", "“Yes,” 🙂 Prell said.", [(7, 14)]),
        ('"Yes,"', "“Yes,” 🙂 Prell said.", [(0, 6)]),
        ("it's", "She says it’s so", [(9, 13)]),
        ("10 000", "it paid 10\u00a0000 euros", [(8, 14)]),
        ("He", "he said", []),
        ("aid", "He said so.", []),
        ("", "He said so.", []),
        ("  ", "He said so.", []),
        (None, "He said so.", []),
        (["said"], "He said so.", []),
    ],
)
def test_occurrences(quoted, text, places):
    assert occurrences(quoted, text) == places


def test_words_that_stand_once_are_found():
    found = list(place([("source", {"text": "The firm"})], "The firm denied it."))
    assert found == [Span(role="source", start=0, end=8, text="The firm")]


def test_of_several_the_nearest_after_the_cue_is_meant():
    (found,) = [
        one
        for one in place([("cue", {"text": "lied"}), ("source", {"text": "the mayor"})], TWICE)
        if isinstance(one, Span) and one.role == "source"
    ]
    assert found == Span(role="source", start=48, end=57, text="the mayor")


def test_without_a_cue_that_stands_once_nothing_is_guessed():
    reason = "stands in the sentence 2 times"
    assert placed(TWICE, cue="said", content="the mayor") == [
        ("cue", f"“said” {reason}"),
        ("content", f"“the mayor” {reason}"),
    ]


def test_what_stands_only_before_the_cue_is_refused():
    assert placed("The mayor and the mayor's aide left.", cue="left", source="mayor") == [
        "left",
        ("source", "“mayor” does not stand in the sentence, or only beside its cue"),
    ]


def test_words_that_are_not_there_are_refused():
    assert placed("He said so.", source="the mayor") == [
        ("source", "“the mayor” does not stand in the sentence, or only beside its cue")
    ]
