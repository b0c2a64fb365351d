from dataclasses import replace
from uuid import uuid4

from annotator import tasks
from annotator.annotate import queries
from annotator.annotate.history import chain
from annotator.annotate.values import Mark, Span
from annotator.models import Annotation, AnnotationEvent
from tests.world import answer, says, seat


def test_the_history_shows_if_a_step_was_changed_or_removed(annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, says("denial"))
    answer(annotator, document, 0, says("fact"), revision=1)
    answer(annotator, document, 1, says("accusation"))
    assert list(queries.broken_chains()) == []
    first = AnnotationEvent.objects.filter(number=1, annotation__sentence__index=0)
    first.update(note="forged")
    assert len(list(queries.broken_chains())) == 1
    first.delete()
    assert len(list(queries.broken_chains())) == 1


def test_every_fact_of_a_step_is_in_its_hash(annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, says("denial"))
    event = AnnotationEvent.objects.get()
    assert list(queries.broken_chains()) == []
    for forged in (
        {"reason": "cut"},
        {"is_flagged": True},
        {"guideline_lookups": 1},
        {"context_lookups": 1},
        {"guideline_version": 9},
        {"suggestion": []},
        {"is_taken_over": True},
        {"active_ms": 1},
        {"was_suggestion_visible": True},
    ):
        before = {name: getattr(event, name) for name in forged}
        AnnotationEvent.objects.update(**forged)
        assert len(list(queries.broken_chains())) == 1, forged
        AnnotationEvent.objects.update(**before)
    assert list(queries.broken_chains()) == []


def test_the_hashes_of_steps_from_before_these_facts_still_hold(annotator, document):
    """An event as it was hashed when there was no more to it than this."""
    seat(annotator, document)
    annotator.guideline_read = 0
    answer(annotator, document, 0, says("denial"))
    event = AnnotationEvent.objects.get()
    old = chain(
        "",
        {
            "annotation": event.annotation_id,
            "number": 1,
            "kind": "answer",
            "submission": str(event.submission),
            "by": event.by_id,
            "at": event.at.isoformat(),
            "status": "answered",
            "marks": [{"label": "denial", "spans": []}],
            "note": "",
            "active_ms": 0,
            "was_suggestion_visible": False,
            "undoes": None,
        },
    )
    assert event.hash == old


def test_an_answer_changed_behind_its_history_is_told(annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, says("denial"))
    assert list(queries.strayed()) == []
    for changed in ({"status": "not_article_text"}, {"is_flagged": True}, {"note": "x"}):
        before = Annotation.objects.values(*changed).get()
        Annotation.objects.update(**changed)
        assert len(list(queries.strayed())) == 1, changed
        Annotation.objects.update(**before)


def test_spans_may_come_in_any_order(annotator, document):
    seat(annotator, document)
    cue = Span(role="cue", start=9, end=15, text="denied")
    source = Span(role="source", start=0, end=8, text="The firm")
    answer(
        annotator,
        document,
        2,
        replace(says("denial"), marks=(Mark(label="denial", spans=(cue, source)),)),
    )
    assert list(queries.strayed()) == list(queries.misquoted()) == []


def test_undo_and_redo_leave_histories_that_add_up(annotator, document):
    seat(annotator, document)
    given = answer(annotator, document, 0, says("denial"))
    for revision, step in enumerate((tasks.undo, tasks.redo, tasks.undo), start=1):
        step(
            membership=annotator,
            sentence_id=given.sentence_id,
            submission=uuid4(),
            revision=revision,
        )
    assert list(queries.broken_chains()) == list(queries.strayed()) == []
