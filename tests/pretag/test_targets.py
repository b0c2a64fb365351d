"""Who is accused: exactly the words that name them."""

import pytest

from tests.pretag.tagging import first, labels, tagged


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Prosecutors say the owners illegally sold the ferry.", "the owners"),
        ("It's alleged that on Monday night he stabbed a guard.", "he"),
        ("Ann Lee, 55, came to court after being charged with murder.", "Ann Lee, 55"),
        ("Two clerks resigned in May after being charged with theft.", "Two clerks"),
        ("A shearer was banned in May after allegedly doctoring a comb.", "A shearer"),
        ("Ann Lee came to court facing theft and fraud charges.", "Ann Lee"),
        ("Novarra said Ostrel launched two rockets at the port.", "Ostrel"),
        ("A report said commanders had urged recruits to loot shops.", "commanders"),
        ("“It was plain abuse by directors,” the lawyer said.", "directors"),
        ("“They told lies,” the lawyer said.", "They"),
        ("Divers say the skipper demanded a bribe.", "the skipper"),
        ("Divers said the port had threatened to cancel their pay.", "the port"),
        ("Divers hit out at the port for hiding the report.", "the port"),
        ("Police opened an inquiry into the port for selling data.", "the port"),
        ("Crews hold the drilling firm, Petrolux, responsible for the spill.", "the drilling firm, Petrolux"),
        ("A strike blamed on Ostrel killed four people.", "Ostrel"),
        ("Rivals say records were forged by clerks who took bribes.", "clerks who took bribes"),
        ("The suit alleges fraud by the harbour master.", "the harbour master"),
        ("He asked for a ban against the coach, who is accused of theft.", "the coach"),
        ("Officials said they had proof the two men illegally sold it.", "the two men"),
        ("The clerk, who backed the plan, was accused of theft.", "The clerk, who backed the plan"),
        ("Since then she has been praised while being accused of fraud.", "she"),
    ],
)  # fmt: skip
def test_the_target_is_who_did_it(text: str, target: str) -> None:
    assert labels(text)[0] == "accusation"
    assert first(text)["target"] == target


@pytest.mark.parametrize(
    "text",
    [
        "Divers charge that they were denied overtime.",
        "Divers alleged that guests had been locked in.",
        "It alleged there had been a string of thefts.",
    ],
)
def test_who_suffered_a_wrong_is_not_accused(text: str) -> None:
    found = first(text)

    assert labels(text)[0] == "accusation"
    assert "target" not in found


@pytest.mark.parametrize(
    "text",
    [
        "The port said sales were hurt in May by customers waiting for rain.",
        "Guests were also robbed at the pier, the port said.",
        "The union sent an allegedly forged letter.",
        "The port raised questions about whether he improperly took a seat.",
        "“I hid the rope,” said a whistleblower.",
    ],
)
def test_words_of_wrong_alone_accuse_nobody(text: str) -> None:
    assert "accusation" not in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Guests were told that the ferry would be late.",
        "The coach further said he was pleased with the win.",
        "It's understood the ferry will sail.",
        "Divers reported seeing a light.",
        "The port said at least nine boats, including two ferries, had sunk.",
    ],
)
def test_saying_in_other_words_is_attribution(text: str) -> None:
    assert labels(text) == ["attribution"]


def test_a_name_in_ly_stays_in_the_source() -> None:
    found = tagged("“It rained,” Mr Coyne-Reilly told this newspaper.")[0][0]

    assert {span.role: span.text for span in found.spans}["source"] == "Mr Coyne-Reilly"


def test_a_clause_in_quotation_marks_is_what_was_said() -> None:
    found = first("Ann Lee, who led the inquiry, said the owners “deceived the town”.")

    assert found["source"] == "Ann Lee, who led the inquiry"
    assert found["target"] == "the owners"
