"""Settling a sentence from its answers, on plain values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One annotator's answer as far as voting goes. Spans do not vote yet."""

    status: str
    labels: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What all annotators said alike, and how many they were."""

    labels: tuple[str, ...]
    is_article_text: bool
    answers: int


def unanimous(ballots: Sequence[Ballot], *, overlap: int) -> Verdict | None:
    """The answer that all annotators of a sentence gave, or None while it is open.

    Open means: fewer than `overlap` have answered, somebody skipped it, or they differ. Nobody's
    answer is ever counted for another's.
    """
    if not ballots or len(ballots) < overlap or len(set(ballots)) > 1:
        return None
    (said,) = set(ballots)
    if said.status == "skipped":
        return None
    return Verdict(
        labels=tuple(sorted(said.labels)),
        is_article_text=said.status != "not_article_text",
        answers=len(ballots),
    )
