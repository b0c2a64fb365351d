"""Plain values of the ledger."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Work:
    """One chunk to be: what to do (JSON), and how many things that is (for the progress bar)."""

    payload: dict[str, Any]
    items: int


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The right to do one chunk, until the lease ends or somebody else has a later fence."""

    job: int
    kind: str
    chunk: int
    payload: dict[str, Any]
    fence: int
    tries: int
    worker: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a job is. Counts are things to do (documents, say), not chunks.

    `refused` counts what was said and not believed in what is done; `is_begun`: a worker is at it;
    `is_tried_again`: a try went wrong, and another one comes.
    """

    total: int
    done: int
    failed: int
    cancelled: int
    refused: int
    is_begun: bool
    is_tried_again: bool
    is_over: bool
    is_cancelled: bool

    @property
    def waiting(self) -> int:
        return self.total - self.done - self.failed - self.cancelled
