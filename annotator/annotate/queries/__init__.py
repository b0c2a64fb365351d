"""What an annotator has answered. Everything here is about one annotator: the desk is blind."""

from annotator.annotate.queries.answers import (
    answer_in,
    answer_of,
    assignment,
    documents_of,
    events_of,
    last_event,
    marks_in,
    marks_of,
    open_sentences,
    sentences_of,
    step_of,
    steps,
    suggestion_for,
    suggestions_for,
    was_answered,
)
from annotator.annotate.queries.blindness import (
    blind_documents,
    is_blind,
    is_source_hidden,
    shown_text,
    shown_title,
)
from annotator.annotate.queries.chains import broken_chains, facts, misquoted, strayed
from annotator.annotate.queries.desk import Desk, DeskSentence, desk
from annotator.annotate.queries.progress import guideline, pace, progress
from annotator.annotate.queries.standing import Standing, is_seen, standing

__all__ = [
    "Desk",
    "DeskSentence",
    "Standing",
    "answer_in",
    "answer_of",
    "assignment",
    "blind_documents",
    "broken_chains",
    "desk",
    "documents_of",
    "events_of",
    "facts",
    "guideline",
    "is_blind",
    "is_seen",
    "is_source_hidden",
    "last_event",
    "marks_in",
    "marks_of",
    "misquoted",
    "open_sentences",
    "pace",
    "progress",
    "sentences_of",
    "shown_text",
    "shown_title",
    "standing",
    "step_of",
    "steps",
    "strayed",
    "suggestion_for",
    "suggestions_for",
    "was_answered",
]
