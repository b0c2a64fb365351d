"""What the rules take for accusation, with its target, and what they must leave alone."""

import pytest

from tests.pretag.tagging import first, labels, spans, tagged


@pytest.mark.parametrize(
    "text",
    [
        "The islanders have accused the port of hiding the survey.",
        "The port was accused of hiding the survey.",
        "Ministers were last night accused of burying a survey.",
        "The union blamed the owners for the fire.",
        "The owners were blamed for the fire.",
        "The skipper is alleged to have moved the buoy.",
        "The skipper allegedly moved the buoy.",
        "The union alleged the owners had hidden the survey.",
        "Police charged the skipper with arson.",
        "The skipper was charged with arson.",
        "A grand jury indicted the skipper on charges of fraud.",
        "The island is suing the owners for negligence.",
        "The skipper was arrested on suspicion of arson.",
        "The skipper is suspected of fraud.",
        "The skipper faces charges of fraud.",
        "The islanders condemned the owners for hiding the survey.",
        "The pilot called the skipper a liar.",
        "The union said the company had falsified the records.",
        "“The owners lied to us,” said the pilot.",
        "The pilot attributed the bombing to the Harbour Front.",
        "The senate voted to impeach the governor for selling the pier.",
    ],
)
def test_charging_someone_with_a_wrong_is_accusation(text: str) -> None:
    assert labels(text)[0] == "accusation"


@pytest.mark.parametrize(
    "text",
    [
        "The crew charged the battery.",
        "The ferry charged a fee of £4.",
        "Passengers were charged £4 each.",
        "A committee is charged with finding the cause.",
        "The republic sued for peace.",
        "Residents blamed the weather.",
        "The skipper was convicted of arson.",
        "The skipper was sentenced to two years for fraud.",
        "The port asked for help.",
        "The alleged smuggler lives in a lighthouse.",
        "Thieves took the painting.",
        "The law covers people accused of crimes.",
        "Neither skipper has been charged with any offence.",
        "The critic called the plan too slow.",
        "The crowd charged a barrier.",
        "The shop is in charge of the keys.",
        "The suspect lives by the pier.",
    ],
)
def test_a_look_alike_is_not_accusation(text: str) -> None:
    assert "accusation" not in labels(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Aldan and the North have accused Corva of moving the buoy.",
            {
                "source": "Aldan and the North",
                "cue": "have accused",
                "content": "moving the buoy",
                "target": "Corva",
            },
        ),
        (
            "The union blamed both owners for the fire.",
            {
                "source": "The union",
                "cue": "blamed",
                "content": "the fire",
                "target": "both owners",
            },
        ),
        (
            "Skipper Odo Marl was charged with arson.",
            {"cue": "was charged with", "content": "arson", "target": "Skipper Odo Marl"},
        ),
        (
            "The union said the company had falsified the records.",
            {
                "source": "The union",
                "cue": "said",
                "content": "the company had falsified the records",
                "target": "the company",
            },
        ),
        (
            "The pilot called the skipper a liar.",
            {
                "source": "The pilot",
                "cue": "called",
                "content": "the skipper a liar",
                "target": "the skipper",
            },
        ),
    ],
)
def test_spans_of_an_accusation(text: str, expected: dict[str, str]) -> None:
    assert first(text) == expected


def test_a_charge_denied_in_the_same_sentence_keeps_both() -> None:
    found = tagged("The pilot accused the owners of theft, which they denied.")[0]

    assert [candidate.label for candidate in found] == ["denial", "accusation"]
    assert spans(found[0])["source"] == "they"
    assert spans(found[1])["target"] == "the owners"
