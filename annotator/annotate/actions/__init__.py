"""Answers are written, documents handed in and locked. Each is one transaction."""

from annotator.annotate.actions.answers import redo, submit, undo
from annotator.annotate.actions.documents import finish, lock, reopen, unlock
from annotator.annotate.actions.imports import take_over

__all__ = ["finish", "lock", "redo", "reopen", "submit", "take_over", "undo", "unlock"]
