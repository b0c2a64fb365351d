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
        "A pilot has denied secretly filming the crew.",
        "The party denies vote buying claims.",
        "The club denied any plan to sell the ground.",
        "The club denies plans to sell its ground.",
        "The ministry denied on Tuesday reports that two ferries had collided.",
        "The ministry on Tuesday denied reports that two ferries had collided.",
        "The bank denied yesterday that it was short of cash.",
        "The skipper took to the radio to deny that he was leaving.",
        "He went on television to deny the allegations.",
        "The firm issued a statement to refute the claims.",
        "Rumours that the ferry had run aground were flatly denied.",
        "The captain accused the owners of skimping on repairs, a charge strongly rejected by the line.",
        "The union says the mine dumps waste at night, a claim denied by the company.",
        'Osk says he is "entirely innocent".',
        "The town's office belied rumours that the bridge would close.",
        "Police debunked reports of a kidnapping.",
        "Osk rejected allegations by the union that the port was hiding its losses.",
        "Arl dismissed a report by the watchdog that accuses its police of torture.",
        "The party rejected on Friday the claim that it had bought votes.",
        "The allegations were denied by both firms.",
        "The mayor termed the charge “without an iota of truth”.",
        "A source called that version “absurd”.",
        "The registrar described the allegations as the handiwork of a few.",
        "The airline dismissed as “untrue and mischievous” a claim that it had grounded a flight.",
        "The mayor dismissed the complaint as “pure politics”.",
        "The lawyer disputed the complaint.",
        "Officials disputed a group's contention that guards had slept.",
        "The office ruled out any irregularity in the count.",
        "The power firm has faulted the claim by residents that it overbilled them.",
        "The executive has denied through a lawyer having seen the file.",
        "The settlers' council rejected the account.",
        "The baker was accused of watering the milk, which he denied.",
    ],
)
def test_rejecting_a_claim_is_denial(text: str) -> None:
    assert labels(text)[0] == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "The judge denied bail to the skipper.",
        "The council denied the club a licence.",
        "The judge denied bond in Farrow County.",
        "Officials denied the family access to the site.",
        "The judge denied a request to move the trial.",
        "The embassy denied visas to three players.",
        "The minister refused to deny the reports.",
        "The board voted to deny the permit.",
        "He said there was no alternative to the merger.",
        '"There was no way to see the road," she said.',
        "The court dismissed the appeal.",
        "He was denied the chance to speak.",
        "She said no.",
        "“I've never seen such a flood,” the farmer said.",
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
        "The board has denied the city's request to be placed under a state of calamity.",
        "The court rejected the claim.",
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


@pytest.mark.parametrize(
    "answer",
    [
        "The cook told the Venn court none of the claims were right.",
        '"None of those claims is true," she said.',
        '"I am completely innocent," he said.',
        '"I want to say as clearly as I can, to all who follow me, that I have never taken a bribe," he said.',
        '"The league repeats to all its members that it has never sold a berth," the statement said.',
        '"There is no bullying in this office."',
        '"There was no tampering with the buoy," the lawyer said.',
        '"The crate has nothing whatsoever to do with me," the cook said.',
        "The firm says it does not burn tar at the dock.",
        "He said the company's yard did not pollute the bay.",
        "Mr Dorn said the firm did not contaminate the wells.",
        '"Hogwash," the harbour master said.',
        "Officials say it's a hoax.",
        "“That's a lie,” he said.",
        "She said her findings were genuine.",
        '"The vote was clean."',
        "He said the firm complies with all the rules.",
        '"My hands are clean," the purser said.',
        "The guild said the charges were “a figment of the opposition's imagination”.",
        '"Ostrel rejects this claim and will answer it in May," the envoy wrote.',
        "He said the claims were meant to tarnish his name.",
        "He belied messages that the pier was closed.",
        '"There is not even the slightest suggestion that he took part," the lawyer said.',
        "The port said all overtime had been paid in full.",
        "“Nobody interfered,” she said.",
        "“There was no overpricing,” he stressed.",
        "He said the letter was a pack of lies.",
        "“The idea that anything was hidden is simply wrong,” she said.",
        "His office said the senator neither awarded nor supervised the contract.",
        "She told police she had “never raised a hand to anybody”.",
        "“It is quite wrong to say that we hid it,” he said.",
        "The purser said he knew nothing about the rope.",
        "The guild said the meeting did not take place.",
        "The port maintains that the crane met every legal requirement.",
    ],
)
def test_an_answer_to_a_charge_is_denial(answer: str) -> None:
    assert tagged(("The union accused the firm of fraud.", answer))[1][0].label == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "There were no injuries.",
        '"There is no doubt that spring is here," he said.',
        "He said he had no recollection of the evening.",
        "She said she had no memory of the call.",
        "He said he did not plan to leave the country.",
        '"We do not know when it will end," she said.',
        '"We have never had a better season," he said.',
        "He replied that he could not remember.",
        "Officials said no one had been wounded.",
        "He said he could no longer walk to the shop.",
        "“We have met every pilot in Venn,” she said.",
    ],
)
def test_what_answers_no_charge_is_not_denial(text: str) -> None:
    assert tagged(("The union accused the firm of fraud.", text))[1][0].label != "denial"


@pytest.mark.parametrize(
    "text",
    [
        "Coach denies race fixing charge",
        "Opposition denies plot to oust the king",
    ],
)
def test_a_headline_denies(text: str) -> None:
    assert tagged(text, headline=True)[0][0].label == "denial"
