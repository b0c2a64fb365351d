"""How likely it is that a line of a saved page belongs to the article, by boosted trees.

They are trained by `bench/intake/train_pages.py` and kept in `page_trees.json` beside this module:
`quick` for the votes of the fast reader, `full` for those of all.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from annotator.ingest import trees
from annotator.ingest.trees import Trees

PATH = Path(__file__).with_name("page_trees.json")
_FIRST, _SURE = 30, 1.75


@dataclass(frozen=True, kw_only=True)
class Forest:
    """The `rest` of the trees is asked where the `first` are not sure."""

    first: Trees
    rest: Trees

    def likelihoods(self, columns: Mapping[str, Sequence[float]]) -> list[float]:
        """One number a row, between 0 and 1; exactly one of them where the first trees are sure
        already, which saves half of the time: most lines of a page are plainly menu or plainly text."""
        logits = self.first.scores(columns)
        unsure = [index for index, logit in enumerate(logits) if abs(logit) <= _SURE]
        found = [float(logit > 0) for logit in logits]
        if unsure:
            for index, more in zip(unsure, self.rest.scores(_rows(columns, unsure)), strict=True):
                found[index] = 1 / (1 + exp(-max(-30.0, min(30.0, logits[index] + more))))
        return found


def _rows(columns: Mapping[str, Sequence[float]], chosen: Sequence[int]) -> dict[str, list[float]]:
    return {name: [column[index] for index in chosen] for name, column in columns.items()}


def from_json(stored: Mapping[str, Any]) -> Forest:
    names, grown = stored["features"], stored["trees"]
    return Forest(first=trees.grow(names, grown[:_FIRST]), rest=trees.grow(names, grown[_FIRST:]))


@cache
def load(name: str) -> Forest:
    """The forest `name` of the file."""
    return from_json(json.loads(PATH.read_text("utf-8"))[name])
