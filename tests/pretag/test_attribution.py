"""What the rules take for attribution, and the spans they give it."""

import pytest

from tests.pretag.tagging import first, labels, spans, tagged


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge would open in May.",
        "The mayor said the bridge would open in May.",
        "The harbour office announced that the ferry would stop at noon.",
        "The bridge will open in May, according to the council.",
        "According to the council, the bridge will open in May.",
        "The bridge will open in May, the mayor said on Tuesday.",
        "The lighthouse keeper believes the storm will pass.",
        "Farmers fear the frost will last.",
        "The new report says half the boats leak.",
        "The bridge, engineers reckon, will last a century.",
        "The keeper is said to be on holiday.",
        "It was reported that the ferry had sunk.",
        "The island is believed to be empty.",
        "The ferry is reportedly for sale.",
        "She told reporters the ferry was late.",
        "The ferry was late, she told reporters on Friday.",
        "The inquest heard that the lamp was out.",
        "The lamp was out, the jury heard.",
        "She told the Harbour Post that the ferry was late.",
        "He pointed out that the lamp was lit.",
        "He described the harbour as a puddle.",
        "The forecaster warned of high waves.",
        "By the engineer's own estimate, the wall is older than the town.",
        "In the view of the pilot, the channel is too shallow.",
        "Per the register, the boat belongs to a dentist.",
        "Selectman Ober put the number of boats at 40.",
        "Residents blamed the weather for the delay.",
        "The keeper blamed a faulty cable for the fire.",
        "The critic called the plan too slow and described it as timid.",
        "The court ruled the toll unlawful.",
        "The keeper expects the boat by noon and says so.",
        "A harbour official said progress was slow.",
        "A pilot who retired in May says the lamp was never lit.",
        "Engineers have advised that the pier may have to close.",
        "The keeper believed as many as nine boats were lost.",
        "The pier was never painted, inspectors have found.",
        "Farmers in the hills are glad, but say more rain is needed.",
        "The results of a study, published in May in a journal, show that moths sleep less.",
        "“They left at noon,” he was quoted as saying.",
        "Another said she had waited for hours.",
        "Figures show the plant was losing money.",
        "A jury was told on Monday that the road was wet.",
    ],
)
def test_a_credited_claim_is_attribution(text: str) -> None:
    assert labels(text)[0] == "attribution"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said that the bridge would open.",
            {"source": "The mayor", "cue": "said", "content": "the bridge would open"},
        ),
        (
            "According to the harbour office, two boats sank.",
            {
                "source": "the harbour office",
                "cue": "According to",
                "content": "two boats sank",
            },
        ),
        (
            "Two boats sank in the bay, according to the harbour office.",
            {
                "source": "the harbour office",
                "cue": "according to",
                "content": "Two boats sank in the bay",
            },
        ),
        (
            "On Friday, harbour master Ada Quill said the tide was early.",
            {"source": "harbour master Ada Quill", "cue": "said", "content": "the tide was early"},
        ),
        (
            "Ada Quill, the harbour master, said the tide was early.",
            {
                "source": "Ada Quill, the harbour master",
                "cue": "said",
                "content": "the tide was early",
            },
        ),
        (
            '"The tide was early," said harbour master Ada Quill.',
            {
                "source": "harbour master Ada Quill",
                "cue": "said",
                "content": '"The tide was early,"',
            },
        ),
        (
            '"The tide was early", he said.',
            {"source": "he", "cue": "said", "content": '"The tide was early"'},
        ),
        (
            "The pilot has repeatedly stated that the channel is deep.",
            {
                "source": "The pilot",
                "cue": "has repeatedly stated",
                "content": "the channel is deep",
            },
        ),
        (
            "‘The tide was early,’ the harbour master told passengers.",
            {
                "source": "the harbour master",
                "cue": "told",
                "content": "‘The tide was early,’",
            },
        ),
        (
            "«The tide was early», said the pilot.",
            {"source": "the pilot", "cue": "said", "content": "«The tide was early»"},
        ),
    ],
)
def test_spans_of_a_credited_claim(text: str, expected: dict[str, str]) -> None:
    assert first(text) == expected


def test_a_pronoun_is_the_source_as_it_stands() -> None:
    assert first("She added that the lamp was out.")["source"] == "She"


def test_a_second_verb_of_speech_borrows_the_subject_of_the_first() -> None:
    found = tagged("The pilot said the lamp was out and warned that ships might ground.")[0]

    assert [spans(candidate)["source"] for candidate in found] == ["The pilot", "The pilot"]
    assert [spans(candidate)["cue"] for candidate in found] == ["said", "warned"]


def test_a_relative_pronoun_gives_way_to_its_noun() -> None:
    found = first("The prize went to Ada Quill, who said it was undeserved.")

    assert found["source"].endswith("Ada Quill")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Mayor: bridge will open in May", "Mayor"),
        ("Bridge will open in May, mayor says", "mayor"),
        ("Experts say bridge is safe", "Experts"),
        ("Bridge will not open in May – council", "council"),
    ],
)
def test_a_headline_credits_with_a_colon_a_dash_or_the_present_tense(
    text: str, source: str
) -> None:
    found = tagged(text, "The bridge is long.", headline=True)[0][0]

    assert found.label == "attribution"
    assert spans(found)["source"] == source


def test_a_colon_credits_nobody_outside_a_headline() -> None:
    assert labels("Bridge: two lanes, one toll") == ["fact"]


def test_a_label_before_a_headline_colon_is_no_speaker() -> None:
    assert labels("Live updates: storm reaches the coast", headline=True) == ["fact"]
