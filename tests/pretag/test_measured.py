"""The floor under the taggers' quality on the evaluation sets, where they are at hand."""

import json
from collections import Counter
from pathlib import Path

import pytest

from annotator.pretag.taggers import tagger
from annotator.pretag.values import Article, Candidate, Sentence

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_DEV = _SHARED / "eval" / "claims" / "dev.jsonl"
_ORDER = ("denial", "accusation", "attribution", "fact")


def _article(document: dict[str, object]) -> Article:
    text, places = str(document["text"]), document["sentences"]
    assert isinstance(places, list)
    sentences: list[Sentence] = []
    paragraph = end = 0
    for index, place in enumerate(places):
        paragraph += index > 0 and "\n" in text[end : place["start"]]
        end = place["end"]
        role = "headline" if index == 0 else "body"
        sentences.append(Sentence(text=text[place["start"] : end], paragraph=paragraph, role=role))
    return Article(title="", outlet="", sentences=tuple(sentences))


@pytest.mark.parametrize("name", ["rules", "trained"])
@pytest.mark.skipif(not _DEV.exists(), reason="the evaluation sets are not beside this checkout")
def test_primary_labels_on_the_development_set_stay_above_the_floor(name: str) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for line in _DEV.read_text(encoding="utf8").splitlines():
        document = json.loads(line)
        for place, found in zip(
            document["sentences"], tagger(name).tag(_article(document)), strict=True
        ):
            if place["marks"]:
                gold = min((mark["label"] for mark in place["marks"]), key=_ORDER.index)
                pairs[gold, found[0].label] += 1
    right = sum(count for (gold, label), count in pairs.items() if gold == label)

    assert right / pairs.total() >= 0.86


_SEED = _SHARED / "data" / "000_b55cd9ee8da52b46.txt"


def _seed() -> dict[str, Candidate]:
    """First words of each sentence on the seed page -> its gravest candidate."""
    text = _SEED.read_text(encoding="utf8")
    paragraphs = [
        part
        for part in text.split("\n\n")
        if part.startswith(
            (
                "Kremlin:",
                "The Kremlin said",
                '"The part',
                "Ukraine has",
                "Ukraine and",
                "Britain has",
                "The truce",
                "He was",
            )
        )
    ]
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for piece in (
            paragraph.replace(". Moscow", ".\nMoscow")
            .replace(". Western", ".\nWestern")
            .split("\n")
        ):
            role = "headline" if number == 0 else "body"
            sentences.append(Sentence(text=piece, paragraph=number, role=role))
    found = tagger("rules").tag(Article(title="", outlet="", sentences=tuple(sentences)))
    return {
        " ".join(sentence.text.split()[:2]): candidates[0]
        for sentence, candidates in zip(sentences, found, strict=True)
    }


@pytest.mark.skipif(not _SEED.exists(), reason="the seed page is not beside this checkout")
def test_the_seed_page_is_read_as_the_guideline_reads_it() -> None:
    found = {
        key: (candidate.label, {span.role: span.text for span in candidate.spans})
        for key, candidate in _seed().items()
    }
    labels = {key: label for key, (label, _) in found.items()}

    assert labels == {
        "Kremlin: U.S.": "attribution",
        "The Kremlin": "attribution",
        "Ukraine has": "fact",
        "Western countries": "fact",
        '"The participation': "attribution",
        "He was": "fact",
        "Ukraine and": "accusation",
        "Moscow has": "denial",
        "The truce": "fact",
        "Britain has": "fact",
    }
    accusation = found["Ukraine and"][1]
    assert (accusation["source"], accusation["cue"], accusation["target"]) == (
        "Ukraine and the West",
        "have accused",
        "Russia",
    )
    assert found["Moscow has"][1] == {
        "source": "Moscow",
        "cue": "has denied",
        "content": "those charges",
    }
    quoted = found['"The participation'][1]
    assert (quoted["source"], quoted["cue"]) == ("Kremlin spokesman Dmitry Peskov", "told")
    assert (quoted["content"][0], quoted["content"][-2:]) == ('"', ',"')
    assert found["Kremlin: U.S."][1]["source"] == "Kremlin"
    assert found["The Kremlin"][1]["source"] == "The Kremlin"
