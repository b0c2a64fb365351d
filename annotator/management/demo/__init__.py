"""The demo campaign: articles and answers of our own. Every name and place in it is invented.

`ANSWERS` gives, for each article and annotator, the labels of its sentences in reading order, by
letter: A attribution, D denial, C accusation, F fact, X not article text; two letters are two
labels. The annotators disagree here and there, as people do, note why, and get a reply.
"""

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class DemoNote:
    """What an annotator noted, and what the curator replied, if anything."""

    text: str
    is_flagged: bool = False
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoArticle:
    """`notes` by annotator and place of the sentence, counted from 0."""

    filename: str
    outlet: str
    url: str
    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, int], DemoNote] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return (FOLDER / self.filename).read_bytes()


ARTICLES = (
    DemoArticle(
        filename="harbour.txt",
        outlet="The Marrow Bay Courier",
        url="https://courier.example/harbour-logs",
        answers={
            "demo-annotator-1": "C F C F C D A A C F DA F F",
            "demo-annotator-2": "C F C F C D A A A F D F F",
        },
        notes={
            ("demo-annotator-2", 8): DemoNote(
                text="Is it a wrong to write nine entries in one evening? I took it as attribution.",
                is_flagged=True,
                reply="It is: he says that the logs were forged. Question 2 comes before question 3.",
            ),
            ("demo-annotator-1", 10): DemoNote(
                text="Two acts: she rejects a claim, and says when the quay reopens."
            ),
        },
    ),
    DemoArticle(
        filename="bridge.html",
        outlet="Tollan Valley Wire",
        url="https://wire.example/bridge-inspectors",
        answers={"demo-annotator-1": "A A C D F A C F F"},
    ),
    DemoArticle(
        filename="reservoir.txt", outlet="The Lantern", url="https://lantern.example/reservoir"
    ),
)
