"""Two devices of one person at the same instant: the document's lock decides."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from annotator import tasks
from annotator.annotate import queries
from annotator.annotate.refusals import HandedIn, OpenSentences, StaleRevision
from annotator.errors import RuleBroken
from annotator.models import Annotation, Assignment
from tests.world import answer_all, says

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[type[RuleBroken] | None]:
    """Does them in a thread each, all starting together; how each was refused."""
    outcomes: list[type[RuleBroken] | None] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def do(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except RuleBroken as refusal:
            outcomes[place] = type(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_document_is_never_handed_in_with_a_sentence_open(annotator, document):
    answer_all(annotator, document, "DCDAF")
    last = document.sentences.get(index=4).pk
    for _ in range(12):
        tasks.reopen(membership=annotator, document_id=document.pk)
        revision = Annotation.objects.get(sentence=last).revision
        step = {"membership": annotator, "sentence_id": last}
        handing_in, undoing = at_once(
            lambda: tasks.finish(membership=annotator, document_id=document.pk),
            lambda step=step, revision=revision: tasks.undo(
                **step, submission=uuid4(), revision=revision
            ),
        )
        assert (handing_in, undoing) in {(None, HandedIn), (OpenSentences, None)}
        is_open = Annotation.objects.get(sentence=last).status == "open"
        assert is_open == (undoing is None)
        assert (Assignment.objects.get().finished_at is None) == is_open
        if is_open:
            tasks.redo(**step, submission=uuid4(), revision=revision + 1)
    assert list(queries.broken_chains()) == list(queries.strayed()) == []


def test_of_two_answers_with_the_same_revision_one_is_stored(annotator, document):
    answer_all(annotator, document, "DCDA")
    first = {"membership": annotator, "sentence_id": document.sentences.get(index=4).pk}

    def submit(label: str, revision: int) -> Callable[[], object]:
        return lambda: tasks.submit(
            **first, submission=uuid4(), revision=revision, answer=says(label)
        )

    for revision in range(4):
        refused = at_once(submit("fact", revision), submit("denial", revision))
        assert set(refused) == {None, StaleRevision}
    assert Annotation.objects.get(sentence__index=4).revision == 4
    assert list(queries.broken_chains()) == []


def test_the_same_submission_from_two_tabs_is_stored_once(annotator, document):
    answer_all(annotator, document, "DCDA")
    once = {
        "membership": annotator,
        "sentence_id": document.sentences.get(index=4).pk,
        "submission": uuid4(),
        "revision": 0,
        "answer": says("fact"),
    }
    assert at_once(*[lambda: tasks.submit(**once)] * 3) == [None] * 3
    assert Annotation.objects.get(sentence__index=4).revision == 1
