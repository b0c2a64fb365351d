from uuid import uuid4

import pytest

from annotator.annotate import actions, queries
from annotator.annotate.refusals import (
    InvalidAnswer,
    NotAssigned,
    NothingToUndo,
    StaleRevision,
    SubmissionIsAnothers,
)
from annotator.annotate.values import Answer, Mark, Span
from annotator.models import Annotation, AnnotationEvent, Assignment
from annotator.models import Mark as MarkRow
from tests.world import ARTICLE, NOON, add, answer, answer_all, says, seat


def submit(member, document, index, given, *, submission=None, revision=0):
    return actions.submit(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=submission or uuid4(),
        revision=revision,
        answer=given,
        active_ms=1500,
        at=NOON,
    )


def undo(member, document, index, *, submission=None, revision=1):
    return actions.undo(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=submission or uuid4(),
        revision=revision,
        at=NOON,
    )


def labels_of(annotation: Annotation) -> list[str]:
    return [mark.label.code for mark in annotation.marks.all()]


def test_an_answer_is_stored_with_its_marks_spans_and_event(annotator, document):
    seat(annotator, document)
    sentence = document.sentences.get(index=2)
    given = Answer(
        status="answered",
        marks=(
            Mark(label="denial", spans=(Span(role="source", start=0, end=8, text="The firm"),)),
        ),
        note="clear",
    )
    stored = submit(annotator, document, 2, given)
    assert (stored.status, stored.revision, stored.note, stored.active_ms) == (
        "answered",
        1,
        "clear",
        1500,
    )
    assert queries.marks_of(stored) == given.marks
    event = AnnotationEvent.objects.get()
    assert (event.number, event.kind, event.by, event.annotation.sentence) == (
        1,
        "answer",
        annotator.person,
        sentence,
    )


def test_a_submission_sent_twice_is_stored_once(annotator, document):
    seat(annotator, document)
    submission = uuid4()
    first = submit(annotator, document, 0, says("denial"), submission=submission)
    again = submit(annotator, document, 0, says("denial"), submission=submission)
    assert (again.pk, again.revision) == (first.pk, 1)
    assert (AnnotationEvent.objects.count(), MarkRow.objects.count()) == (1, 1)


def test_a_late_repeat_does_not_bring_back_an_old_answer(annotator, document):
    seat(annotator, document)
    submission = uuid4()
    submit(annotator, document, 0, says("denial"), submission=submission)
    submit(annotator, document, 0, says("fact"), revision=1)
    again = submit(annotator, document, 0, says("denial"), submission=submission)
    assert (labels_of(again), again.revision) == (["fact"], 2)


def test_a_submission_id_cannot_serve_for_two_sentences(annotator, document):
    seat(annotator, document)
    submission = uuid4()
    submit(annotator, document, 0, says("denial"), submission=submission)
    with pytest.raises(SubmissionIsAnothers):
        submit(annotator, document, 1, says("denial"), submission=submission)
    with pytest.raises(SubmissionIsAnothers):
        undo(annotator, document, 0, submission=submission)


def test_a_submission_id_of_somebody_else_gives_nothing_away(annotator, second, document):
    seat(annotator, document)
    seat(second, document)
    submission = uuid4()
    submit(annotator, document, 0, says("denial"), submission=submission)
    with pytest.raises(SubmissionIsAnothers):
        submit(second, document, 0, says("fact"), submission=submission)


@pytest.mark.parametrize("revision", [0, 2, 7])
def test_a_write_that_does_not_know_the_last_one_is_refused(annotator, document, revision):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    with pytest.raises(StaleRevision):
        submit(annotator, document, 0, says("fact"), revision=revision)
    assert labels_of(Annotation.objects.get()) == ["denial"]


def test_a_refused_answer_leaves_no_trace(annotator, document):
    seat(annotator, document)
    with pytest.raises(InvalidAnswer):
        submit(annotator, document, 0, says("rumour"))
    assert (Annotation.objects.count(), AnnotationEvent.objects.count()) == (0, 0)
    document.refresh_from_db()
    assert document.answers_revision == 0


def test_only_the_annotator_who_has_the_document_answers_it(annotator, second, document):
    seat(annotator, document)
    with pytest.raises(NotAssigned):
        submit(second, document, 0, says("fact"))


def test_a_sentence_of_another_campaign_is_not_answered(annotator, foreign_document):
    with pytest.raises(NotAssigned):
        submit(annotator, foreign_document, 0, says("fact"))


def test_undo_brings_back_the_answer_before_and_keeps_both_steps(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    submit(annotator, document, 0, says("fact", "denial"), revision=1)
    undone = undo(annotator, document, 0, revision=2)
    assert (labels_of(undone), undone.revision) == (["denial"], 3)
    assert list(AnnotationEvent.objects.values_list("kind", flat=True)) == [
        "answer",
        "answer",
        "undo",
    ]


def test_undoing_the_first_answer_opens_the_sentence_again(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    undone = undo(annotator, document, 0)
    assert (undone.status, labels_of(undone)) == ("open", [])
    with pytest.raises(NothingToUndo):
        undo(annotator, document, 0, revision=2)


def test_undo_sent_twice_takes_back_one_step(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    submit(annotator, document, 0, says("fact"), revision=1)
    submission = uuid4()
    undo(annotator, document, 0, submission=submission, revision=2)
    again = undo(annotator, document, 0, submission=submission, revision=2)
    assert (labels_of(again), again.revision) == (["denial"], 3)


def test_nothing_is_undone_where_nothing_was_answered(annotator, document):
    seat(annotator, document)
    with pytest.raises(NothingToUndo):
        undo(annotator, document, 0, revision=0)


def test_the_history_shows_if_a_step_was_changed_or_removed(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    submit(annotator, document, 0, says("fact"), revision=1)
    submit(annotator, document, 1, says("accusation"))
    assert list(queries.broken_chains()) == []
    AnnotationEvent.objects.filter(number=1, annotation__sentence__index=0).update(note="forged")
    assert len(list(queries.broken_chains())) == 1
    AnnotationEvent.objects.filter(number=1, annotation__sentence__index=0).delete()
    assert len(list(queries.broken_chains())) == 1


def test_an_answer_changed_behind_its_history_is_told(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    assert list(queries.strayed()) == []
    Annotation.objects.update(status="skipped")
    assert len(list(queries.strayed())) == 1


def test_an_assignment_is_finished_while_no_sentence_is_open(annotator, document):
    answer_all(annotator, document, "DCDAF")
    assert Assignment.objects.get().finished_at is not None
    undo(annotator, document, 4)
    assert Assignment.objects.get().finished_at is None
    answer(annotator, document, 4, Answer(status="not_article_text"), revision=2)
    assert Assignment.objects.get().finished_at is not None


def test_the_suggestion_is_seen_only_when_the_arm_allows(campaign, annotator, document):
    from annotator import tasks
    from annotator.models import Job

    tasks.work(Job.objects.get().pk)
    assignment = seat(annotator, document)
    Assignment.objects.update(assistance="after")
    assignment.refresh_from_db()
    submit(annotator, document, 0, says("denial"))
    seen = [one.suggestion is not None for one in queries.desk(assignment)]
    assert seen == [True, False, False, False, False]
    Assignment.objects.update(assistance="hidden")
    assignment.refresh_from_db()
    assert [one.suggestion for one in queries.desk(assignment)] == [None] * 5
    Assignment.objects.update(assistance="shown")
    assignment.refresh_from_db()
    assert all(one.suggestion for one in queries.desk(assignment))


def test_what_was_visible_when_is_kept_with_each_answer(annotator, document):
    seat(annotator, document)
    Assignment.objects.update(assistance="after")
    submit(annotator, document, 0, says("denial"))
    submit(annotator, document, 0, says("fact"), revision=1)
    assert list(AnnotationEvent.objects.values_list("was_suggestion_visible", flat=True)) == [
        False,
        True,
    ]


def test_the_desk_takes_as_many_queries_for_a_long_article_as_for_a_short_one(
    campaign, annotator, django_assert_max_num_queries
):
    long = add(campaign, ARTICLE + "\n\n".join(f"Boat {n} left the quay." for n in range(40)))
    short = add(campaign)
    for document in (short, long):
        assignment = seat(annotator, document)
        submit(annotator, document, 0, says("denial"))
        with django_assert_max_num_queries(6):
            queries.desk(assignment)
