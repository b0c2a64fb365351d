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

__all__ = [
    "DOCUMENTS_A_CHUNK",
    "SENTENCES_A_CHUNK",
    "Found",
    "choose",
    "compute",
    "follow",
    "request",
    "request_missing",
    "store",
    "take_over",
]
