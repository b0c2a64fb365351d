"""The default scheme: who says what. Codes are for ever, names and definitions may change."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LabelDraft:
    code: str
    name: str
    letter: str
    definition: str
    precedence: int
    examples: tuple[str, ...]


NAME, VERSION = "Who says what", "1.1"

# In the order of the keys 1 to 4. Precedence: denial > accusation > attribution > fact.
LABELS = (
    LabelDraft(
        code="attribution",
        name="attribution",
        letter="A",
        definition="a source says, writes or thinks it",
        precedence=3,
        examples=(
            "The harbour master said the pier would reopen in May.",
            "According to the survey, every third house stands empty.",
            "“We have waited for nine years,” the miller recalled.",
        ),
    ),
    LabelDraft(
        code="denial",
        name="denial",
        letter="D",
        definition="a source rejects a claim or charge",
        precedence=1,
        examples=(
            "The ferry firm denied that its boats were overloaded.",
            "The minister called the report about the dam false.",
            "The driver pleaded not guilty.",
        ),
    ),
    LabelDraft(
        code="accusation",
        name="accusation",
        letter="C",
        definition="somebody charges a target with wrongdoing",
        precedence=2,
        examples=(
            "The dockers’ union accused the port of falsifying its logs.",
            "Residents blame the mill for the dead fish.",
            "The baker is suing the city over the burst main.",
        ),
    ),
    LabelDraft(
        code="fact",
        name="fact",
        letter="F",
        definition="the outlet says it in its own voice",
        precedence=4,
        examples=(
            "The bridge was closed for two weeks in March.",
            "The council has eleven members.",
            "The mill owner was fined for the spill.",
        ),
    ),
)


def examples(code: str) -> tuple[str, ...]:
    """Short sentences, all invented, that get this label alone; none for a label of one's own."""
    return next((draft.examples for draft in LABELS if draft.code == code), ())
