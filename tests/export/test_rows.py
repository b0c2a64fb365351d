import gc
import json
import tracemalloc
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator import tasks
from annotator.annotate.values import Answer, Mark, Span
from annotator.export import queries
from annotator.export.formats import FORMATS, UnknownFormat, chosen
from annotator.export.rows import Misquoted
from annotator.gold import actions as gold
from annotator.models import Assignment, Candidate, Job
from annotator.models import Span as SpanRow
from tests.pretag.judged import clear, suggest
from tests.world import ARTICLE, NOON, add, add_many, answer, answer_all, says, seat


def lines(campaign) -> list[dict]:
    return [json.loads(line) for line in chosen("jsonl").write(queries.rows(campaign))]


def test_a_line_tells_all_that_is_known_of_a_sentence(campaign, annotator, second, document):
    tasks.work(Job.objects.get().pk)
    cue = Span(role="cue", start=9, end=15, text="denied")
    answer_all(annotator, document, "DC")
    seat(second, document)
    answer(
        annotator,
        document,
        2,
        Answer(status="answered", marks=(Mark(label="denial", spans=(cue,)),), note="sure"),
    )
    answer(second, document, 2, says("denial"))
    gold.settle(document_id=document.pk, at=NOON)
    line = lines(campaign)[2]
    assert line["document"] == {
        "id": document.pk,
        "sha256": document.sha256,
        "title": "Ferry firm denies overloading claim",
        "outlet": "The Sound",
        "url": None,
        "published": None,
        "story": None,
        "superseded_by": None,
    }
    sentence = line["sentence"]
    assert document.text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert (sentence["index"], sentence["text"]) == (2, "The firm denied the charge.")
    by_pseudonym = {one["annotator"]: one for one in line["annotations"]}
    assert set(by_pseudonym) == {annotator.pseudonym, second.pseudonym}
    mine = by_pseudonym[annotator.pseudonym]
    assert mine["labels"] == ["denial"]
    assert mine["marks"] == [
        {
            "label": "denial",
            "spans": [
                {
                    "role": "cue",
                    "start": 9,
                    "end": 15,
                    "text": "denied",
                    "is_machine_made": False,
                }
            ],
        }
    ]
    assert (mine["status"], mine["revision"], mine["note"]) == ("answered", 1, "sure")
    assert mine["answered_at"].endswith("Z")
    assert mine["assistance"] in {"hidden", "after"}
    assert line["gold"] == {
        "labels": ["denial"],
        "is_article_text": True,
        "method": "unanimous",
        "answers": 2,
    }
    first = line["candidates"][0]
    assert set(first) == {"tagger", "version", "label", "score", "spans"}
    assert first["label"] == "denial"


def test_a_line_tells_how_an_answer_came_about(campaign, annotator, document):
    seat(annotator, document)
    where = {"membership": annotator, "sentence_id": document.sentences.get(index=0).pk}
    skipped = Answer(status="skipped", reason="context", is_flagged=True, note="Which boat?")
    tasks.submit(
        **where,
        submission=uuid4(),
        revision=0,
        answer=skipped,
        active_ms=5100,
        guideline_lookups=2,
        context_lookups=3,
    )
    (told,) = lines(campaign)[0]["annotations"]
    assert {name: value for name, value in told.items() if name not in LABELLED} == {
        "status": "skipped",
        "reason": "context",
        "is_flagged": True,
        "note": "Which boat?",
        "revision": 1,
        "active_ms": 5100,
        "guideline_lookups": 2,
        "context_lookups": 3,
        "guideline_version": 1,
        "first_status": "skipped",
        "first_labels": [],
        "was_suggestion_visible_first": False,
        "was_suggestion_visible_last": False,
        "is_taken_over": False,
    }


LABELLED = {"annotator", "labels", "marks", "answered_at", "assistance"}
INFLUENCE = (
    "first_labels",
    "was_suggestion_visible_first",
    "was_suggestion_visible_last",
    "is_taken_over",
)


def test_the_influence_of_a_suggestion_can_be_told(campaign, annotator, document):
    """Facts first; the suggestion is seen and taken over; that is undone and redone."""
    clear([document])
    suggest(document, "D.9", by="trained")
    seat(annotator, document)
    Assignment.objects.update(assistance="after")
    where = {"membership": annotator, "sentence_id": document.sentences.get(index=0).pk}

    def influence() -> tuple:
        (told,) = lines(campaign)[0]["annotations"]
        return tuple(told[name] for name in INFLUENCE)

    note = Answer(status="open", note="?")
    tasks.submit(**where, submission=uuid4(), revision=0, answer=note)
    assert lines(campaign)[0]["annotations"] == []
    tasks.submit(**where, submission=uuid4(), revision=1, answer=says("fact"))
    assert influence() == (["fact"], False, False, False)
    tasks.submit(**where, submission=uuid4(), revision=2, answer=says("denial"), is_taken_over=True)
    assert influence() == (["fact"], False, True, True)
    tasks.undo(**where, submission=uuid4(), revision=3)
    assert influence() == (["fact"], False, True, False)
    tasks.redo(**where, submission=uuid4(), revision=4)
    assert influence() == (["fact"], False, True, True)


def test_a_machine_made_span_is_told_apart(campaign, annotator, document):
    clear([document])
    suggest(document, "D.9", by="trained")
    span = {"role": "cue", "start": 11, "end": 17, "text": "denies"}
    Candidate.objects.update(spans=[span])
    seat(annotator, document)
    Assignment.objects.update(assistance="shown")
    made = Span(**span, is_machine_made=True)
    answer(
        annotator,
        document,
        0,
        Answer(status="answered", marks=(Mark(label="denial", spans=(made,)),)),
    )
    (told,) = lines(campaign)[0]["annotations"]
    assert told["marks"][0]["spans"] == [{**span, "is_machine_made": True}]
    assert told["was_suggestion_visible_first"]


def test_nobody_is_named_in_a_dataset(campaign, annotator, document):
    answer_all(annotator, document, "DCDAF")
    for name in FORMATS:
        assert "anna" not in "".join(chosen(name).write(queries.rows(campaign)))


def test_sentences_come_by_document_and_place_and_only_those_of_the_campaign(
    campaign, foreign_document
):
    documents = add_many(campaign, 3)
    places = [(line["document"]["id"], line["sentence"]["index"]) for line in lines(campaign)]
    assert places == [(document.pk, n) for document in documents for n in range(5)]


def test_the_same_state_gives_the_same_bytes(campaign, annotator, second):
    for document in add_many(campaign, 2):
        answer_all(second, document, "DCDAF")
        answer_all(annotator, document, "DADAF")
    for name in FORMATS:
        first, again = ("".join(chosen(name).write(queries.rows(campaign))) for _ in range(2))
        assert first == again


def test_an_answer_that_was_taken_back_is_not_exported(campaign, annotator, document):
    seat(annotator, document)
    given = answer(annotator, document, 0, says("denial"))
    tasks.undo(membership=annotator, sentence_id=given.sentence_id, submission=uuid4(), revision=1)
    assert lines(campaign)[0]["annotations"] == []


def test_a_span_that_does_not_quote_its_sentence_stops_the_export(campaign, annotator, document):
    seat(annotator, document)
    cue = Span(role="cue", start=9, end=15, text="denied")
    answer(
        annotator,
        document,
        2,
        Answer(status="answered", marks=(Mark(label="denial", spans=(cue,)),)),
    )
    SpanRow.objects.update(text="refuted")
    with pytest.raises(Misquoted, match="said to read “refuted”"):
        lines(campaign)


def test_three_documents_take_as_many_queries_as_one(
    campaign, annotator, django_assert_num_queries
):
    (first,) = add_many(campaign, 1)
    answer_all(annotator, first, "DCDAF")
    with CaptureQueriesContext(connection) as one:
        lines(campaign)
    for document in add_many(campaign, 3):
        if document != first:
            answer_all(annotator, document, "DCDAF")
    with django_assert_num_queries(len(one)):
        lines(campaign)


def test_memory_does_not_grow_with_the_dataset(campaign):
    add_many(campaign, 50)

    def peak() -> int:
        tracemalloc.start()
        for number, _ in enumerate(queries.rows(campaign)):
            if number % 50 == 0:
                gc.collect()  # what is garbage is not held; when Python clears it is its affair
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak()
    small = peak()
    for number in range(100, 160):
        add(campaign, ARTICLE.replace("nine times", f"{number} times"))
    assert peak() < small * 1.5


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(UnknownFormat, match="jsonl, csv"):
        chosen("xlsx")
