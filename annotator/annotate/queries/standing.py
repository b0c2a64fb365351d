"""One answer as it stands, with what its annotator may be told of it."""

from dataclasses import dataclass

from annotator.annotate import blinding
from annotator.annotate.queries.answers import (
    answer_in,
    assignment,
    last_event,
    suggestion_for,
    was_answered,
)
from annotator.annotate.queries.blindness import shown_text
from annotator.annotate.values import Answer, Suggestion
from annotator.models import Annotation, Assignment, Assistance, Membership, Sentence


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An annotation; spans and suggestion quote the sentence as the annotator may see it."""

    annotation: Annotation
    assignment: Assignment
    answer: Answer
    suggestion: Suggestion | None


def is_seen(assistance: str, *, was_answered: bool) -> bool:
    """Whether an annotator has come to see the suggestion for a sentence.

    A note or a flag on an open sentence is no answer yet: it shows nothing.
    """
    return assistance == Assistance.SHOWN or (assistance == Assistance.AFTER and was_answered)


def standing(membership: Membership, sentence_id: int) -> Standing | None:
    """This annotator's answer to a sentence of the campaign; None if they have given none."""
    last = last_event(membership, sentence_id)
    sentence = (
        Sentence.objects.filter(pk=sentence_id, document__campaign=membership.campaign_id)
        .order_by("pk")
        .first()
    )
    if last is None or sentence is None:
        return None
    place = assignment(membership, sentence.document_id)
    sentence.document = place.document
    shown = shown_text(membership.campaign, place)[sentence.start : sentence.end]
    is_visible = is_seen(place.assistance, was_answered=was_answered(last))
    suggestion = suggestion_for(membership.campaign, sentence_id) if is_visible else None
    return Standing(
        annotation=last.annotation,
        assignment=place,
        answer=blinding.masked_answer(answer_in(last), shown=shown),
        suggestion=blinding.masked_suggestion(suggestion, sentence=sentence.text, shown=shown),
    )
