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
        "The skipper is being investigated for forging a ticket.",
        "Police booked the skipper for assault.",
        "The skipper is wanted for smuggling.",
        "The harbour office raided two firms on suspicion of bribery.",
        "Relatives hold the port responsible for the deaths.",
        "The ministry pinned the attack on the Harbour Front.",
        "The accusation against the mayor is that he sold the pier.",
        "A man suspected to have sunk the barge lives by the pier.",
        "Eleven people have been charged with the murder.",
        "The prosecutor charged the clerk with inventing nurses.",
        "The union condemned the raid as an abuse of power.",
        "The union condemned Ostrel's bombing of the market.",
        "He condemned rioters who looted the shop.",
        "The union said the firm stored oil in breach of its licence.",
        "It was negligence on the part of the owner, said the pilot.",
        "The pilot said the clerk ordered staff to falsify the log.",
        "The pilot said the log was forged by the clerk.",
        "The pilot said the guards had shot two boys.",
        "The skipper reportedly smuggled the oil.",
        "Nine people died in the attack, reportedly carried out by the Harbour Front.",
        "The pilot said the guards shot and killed two boys.",
        "The pilot said the clinic failed to warn the crew.",
        "The pilot said the firm committed fraud.",
        "The pilot said the firm engaged in illegal fishing.",
        "The pilot said the attack was carried out by the guards.",
        "The pilot said the firm stored oil in clear violation of its licence.",
        "The union alleged the mayor was secretly taping the crew.",
        "The union pressed charges of theft against the skipper.",
        "The union made accusations of theft against the skipper.",
        "A case was registered against the skipper for cheating.",
        "The port was fined for allegedly dumping oil.",
        "The union lambasted the port for allegedly hiding the survey.",
        "The firm has been linked to two murders.",
        "The pilot said the owners were behind the attack.",
        "The pilot said the owners were involved in fraud.",
        "The pilot said the owners were to blame for the deaths.",
        "The owners are guilty of negligence, the pilot says.",
        "The pilot said the guards had no key and had broken the law.",
        "The ministry pointed the finger at the Harbour Front.",
        "The union put the blame on the owners.",
        "The port came under fire for hiding the survey.",
        "Two clerks are under investigation for forging permits.",
        "The skipper will stand trial for smuggling.",
        "According to the lawsuit, the port had moved the buoy.",
        "The inquest heard that the guards had beaten two boys.",
        "The jury was told that the skipper had forged the log.",
        "The skipper was arrested in connection with the theft of a barge.",
        "The skipper lied to the crew, a former pilot told reporters.",
        "In the village, guards beat two boys, the pilot said.",
        "The pilot said the guards set fire to the barge.",
        "The pilot said the guards put lives at risk.",
        "The pilot said the guards had seized three men.",
        "The pilot said the guards went on a rampage.",
        "The pilot said the mayor gave misleading figures.",
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
        "The minister said the state would consider charging the skipper with arson.",
        "The crew said the ship was abandoned.",
        "The clerk admitted that the port had falsified the log.",
        "A retired judge has been charged with getting both sides back to the table.",
        "The pilot said the boat may sink even if the crew abandoned it.",
        "The doctor said two officers were hurt by slingshots.",
        "The embassy said Ann Lee was poisoned with lead.",
        "The court said drafting only men violates the charter.",
        "The teacher booked a table for nine.",
        "The club is looking for a pilot wanted for long flights.",
        "A mooring tax is charged in three ports.",
        "A late fee of £5 will be charged with every ticket.",
        "The lamp is fully charged.",
        "The census said pilots make up the majority of the crew.",
        "The pilot said there are pockets of fog.",
        "Your ticket is void if you violate the rules, the port said.",
        "The team failed to win, the coach said.",
        "Shelling killed three people, the pilot said.",
        "The tower is linked to the pier by a bridge.",
        "The pier is under fire from gulls.",
        "The lamp is on trial for six months.",
        "According to the lawsuit, the fire began at noon.",
        "The pilot said people who lied would be fined.",
        "The pilot said a boy was robbed and killed.",
        "The pilot said fog could put lives at risk.",
        "The pilot said the guards had seized the tide tables.",
        "She heard that the skipper had moved the buoy.",
        "The jury was told to leave.",
        "When he left, he told the crew.",
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
        (
            "A panel accused the army of Ostrel of shelling a port.",
            {
                "source": "A panel",
                "cue": "accused",
                "content": "shelling a port",
                "target": "the army of Ostrel",
            },
        ),
        (
            "The union condemned the owners, Calder Sand, for hiding the survey.",
            {
                "source": "The union",
                "cue": "condemned",
                "content": "hiding the survey",
                "target": "the owners, Calder Sand",
            },
        ),
        (
            "The driver, Junior Estim, 29, was charged with arson.",
            {
                "cue": "was charged with",
                "content": "arson",
                "target": "The driver, Junior Estim, 29",
            },
        ),
        (
            "The pilot said the skipper, who had not slept, had falsified the log.",
            {
                "source": "The pilot",
                "cue": "said",
                "content": "the skipper, who had not slept, had falsified the log",
                "target": "the skipper",
            },
        ),
    ],
)
def test_spans_of_an_accusation(text: str, expected: dict[str, str]) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The union said Moxon and two partners had falsified the log.", "Moxon and two partners"),
        (
            "The union said the firm's owners, clerks and other staff falsified the log.",
            "the firm's owners, clerks and other staff",
        ),
        ("The union said Moxon and two partners are suspected of fraud.", "Moxon and two partners"),
        ("On Monday, Moxon and Venn falsified the log, the union said.", "Moxon and Venn"),
        ("The ferry was late and the skipper lied, the union said.", "the skipper"),
        ("The skipper is due in court charged with arson.", "The skipper"),
        ("The pilot alleged that, during the trip, the skipper hit her.", "the skipper"),
        ("The union said Moxon “deliberately hid” the survey.", "Moxon"),
        ("The skipper went on trial accused of arson.", "The skipper"),
        ("The skipper, whom the crew accuse of theft, left.", "The skipper"),
    ],
)
def test_the_target_is_whole_and_is_the_one_who_is_charged(text: str, target: str) -> None:
    assert first(text)["target"] == target


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The port was accused by two pilots of hiding oil.", "two pilots", "hiding oil"),
        ("The port was accused of theft by two pilots.", "two pilots", "theft"),
        (
            "The port was accused of making money by selling oil.",
            None,
            "making money by selling oil",
        ),
    ],
)
def test_who_accuses_may_stand_before_or_behind_the_charge(
    text: str, source: str | None, content: str
) -> None:
    found = first(text)

    assert found.get("source") == source
    assert found["content"] == content


def test_a_charge_denied_in_the_same_sentence_keeps_both() -> None:
    found = tagged("The pilot accused the owners of theft, which they denied.")[0]

    assert [candidate.label for candidate in found] == ["denial", "accusation"]
    assert spans(found[0])["source"] == "they"
    assert spans(found[1])["target"] == "the owners"
