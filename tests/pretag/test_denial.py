"""What the rules take for denial, and what they must leave alone."""

import pytest

from tests.pretag.tagging import first, labels, spans, tagged


@pytest.mark.parametrize(
    "text",
    [
        "The skipper has denied those charges.",
        "The skipper denied that he had moved the buoy.",
        "The skipper denied moving the buoy.",
        "The skipper denies he moved the buoy.",
        "The skipper denied any wrongdoing.",
        "The skipper rejected the allegation.",
        "The skipper dismissed the claims as nonsense.",
        "The skipper rejected the report as baseless.",
        "The skipper refuted the story.",
        "The skipper called the allegation baseless.",
        "The skipper called that a lie.",
        "The skipper does not accept her version.",
        "The skipper accepted none of the claims.",
        "The owners pleaded their innocence.",
        "The skipper said the claims had no merit.",
        "The port said it “categorically denies” the report.",
        "The skipper pleaded not guilty to arson.",
        "The skipper entered a plea of not guilty.",
        "The skipper maintains his innocence.",
        "The skipper insisted that he had not moved the buoy.",
        "The skipper said he had nothing to do with the fire.",
        "The allegations were denied by the skipper.",
        "There is no evidence for the claim that the buoy was moved.",
        "The skipper took issue with the date.",
        "The skipper disputes the findings.",
        "The skipper dismissed as baseless a report that he had moved the buoy.",
        "“We strongly refute these claims,” the skipper said.",
        "“None of this is true,” the skipper said.",
        "The skipper called the lawsuit a stunt.",
        "The skipper said the story was completely untrue.",
        "The film contradicts the clerk's description of the fire.",
    ],
)
def test_rejecting_a_claim_is_denial(text: str) -> None:
    assert labels(text)[0] == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "The judge denied bail to the skipper.",
        "The judge denied the skipper bail.",
        "The skipper was denied entry to the port.",
        "The committee rejected the plan.",
        "The board denied his request for a mooring.",
        "The crew rejected the offer.",
        "The court dismissed the lawsuit.",
        "The town is in denial about its wall.",
        "The school dismisses its pupils at three.",
        "The skipper would neither confirm nor deny it.",
        "The skipper declined to comment.",
        "The skipper did not deny the charges.",
        "The disputed channel is two miles wide.",
        "The tug denied the ferry a victory in the last lap.",
        "The law denies islanders citizenship.",
        "The court held that denying islanders entry violated the charter.",
        "The guards denied prisoners water.",
        "No one was hurt in the fire.",
        "“We do not reject the plan,” the skipper said.",
        "“We reject half the fish,” the skipper said.",
    ],
)
def test_turning_down_a_request_or_saying_nothing_is_not_denial(text: str) -> None:
    assert "denial" not in labels(text)


def test_spans_of_a_denial() -> None:
    assert first("The skipper has denied those charges.") == {
        "source": "The skipper",
        "cue": "has denied",
        "content": "those charges",
    }


def test_denial_and_attribution_in_one_sentence_are_two_candidates() -> None:
    found = tagged("Port Aldan has denied the charges and warned against haste in the bay.")[0]

    assert [candidate.label for candidate in found] == ["denial", "attribution"]
    assert spans(found[0])["source"] == spans(found[1])["source"] == "Port Aldan"
    assert spans(found[0])["content"] == "the charges"


def test_a_denial_does_not_count_the_charge_it_names_as_an_accusation() -> None:
    assert labels("The skipper denied the accusations.") == ["denial"]


def test_not_so_said_of_oneself_is_denial_only_where_a_charge_stands() -> None:
    after_a_charge = tagged(
        ("The union accused the skipper of theft.", "“I did not take it,” he said.")
    )
    alone = tagged("“I did not take the train,” he said.")

    assert after_a_charge[1][0].label == "denial"
    assert alone[0][0].label == "attribution"


def test_a_charge_answered_in_a_clause_of_its_own_is_denied_by_its_pronoun() -> None:
    found = tagged("She accused him of theft, a charge he rejects.")[0]

    assert [candidate.label for candidate in found] == ["denial", "accusation"]
    assert spans(found[0]) == {"source": "he", "cue": "rejects"}


def test_the_charge_that_a_denial_names_is_not_a_second_mark() -> None:
    assert labels("The port rejected accusations that it had moved the buoy.") == ["denial"]


@pytest.mark.parametrize(
    "answer",
    [
        "The port said that the crew was paid and that no rule was broken.",
        "The port said the doors had never been locked.",
        "Nobody at the port had been told, the skipper said.",
    ],
)
def test_saying_there_was_none_denies_only_where_a_charge_stands(answer: str) -> None:
    charge = "The pilot said the guards had beaten two boys."

    assert tagged((charge, answer))[1][0].label == "denial"
    assert tagged(("The pier is long.", answer))[1][0].label == "attribution"
