"""Handed in, opened again, locked."""

from uuid import uuid4

import pytest

from annotator import tasks
from annotator.annotate import actions, queries
from annotator.annotate.refusals import (
    DocumentLocked,
    HandedIn,
    NotAssigned,
    OpenSentences,
    StaleRevision,
)
from annotator.annotate.values import Answer
from annotator.models import Annotation, Assignment, GoldLabel
from tests.world import NOON, answer, answer_all, says, seat


def finish(member, document):
    return actions.finish(membership=member, document_id=document.pk, at=NOON)


def reopen(member, document):
    return actions.reopen(membership=member, document_id=document.pk)


def test_the_last_answer_does_not_hand_a_document_in(annotator, document):
    seat(annotator, document)
    for index in range(5):
        answer(annotator, document, index, says("fact"))
    assert Assignment.objects.get().finished_at is None
    assert finish(annotator, document).finished_at == NOON
    assert Assignment.objects.get().finished_at == NOON


def test_a_document_with_open_sentences_is_not_handed_in_and_they_are_named(annotator, document):
    seat(annotator, document)
    for index in (0, 2, 3):
        answer(annotator, document, index, says("fact"))
    answer(annotator, document, 4, Answer(status="open", note="?"))
    with pytest.raises(OpenSentences) as refusal:
        finish(annotator, document)
    open_ones = document.sentences.filter(index__in=(1, 4)).order_by("index")
    assert refusal.value.sentences == tuple(one.pk for one in open_ones)
    assert Assignment.objects.get().finished_at is None


def test_skipped_and_not_article_text_are_answers_enough(annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, Answer(status="skipped", reason="unclear"))
    answer(annotator, document, 1, Answer(status="not_article_text"))
    for index in (2, 3, 4):
        answer(annotator, document, index, says("fact"))
    assert finish(annotator, document).finished_at == NOON


def steps(member, document):
    """Each way to change an answer that stands at its first revision."""
    where = {
        "membership": member,
        "sentence_id": document.sentences.get(index=0).pk,
        "revision": 1,
    }
    return (
        lambda: tasks.submit(submission=uuid4(), answer=says("fact"), **where),
        lambda: tasks.undo(submission=uuid4(), **where),
        lambda: tasks.redo(submission=uuid4(), **where),
    )


def test_what_is_handed_in_changes_no_more_until_it_is_opened_again(annotator, document):
    answer_all(annotator, document, "DCDAF")
    for step in steps(annotator, document):
        with pytest.raises(HandedIn):
            step()
    assert set(Annotation.objects.values_list("revision", flat=True)) == {1}
    assert reopen(annotator, document).finished_at is None
    answer(annotator, document, 0, says("fact"), revision=1)
    assert Annotation.objects.get(sentence__index=0).revision == 2


def test_handing_in_and_opening_twice_is_doing_it_once(annotator, document):
    answer_all(annotator, document, "DCDAF")
    before = Assignment.objects.get().finished_at
    assert finish(annotator, document).finished_at == before
    reopen(annotator, document)
    assert reopen(annotator, document).finished_at is None


def test_an_answer_whose_reply_was_lost_is_known_after_handing_in(annotator, document):
    seat(annotator, document)
    submission = uuid4()
    last = {
        "membership": annotator,
        "sentence_id": document.sentences.get(index=0).pk,
        "submission": submission,
        "revision": 0,
        "answer": says("denial"),
    }
    tasks.submit(**last)
    for index in range(1, 5):
        answer(annotator, document, index, says("fact"))
    finish(annotator, document)
    assert tasks.submit(**last).annotation.revision == 1


def test_an_answer_under_way_from_another_device_is_refused_once_it_is_handed_in(
    annotator, document
):
    answer_all(annotator, document, "DCDAF")
    with pytest.raises(HandedIn):
        answer(annotator, document, 0, says("fact"))  # nor is it told to be stale
    reopen(annotator, document)
    with pytest.raises(StaleRevision):
        answer(annotator, document, 0, says("fact"))


def test_only_ones_own_document_is_handed_in_or_opened(annotator, second, viewer, document):
    answer_all(annotator, document, "DCDAF")
    for member in (second, viewer):
        with pytest.raises(NotAssigned):
            finish(member, document)
        with pytest.raises(NotAssigned):
            reopen(member, document)
    assert Assignment.objects.get().finished_at is not None


def test_a_document_of_another_campaign_is_not_handed_in(annotator, stranger, foreign_document):
    seat(stranger, foreign_document)
    with pytest.raises(NotAssigned):
        finish(annotator, foreign_document)


def test_in_a_locked_document_nothing_changes_for_anybody(annotator, second, curator, document):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DC")
    locked = actions.lock(document=document, by=curator.person, at=NOON)
    assert (locked.locked_by, locked.locked_at) == (curator.person, NOON)
    for step in steps(second, document):
        with pytest.raises(DocumentLocked):
            step()
    with pytest.raises(DocumentLocked):
        finish(second, document)
    with pytest.raises(DocumentLocked):
        reopen(annotator, document)
    assert queries.progress(queries.assignment(annotator, document.pk)) == {
        "answered": 5,
        "total": 5,
        "is_finished": True,
        "is_locked": True,
    }


def test_who_locked_first_did_and_unlocking_lets_everybody_on(annotator, owner, curator, document):
    answer_all(annotator, document, "DCDAF")
    actions.lock(document=document, by=curator.person, at=NOON)
    again = actions.lock(document=document, by=owner.person, at=NOON.replace(year=2030))
    assert (again.locked_by, again.locked_at) == (curator.person, NOON)
    opened = actions.unlock(document=document, by=owner.person, at=NOON)
    assert (opened.locked_by, opened.locked_at) == (None, None)
    assert reopen(annotator, document).finished_at is None
    actions.unlock(document=document, by=owner.person, at=NOON)


def test_a_document_is_settled_as_soon_as_it_is_handed_in(
    annotator, second, document, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(tasks, "_publish", lambda task, number: rung.append((task.name, number)))
    answer_all(annotator, document, "DCDAF")
    with django_capture_on_commit_callbacks(execute=True):
        answer_all(second, document, "DCDAF")
    assert rung == [("annotator.tasks.settle", document.pk)]
    tasks.settle(document.pk)
    assert GoldLabel.objects.count() == 5
