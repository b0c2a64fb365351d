"""Gold and candidates by hand: a letter a sentence, so that a test shows what it counts."""

from collections.abc import Sequence

from annotator.models import Candidate, Document, GoldLabel, Label, Tagger
from annotator.pretag import queries
from annotator.pretag.queries.covered import IMPORTED
from tests.world import NOON

CODES = {"D": "denial", "C": "accusation", "A": "attribution", "F": "fact"}


def settle(document: Document, labels: str) -> None:
    """Gold for the sentences of a document: "D A+D - ." is denial, both, open, not article text."""
    sentences = document.sentences.order_by("index")
    for sentence, letters in zip(sentences, labels.split(), strict=False):
        if letters != "-":
            codes = [] if letters == "." else sorted(CODES[one] for one in letters.split("+"))
            GoldLabel.objects.create(
                sentence=sentence,
                labels=codes,
                is_article_text=bool(codes),
                method="unanimous",
                answers=2,
                settled_at=NOON,
            )


def suggest(document: Document, given: str, *, by: str = "rules", version: str = "") -> None:
    """Candidates for the sentences of a document: "D.9 A.8+D.3 -" with scores, "-" for none."""
    row = row_of(by, version=version)
    labels = {label.code: label for label in Label.objects.filter(scheme=document.campaign.scheme)}
    sentences = document.sentences.order_by("index")
    for sentence, marks in zip(sentences, given.split(), strict=False):
        for rank, mark in enumerate(marks.split("+") if marks != "-" else ()):
            Candidate.objects.create(
                sentence=sentence,
                tagger=row,
                rank=rank,
                label=labels[CODES[mark[0]]],
                score=float(mark[1:]),
                evidence=f"{by} saw {CODES[mark[0]]}",
            )


def row_of(name: str, *, version: str = "") -> Tagger:
    """What stands beside a tagger's candidates, as it is now or in another version."""
    identity = (
        {"name": name, "version": "1", "settings_hash": ""}
        if name == IMPORTED.name
        else queries.identity(queries.tagger(name))
    )
    found, _ = Tagger.objects.get_or_create(
        **(identity | ({"version": version} if version else {})),
        defaults={"is_import": name == IMPORTED.name},
    )
    return found


def clear(documents: Sequence[Document]) -> None:
    """Forget what the documents' own jobs would have suggested."""
    Candidate.objects.filter(sentence__document__in=documents).delete()
