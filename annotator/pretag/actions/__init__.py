"""Candidates are asked for, computed and stored; taggers are chosen."""

from annotator.pretag.actions.candidates import (
    DOCUMENTS_A_CHUNK,
    SENTENCES_A_CHUNK,
    Found,
    compute,
    follow,
    request,
    request_missing,
    store,
    take_over,
)
from annotator.pretag.actions.choosing import choose
from annotator.pretag.actions.learning import learn, request_learning, store_learned

__all__ = [
    "DOCUMENTS_A_CHUNK",
    "SENTENCES_A_CHUNK",
    "Found",
    "choose",
    "compute",
    "follow",
    "learn",
    "request",
    "request_learning",
    "request_missing",
    "store",
    "store_learned",
    "take_over",
]
