"""What of the pre-tagger was visible when, and what became of it."""

from uuid import uuid4

import pytest

from annotator import tasks
from annotator.annotate import actions, queries
from annotator.annotate.refusals import NotSuggested
from annotator.annotate.values import Answer, Mark, Span
from annotator.models import AnnotationEvent, Assignment, Candidate, Document, Tagger
from annotator.models import Span as SpanRow
from tests.pretag.judged import clear, suggest
from tests.world import NOON, says, seat

CUE = Span(role="cue", start=9, end=15, text="denied")
DENIED = 2  # the sentence “The firm denied the charge.”


@pytest.fixture
def suggested(document) -> Document:
    """Each sentence has a suggestion; that of the denial has a cue."""
    clear([document])
    suggest(document, "D.9 C.8 D.91 A.7 F.6", by="trained")
    Candidate.objects.filter(sentence__index=DENIED).update(
        spans=[{"role": "cue", "start": 9, "end": 15, "text": "denied"}]
    )
    return document


def sit(member, document, arm: str) -> Assignment:
    assignment = seat(member, document)
    assignment.assistance = arm
    assignment.save()
    return assignment


def submit(member, document, given, *, index=DENIED, revision=0, is_taken_over=False):
    return actions.submit(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=uuid4(),
        revision=revision,
        answer=given,
        is_taken_over=is_taken_over,
        at=NOON,
    )


def denial(*, is_machine_made=False) -> Answer:
    cue = Span(role="cue", start=9, end=15, text="denied", is_machine_made=is_machine_made)
    return Answer(status="answered", marks=(Mark(label="denial", spans=(cue,)),))


def visible(campaign, assignment) -> list[bool]:
    return [one.suggestion is not None for one in queries.desk(campaign, assignment).sentences]


@pytest.mark.parametrize(
    ("arm", "before", "after"),
    [("hidden", False, False), ("after", False, True), ("shown", True, True)],
)
def test_the_suggestion_is_seen_only_when_the_arm_allows(
    campaign, annotator, suggested, arm, before, after
):
    assignment = sit(annotator, suggested, arm)
    assert visible(campaign, assignment) == [before] * 5
    saved = submit(annotator, suggested, says("denial"))
    assert (saved.suggestion is not None) == after
    assert visible(campaign, assignment) == [before, before, after, before, before]


def test_only_the_tagger_of_the_campaign_suggests(campaign, annotator, suggested):
    """What another tagger said later, for comparison, is not what annotators are shown."""
    assignment = sit(annotator, suggested, "shown")
    other = Tagger.objects.create(name="compared", version="1")
    attribution = campaign.scheme.labels.get(code="attribution")
    for sentence in suggested.sentences.all():
        Candidate.objects.create(
            sentence=sentence, tagger=other, rank=0, label=attribution, score=0.99
        )
    assert all(
        one.suggestion and "compared" not in one.suggestion[0]["tagger"]
        for one in queries.desk(campaign, assignment).sentences
    )
    campaign.tagger = "compared"
    campaign.save()
    assert all(
        one.suggestion and one.suggestion[0]["tagger"] == "compared 1"
        for one in queries.desk(campaign, assignment).sentences
    )


def test_a_note_does_not_bring_the_suggestion_out(campaign, annotator, suggested):
    assignment = sit(annotator, suggested, "after")
    saved = submit(annotator, suggested, Answer(status="open", note="Which charge?"))
    assert saved.suggestion is None
    assert visible(campaign, assignment) == [False] * 5
    again = submit(annotator, suggested, Answer(status="open", is_flagged=True), revision=1)
    assert again.suggestion is None
    assert list(AnnotationEvent.objects.values_list("was_suggestion_visible", flat=True)) == [
        False,
        False,
    ]


def test_what_has_been_seen_stays_seen_when_the_answer_is_taken_back(
    campaign, annotator, suggested
):
    assignment = sit(annotator, suggested, "after")
    submit(annotator, suggested, says("fact"))
    undone = tasks.undo(
        membership=annotator,
        sentence_id=suggested.sentences.get(index=DENIED).pk,
        submission=uuid4(),
        revision=1,
    )
    assert undone.suggestion is not None
    assert visible(campaign, assignment) == [False, False, True, False, False]


def test_what_was_visible_is_kept_with_each_step(annotator, suggested):
    sit(annotator, suggested, "after")
    submit(annotator, suggested, says("fact"))
    submit(annotator, suggested, says("denial"), revision=1)
    first, second = AnnotationEvent.objects.order_by("number")
    assert (first.was_suggestion_visible, first.suggestion) == (False, None)
    assert second.was_suggestion_visible
    (told,) = second.suggestion
    assert (told["label"], told["score"], told["spans"][0]["text"]) == ("denial", 0.91, "denied")
    assert list(queries.broken_chains()) == []


def test_where_there_is_no_suggestion_none_was_visible(annotator, document):
    clear([document])
    sit(annotator, document, "shown")
    submit(annotator, document, says("denial"))
    event = AnnotationEvent.objects.get()
    assert (event.was_suggestion_visible, event.suggestion) == (False, None)


def test_a_span_that_was_shown_and_not_touched_stays_the_machines(annotator, suggested):
    sit(annotator, suggested, "shown")
    saved = submit(annotator, suggested, denial(is_machine_made=True))
    assert saved.answer == denial(is_machine_made=True)
    assert SpanRow.objects.get().is_machine_made
    submit(annotator, suggested, denial(), revision=1)
    assert not SpanRow.objects.get().is_machine_made
    marks = AnnotationEvent.objects.order_by("number").values_list("marks", flat=True)
    assert [m[0]["spans"][0].get("is_machine_made") for m in marks] == [True, None]
    assert list(queries.strayed()) == []


@pytest.mark.parametrize("arm", ["hidden", "after"])
def test_nobody_has_spans_of_a_suggestion_they_did_not_see(annotator, suggested, arm):
    sit(annotator, suggested, arm)
    with pytest.raises(NotSuggested):
        submit(annotator, suggested, denial(is_machine_made=True))
    with pytest.raises(NotSuggested):
        submit(annotator, suggested, denial(), is_taken_over=True)


def test_a_suggestion_is_taken_over_after_answering_and_that_is_a_change(annotator, suggested):
    sit(annotator, suggested, "after")
    submit(annotator, suggested, says("fact"))
    saved = submit(annotator, suggested, denial(), revision=1, is_taken_over=True)
    assert saved.answer == denial()
    assert list(AnnotationEvent.objects.values_list("is_taken_over", flat=True)) == [False, True]


def test_something_else_than_the_suggestion_is_not_taken_over(annotator, suggested):
    sit(annotator, suggested, "shown")
    for given in (says("denial"), says("fact"), denial(is_machine_made=True)):
        with pytest.raises(NotSuggested):
            submit(annotator, suggested, given, is_taken_over=True)


def test_what_was_taken_over_is_so_again_when_it_is_redone(annotator, suggested):
    sit(annotator, suggested, "shown")
    submit(annotator, suggested, denial(), is_taken_over=True)
    where = {"membership": annotator, "sentence_id": suggested.sentences.get(index=DENIED).pk}
    tasks.undo(**where, submission=uuid4(), revision=1)
    tasks.redo(**where, submission=uuid4(), revision=2)
    events = AnnotationEvent.objects.order_by("number")
    assert list(events.values_list("is_taken_over", flat=True)) == [True, False, True]
