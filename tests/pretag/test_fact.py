"""What stays in the outlet's own voice."""

import pytest

from tests.pretag.tagging import labels, tagged


@pytest.mark.parametrize(
    "text",
    [
        "The island has repeatedly asked for help with its wall.",
        "Two ports have pledged to send pilots.",
        "The owners agreed to meet.",
        "The mayor announced his resignation.",
        "The council announced three days of mourning.",
        "The skipper refused to answer.",
        "The two captains spoke for an hour.",
        "The ferry is known for its tea.",
        "The ferry sails on Friday.",
        "The United States sent two ships.",
        "The tide was high, and the lamp was lit.",
        "Reported cases fell in May.",
        "The reports are kept in a tin box.",
        "The harbour ruling takes effect in June.",
        "That said, the wall is long.",
        "Ali bin Said opened the gate.",
        "The mayor ordered the gate to be shut.",
        "",
        "   ",
        "…",
        "The store, which runs 40 shops, opened a new depot in Venn.",
        "Venn conceded a penalty in the last minute.",
        "The side scored nine goals and conceded one.",
        "The soup maker maintained its full-year sales forecast.",
        "The firm wants to tell its story to buyers.",
        "The company tried to hack together a new schedule.",
        "The exhibition was called a success by its visitors.",
        "The team faces months of away games.",
        "The federation declined to comment, citing the case.",
        "The senator criticised the corporation at a meeting on Sunday.",
        "The firm recalled 40,000 packets in May.",
    ],
)
def test_the_outlets_own_voice_is_fact(text: str) -> None:
    assert labels(text) == ["fact"]


def test_a_fact_has_no_spans_and_a_reason() -> None:
    found = tagged("The ferry sails on Friday.")[0][0]

    assert found.spans == ()
    assert found.evidence == "no source, denial or charge found"
