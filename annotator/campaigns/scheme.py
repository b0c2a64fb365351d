"""The default scheme: who says what. Codes are for ever, names and definitions may change."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LabelDraft:
    code: str
    name: str
    letter: str
    definition: str
    precedence: int


NAME, VERSION = "Who says what", "1.1"

# In the order of the keys 1 to 4. Precedence: denial > accusation > attribution > fact.
LABELS = (
    LabelDraft(
        code="attribution",
        name="attribution",
        letter="A",
        definition="a source says, writes or thinks it",
        precedence=3,
    ),
    LabelDraft(
        code="denial",
        name="denial",
        letter="D",
        definition="a source rejects a claim or charge",
        precedence=1,
    ),
    LabelDraft(
        code="accusation",
        name="accusation",
        letter="C",
        definition="somebody charges a target with wrongdoing",
        precedence=2,
    ),
    LabelDraft(
        code="fact",
        name="fact",
        letter="F",
        definition="the outlet says it in its own voice",
        precedence=4,
    ),
)
