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
        ("The stokers are among nine accused in a report of trying to sink the barge.", "The stokers"),
        ("Four pilots face fraud and obstruction of justice charges.", "Four pilots"),
        ("Police said two stokers were charged in Venn on May 3 with offences under the Ferry Act.", "two stokers"),
        ("He said the chief executive had brought the council into disrepute.", "the chief executive"),
        ('"The minister has stripped teachers of their rights," she said.', "The minister"),
        ("The spy agency said Ostrel had tried to hack into the mail of railway staff.", "Ostrel"),
        ("He said the opposition wanted to discredit the vote.", "the opposition"),
        ("Three former teammates said the rider took performance-enhancing drugs.", "the rider"),
        ("Divers have heard reports that a paint firm has polluted the bay.", "a paint firm"),
        ("A purser caught stealing rope was sent home on Monday.", "A purser"),
        ("A printer arrested in Venn for his alleged part in a raid is to stand trial.", "A printer"),
        ("The suit filed May 3 alleges that the school ran a sham raffle.", "the school"),
        ("The mayor labeled the league an extremist group on Sunday.", "the league"),
        ("The league is labeled a terrorist organization by Ostrel.", "The league"),
        ("The skipper has been called an apologist for piracy.", "The skipper"),
        ("Divers said it was the brewery that contaminated the well.", "the brewery"),
        ("The guild said Osk was in breach of the pilots' oath.", "Osk"),
        ("The allegations last winter that the coach had cheated split the town.", "the coach"),
        ("Lind, who was purser until 2004, said the cabinet is pressuring the pilots.", "the cabinet"),
        ('"They slander and hurt people," he said.', "They"),
        ("Pilots accused the owners of the three barges of hypocrisy.", "the owners of the three barges"),
        ("The envoy accused the press at the weekend of bias against Ostrel.", "the press"),
        ("ARL - Premier Osk lied to the house about the contract, the opposition leader said Monday.", "Premier Osk"),
        ("Police charged Mr Dorn along with two former judges with bribery.", "Mr Dorn along with two former judges"),
        ("The watchdog takes Velton to court over hidden fees.", "Velton"),
        ("Ann Lee and Luis Orn each face one count of battery.", "Ann Lee and Luis Orn"),
        ("The suit, filed on Friday, says engineers ran the tap at night.", "engineers"),
        ("The union said the airline sacked crew in retaliation for the strike.", "the airline"),
        ("The union said the state had not paid teachers since July.", "the state"),
        ("A rival said the mayor had set out to deceive residents.", "the mayor"),
        ("Inspectors found the home breached five standards.", "the home"),
        ("Members of the assembly claim the clerk irregularly transferred the land.", "the clerk"),
        ("A bookkeeper stole the money, a jury was told on Monday.", "A bookkeeper"),
        ("The hospital has been dumping patients at a bus stop, the union charged.", "The hospital"),
        ("“They are sitting on our money,” charged the union.", "They"),
        ("There were allegations by two newspapers that the general sold the boats.", "the general"),
        ("The clerk is being investigated by the fraud office over suspected payments.", "The clerk"),
        ("The envoy condemned Ostrel for what she called a deliberate attack on villagers.", "Ostrel"),
        ("He asked for a ban against the coach, who is accused of theft.", "the coach"),
        ("Officials said they had proof the two men illegally sold it.", "the two men"),
        ("The clerk, who backed the plan, was accused of theft.", "The clerk, who backed the plan"),
        ("Since then she has been praised while being accused of fraud.", "she"),
        ("Two drivers of the ferry office were charged on Monday with selling oil.", "Two drivers of the ferry office"),
        ("A nurse said the cook was gang raped by two guards.", "two guards"),
        ("The cook said he was robbed by Orn, Lee, and a stoker.", "Orn, Lee, and a stoker"),
        ("The cook said he was robbed by Orn and two others.", "Orn and two others"),
        ("A stoker was charged in 2016 with supplying the rope.", "A stoker"),
        ("The pilot said the owners knew of the leak and did nothing.", "the owners"),
        ("The guild said the harbour office had kept from parliament a list of the wrecks.", "the harbour office"),
        ("Pilots from Venn charge that the port hid the survey.", "the port"),
        ("A prosecutor asked a court to indict the purser for fraud.", "the purser"),
        ("The divers averred that the port hid the survey.", "the port"),
        ("Pilots Local 12 says the port hid the survey.", "the port"),
        ("The complaint, filed in Venn by Ann Lee, 51, contends that the port sold her boat.", "the port"),
        ("The guild said the port had billed the crew for ropes that were never cut.", "the port"),
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
        "The pilot said the purser kept the crew from falling.",
        "A panel was charged in 2016 with finding the cause.",
        "The cook said the purser knew the pier and chose the stairs.",
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


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ostrel and Arl plot to rob me, skipper says", "Ostrel and Arl"),
        ("Purser caught cheating at cards loses berth", "Purser"),
        ("Builder booked for cheating flat buyers", "Builder"),
        ("Purser accused over missing rope", "Purser"),
        ("Surgeon sued after operating on wrong knee", "Surgeon"),
        ("Arl guards 'robbed ferry'", "Arl guards"),
        ("Union seeks charges against ferry owners over sunk barge", "ferry owners"),
    ],
)
def test_a_headline_accuses(text: str, target: str) -> None:
    found = tagged(text, headline=True)[0][0]
    assert (found.label, [span.text for span in found.spans if span.role == "target"]) == (
        "accusation",
        [target],
    )
