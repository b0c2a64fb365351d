"""Denials in other words than "deny": claims called false, wrongs not done, charges condemned."""

import pytest

from tests.pretag.tagging import first, labels, tagged

CHARGE = "The skipper was accused of arson."


@pytest.mark.parametrize(
    "text",
    [
        "The skipper said the allegations are completely baseless.",
        "The skipper said the film was a pack of lies.",
        "“Claims that our men did it are cheap propaganda,” the skipper said.",
        "The skipper said that allegation lacks substance.",
        "The skipper said the port did not mislead anyone.",
        "“I have never stolen a rope,” the skipper said.",
        "“I am not a thief,” the skipper said.",
        "The skipper said nothing could be further from the truth. ",
        "The port has dismissed most of the claims of theft.",
        "The port rejected complaints of neglect.",
        "The port dismissed this as “a summer tale”.",
        "The skipper continued to deny wrongdoing.",
        "The skipper called the claims “the dreams of a bored clerk”.",
        "The skipper described the allegations as “outrageous”.",
        "The port slammed new allegations of theft.",
        "The skipper decried as “totally inaccurate” a report of his part in it.",
        "The port issued a flat denial.",
        "The port quashed rumours that the ferry was sold.",
        "The skipper pushed back on claims that he had lied.",
        "A not guilty plea was entered for the skipper.",
        "Friends “totally deny” that he moved the buoy.",
        "The port said it “strongly rejected” the allegation.",
        "All the claims have been denied.",
    ],
)
def test_an_answer_to_a_charge_is_denial(text: str) -> None:
    assert tagged(CHARGE, text)[1][0].label == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "Ferry owner denies US fraud charges",
        "Port election fraud dismissed but sit-in goes on",
        "Role in ferry fire denied",
        "Port slams theft claims",
    ],
)
def test_a_headline_denies_in_few_words(text: str) -> None:
    assert labels(text, headline=True)[0] == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "The skipper described the allegations as “serious and troubling”.",
        "“It should never have happened,” the skipper said.",
        "“This has nothing to do with the weather,” the skipper said.",
        "“I am not going to resign,” the skipper said.",
        "“I am not able to comment,” the skipper said.",
        "The jury found the skipper not guilty, the port said.",
        "The referee denied him a goal.",
        "The skipper would not commit to a date, the port said.",
    ],
)
def test_what_answers_no_charge_is_no_denial(text: str) -> None:
    assert "denial" not in [candidate.label for candidate in tagged(CHARGE, text)[1]]


@pytest.mark.parametrize(
    "text",
    ["Charges dismissed in ferry case", "Bail denied to skipper", "Appeal dismissed by court"],
)
def test_a_headline_of_a_court_denies_nothing(text: str) -> None:
    assert "denial" not in labels(text, headline=True)


def test_a_quoted_denial_has_its_source_before_the_quotation() -> None:
    found = first("Friends “totally deny” that he moved the buoy.")

    assert found["source"] == "Friends"
    assert found["content"] == "he moved the buoy"


def test_the_country_is_no_pronoun() -> None:
    assert first("Ferry owner denies US fraud charges")["content"] == "US fraud charges"
