"""The trained tagger as shipped."""

import pytest

from annotator.pretag.learned import marking, store
from annotator.pretag.taggers import tagger
from annotator.pretag.taggers.rules import read
from annotator.pretag.taggers.trained import Trained
from annotator.pretag.values import Article, Candidate, Sentence
from tests.pretag.tagging import article, spans, tagged


def _first(*paragraphs: str) -> list[Candidate]:
    return [found[0] for found in tagger("trained").tag(article(*paragraphs))]


def test_the_gravest_label_comes_first_with_its_spans() -> None:
    (found,) = _first("The harbour master denied that the ferry was overloaded.")

    assert found.label == "denial"
    assert spans(found) == {
        "source": "The harbour master",
        "cue": "denied",
        "content": "the ferry was overloaded",
    }


def test_an_accusation_has_its_target() -> None:
    (found,) = _first("The union accused the shipyard of falsifying its records.")

    assert found.label == "accusation"
    assert spans(found)["source"] == "The union"
    assert spans(found)["target"] == "the shipyard"


def test_turning_down_a_request_is_no_denial() -> None:
    (found,) = _first("The judge denied bail on Monday.")

    assert found.label == "fact"
    assert found.spans == ()


def test_quiet_news_is_fact() -> None:
    found = _first(
        "The museum opens a new wing on Saturday.",
        "It holds forty paintings and a café.",
        "Tickets cost 12 euros.",
    )

    assert [candidate.label for candidate in found] == ["fact"] * 3
    assert all(candidate.score > 0.9 for candidate in found)


def test_evidence_names_the_cue_and_the_rule() -> None:
    (found,) = _first("The harbour master denied that the ferry was overloaded.")

    assert found.evidence.startswith("cue “denied”; denial verb")


def test_evidence_of_a_fact_names_its_strongest_features() -> None:
    (found,) = _first("Tickets cost 12 euros.")

    assert found.evidence.startswith("in the outlet's own voice; ")


@pytest.mark.parametrize("name", ["rules", "trained"])
@pytest.mark.parametrize("language", ["de", "fr-CA", "ru"])
def test_nothing_is_proposed_in_another_language(name: str, language: str) -> None:
    sentence = Sentence(text="Der Bürgermeister bestritt die Vorwürfe.", paragraph=0)
    given = Article(title="", outlet="", sentences=(sentence, sentence), language=language)

    assert tagger(name).tag(given) == ((), ())


@pytest.mark.parametrize("language", ["", "en", "en-GB", "EN_us"])
def test_english_and_the_unknown_are_tagged(language: str) -> None:
    sentence = Sentence(text="The mayor denied the charges.", paragraph=0)
    given = Article(title="", outlet="", sentences=(sentence,), language=language)

    assert [found[0].label for found in tagger("trained").tag(given)] == ["denial"]


def test_a_sentence_without_words_is_fact() -> None:
    assert [found.label for found in _first(" ", "")] == ["fact", "fact"]


def test_the_settings_hash_stands_for_the_numbers() -> None:
    assert Trained().settings_hash == store.digest(store.SHIPPED)
    assert len(Trained().settings_hash) == 16


def test_the_shipped_model_is_small_and_has_its_card() -> None:
    files = {path.name: path.stat().st_size for path in store.SHIPPED.iterdir()}

    assert sum(files.values()) < 10_000_000
    assert store.digest(store.SHIPPED) in (store.SHIPPED / store.CARD).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "The port said the ferry would sail on Friday.",
        "The skipper accused the port of hiding oil.",
        "The skipper denied moving the buoy.",
    ],
)
def test_spans_of_the_rules_stand_where_they_leave_none_open(text: str) -> None:
    assert spans(tagged(text, by="trained")[0][0]) == spans(tagged(text)[0][0])


@pytest.mark.parametrize(("times", "is_told"), [(1, True), (8, False)])
def test_a_long_sentence_is_left_to_the_span_model(times: int, is_told: bool) -> None:
    text = (
        "The port said " + "the ferry would sail on Friday, and " * times + "the barge on Sunday."
    )
    (reading,) = read(article(text))

    assert reading.marks[0].content
    assert bool(marking.told_in_full(reading, "attribution")) is is_told
