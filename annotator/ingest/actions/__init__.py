"""What ingest writes: documents, outlets, stories, intakes."""

from annotator.ingest.actions.corrections import correct
from annotator.ingest.actions.documents import (
    MAX_BYTES,
    Added,
    Outcome,
    Page,
    add_document,
    add_documents,
    discard,
    read_page,
    restore_line,
)
from annotator.ingest.actions.intakes import (
    Stored,
    begin,
    forget,
    look_ahead,
    read_on,
    receive,
    retry_failed,
    store,
    take_out,
    undo,
)

__all__ = [
    "MAX_BYTES",
    "Added",
    "Outcome",
    "Page",
    "Stored",
    "add_document",
    "add_documents",
    "begin",
    "correct",
    "discard",
    "forget",
    "look_ahead",
    "read_on",
    "read_page",
    "receive",
    "restore_line",
    "retry_failed",
    "store",
    "take_out",
    "undo",
]
