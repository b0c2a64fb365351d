"""The span model at work: which tokens are source, cue, content and target, given the label."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

import pycrfsuite  # type: ignore[import-untyped]

from annotator.pretag.learned.words import token_features
from annotator.pretag.marks import ACCUSATION
from annotator.pretag.seen import Seen


class Crf(Protocol):
    """What tags a list of tokens, each a list of feature names."""

    def tag(self, xseq: Sequence[Sequence[str]]) -> list[str]: ...


@dataclass(frozen=True, kw_only=True)
class SpanModel:
    """Two linear-chain CRFs: source, cue and content first, then the target of an accusation.

    A tagger of crfsuite holds the sentence that it is at, so that threads take turns.
    """

    spans: Crf
    targets: Crf
    turn: Lock

    @classmethod
    def open(cls, spans: Path, targets: Path) -> "SpanModel":
        """The model in these two files."""
        return cls(spans=_opened(spans), targets=_opened(targets), turn=Lock())

    def tags(self, reading: Seen, label: str) -> tuple[list[str], list[str]]:
        """BIO tags of the tokens: roles, and targets (empty where nobody is accused)."""
        features = token_features(reading, label)
        with self.turn:
            roles = self.spans.tag(features)
            if label != ACCUSATION:
                return roles, []
            return roles, self.targets.tag(with_roles(features, roles))


def _opened(path: Path) -> Crf:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    found: Crf = tagger
    return found


def with_roles(features: Sequence[list[str]], roles: Sequence[str]) -> list[list[str]]:
    """The features of tokens joined by the roles that they and their neighbours have."""
    last = len(roles) - 1
    return [
        [
            *names,
            f"T={roles[index][:5]}",
            f"T-1={roles[index - 1][:5] if index else '^'}",
            f"T+1={roles[index + 1][:5] if index < last else '$'}",
            f"T,k={roles[index][:5]} {names[2]}",
        ]
        for index, names in enumerate(features)
    ]
