"""Curators reply; annotators have read it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from annotator.models import Annotation, Membership, NoteReply, Person
from annotator.notes import queries
from annotator.notes.refusals import NothingWasSaid, ReplyIsEmpty, ReplyIsTooLong

LONGEST = 2000


@transaction.atomic
def reply_to_note(*, annotation: Annotation, text: str, by: Person, at: datetime) -> NoteReply:
    """Answer what an annotator said about a sentence. Only that annotator is told.

    Raises ReplyIsEmpty, ReplyIsTooLong, NothingWasSaid.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ReplyIsEmpty("Write something before you send it.")
    if len(text) > LONGEST:
        raise ReplyIsTooLong("A reply has at most {most} characters.", most=LONGEST)
    annotation = Annotation.objects.select_for_update().get(pk=annotation.pk)
    if not queries.is_remark(annotation):
        raise NothingWasSaid("The annotator has taken back what they said about this sentence.")
    return NoteReply.objects.create(annotation=annotation, text=text, by=by, at=at)


def mark_seen(*, membership: Membership, replies: Iterable[NoteReply], at: datetime) -> None:
    """This annotator was shown these replies; only their own can be."""
    NoteReply.objects.filter(
        pk__in=[reply.pk for reply in replies],
        annotation__annotator=membership.person_id,
        seen_at__isnull=True,
    ).update(seen_at=at)
