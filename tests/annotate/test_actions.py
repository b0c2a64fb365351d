from uuid import uuid4

import pytest

from annotator.annotate import actions, queries
from annotator.annotate.refusals import (
    InvalidAnswer,
    NotAssigned,
    NothingToRedo,
    NothingToUndo,
    StaleRevision,
    SubmissionIsAnothers,
)
from annotator.annotate.values import Answer, Mark, Span
from annotator.models import Annotation, AnnotationEvent
from annotator.models import Mark as MarkRow
from tests.world import ARTICLE, NOON, add, says, seat


def submit(member, document, index, given, *, submission=None, revision=0, **measured):
    return actions.submit(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=submission or uuid4(),
        revision=revision,
        answer=given,
        at=NOON,
        **{"active_ms": 1500, **measured},
    ).annotation


def undo(member, document, index, *, submission=None, revision=1):
    return actions.undo(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=submission or uuid4(),
        revision=revision,
        at=NOON,
    ).annotation


def redo(member, document, index, *, submission=None, revision):
    return actions.redo(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=submission or uuid4(),
        revision=revision,
        at=NOON,
    ).annotation


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
        is_flagged=True,
    )
    stored = submit(annotator, document, 2, given)
    assert (stored.status, stored.revision, stored.note, stored.active_ms) == (
        "answered",
        1,
        "clear",
        1500,
    )
    assert queries.answer_of(stored) == given
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


def test_the_desk_takes_as_many_queries_for_a_long_article_as_for_a_short_one(
    campaign, annotator, django_assert_max_num_queries
):
    long = add(campaign, ARTICLE + "\n\n".join(f"Boat {n} left the quay." for n in range(40)))
    short = add(campaign)
    for document in (short, long):
        assignment = seat(annotator, document)
        submit(annotator, document, 0, says("denial"))
        with django_assert_max_num_queries(7):
            queries.desk(campaign, assignment)


def test_a_skipped_sentence_keeps_its_reason_and_a_new_answer_has_none(annotator, document):
    seat(annotator, document)
    skipped = submit(annotator, document, 0, Answer(status="skipped", reason="cut"))
    assert (skipped.status, skipped.reason) == ("skipped", "cut")
    answered = submit(annotator, document, 0, says("fact"), revision=1)
    assert (answered.status, answered.reason) == ("answered", "")
    assert list(AnnotationEvent.objects.values_list("reason", flat=True)) == ["cut", ""]


def test_a_note_and_a_flag_stand_on_an_open_sentence_and_are_undone_like_an_answer(
    annotator, document
):
    assignment = seat(annotator, document)
    noted = submit(annotator, document, 0, Answer(status="open", note="Who?", is_flagged=True))
    assert (noted.status, noted.note, noted.is_flagged) == ("open", "Who?", True)
    assignment.refresh_from_db()
    assert assignment.started_at == NOON
    assert queries.progress(assignment)["answered"] == 0
    undone = undo(annotator, document, 0)
    assert (undone.status, undone.note, undone.is_flagged) == ("open", "", False)


def test_what_was_undone_is_redone_with_all_that_belongs_to_it(annotator, document):
    seat(annotator, document)
    given = Answer(status="skipped", reason="context", note="Of which boat?", is_flagged=True)
    submit(annotator, document, 0, given)
    undo(annotator, document, 0)
    redone = redo(annotator, document, 0, revision=2)
    assert (queries.answer_of(redone), redone.revision) == (given, 3)
    kinds = AnnotationEvent.objects.order_by("number").values_list("kind", "undoes__number")
    assert list(kinds) == [("answer", None), ("undo", 1), ("redo", 2)]


def test_undo_and_redo_go_back_and_forth_as_often_as_one_likes(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    submit(annotator, document, 0, says("fact"), revision=1)
    for revision in (2, 6):
        undo(annotator, document, 0, revision=revision)
        assert undo(annotator, document, 0, revision=revision + 1).status == "open"
        assert labels_of(redo(annotator, document, 0, revision=revision + 2)) == ["denial"]
        assert labels_of(redo(annotator, document, 0, revision=revision + 3)) == ["fact"]
    assert list(queries.broken_chains()) == []


def test_an_answer_after_an_undo_leaves_nothing_to_redo(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    undo(annotator, document, 0)
    submit(annotator, document, 0, says("fact"), revision=2)
    with pytest.raises(NothingToRedo):
        redo(annotator, document, 0, revision=3)
    with pytest.raises(NothingToRedo):
        redo(annotator, document, 1, revision=0)


def test_redo_sent_twice_goes_forth_one_step_and_a_stale_one_is_refused(annotator, document):
    seat(annotator, document)
    submit(annotator, document, 0, says("denial"))
    undo(annotator, document, 0)
    submission = uuid4()
    with pytest.raises(StaleRevision):
        redo(annotator, document, 0, revision=1)
    redo(annotator, document, 0, submission=submission, revision=2)
    again = redo(annotator, document, 0, submission=submission, revision=2)
    assert (labels_of(again), again.revision) == (["denial"], 3)
    with pytest.raises(SubmissionIsAnothers):
        undo(annotator, document, 0, submission=submission, revision=3)


def test_times_and_lookups_add_up_and_a_broken_clock_does_not_count(annotator, document):
    seat(annotator, document)
    for revision, measured in enumerate(
        [
            {"active_ms": 2000, "guideline_lookups": 1, "context_lookups": 2},
            {"active_ms": 10**9, "guideline_lookups": 0, "context_lookups": 1},
        ]
    ):
        stored = submit(annotator, document, 0, says("fact"), revision=revision, **measured)
    assert (stored.active_ms, stored.guideline_lookups, stored.context_lookups) == (
        2000 + actions.writing.LONGEST_ACTIVE_MS,
        1,
        3,
    )
    events = AnnotationEvent.objects.order_by("number")
    assert list(events.values_list("guideline_lookups", "context_lookups")) == [(1, 2), (0, 1)]


def test_each_step_keeps_the_guideline_that_its_annotator_had_read(annotator, document):
    seat(annotator, document)
    annotator.guideline_read = 0
    assert submit(annotator, document, 0, says("fact")).guideline_version is None
    annotator.guideline_read = 3
    assert submit(annotator, document, 0, says("fact"), revision=1).guideline_version == 3
    assert list(AnnotationEvent.objects.values_list("guideline_version", flat=True)) == [None, 3]


@pytest.mark.parametrize(("policy", "is_fine"), [("all", True), ("claims", False), ("none", False)])
def test_spans_are_stored_where_the_campaign_asks_for_them(
    campaign, annotator, document, policy, is_fine
):
    annotator.campaign.spans = policy
    seat(annotator, document)
    span = Span(role="cue", start=4, end=11, text="ferries")
    given = Answer(status="answered", marks=(Mark(label="fact", spans=(span,)),))
    if is_fine:
        submit(annotator, document, 4, given)
    else:
        with pytest.raises(InvalidAnswer, match="asks for no spans"):
            submit(annotator, document, 4, given)


def test_an_answer_to_an_article_that_was_changed_meanwhile_is_refused(
    annotator, document, monkeypatch
):
    """As when the article's text was changed while the answer waited for the document's lock."""
    seat(annotator, document)
    monkeypatch.setattr(actions.seats, "_is_gone", lambda sentence: True)
    with pytest.raises(NotAssigned):
        submit(annotator, document, 0, says("fact"))
