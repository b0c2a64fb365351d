from dataclasses import replace

import pytest

from annotator.annotate.values import Answer
from annotator.models import Annotation, Membership
from annotator.notes import actions, queries
from annotator.notes.queries import Kind
from tests.world import NOON, answer, says, seat


@pytest.fixture
def remarked(annotator, second, document):
    """Anna noted 0, flagged 1, skipped 2 and said nothing of 3; Bert noted 0."""
    for member in (annotator, second):
        seat(member, document)
    answer(annotator, document, 0, replace(says("denial"), note="Which firm?"))
    answer(annotator, document, 1, replace(says("accusation"), is_flagged=True))
    answer(annotator, document, 2, Answer(status="skipped", reason="context"))
    answer(annotator, document, 3, says("attribution"))
    answer(second, document, 0, replace(says("denial"), note="Sure?"))
    return document


def found(member: Membership, **asked) -> set[tuple[str, int]]:
    rows = queries.remarks(member, **asked).select_related("annotator", "sentence")
    return {(row.annotator.username, row.sentence.index) for row in rows}


def test_curators_and_viewers_read_all_remarks_of_a_kind(remarked, curator, viewer):
    for member in (curator, viewer):
        assert found(member) == {("anna", 0), ("anna", 1), ("anna", 2), ("bert", 0)}
    assert found(curator, kind=Kind.NOTED) == {("anna", 0), ("bert", 0)}
    assert found(curator, kind=Kind.FLAGGED) == {("anna", 1)}
    assert found(curator, kind=Kind.SKIPPED) == {("anna", 2)}
    assert found(curator, kind=Kind.SKIPPED, reason="context") == {("anna", 2)}
    assert found(curator, kind=Kind.SKIPPED, reason="cut") == set()


def test_an_annotator_reads_their_own_alone(remarked, annotator, second, stranger):
    assert found(annotator) == {("anna", 0), ("anna", 1), ("anna", 2)}
    assert found(second) == {("bert", 0)}
    assert found(stranger) == set()


def test_a_note_with_a_reply_is_not_unanswered(remarked, annotator, curator):
    note = Annotation.objects.get(annotator=annotator.person, sentence__index=0)
    actions.reply_to_note(annotation=note, text="The other.", by=curator.person, at=NOON)
    assert found(curator, kind=Kind.UNANSWERED) == {("bert", 0)}
    assert queries.counts(curator) == {
        Kind.ALL: 4,
        Kind.UNANSWERED: 1,
        Kind.NOTED: 2,
        Kind.FLAGGED: 1,
        Kind.SKIPPED: 1,
    }


def test_a_remark_comes_with_the_sentences_around_it(remarked, curator):
    rows = queries.remarks(curator, kind=Kind.FLAGGED)
    (told,) = queries.told(curator, [row.pk for row in rows])
    texts = [sentence.text for sentence in remarked.sentences.order_by("index")]
    assert (told.before, told.sentence, told.after) == (texts[0], texts[1], texts[2])


def test_the_first_sentence_has_nothing_before_it(remarked, second):
    (told,) = queries.told(second, [row.pk for row in queries.remarks(second)])
    assert told.before == ""


def test_nobody_is_told_what_is_not_theirs_to_read(remarked, second):
    everybodys = Annotation.objects.values_list("pk", flat=True)
    told = queries.told(second, everybodys)
    assert [one.annotation.annotator for one in told] == [second.person]


def test_unread_replies_come_first(remarked, annotator, second, curator):
    replies = {}
    for index in (0, 1, 2):
        row = Annotation.objects.get(annotator=annotator.person, sentence__index=index)
        replies[index] = actions.reply_to_note(
            annotation=row, text=f"To {index}.", by=curator.person, at=NOON
        )
    actions.mark_seen(membership=annotator, replies=[replies[2]], at=NOON)
    assert [one.text for one in queries.replies_to(annotator)] == ["To 1.", "To 0.", "To 2."]
    assert queries.unread(annotator) == 2
    assert list(queries.replies_to(second)) == []
