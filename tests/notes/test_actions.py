from dataclasses import replace

import pytest

from annotator.models import Annotation, NoteReply
from annotator.notes import actions
from annotator.notes.refusals import NothingWasSaid, ReplyIsEmpty, ReplyIsTooLong
from tests.world import NOON, answer, says, seat


@pytest.fixture
def noted(annotator, document) -> Annotation:
    seat(annotator, document)
    answer(annotator, document, 0, replace(says("denial"), note="Which firm?"))
    return Annotation.objects.get()


def reply(annotation, by, text="The ferry firm."):
    return actions.reply_to_note(annotation=annotation, text=text, by=by.person, at=NOON)


def test_a_reply_is_kept_unread(noted, curator):
    kept = reply(noted, curator, "  The ferry\r\nfirm. ")
    assert (kept.text, kept.by, kept.seen_at) == ("The ferry\nfirm.", curator.person, None)


@pytest.mark.parametrize(("text", "rule"), [(" \n", ReplyIsEmpty), ("x" * 2001, ReplyIsTooLong)])
def test_a_reply_says_something_and_not_too_much(noted, curator, text, rule):
    with pytest.raises(rule):
        reply(noted, curator, text)


def test_where_nothing_is_said_any_more_there_is_nothing_to_reply_to(noted, curator):
    Annotation.objects.update(note="")
    with pytest.raises(NothingWasSaid):
        reply(noted, curator)
    Annotation.objects.update(is_flagged=True)
    assert reply(noted, curator)


def test_only_its_annotator_has_seen_a_reply(noted, annotator, second, curator):
    kept = reply(noted, curator)
    for member in (second, curator):
        actions.mark_seen(membership=member, replies=[kept], at=NOON)
    assert NoteReply.objects.get().seen_at is None
    actions.mark_seen(membership=annotator, replies=[kept], at=NOON)
    assert NoteReply.objects.get().seen_at == NOON
