"""How likely it is that a line of a saved page belongs to the article, by boosted trees.

They are trained by `bench/intake/train_pages.py` and kept in `page_trees.json` beside this module:
`quick` for the votes of the fast reader, `full` for those of all.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from annotator.ingest import trees
from annotator.ingest.trees import Columns, Trees

PATH = Path(__file__).with_name("page_trees.json")
_FIRST, _SURE = 30, 1.75


@dataclass(frozen=True, kw_only=True)
class Forest:
    """The `rest` of the trees is asked where the `first` are not sure."""

    first: Trees
    rest: Trees

    def likelihoods(self, columns: Columns) -> list[float]:
        """One number a row, between 0 and 1; exactly one of them where the first trees are sure
        already, which saves half of the time: most lines of a page are plainly menu or plainly text."""
        table = self.first.table(columns)
        logits = self.first.scores(table)
        found = (logits > 0).astype(np.float64)
        unsure = np.flatnonzero(np.abs(logits) <= _SURE)
        if len(unsure):
            found[unsure] = trees.logistic(logits[unsure] + self.rest.scores(table[:, unsure]))
        return found.tolist()


def from_json(stored: Mapping[str, Any]) -> Forest:
    names, grown = stored["features"], stored["trees"]
    return Forest(first=trees.grow(names, grown[:_FIRST]), rest=trees.grow(names, grown[_FIRST:]))


@cache
def load(name: str) -> Forest:
    """The forest `name` of the file."""
    return from_json(json.loads(PATH.read_text("utf-8"))[name])
